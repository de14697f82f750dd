"""The marks that tell a reader how to take a record: third party, reported but not confirmed, date inferred."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.records.citations import Citation, Stance
from cooperation.records.models import Record

UNNAMED_SOURCES = "press with unnamed sources"
REPORTED = "reported"
THIRD_PARTY = "third party"
CONTEXT_ONLY = "context only"
TELLING = ("third_party", "direction", "status", "standing")
"""Fields that a record carries marks by."""


@dataclass(frozen=True)
class Mark:
    word: Promise
    explanation: Promise


third_party = Mark(
    _("third party"),
    _("Denmark is no party to this. It is kept for context and never counts as Danish cooperation."),
)
context_only = Mark(_("context only"), _("Named in the register for context. No cooperation with Denmark is recorded."))
reported = Mark(
    _("reported, not confirmed"),
    _("This rests on press reports that name no source, or on reports nobody has confirmed."),
)
inferred = Mark(_("date inferred"), _("A date here is worked out from the source, which does not print all of it."))
contested = Mark(_("sources differ"), _("The sources do not say the same."))


def record_marks(record: Model) -> list[Mark]:
    """The marks a record carries by its own fields, wherever it is named."""
    marks = []
    if getattr(record, "third_party", False) or getattr(record, "direction", "") == THIRD_PARTY:
        marks.append(third_party)
    if getattr(record, "standing", "") == CONTEXT_ONLY:
        marks.append(context_only)
    if getattr(record, "status", "") == REPORTED:
        marks.append(reported)
    return marks


def rests_on_unnamed(citations: Iterable[Citation]) -> bool:
    """Whether all that supports it is press that names no source."""
    supporting = [citation for citation in citations if citation.stance == Stance.SUPPORTS]
    return bool(supporting) and all(
        (citation.reliability or citation.source.reliability) == UNNAMED_SOURCES for citation in supporting
    )


def resting_on_unnamed(model: type[Record], records: Iterable[Record]) -> set[int]:
    """The keys of those of a page's records that rest only on press that names no source; one query for all."""
    if not model.is_reported_as_a_whole:
        return set()
    supporting = Citation.objects.published().filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[record.pk for record in records],
        stance=Stance.SUPPORTS,
    )
    found = set(supporting.order_by().values_list("object_id", "reliability", "source__reliability").distinct())
    named = {key for key, own, of_source in found if (own or of_source) != UNNAMED_SOURCES}
    return {key for key, *_reliability in found} - named


def disputed(citations: Iterable[Citation]) -> bool:
    stances = {citation.stance for citation in citations}
    return {Stance.SUPPORTS, Stance.CONTRADICTS} <= stances


def explained(record: Record, citations: Iterable[Citation], dates_inferred: bool) -> list[Mark]:
    """Every mark of a record's own page, in the order they matter."""
    marks = record_marks(record)
    if reported not in marks and record.is_reported_as_a_whole and rests_on_unnamed(citations):
        marks.append(reported)
    if dates_inferred:
        marks.append(inferred)
    return marks
