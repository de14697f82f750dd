import pytest
from django.test import Client

from cooperation.sources.models import Source
from tests.desk.filling import address, errors_on, opened, saved, shown
from tests.desk.listing import costs, row_of
from tests.partners.factories import PartnerFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def test_the_list_costs_the_same_for_one_row_and_for_three(officer: Client) -> None:
    assert costs(officer, lambda: SourceFactory(publisher=PartnerFactory(), published="2020-01-06")) == [8, 8]


def test_the_list_shows_what_an_officer_looks_for(officer: Client) -> None:
    source = SourceFactory(
        reference="mod-2020",
        title_en="Security cooperation",
        publisher=PartnerFactory(title_en="Ministry"),
        published="",
    )
    assert row_of(officer, source) == {
        "reference": "mod-2020",
        "title": "Security cooperation",
        "kind": "official page",
        "publisher": "Ministry",
        "published": "–",
        "reliability": "official",
        "state": "published",
    }


def test_a_source_is_entered(officer: Client) -> None:
    written = {"reference": "news", "title_en": "News", "kind": "news", "reliability": "press with unnamed sources"}
    data = shown(officer.get(address(Source, "add"))) | written | {"language": "en", "published": "not known"}
    answer = officer.post(address(Source, "add"), data)
    assert answer.status_code == 302, errors_on(answer)
    assert str(Source.objects.get(reference="news").published) == "not known"


def test_what_may_not_be_published_is_not(editor: Client) -> None:
    source = SourceFactory()
    page = saved(editor, source, opened(editor, source) | {"classification": "classified"})
    assert errors_on(page) == {"state": ["Only a source that may be published can be."]}
    assert 'class="module aligned collapse staff-only"' in page.content.decode()
