"""Only a superuser makes or changes a superuser, and nobody else hands out more rights than his own."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.conftest import person, signed_in
from tests.desk.filling import errors_on

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another long password 1234"
ROLES = ["administrator", "editor", "officer", "reader"]


@pytest.fixture
def keeper(db: None) -> User:
    """An administrator by his role alone, as ministries have them."""
    return person("administrator")


@pytest.fixture
def superuser(db: None) -> User:
    return User.objects.create_superuser("root", password=NEW_PASSWORD)


@pytest.fixture
def beyond(db: None) -> Permission:
    """A permission that no role has."""
    return Permission.objects.get(codename="delete_area", content_type__app_label="cooperation")


def page_of(target: Model, page: str = "change") -> str:
    return reverse(f"admin:auth_{target._meta.model_name}_{page}", args=[target.pk])


def rights(account: User) -> dict[str, Any]:
    fresh = User.objects.get(pk=account.pk)
    return {
        "superuser": fresh.is_superuser,
        "active": fresh.is_active,
        "staff": fresh.is_staff,
        "groups": sorted(fresh.groups.values_list("name", flat=True)),
        "permissions": sorted(fresh.user_permissions.values_list("codename", flat=True)),
        "password": fresh.password,
    }


def sent(client: Client, target: Model, **fields: Any) -> Any:
    """What the form on the page sends, and what somebody put into the request besides."""
    return client.post(page_of(target), filled(target) | fields)


def filled(target: Model) -> dict[str, Any]:
    if isinstance(target, Group):
        return {"name": target.name, "permissions": [one.pk for one in target.permissions.all()]}
    assert isinstance(target, User)
    links = {"groups": target.groups, "user_permissions": target.user_permissions}
    return {
        "username": target.username,
        "date_joined_0": "2024-01-02",
        "date_joined_1": "12:00:00",
        "is_active": "on",
        "is_staff": "on",
        **{name: [one.pk for one in related.all()] for name, related in links.items()},
    }


def offered(client: Client, target: Model, field: str) -> list[str]:
    return sorted(str(one) for one in client.get(page_of(target)).context["adminform"].form.fields[field].queryset)


def test_an_administrator_does_not_make_himself_superuser(keeper: User) -> None:
    before = rights(keeper)
    assert sent(signed_in(keeper), keeper, is_superuser="on", first_name="Ida").status_code == 302
    assert rights(keeper) == before
    assert User.objects.get(pk=keeper.pk).first_name == "Ida"


def test_an_administrator_makes_nobody_superuser(keeper: User) -> None:
    officer = person("officer")
    before = rights(officer)
    assert sent(signed_in(keeper), officer, is_superuser="on").status_code == 302
    assert rights(officer) == before


def test_an_account_is_not_added_as_superuser(keeper: User) -> None:
    passwords = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    data = {"username": "newcomer", "is_superuser": "on", "is_staff": "on", **passwords}
    assert signed_in(keeper).post(reverse("admin:auth_user_add"), data).status_code == 302
    assert not User.objects.get(username="newcomer").is_superuser


@pytest.mark.parametrize("active", [True, False])
def test_an_administrator_only_looks_at_a_superuser(keeper: User, superuser: User, active: bool) -> None:
    superuser.is_active = active
    superuser.save()
    before, client = rights(superuser), signed_in(keeper)
    page = client.get(page_of(superuser))
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert superuser.password not in page.text
    assert client.post(page_of(superuser), {"username": "root", "is_active": ""}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[superuser.pk])
    assert client.get(password).status_code == 403
    assert client.post(password, {"password1": NEW_PASSWORD + "5", "password2": NEW_PASSWORD + "5"}).status_code == 403
    assert client.post(page_of(superuser, "delete"), {"post": "yes"}).status_code == 403
    assert rights(superuser) == before


def test_a_superuser_is_not_deleted_from_the_list_together_with_others(keeper: User, superuser: User) -> None:
    officer = person("officer")
    chosen = {"action": "delete_selected", "_selected_action": [officer.pk, superuser.pk], "post": "yes"}
    signed_in(keeper).post(reverse("admin:auth_user_changelist"), chosen)
    assert list(User.objects.order_by("username").values_list("username", flat=True)) == [
        "administrator",
        "officer",
        "root",
    ]
    chosen["_selected_action"] = [officer.pk]
    signed_in(keeper).post(reverse("admin:auth_user_changelist"), chosen)
    assert list(User.objects.order_by("username").values_list("username", flat=True)) == ["administrator", "root"]


def test_permissions_of_ones_own_are_handed_out_and_no_others(keeper: User, beyond: Permission) -> None:
    officer, client = person("officer"), signed_in(keeper)
    mine = Permission.objects.get(codename="publish_meeting")
    refusal = sent(client, officer, user_permissions=[mine.pk, beyond.pk])
    assert list(errors_on(refusal)) == ["user_permissions"]
    assert rights(officer)["permissions"] == []
    assert sent(client, officer, user_permissions=[mine.pk]).status_code == 302
    assert rights(officer)["permissions"] == ["publish_meeting"]
    assert sent(client, keeper, user_permissions=[beyond.pk]).status_code == 200
    assert rights(keeper)["permissions"] == []


def test_a_group_with_rights_beyond_ones_own_is_not_handed_out(keeper: User, beyond: Permission) -> None:
    strong = Group.objects.create(name="strong")
    strong.permissions.add(beyond)
    weak = Group.objects.create(name="weak")
    client = signed_in(keeper)
    assert offered(client, keeper, "groups") == [*ROLES, "weak"]
    assert list(errors_on(sent(client, keeper, groups=[strong.pk]))) == ["groups"]
    assert rights(keeper)["groups"] == ["administrator"]
    administrators = Group.objects.get(name="administrator")
    assert sent(client, keeper, groups=[administrators.pk, weak.pk]).status_code == 302
    assert rights(keeper)["groups"] == ["administrator", "weak"]


@pytest.mark.parametrize("active", [True, False])
def test_an_account_with_rights_beyond_ones_own_is_out_of_reach(keeper: User, beyond: Permission, active: bool) -> None:
    """With a new password he could sign in as its owner."""
    stronger = User.objects.create_user("stronger", password=NEW_PASSWORD, is_staff=True, is_active=active)
    stronger.user_permissions.add(beyond)
    before, client = rights(stronger), signed_in(keeper)
    password = reverse("admin:auth_user_password_change", args=[stronger.pk])
    assert client.post(password, {"password1": "x" * 20, "password2": "x" * 20}).status_code == 403
    assert client.post(page_of(stronger), {"username": "stronger"}).status_code == 403
    assert client.post(page_of(stronger, "delete"), {"post": "yes"}).status_code == 403
    assert rights(stronger) == before


def test_the_password_of_an_officer_is_set(keeper: User) -> None:
    officer = person("officer")
    before = officer.password
    address = reverse("admin:auth_user_password_change", args=[officer.pk])
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    assert signed_in(keeper).post(address, data).status_code == 302
    assert User.objects.get(pk=officer.pk).password != before


def test_a_group_is_given_permissions_of_ones_own_only(keeper: User, beyond: Permission) -> None:
    client = signed_in(keeper)
    mine = Permission.objects.get(codename="publish_meeting")
    data = {"name": "trainees", "permissions": [mine.pk, beyond.pk]}
    refusal = client.post(reverse("admin:auth_group_add"), data)
    assert list(errors_on(refusal)) == ["permissions"]
    assert not Group.objects.filter(name="trainees").exists()
    assert client.post(reverse("admin:auth_group_add"), data | {"permissions": [mine.pk]}).status_code == 302
    trainees = Group.objects.get(name="trainees")
    assert list(errors_on(sent(client, trainees, permissions=[beyond.pk]))) == ["permissions"]
    assert list(trainees.permissions.all()) == [mine]


def test_a_stronger_group_and_the_groups_of_roles_are_not_changed(keeper: User, beyond: Permission) -> None:
    strong = Group.objects.create(name="strong")
    strong.permissions.add(beyond)
    trainees = Group.objects.create(name="trainees")
    client = signed_in(keeper)
    closed = [strong, *Group.objects.filter(name__in=ROLES)]
    assert len(closed) == 5
    for group in closed:
        assert client.post(page_of(group), {"name": "renamed", "permissions": []}).status_code == 403
        assert client.post(page_of(group, "delete"), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [group.pk for group in [*closed, trainees]]}
    client.post(reverse("admin:auth_group_changelist"), chosen | {"post": "yes"})
    assert sorted(Group.objects.values_list("name", flat=True)) == [*ROLES, "strong", "trainees"]
    assert client.post(page_of(trainees, "delete"), {"post": "yes"}).status_code == 302
    assert sorted(Group.objects.values_list("name", flat=True)) == [*ROLES, "strong"]


def test_a_superuser_does_all_of_it(superuser: User, beyond: Permission) -> None:
    client, officer = signed_in(superuser), person("officer")
    strong = Group.objects.create(name="strong")
    assert sent(client, strong, permissions=[beyond.pk]).status_code == 302
    fields = {"is_superuser": "on", "user_permissions": [beyond.pk], "groups": [strong.pk]}
    assert sent(client, officer, **fields).status_code == 302
    assert rights(officer) | {"password": ""} == {
        "superuser": True,
        "active": True,
        "staff": True,
        "groups": ["strong"],
        "permissions": ["delete_area"],
        "password": "",
    }
