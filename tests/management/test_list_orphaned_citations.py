import pytest
from django.core.management import call_command

from cooperation.models import Citation
from tests.activities.factories import ActivityFactory, ActivityItemFactory
from tests.records.factories import CitationFactory
from tests.sources.factories import SourceFactory

pytestmark = pytest.mark.django_db


def listed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    call_command("list_orphaned_citations")
    return capsys.readouterr().out.splitlines()


def test_citations_of_rows_that_are_not_there_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    activity, source = ActivityFactory(reference="gift"), SourceFactory(reference="src")
    ActivityItemFactory(activity=activity)
    for field in ("", "when", "items", "items.1"):
        CitationFactory(record=activity, field=field, source=source)
    assert listed(capsys) == ["0 citations without a row."]

    CitationFactory(record=activity, field="items.2", source=source)
    Citation.objects.filter(field="items").update(field="items.3")
    assert listed(capsys) == [
        "activity gift, citation 3: items.3 (source src)",
        "activity gift, citation 5: items.2 (source src)",
        "2 citations without a row.",
    ]
