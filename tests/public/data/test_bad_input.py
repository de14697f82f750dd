"""Whatever is written in an address of data, there is an answer with a word: 200, 400 or 404, never a failure."""

import pytest
from django.test import Client

from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db

PARAMETERS = (
    "q",
    "kind",
    "kind__not",
    "partner",
    "period",
    "period__not",
    "sort",
    "size",
    "page",
    "columns",
    "strange",
)
VALUES = {
    "nothing": "",
    "NUL": "%00",
    "broken UTF-8": "%FF%FE",
    "half of a pair": "%ED%A0%80",
    "SQL": "%27%20OR%201%3D1%3B--",
    "HTML": "%3Cscript%3Ealert(1)%3C/script%3E",
    "line ends": "a%0D%0ASet-Cookie:%20x=1",
    "long": "x" * 20_000,
    "minus": "-1",
    "huge": "1000000000",
    "a lookup": "reference__startswith",
    "a format": "%25s%25(x)s%7B0%7D",
    "no such day": "2024-02-30",
}
REFERENCES = ("%00", "%FF", "..", "a.b", "x%0D%0Ay", "%27", "A", "x" * 5_000, "-", "programme%20one", "é")


@pytest.mark.parametrize("name", PARAMETERS)
@pytest.mark.parametrize("ending", ["json", "csv", "xlsx"])
def test_any_value_of_any_parameter_is_answered(stranger: Client, name: str, ending: str) -> None:
    ProgrammeFactory()
    for value in VALUES.values():
        answer = stranger.get(f"/en/programmes.{ending}?{name}={value}&{name}={value}")
        assert answer.status_code in (200, 400, 404), value[:30]
        said = answer.getvalue()
        assert "html" not in answer.headers["Content-Type"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers.get("Set-Cookie") is None
        assert answer.status_code == 200 or len(said) < 4000


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("ending", ["json", "none", "json.json"])
def test_any_reference_is_answered(stranger: Client, reference: str, ending: str) -> None:
    answer = stranger.get(f"/en/programmes/{reference}.{ending}")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_many_parameters_are_answered(stranger: Client) -> None:
    many = "&".join(f"x{number}=1" for number in range(500))
    answer = stranger.get(f"/en/programmes.json?{many}")
    assert answer.status_code == 400
    assert len(answer.json()["parameters"]) == 5
