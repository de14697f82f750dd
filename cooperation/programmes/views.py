from django.utils.translation import gettext_lazy as _

from cooperation.programmes.filters import ProgrammeFilter
from cooperation.programmes.models import Programme, ProgrammePartner, ProgrammeStatus
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.iati_report import (
    ACCOUNTABLE,
    CANCELLED,
    CLOSED,
    FUNDING,
    IMPLEMENTATION,
    IMPLEMENTING,
    PIPELINE,
    Report,
)
from cooperation.public.feeds.schema_org import Period, Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.tables import Table


class ProgrammeListView(RecordListView):
    model = Programme
    filterset_class = ProgrammeFilter
    columns = ["period", "kind", "status", Fact("partners.partner", _("Partners"))]
    iati = Report(
        date="period",
        statuses={
            ProgrammeStatus.PLANNED: PIPELINE,
            ProgrammeStatus.UNDER_WAY: IMPLEMENTATION,
            ProgrammeStatus.COMPLETED: CLOSED,
            ProgrammeStatus.CANCELLED: CANCELLED,
        },
        texts=["summary", "aims"],
        rows="partners",
        roles={ProgrammePartner.Role.FUNDER: FUNDING, ProgrammePartner.Role.PROVIDER: IMPLEMENTING},
        links={"lead_authority": ACCOUNTABLE, "channels": IMPLEMENTING},
        above=["parent"],
    )
    intro = _("The frames of the cooperation: bilateral and regional programmes, projects and lines of support.")


class ProgrammeDetailView(RecordDetailView):
    model = Programme
    headline = ["kind", "status", "period"]
    schema_org = Thing(
        "Project",
        [
            Property("description", "aims"),
            Period("foundingDate", "dissolutionDate", "period"),
            Property("parentOrganization", "parent"),
            Property("member", "partners.partner"),
            Property("sponsor", "lead_authority"),
        ],
    )
    facts = [
        "kind",
        "status",
        "period",
        "aims",
        "parent",
        "predecessor",
        "established_by",
        "lead_authority",
        "channels",
        "oda_share",
    ]
    tables = [Table("partners", _("Partners"), ["partner", "role"])]
    related = [
        Related("parts", _("Parts of this programme"), ["kind", "period"]),
        Related("successors", _("Carried on by"), ["kind", "period"]),
        Related("activities", _("Activities"), ["kind", "when"], parameter="programme"),
        Related("funding_lines", _("Funds with money for this programme"), [], ["title", "money", "stage"]),
        Related("statements_about", _("Statements about this programme"), ["kind", "when"]),
    ]
