from cooperation.exchange.resources import RecordResource
from cooperation.partners.models import ContactPoint, Membership, Partner, PartnerCategory, PartnerName
from cooperation.records.resources import RowResource


class PartnerNameResource(RowResource):
    sheet = "partner_names"

    class Meta:
        model = PartnerName


class MembershipResource(RowResource):
    sheet = "memberships"

    class Meta:
        model = Membership


class PartnerCategoryResource(RowResource):
    sheet = "partner_categories"

    class Meta:
        model = PartnerCategory


class ContactPointResource(RowResource):
    sheet = "contact_points"

    class Meta:
        model = ContactPoint


class PartnerResource(RecordResource):
    sheet = "partners"
    rows = (PartnerNameResource, MembershipResource, PartnerCategoryResource, ContactPointResource)

    class Meta:
        model = Partner
