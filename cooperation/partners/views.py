from typing import Any

from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cooperation.partners.brief import brief_of
from cooperation.partners.filters import PartnerFilter
from cooperation.partners.given import PartnerAndUnits
from cooperation.partners.located import partners_on_map
from cooperation.partners.models import COOPERATING, Partner, PartnerKind
from cooperation.public.detail import RecordDetailView
from cooperation.public.facts import Fact
from cooperation.public.feeds.schema_org import Code, Property, Thing
from cooperation.public.lists import RecordListView
from cooperation.public.related import Related
from cooperation.public.sparing import naming
from cooperation.public.tables import Table
from cooperation.records.hierarchy import keys_below
from cooperation.records.tables import among_ids


class PartnerListView(RecordListView):
    model = Partner
    filterset_class = PartnerFilter
    on_map = staticmethod(partners_on_map)
    counted_where = {"standing": COOPERATING}
    columns = ["kind", "standing", "cooperation_since", Fact("categories.category", _("Categories of cooperation"))]
    intro = _(
        "The countries, organisations, authorities and units that Denmark works with. The list also has those that are "
        "Denmark’s own, and those that are named for context only."
    )


class PartnerDetailView(RecordDetailView):
    model = Partner
    headline = ["kind", "standing", "parent", Fact("cooperation_since", _("cooperation since"))]
    schema_org = Thing(
        "Organization",
        [
            Property("alternateName", "short_name"),
            Property("alternateName", "names.name"),
            Code("identifier", "iso_alpha2", "ISO 3166-1 alpha-2"),
            Code("identifier", "iso_alpha3", "ISO 3166-1 alpha-3"),
            Property("parentOrganization", "parent"),
            Property("memberOf", "memberships.forum"),
        ],
        {
            PartnerKind.COUNTRY: "Country",
            PartnerKind.REGION: "Place",
            PartnerKind.AUTHORITY: "GovernmentOrganization",
            PartnerKind.MILITARY_UNIT: "GovernmentOrganization",
            PartnerKind.SCHOOL: "EducationalOrganization",
        },
    )
    facts = ["kind", "standing", "short_name", "iso_alpha2", "iso_alpha3", "parent", "cooperation_since"]
    tables = [
        Table("categories", _("Categories of cooperation"), ["category", "period"]),
        Table("memberships", _("Memberships"), ["forum", "role", "period"]),
        Table("names", _("Other names"), ["name", "kind"]),
        Table("contact_points", _("Contact points"), ["kind", "address", "telephone", "fax", "mail"]),
    ]
    related = [
        Related("programmes", _("Programmes"), ["kind", "period"], ["role"], "partner"),
        Related("programmes_led", _("Programmes led"), ["kind", "period"], parameter="partner"),
        Related("programmes_channelled", _("Programmes channelled"), ["kind", "period"], parameter="partner"),
        Related("activities", _("Activities"), ["kind", "when"], ["role"], "partner"),
        Related("activities_channelled", _("Activities channelled"), ["kind", "when"], parameter="partner"),
        Related("meetings", _("Meetings"), ["kind", "when"], ["role"], "partner"),
        Related("forum_meetings", _("Meetings of this forum"), ["kind", "when"], parameter="partner"),
        Related("meetings_hosted", _("Meetings hosted"), ["kind", "when"], parameter="partner"),
        Related("meetings_chaired", _("Meetings chaired"), ["kind", "when"], parameter="partner"),
        Related("declarations", _("Declarations"), ["kind", "signed"], ["capacity"], "partner"),
        Related("commitments_made", _("Commitments made"), ["operative_verb", "due"], parameter="committed_by"),
        Related("commitments_received", _("Commitments received"), ["operative_verb", "due"], parameter="committed_to"),
        Related("commitments_in_charge", _("Responsible for these commitments"), ["operative_verb", "due"]),
        Related("statements", _("Statements by this partner"), ["kind", "when"], parameter="speaker"),
        Related("statements_about", _("Statements about this partner"), ["kind", "when"], parameter="about"),
        Related("funds", _("Funds"), parameter="authority"),
        Related("funding_lines", _("Funds with money for this partner"), [], ["title", "money", "stage"]),
        Related("members", _("Members, observers and chairs"), [], ["role", "period"], "forum"),
        Related("parts", _("Belonging to this partner"), ["kind"], with_parts=False),
        Related("offices", _("People in office here"), [], ["title", "period"], "body"),
        Related("published_sources", _("Sources published"), ["kind", "published"], parameter="publisher"),
    ]

    @cached_property
    def parts(self) -> list[Partner]:
        """The published authorities, units and schools below the partner, at every level."""
        keys = keys_below(Partner, [self.object.pk])
        named = Partner.objects.published().filter(pk__in=among_ids(keys)).only(*naming(Partner))
        return list(named) if keys else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(
            brief=brief_of(PartnerAndUnits(self.object, self.parts), localdate()), **kwargs
        )
        context["contents"] = [*context["brief"].places, *context["contents"]]
        return context
