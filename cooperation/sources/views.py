from collections.abc import Iterable

from babel import Locale, UnknownLocaleError
from django.utils.translation import gettext_lazy as _

from cooperation.public.citing import citing
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.schema_org import Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Group, Related
from cooperation.records.languages import page_language
from cooperation.records.models import Record
from cooperation.sources.filters import SourceFilter
from cooperation.sources.models import Source, SourceKind


def language_names(codes: str) -> str:
    """The languages that codes such as “en” or “da, no” stand for, in the language of the page."""
    return ", ".join(language_name(code) for code in codes.replace(",", " ").split())


def language_name(code: str) -> str:
    try:
        return Locale.parse(code).get_language_name(page_language()) or code
    except (UnknownLocaleError, ValueError):
        return code


class SourceListView(RecordListView):
    model = Source
    filterset_class = SourceFilter
    columns = ["published", "kind", "publisher", "reliability"]
    intro = _("The documents that the facts rest on. Each page lists everything in the register that cites it.")


class SourceDetailView(RecordDetailView):
    model = Source
    headline = ["kind", "publisher", Fact("published", _("published"))]
    schema_org = Thing(
        "CreativeWork",
        [
            Property("alternateName", "title_as_printed"),
            Property("sameAs", "link"),
            Property("publisher", "publisher"),
            Property("author", "author"),
            Property("inLanguage", "language"),
            Property("datePublished", "published"),
            Property("dateModified", "updated"),
        ],
        {
            SourceKind.OFFICIAL_PAGE: "WebPage",
            SourceKind.NEWS: "NewsArticle",
            SourceKind.STATISTICS: "Dataset",
            SourceKind.WORKBOOK: "Dataset",
        },
    )
    facts = [
        "title_as_printed",
        "kind",
        Fact("publisher", with_text="publisher_note"),
        "author",
        "on_behalf_of",
        "reliability",
        Fact("language", reading=language_names),
        Fact("other_languages", reading=language_names),
        "published",
        "updated",
        "link",
        "captured_on",
        "sha256",
        Fact("noise", _("Left out as no fact")),
    ]
    related = [
        Related("statements", _("Statements by this source"), ["kind", "when"]),
        Related("evidence_for", _("Evidence for the progress of"), [], ["status", "day"]),
    ]

    def get_groups(self, record: Record, related: Iterable[Related]) -> Iterable[Group]:
        yield from super().get_groups(record, related)
        yield from citing(record)
