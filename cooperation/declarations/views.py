from django.utils.translation import gettext_lazy as _

from cooperation.declarations.filters import DeclarationFilter
from cooperation.declarations.joining import parties_by_year
from cooperation.declarations.models import Declaration, DeclarationRelation, DeclarationStatus
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.schema_org import ByKind, Chosen, Placed, Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table

FORCE, NO_FORCE = "InForce", "NotInForce"
LEGAL_FORCE: dict[str, str] = {
    DeclarationStatus.IN_FORCE: FORCE,
    DeclarationStatus.EXPIRED: NO_FORCE,
    DeclarationStatus.SUPERSEDED: NO_FORCE,
    DeclarationStatus.ENDED: NO_FORCE,
}
RELATIONS: dict[str, str] = {
    DeclarationRelation.Kind.IMPLEMENTS: "legislationApplies",
    DeclarationRelation.Kind.BUILDS_ON: "isBasedOn",
    DeclarationRelation.Kind.AMENDS: "legislationChanges",
    DeclarationRelation.Kind.SUPERSEDES: "legislationChanges",
    DeclarationRelation.Kind.CITES: "citation",
    DeclarationRelation.Kind.ANNEX_OF: "isPartOf",
}


class DeclarationListView(RecordListView):
    model = Declaration
    filterset_class = DeclarationFilter
    columns = ["signed", "announced", "kind", "status", Fact("parties.partner", _("Parties"))]
    intro = _("Joint declarations, letters of intent, agreements and decisions, with their parties and dates.")


class DeclarationDetailView(RecordDetailView):
    model = Declaration
    headline = ["kind", "status", "signed", Fact("announced", _("announced")), Fact("period", _("for the period"))]
    schema_org = Thing(
        "Legislation",
        [
            Property("alternateName", "title_as_printed"),
            Property("legislationType", "kind"),
            Property("legislationIdentifier", "lovtidende_c"),
            Property("legislationIdentifier", "un_registration"),
            Property("legislationIdentifier", "folketing_identifier"),
            Property("legislationDate", "signed"),
            Property("legislationDateOfApplicability", "in_force"),
            Property("temporalCoverage", "period"),
            Chosen("legislationLegalForce", "status", LEGAL_FORCE),
            Property("legislationPassedBy", "parties.partner"),
            Placed("locationCreated", "place"),
            ByKind("relations", "target", RELATIONS),
        ],
    )
    facts = [
        "title_as_printed",
        "kind",
        "legal_nature",
        "status",
        "announced",
        "signed",
        "in_force",
        "ended",
        "period",
        "meeting",
        "place",
        Fact("place.as_printed", _("Place as printed")),
        "place.country",
        "negotiation_rounds",
        "directed_by",
        "duration",
        "renewal",
        "notice",
        Fact("applies_denmark", _("Application to Denmark")),
        Fact("applies_faroe_islands", _("Application to the Faroe Islands")),
        Fact("applies_greenland", _("Application to Greenland")),
        "lovtidende_c",
        "un_registration",
        "folketing_identifier",
    ]
    tables = [
        Table("parties", _("Parties"), ["partner", "capacity", "person", "date"]),
        Table("relations", _("Related declarations"), ["kind", "target"]),
    ]
    pictures = [parties_by_year]
    related = [
        Related("related_from", _("Declarations that refer to this one"), ["signed"], ["kind"]),
        Related("commitments", _("Commitments made in it"), ["operative_verb", "due"], parameter="declaration"),
        Related("outcomes", _("Came about at"), ["kind", "when"], ["text"]),
        Related("programmes", _("Programmes that rest on it"), ["kind", "period"]),
        Related("funds", _("Funds that rest on it")),
        Related("funding_lines", _("Money decided in it"), [], ["title", "money", "stage", "years"]),
        Related("evidence_for", _("Evidence for the progress of"), [], ["status", "day"]),
        Related("statements_about", _("Statements about this declaration"), ["kind", "when"]),
    ]
