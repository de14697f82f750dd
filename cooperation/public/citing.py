"""Everything that rests on a source, as far as the public sees it."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cooperation.public.columns import row_model
from cooperation.public.navigation import Kind, kinds
from cooperation.public.related import Group, Link
from cooperation.public.sorting import title_of_page
from cooperation.records.citations import Citation
from cooperation.records.models import Record

Places = set[tuple[int, str]]  # a record's key, and a child row's number or nothing


def citing(source: Record) -> list[Group]:
    """The published records that show something resting on the source, kind by kind."""
    cited: dict[int, dict[str, Places]] = defaultdict(lambda: defaultdict(set))
    found = Citation.objects.filter(source=source.pk)
    for type_id, key, field in found.values_list("content_type_id", "object_id", "field"):
        stem, _, number = field.partition(".")
        cited[type_id][stem].add((key, number))
    groups = (group_of(kind, cited[content_type(kind)]) for kind in kinds())
    return [group for group in groups if group.links]


def content_type(kind: Kind) -> int:
    return ContentType.objects.get_for_model(kind.model).pk


def group_of(kind: Kind, fields: dict[str, Places]) -> Group:
    keys = {key for field, places in fields.items() for key in showing(kind.model, field, places)}
    records = kind.model.objects.published().filter(pk__in=keys).order_by(title_of_page(), "reference")
    heading = _("%(kind)s that rest on this source") % {"kind": capfirst(kind.title)}
    return Group(heading, f"citing-{kind.name}", [Link(record) for record in records])


def showing(model: type[Record], name: str, places: Places) -> set[int]:
    """The keys of the records whose pages show the field: what is hidden there gives nothing away here."""
    keys = {key for key, _number in places}
    if not name:
        return keys
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return set()
    if name in model.staff_only:
        return set()
    if isinstance(field, models.ManyToOneRel):
        return showing_rows(field, places)
    if field.is_relation and isinstance(field.related_model, type) and issubclass(field.related_model, Record):
        linked = model.objects.filter(pk__in=keys, **{f"{name}__in": field.related_model.objects.published()})
        return set(linked.values_list("pk", flat=True))
    return keys


def showing_rows(relation: models.ManyToOneRel, places: Places) -> set[int]:
    parent = relation.field.name
    rows = row_model(relation).objects.published().filter(**{f"{parent}__in": {key for key, _number in places}})
    shown = {(key, str(number)) for key, number in rows.values_list(f"{parent}_id", "number")}
    shown |= {(key, "") for key, _number in shown}
    return {key for key, _number in places & shown}
