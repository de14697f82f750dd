"""The register's IATI file: the published records marked for it, as activities of IATI 2.03.

A record is an activity whatever its kind; programmes are the parents of what belongs to them. Nothing is reported that
the register does not know: no sector codes of the DAC, no shares of countries, no day where a source gives a month.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.exchange.packing.xml_text import legal
from cooperation.public.columns import columns, fetched
from cooperation.public.feeds.declared import declared
from cooperation.public.feeds.iati_money import add_money
from cooperation.public.feeds.iati_report import ACCOUNTABLE, CLOSED, IMPLEMENTATION, Report
from cooperation.public.feeds.literals import id_of
from cooperation.public.feeds.saying import every_model
from cooperation.public.feeds.spans import exact_day
from cooperation.records.languages import LANGUAGES
from cooperation.records.models import Record
from cooperation.values.partial_date import OPEN_END, PartialDate
from cooperation.values.words import in_words

MEDIA_TYPE = "application/xml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
PARENT = "1"
OWN_VOCABULARY = "99"
MARK = "iati_reportable"
AT_ONCE = 500


def iati_file(request: HttpRequest) -> HttpResponseBase:
    if not settings.IATI_REPORTING_ORG:
        return nothing(_("Nothing is reported to IATI: the register is not told for which organisation it would."))
    reported = {model: report for model in every_model() if (report := declared(model, "iati"))}
    if not any(marked(model).exists() for model in reported):
        return nothing(_("No published record is marked as reported to IATI."))
    return StreamingHttpResponse(written(request, reported), content_type=f"{MEDIA_TYPE}; charset=utf-8")


def nothing(why: str) -> HttpResponse:
    """A file without activities would not be valid."""
    return HttpResponse(why, status=404, content_type="text/plain; charset=utf-8")


def marked(model: type[Record]) -> Any:
    return model.objects.published().filter(**{MARK: True})


def written(request: HttpRequest, reported: dict[type[Record], Report]) -> Iterator[bytes]:
    now = timezone.now().isoformat(timespec="seconds")
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<iati-activities version="2.03" generated-datetime="{now}">\n'.encode()
    for model, report in reported.items():
        found = fetched(marked(model), columns(model, report.ways())).prefetch_related("areas").order_by("reference")
        for record in found.iterator(chunk_size=AT_ONCE):
            yield tostring(activity(request, record, report), encoding="utf-8", xml_declaration=False) + b"\n"
    yield b"</iati-activities>\n"


def activity(request: HttpRequest, record: Any, report: Report) -> Element:
    """Return the record as an activity; the schema wants its parts in this order."""
    own = Element(
        "iati-activity",
        {
            "last-updated-datetime": record.updated_at.isoformat(timespec="seconds"),
            "linked-data-uri": id_of(request, record),
            LANGUAGE: LANGUAGES[0],
        },
    )
    SubElement(own, "iati-identifier").text = identifier(record)
    reporting = {"ref": settings.IATI_REPORTING_ORG, "type": settings.IATI_REPORTING_ORG_TYPE}
    narrative(SubElement(own, "reporting-org", reporting), {LANGUAGES[0]: settings.IATI_REPORTING_ORG_NAME})
    narrative(SubElement(own, "title"), both(record, "title"))
    described = next((texts for stem in (*report.texts, "title") if (texts := both(record, stem))), {})
    narrative(SubElement(own, "description", {"type": "1"}), described)
    add_organisations(own, record, report)
    status = report.statuses[record.status]
    SubElement(own, "activity-status", {"code": status})
    add_dates(own, getattr(record, report.date), status)
    for country in receiving(record, report):
        SubElement(own, "recipient-country", {"code": country})
    for area in record.areas.all():
        tag = SubElement(own, "tag", {"vocabulary": OWN_VOCABULARY, "code": area.reference})
        narrative(tag, both(area, "title"))
    add_money(own, getattr(record, report.lines.name).all(), report.lines)
    for name in report.above:
        above = getattr(record, name)
        if above is not None and above.is_published and getattr(above, MARK):
            SubElement(own, "related-activity", {"type": PARENT, "ref": identifier(above)})
    return own


def identifier(record: Record) -> str:
    return f"{settings.IATI_REPORTING_ORG}-{record.reference}"


def both(instance: Any, stem: str) -> dict[str, str]:
    """Return a text by language, without the languages it is not in."""
    found = {language: legal(getattr(instance, f"{stem}_{language}")).strip() for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def narrative(parent: Element, texts: dict[str, str]) -> None:
    for language, text in texts.items():
        SubElement(parent, "narrative", {LANGUAGE: language}).text = text


def add_organisations(own: Element, record: Any, report: Report) -> None:
    """Partners by what they are to the activity, each once; where none is accountable, the reporting one is."""
    named: dict[tuple[str, int], Record] = {}
    for name, role in report.links.items():
        for partner in columns(type(record), [name])[0].values(record):
            named[role, partner.pk] = partner
    for row in getattr(record, report.rows).all():
        if row.role in report.roles:
            named[report.roles[row.role], row.partner_id] = row.partner
    if not any(role == ACCOUNTABLE for role, _key in named):
        who = {"role": ACCOUNTABLE, "ref": settings.IATI_REPORTING_ORG, "type": settings.IATI_REPORTING_ORG_TYPE}
        narrative(SubElement(own, "participating-org", who), {LANGUAGES[0]: settings.IATI_REPORTING_ORG_NAME})
    for (role, _key), partner in named.items():
        narrative(SubElement(own, "participating-org", {"role": role}), both(partner, "title"))


def add_dates(own: Element, value: PartialDate, status: str) -> None:
    """The first and the last day the date may mean, each with a word where it is not exact; what is open is left out.

    What has not begun or ended, by its status or by the calendar, is planned.
    """
    today = timezone.localdate()
    start, _slash, end = value.text.partition("/")
    begun = status in (IMPLEMENTATION, CLOSED) and value.earliest <= today
    ended = status == CLOSED and value.latest <= today
    if start != OPEN_END:
        add_date(own, ACTUAL_START if begun else PLANNED_START, value.earliest.isoformat(), value, start)
    if (end or start) != OPEN_END:
        add_date(own, ACTUAL_END if ended else PLANNED_END, value.latest.isoformat(), value, end or start)


def add_date(own: Element, kind: str, day: str, value: PartialDate, text: str) -> None:
    date = SubElement(own, "activity-date", {"type": kind, "iso-date": day})
    if not exact_day(text):
        narrative(date, {language: in_words(value, language) for language in LANGUAGES})


def receiving(record: Any, report: Report) -> Iterable[str]:
    """Return the ISO codes of the countries that receive."""
    partners = [row.partner for row in getattr(record, report.rows).all() if row.role == report.receiving]
    return sorted({partner.iso_alpha2 for partner in partners if partner.iso_alpha2})
