import pytest
from django.utils import translation

from cooperation.records.languages import LocalText, in_page_language
from tests.programmes.factories import ProgrammeFactory


@pytest.mark.parametrize(
    ("page", "english", "danish", "shown"),
    [
        ("en", "Sea rescue", "Søredning", LocalText("Sea rescue", "en", False)),
        ("en-gb", "Sea rescue", "Søredning", LocalText("Sea rescue", "en", False)),
        ("da", "Sea rescue", "Søredning", LocalText("Søredning", "da", False)),
        ("da", "Sea rescue", "", LocalText("Sea rescue", "en", True)),
        ("en", "", "Søredning", LocalText("Søredning", "da", True)),
        ("en", "", "", LocalText("", "en", False)),
        ("da", "", "", LocalText("", "da", False)),
    ],
)
def test_a_text_is_shown_in_the_language_of_the_page(page: str, english: str, danish: str, shown: LocalText) -> None:
    programme = ProgrammeFactory.build(aims_en=english, aims_da=danish)
    with translation.override(page):
        assert in_page_language(programme, "aims") == shown
        assert programme.aims == shown
        assert str(programme.aims) == shown.text


def test_without_a_language_the_page_is_english() -> None:
    programme = ProgrammeFactory.build(title_en="Sea rescue", title_da="Søredning")
    with translation.override(None):
        assert programme.title == LocalText("Sea rescue", "en", False)


def test_a_record_without_a_title_is_named_by_its_reference() -> None:
    assert str(ProgrammeFactory.build(reference="sea-rescue", title_en="", title_da="")) == "sea-rescue"
