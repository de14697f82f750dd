import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cooperation.records.models import Record, record_models
from tests.house.kinds import MODELS, RECORDS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory
from tests.partners.factories import PartnerFactory, PartnerNameFactory
from tests.programmes.factories import ProgrammeFactory


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=kind_id)
def test_what_a_factory_makes_is_valid(model: type) -> None:
    factory_of(model)().full_clean()


@pytest.mark.django_db
@pytest.mark.parametrize("model", RECORDS, ids=kind_id)
def test_every_save_is_a_revision(model: type[Record]) -> None:
    record = factory_of(model)()
    assert record.revision == 1
    record.save()
    record.save()
    record.refresh_from_db()
    assert record.revision == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["søværnet", "SØVÆRNET", "sovaernet", "soeværnet", "støtte søværnet", "sea sovaernet", "hav-stotte", "hav"],
)
def test_matching_finds_a_record_however_it_is_spelt(words: str) -> None:
    found = ProgrammeFactory(reference="hav-stotte", title_en="Support at sea", title_da="Støtte til Søværnet")
    ProgrammeFactory(title_en="Support on land", title_da="Støtte til Hæren")
    assert list(type(found).objects.matching(words)) == [found]


@pytest.mark.django_db
def test_matching_wants_every_word() -> None:
    programme = ProgrammeFactory(title_en="Support at sea")
    assert list(type(programme).objects.matching("support land")) == []
    assert list(type(programme).objects.matching("  ")) == [programme]


@pytest.mark.django_db
def test_matching_follows_a_changed_title() -> None:
    programme = ProgrammeFactory(title_en="Support at sea")
    programme.title_en = "Support on land"
    programme.save()
    assert list(type(programme).objects.matching("land")) == [programme]
    assert list(type(programme).objects.matching("sea")) == []


@pytest.mark.django_db
def test_a_partner_is_found_by_its_other_names_once_it_is_saved_again() -> None:
    partner = PartnerFactory()
    PartnerNameFactory(partner=partner, name="Søværnskommandoen")
    partner.save()
    assert list(type(partner).objects.matching("sovaernskommandoen")) == [partner]


@pytest.mark.parametrize("reference", ["rs-loi-2004", "a", "2004"])
def test_a_reference_that_stands_well_in_an_address(reference: str) -> None:
    ProgrammeFactory.build(reference=reference).clean_fields()


@pytest.mark.parametrize(
    "reference", ["RS-LOI", "rs loi", "rs_loi", "rs--loi", "-rs", "rs-", "søværn", "rs\n", "rs/loi"]
)
def test_a_reference_that_does_not_is_refused(reference: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ProgrammeFactory.build(reference=reference).clean_fields()
    assert list(refused.value.message_dict) == ["reference"]


@pytest.mark.django_db
def test_two_records_of_a_kind_cannot_share_a_reference() -> None:
    programme = ProgrammeFactory()
    with pytest.raises(ValidationError):
        ProgrammeFactory.build(reference=programme.reference).full_clean()


def test_a_record_knows_its_page_and_its_natural_key() -> None:
    meeting = MeetingFactory.build(reference="meeting-of-may")
    with translation.override("da"):
        assert meeting.get_absolute_url() == "/da/meetings/meeting-of-may/"
    assert meeting.natural_key() == ("meeting-of-may",)


def test_record_models_are_those_of_the_index() -> None:
    kinds = "Activity Commitment Declaration Fund Meeting Partner Person Programme Source Statement"
    assert sorted(model.__name__ for model in record_models()) == kinds.split()


@pytest.mark.parametrize("model", RECORDS, ids=kind_id)
def test_staff_only_fields_say_so(model: type[Record]) -> None:
    for field in (*model._meta.fields, *model._meta.many_to_many):
        if not field.editable or field.name == "id":
            continue
        says_staff = str(field.help_text).startswith("Staff only.")
        assert says_staff is (field.name in model.staff_only), field.name
