"""Whatever an address or a form of the desk holds, the answer is a page, a redirect or a refusal, and never a fault."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tests.desk.filling import address, change_address, opened
from tests.exchange.uploads import address as batch_address
from tests.exchange.uploads import csv_of, uploaded
from tests.house.kinds import RECORDS, TERMS, factory_of, kind_id
from tests.partners.factories import PartnerFactory
from tests.vocabulary.factories import AreaFactory

pytestmark = pytest.mark.django_db
every_kind = pytest.mark.parametrize("kind", [*RECORDS, *TERMS], ids=kind_id)

LARGE = "9" * 40
BAD = ["a\0b", LARGE, "["]
UNREADABLE_FILTERS = [
    "bogus=1",
    "bogus__in=1",
    "id__exact=abc",
    "id__exact=1,2",
    "pk__bogus=1",
    "reference__year=abc",
    "areas__id__exact=abc",
    "owner__id__exact=1",
]
UNREADABLE_BY_DATES = ["last_verified__year=abc", f"last_verified__year={LARGE}", "last_verified__year=-1"]
ODD = [
    "q=%27%3B%20DROP--",
    "p=abc",
    f"p={LARGE}",
    "p=-1",
    "o=abc",
    f"o=1.-99.{LARGE}",
    "all=x",
    "_popup=x",
    f"id__exact={LARGE}",
    f"id__in={LARGE}",
    "_changelist_filters=%5B",
    "q=%ff",
]
REFUSED = [
    "title_en__regex=[",
    "reference__iregex=(",
    "owner__regex=[",
    "_to_field=title_en",
    "q=%00",
    "state=a%00b",
    "%00=1",
]


def ask(client: Client, address: str, data: dict[str, Any] | None = None) -> Any:
    """In a savepoint, since a query that PostgreSQL refuses ends the transaction, which is the whole test's here."""
    with transaction.atomic():
        answer = client.get(address) if data is None else client.post(address, data)
        if answer.streaming:
            answer.getvalue()
    assert answer.status_code < 500, f"{answer.status_code} at {address}"
    return answer


def said(client: Client, answer: Any) -> list[str]:
    page = client.get(answer["Location"]) if answer.status_code == 302 else answer
    return [str(message) for message in page.context["messages"]]


def unreadable(kind: type[models.Model]) -> list[str]:
    return [*UNREADABLE_FILTERS, *(UNREADABLE_BY_DATES if kind in RECORDS else ())]


@every_kind
def test_a_list_says_that_a_filter_cannot_be_read(kind: type[models.Model], administrator: Client) -> None:
    AreaFactory.create_batch(2)  # without two to choose from Django has no such filter
    listed = address(kind, "changelist")
    for query in unreadable(kind):
        answer = ask(administrator, f"{listed}?{query}")
        assert (query, answer.status_code, answer.headers.get("Location")) == (query, 302, f"{listed}?e=1")
        assert said(administrator, answer) == [
            "The address has a filter that cannot be read, so the whole list is shown."
        ]


@every_kind
def test_nothing_is_exported_by_a_filter_that_cannot_be_read(kind: type[models.Model], administrator: Client) -> None:
    factory_of(kind)()
    AreaFactory.create_batch(2)
    export = address(kind, "export")
    for query in [*unreadable(kind), f"id__in={LARGE},1"]:
        for data in (None, {"format": "0"}):
            answer = ask(administrator, f"{export}?{query}", data)
            if "id__in" in query and answer.status_code == 200:
                continue  # PostgreSQL compares with whatever number there is
            assert answer.headers.get("Location") == f"{address(kind, 'changelist')}?e=1", query
            expected = ["Nothing was exported: the address has a filter that cannot be read."]
            assert said(administrator, answer) == expected
    assert ask(administrator, f"{export}?_changelist_filters=q%3Dx", {"format": "0"}).status_code == 200


@every_kind
def test_odd_questions_are_answered(kind: type[models.Model], administrator: Client) -> None:
    one = factory_of(kind)()
    for page in ("changelist", "export"):
        for query in ODD:
            assert ask(administrator, f"{address(kind, page)}?{query}").status_code in (200, 302), query
        for query in REFUSED:
            assert ask(administrator, f"{address(kind, page)}?{query}").status_code in (400, 302), query
    fields = [field.name for field in (*kind._meta.fields, *kind._meta.many_to_many)]
    for value in BAD:
        query = urlencode(dict.fromkeys(fields, value))
        assert ask(administrator, f"{address(kind, 'add')}?{query}").status_code == (400 if "\0" in value else 200)
        assert ask(administrator, f"{change_address(one)}?{query}").status_code == (400 if "\0" in value else 200)


@every_kind
def test_tampered_forms_are_refused_in_words(kind: type[models.Model], administrator: Client) -> None:
    one: Any = factory_of(kind)()
    data = opened(administrator, one)
    management = {name: value for name, value in data.items() if name.endswith("_FORMS")}
    fields = administrator.get(change_address(one)).context["adminform"].form.fields
    links = [name for name, field in fields.items() if hasattr(field, "queryset")]
    for value in ["a\0b", LARGE, "99999999"]:
        everything = dict.fromkeys(data, value) | management
        assert ask(administrator, change_address(one), everything).status_code in (200, 302)
        assert ask(administrator, address(kind, "add"), everything).status_code in (200, 302)
        for name in links:
            answer = ask(administrator, change_address(one), data | {name: [value]})
            assert answer.status_code == 200
            assert name in answer.context["adminform"].form.errors
        ask(administrator, address(kind, "export"), {"format": value, "export_items": [value], "resource": value})
        ask(administrator, address(kind, "import"), {"import_file": value, "format": value})
        chosen = {"action": "delete_selected", "_selected_action": [value], "index": value, "select_across": "0"}
        assert ask(administrator, address(kind, "changelist"), chosen).status_code in (200, 302, 400)
    for value in ("abc", "-1", "a\0b"):
        ask(administrator, change_address(one), data | dict.fromkeys(management, value))
    assert type(one)._default_manager.filter(pk=one.pk).exists()


PATHS = ["abc", LARGE, "1%00", "_00", "%ff"]


def record_pages() -> Iterator[str]:
    for model in admin.site._registry:
        for page in ("change", "delete", "history"):
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=["KEY"])
    yield reverse("admin:auth_user_password_change", args=["KEY"])
    yield reverse("admin:view_on_site", args=["KEY", "1"])
    for name, pages in {
        "importbatch": ("columns", "choose", "bring_in", "undo", "file", "errors", "parked"),
        "sentworkbook": ("download", "questions"),
    }.items():
        for page in pages:
            yield reverse(f"admin:cooperation_{name}_{page}", args=[987654321]).replace("987654321", "KEY")


def test_no_key_finds_nothing(administrator: Client) -> None:
    pages = list(record_pages())
    assert len(pages) > 60
    for page in pages:
        for key in PATHS:
            found = page.replace("KEY", key)
            assert ask(administrator, found).status_code in (302, 400, 403, 404, 405), found
            assert ask(administrator, found, {"post": "yes"}).status_code in (302, 400, 403, 404, 405), found


def test_addresses_that_are_none(administrator: Client) -> None:
    for text in PATHS:
        for page in (f"{text}", f"{text}/", f"cooperation/{text}/", f"cooperation/meeting/{text}/x/", f"auth/{text}"):
            assert ask(administrator, f"/en/desk/{page}").status_code in (301, 302, 400, 403, 404), page


def test_autocompletion_answers_whatever_is_typed(administrator: Client) -> None:
    PartnerFactory(title_en="Serbia")
    asked = {"app_label": "cooperation", "model_name": "meeting", "field_name": "forum", "term": "serb", "page": "1"}
    page = reverse("admin:autocomplete")
    assert len(ask(administrator, f"{page}?{urlencode(asked)}").json()["results"]) == 1
    for name in asked:
        for value in ["a\0b", LARGE, "[", "%", "\\", "a" * 5000, "'", "x " * 500]:
            status = ask(administrator, f"{page}?{urlencode(asked | {name: value})}").status_code
            assert status == (400 if "\0" in value else 200 if name == "term" else status)
            assert status in (200, 400, 403, 404)


def test_the_pages_of_accounts_answer_whatever_is_sent(administrator: Client) -> None:
    user, group = User.objects.get(), Group.objects.get(name="reader")
    pages = {
        reverse("admin:auth_user_change", args=[user.pk]): ("username", "groups", "user_permissions", "date_joined_0"),
        reverse("admin:auth_user_add"): ("username", "password1", "password2", "usable_password"),
        reverse("admin:auth_user_password_change", args=[user.pk]): ("password1", "password2", "usable_password"),
        reverse("admin:auth_group_change", args=[group.pk]): ("name", "permissions"),
        reverse("admin:password_change"): ("old_password", "new_password1", "new_password2"),
    }
    for page, names in pages.items():
        for value in BAD:
            for data in (dict.fromkeys(names, value), *({name: value} for name in names)):
                assert ask(administrator, page, data).status_code in (200, 302), (page, data)
    for listed in ("admin:auth_user_changelist", "admin:auth_group_changelist"):
        for query in [*ODD, *UNREADABLE_FILTERS, "password__startswith=x", "last_login__year=-1"]:
            assert ask(administrator, f"{reverse(listed)}?{query}").status_code in (200, 302, 400), query


def test_the_door_answers_whatever_is_sent(stranger: Client, db: None) -> None:
    User.objects.create_user("somebody")
    for value in ["a\0b", LARGE, "x" * 5000, "é\ufffe"]:
        for data in ({"username": value, "password": value}, {"username": "somebody", "password": "no", "more": value}):
            ask(stranger, reverse("admin:login"), {**data, "next": value})
            ask(stranger, f"{reverse('admin:login')}?{urlencode({'next': value})}", data)
            ask(stranger, f"{reverse('admin:login')}?{urlencode({'next': value})}")


PROGRAMMES = [
    ["Reference", "Kind", "Title (English)", "Bogus"],
    ["p-x", "fund", "A title", "1"],
    ["p-y", "no such kind", "Another", ""],
]
BATCH_PAGES = ["columns", "choose", "undo", "errors", "parked", "file", "bring_in", "change"]


def test_the_pages_of_imports_answer_whatever_is_sent(administrator: Client) -> None:
    for lines in (PROGRAMMES, [["Foo", "Bar"], ["p-x", "fund"]]):
        batch = uploaded(administrator, csv_of(*lines))
        for page in BATCH_PAGES:
            found = batch_address(batch, page)
            names = field_names(ask(administrator, found))
            for value in ["a\0b", LARGE]:
                query = urlencode(dict.fromkeys(("outcome", "sheet", "page"), value))
                ask(administrator, f"{found}?{query}")
                ask(administrator, found, dict.fromkeys([*names, *made_up_names(value)], value))
                for name in names:
                    ask(administrator, found, {name: value, "page": value})


def field_names(answer: Any) -> list[str]:
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return [unescape(name) for name in re.findall(r'name="([^"]+)"', answer.text)]


def made_up_names(value: str) -> list[str]:
    kinds = ("header", "kind", "fixed", "value", "name", "new", "dates", "profile", "answer", "own")
    places = [f"{kind}|{place}" for kind in kinds for place in (value, "0")]
    cells = [
        f"correct|{value}|A|x",
        f"correct|2|{value}|x",
        f"correct|2|A|{value}",
        f"shown|{value}|x",
        f"shown|2|{value}",
    ]
    return [
        *places,
        *cells,
        value,
        "fingerprint",
        "park",
        "page",
        "outcome",
        "sheet",
        "encoding",
        "delimiter",
        "header_row",
    ]


def test_the_pages_for_embassies_answer_whatever_is_sent(administrator: Client) -> None:
    PartnerFactory(reference="rs")
    page = reverse("admin:cooperation_sentworkbook_add")
    names = ("partner", "period", "kinds", "language", "drafts")
    for value in ["a\0b", LARGE, "abc", "["]:
        assert ask(administrator, f"{page}?{urlencode({'partner': value})}").status_code == (
            400 if "\0" in value else 200
        )
        for name in names:
            data = {"partner": "rs", "period": "2024", "language": "en"} | {name: value}
            ask(administrator, page, data)
        ask(administrator, page, dict.fromkeys(names, value))
    for listed in ("importbatch", "importprofile", "sentworkbook", "errorreport"):
        for query in [*ODD, *UNREADABLE_FILTERS, "sent_at__year=-1", f"sent_at__gte={quote('[')}"]:
            ask(administrator, f"{reverse(f'admin:cooperation_{listed}_changelist')}?{query}")
