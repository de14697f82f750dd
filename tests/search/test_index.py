"""The index is current whoever writes, and keeps what is not published apart."""

from collections.abc import Callable

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cooperation.activities.models import ActivityItem
from cooperation.meetings.models import Meeting
from cooperation.programmes.models import Programme
from cooperation.records import tables
from cooperation.records.indexing import index_records
from cooperation.records.models import Record, State, record_models
from cooperation.search import index
from cooperation.search.sought import Sought
from tests.activities.factories import ActivityFactory, ActivityItemFactory, ActivityParticipantFactory
from tests.house.kinds import RECORDS, factory_of, kind_id
from tests.meetings.factories import MeetingFactory, OutcomeFactory
from tests.partners.factories import PartnerFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def indexed(word: str, **sought: bool) -> list[int]:
    """The ids that the index itself has for the word, whatever their records have become."""
    ids = index.holding(Programme, Sought([word], **sought))
    with connection.cursor() as cursor:
        cursor.execute(ids.sql, ids.params)
        return sorted(pk for (pk,) in cursor.fetchall())


@pytest.mark.parametrize("kind", RECORDS, ids=kind_id)
def test_every_kind_has_an_index(kind: type[Record]) -> None:
    record = factory_of(kind)(title_en="Wyvern")
    assert list(kind._default_manager.matching("wyvern")) == [record]


def by_form(programme: Programme) -> None:
    programme.title_en = "Wyvern"
    programme.save()


def by_update(programme: Programme) -> None:
    Programme.objects.filter(pk=programme.pk).update(folded="=wyvern")


def by_the_bulk(programme: Programme) -> None:
    programme.folded = "=wyvern"
    Programme.objects.bulk_update([programme], ["folded"])


def by_lots(programme: Programme) -> None:
    tables.update(Programme, ["folded"], [(programme.pk, "=wyvern")])


def by_hand(programme: Programme) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cooperation_programme SET folded = '=wyvern' WHERE id = %s", [programme.pk])


@pytest.mark.parametrize("write", [by_form, by_update, by_the_bulk, by_lots, by_hand])
def test_a_changed_text_is_found_and_the_old_one_is_not(write: Callable[[Programme], None]) -> None:
    programme = ProgrammeFactory(title_en="Griffin")
    assert indexed("griffin") == [programme.pk]
    write(programme)
    assert (indexed("griffin"), indexed("wyvern")) == ([], [programme.pk])


def test_rows_written_in_lots_are_found_and_those_taken_out_are_not() -> None:
    programme = ProgrammeFactory()
    columns = [str(field.column) for field in Programme._meta.concrete_fields]
    ids = tables.next_ids(Programme, 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cooperation_programme")
        held = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    lines = [{**held, "id": pk, "reference": f"lot-{pk}", "folded": f"=lot ={pk}"} for pk in ids]
    tables.insert(Programme, columns, ([line[column] for column in columns] for line in lines))
    assert indexed("lot") == ids
    assert indexed(str(ids[1])) == [ids[1]]
    tables.delete(Programme, "id", ids[:2])
    Programme.objects.filter(pk=ids[2]).delete()
    assert indexed("lot") == []
    by_form(programme)  # the triggers are at their work again
    assert indexed("wyvern") == [programme.pk]


def test_words_of_what_is_not_published_stand_apart() -> None:
    programme = ProgrammeFactory(title_en="Wyvern", state=State.DRAFT)
    assert indexed("wyvern", in_rows=True) == []
    assert indexed("wyvern", unpublished=True) == [programme.pk]
    Programme.objects.filter(pk=programme.pk).update(state=State.PUBLISHED)
    assert indexed("wyvern") == [programme.pk]
    tables.update(Programme, ["state"], [(programme.pk, "withdrawn")])
    assert indexed("wyvern") == []
    assert list(Programme.objects.matching("wyvern")) == []
    assert list(Programme.objects.matching_for_officers("wyvern")) == [programme]


def test_what_is_taken_back_was_never_indexed() -> None:
    with transaction.atomic():
        ProgrammeFactory(title_en="Wyvern")
        transaction.set_rollback(True)
    assert indexed("wyvern") == []


def test_no_more_than_asked_are_looked_at() -> None:
    made = [ProgrammeFactory(title_en="Wyvern") for _ in range(4)]
    assert Programme.objects.matching("wyvern", 3).count() == 3
    assert set(Programme.objects.matching("wyvern", 4)) == set(made)


def test_a_record_is_found_by_its_rows() -> None:
    activity = ActivityFactory()
    ActivityItemFactory(activity=activity, what_en="Pump module", what_da="Pumpemodul")
    activity.save()
    for words in ("pump module", "pumpemodul"):
        assert list(type(activity).objects.matching(words)) == [activity]


def test_a_row_that_names_what_is_not_published_finds_nothing_until_it_is() -> None:
    meeting, draft = MeetingFactory(), PartnerFactory(state=State.DRAFT)
    activity = ActivityFactory()
    ActivityParticipantFactory(activity=activity, partner=draft, note_en="Wyvern")
    OutcomeFactory(meeting=meeting, text_en="Griffin", led_to_meeting=MeetingFactory(state=State.WITHDRAWN))
    activity.save()
    meeting.save()
    assert list(type(activity).objects.matching("wyvern")) == []
    assert list(Meeting.objects.matching("griffin")) == []
    assert list(Meeting.objects.matching_for_officers("griffin")) == [meeting]
    draft.state = State.PUBLISHED
    draft.save()
    assert list(type(activity).objects.matching("wyvern")) == [activity]


def test_years_of_a_date_are_words() -> None:
    programme = ProgrammeFactory(period="2014-05/2016")
    assert list(Programme.objects.matching("2014")) == [programme]
    assert list(Programme.objects.matching("2016")) == [programme]
    assert list(Programme.objects.matching("2015")) == []


def test_an_index_that_is_gone_is_laid_again_with_everything_in_it() -> None:
    programme = ProgrammeFactory(title_en="Wyvern")
    Programme.objects.filter(pk=programme.pk).update(folded="as an older release wrote it")
    name = connection.ops.quote_name(index.index_name(Programme))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"DROP INDEX {name}")
        else:  # as Django does when it makes a table anew
            cursor.execute(f'DROP TRIGGER "{index.index_name(Programme)}_update"')
    assert [model for model in record_models() if not index.is_there(model, DEFAULT_DB_ALIAS)] == [Programme]
    index_records(DEFAULT_DB_ALIAS)
    assert index.is_there(Programme, DEFAULT_DB_ALIAS)
    assert (indexed("wyvern"), indexed("older")) == ([programme.pk], [])


def test_an_index_of_an_older_make_is_laid_anew() -> None:
    programme = ProgrammeFactory(title_en="Wyvern")
    older = {
        "postgresql": f"ALTER INDEX {index.index_name(Programme)} SET (gin_pending_list_limit = 256)",
        "sqlite": f"DROP TABLE {index.terms_name(Programme)}",
    }
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(older[connection.vendor])
    assert [model for model in record_models() if not index.is_there(model, DEFAULT_DB_ALIAS)] == [Programme]
    index_records(DEFAULT_DB_ALIAS)
    assert index.is_there(Programme, DEFAULT_DB_ALIAS)
    assert indexed("wyvern") == [programme.pk]


def unsorted() -> int:
    """The pages of words that PostgreSQL has yet to sort into the index."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index.index_name(Programme)])
        return int(cursor.fetchone()[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles")
def test_an_index_of_somebody_else_is_left_to_be_sorted_by_them() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE an_importer; SET LOCAL ROLE an_importer")
        index.sort_in([Programme])
        cursor.execute("RESET ROLE")


def test_words_that_are_sorted_in_are_found() -> None:
    programme = ProgrammeFactory(title_en="Wyvern")
    index.sort_in([Programme, ActivityItem])
    assert unsorted() == 0
    assert indexed("wyvern") == [programme.pk]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text(alphabet="\"'*:^()-+={}&|!<>\\~%_ \x00\ud800aNEARANDORNOT"))
def test_no_text_is_an_error(text: str) -> None:
    assert Programme.objects.matching(text).count() == 0
    assert Programme.objects.matching_for_officers(text).count() == 0


@pytest.mark.parametrize(
    "text", ["NEAR(a b)", 'a" OR "b', "wyvern*", "-wyvern", "folded:wyvern", "a" * 100_000, "👍", "'; --"]
)
def test_signs_of_query_languages_are_signs(text: str) -> None:
    ProgrammeFactory(title_en="Wyvern")
    found = Programme.objects.matching(text).count()
    assert found == (1 if text in {"wyvern*", "-wyvern"} else 0)
