from cooperation.exchange.resources import RecordResource
from cooperation.partners.models import (
    ContactPoint,
    Membership,
    Partner,
    PartnerCategory,
    PartnerKind,
    PartnerName,
    Standing,
)
from cooperation.partners.naming import country_named, kind_told_by
from cooperation.records.resources import Document, RowResource
from cooperation.records.synonyms import Also


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
    synonyms = {
        "telephone": Also("Phone, Tel.", "Tlf., Telefonnummer"),
        "mail": Also("Email, E-mail address", "E-mailadresse, Mailadresse"),
    }

    class Meta:
        model = ContactPoint


class PartnerResource(RecordResource):
    sheet = "partners"
    asked_of_new = ("kind",)
    rows = (PartnerNameResource, MembershipResource, PartnerCategoryResource, ContactPointResource)
    synonyms = {
        "title_en": Also("Name, Country, Partner, English name", "Engelsk navn"),
        "title_da": Also("Danish name", "Navn, Land, Dansk navn"),
        "short_name_en": Also("Short name, Acronym, Abbreviation"),
        "short_name_da": Also(da="Kort navn, Forkortelse"),
        "iso_alpha2": Also("ISO2, ISO alpha-2, Two-letter code"),
        "iso_alpha3": Also("ISO3, ISO alpha-3, Three-letter code"),
        "parent": Also("Belongs to, Part of", "Hører under, Del af"),
        "cooperation_since": Also("Since", "Siden"),
    }

    class Meta:
        model = Partner

    @classmethod
    def from_name(cls, name: str, answers: Document) -> Document:
        """A name that is a country's brings the country's names and codes, unless it shall be another kind."""
        country = country_named(name)
        kind = answers.get("kind") or (PartnerKind.COUNTRY if country else kind_told_by(name))
        known = country.document() if country and kind == PartnerKind.COUNTRY else {}
        if kind == PartnerKind.ARMED_GROUP:
            known["standing"] = Standing.CONTEXT_ONLY
        return super().from_name(name, known | {"kind": kind} | answers)
