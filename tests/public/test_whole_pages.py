"""Nothing public is forgotten: every field, child row and link of a record has a place on its page."""

from typing import Any

import pytest
from django.db import models
from django.urls import resolve

from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Declared, as_fact
from cooperation.records.citations import Citation
from cooperation.records.models import Record
from cooperation.values.fields import ValueField
from tests.house.kinds import RECORDS, kind_id, package

every_kind = pytest.mark.parametrize("kind", RECORDS, ids=kind_id)

# Every page's own: title, summary, areas, and the line at the foot.
EVERYWHERE = {
    *("id", "reference", "title_en", "title_da", "summary_en", "summary_da", "areas"),
    *("last_verified", "verified_by", "updated_at"),
}
# field → why it has no place of its own
NOT_SHOWN = {
    "state": "only what is published has a page",
    "folded": "for search alone",
    "revision": "belongs to the record's history",
    "third_party": "a mark at the top",
    "target_unit": "said with the target",
    "iati_reportable": "the IATI file is where it is seen",
}
# (kind, relation) → why what names the record there is not listed on its page
NOT_RELATED = {
    ("Partner", "places"): "a place is a term, shown on the records that happen there",
    ("Source", "cited_in"): "what rests on a source is listed kind by kind",
}


def view_of(kind: type[Record]) -> type[RecordDetailView]:
    view: Any = resolve(f"/en/{package(kind)}/a-reference/").func
    return view.view_class  # type: ignore[no-any-return]


def declared(entries: Declared) -> set[str]:
    facts = [as_fact(fact) for fact in entries]
    return {fact.name.partition(".")[0] for fact in facts} | {fact.with_text for fact in facts if fact.with_text}


def public_fields(model: type[models.Model], staff_only: frozenset[str] = frozenset()) -> set[str]:
    """The fields a page must show; companions of a value and the two languages of a text count as one."""
    fields: list[Any] = [*model._meta.concrete_fields, *model._meta.many_to_many]
    names = {field.name for field in fields} - staff_only
    for field in fields:
        if isinstance(field, ValueField):
            names -= set(field.companions)
    both = {name.removesuffix("_en") for name in names if name.endswith("_en")}
    return {name for name in names if name[:-3] not in both} | both


@every_kind
def test_every_public_field_has_a_place(kind: type[Record]) -> None:
    everywhere = {name.removesuffix("_en").removesuffix("_da") for name in EVERYWHERE}
    missing = public_fields(kind, kind.staff_only) - everywhere - set(NOT_SHOWN) - declared(view_of(kind).facts)
    assert missing == set()


@every_kind
def test_no_staff_field_has_a_place(kind: type[Record]) -> None:
    view = view_of(kind)
    shown = declared(view.facts) | {as_fact(fact).name for fact in view.headline}
    assert shown & kind.staff_only == set()


@every_kind
def test_every_child_row_is_a_table_with_all_its_columns(kind: type[Record]) -> None:
    for relation in kind._meta.related_objects:
        row: Any = relation.related_model
        if getattr(row, "parent_field", "") != relation.field.name or row is Citation:
            continue
        (table,) = [table for table in view_of(kind).tables if table.name == relation.get_accessor_name()]
        units = {"unit"} if "unit" in public_fields(row) else set()
        shown = public_fields(row) - {"id", "number", "sort_order", row.parent_field} - units
        assert shown == declared(table.columns), table.name


@every_kind
def test_whatever_names_a_record_is_on_its_page(kind: type[Record]) -> None:
    view = view_of(kind)
    shown = {related.name for related in view.related} | {table.name for table in view.tables}
    naming = {str(relation.get_accessor_name()) for relation in kind._meta.related_objects}
    exempt = {name for model, name in NOT_RELATED if model == kind.__name__}
    assert naming == shown | exempt
