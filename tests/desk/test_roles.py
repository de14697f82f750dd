"""The four roles have their permissions, and those only."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from tests.house.kinds import RECORDS, TERMS

pytestmark = pytest.mark.django_db


def may(role: str) -> set[str]:
    permissions = Group.objects.get(name=role).permissions.select_related("content_type")
    return {f"{one.content_type.app_label}.{one.codename}" for one in permissions}


def each(verb: str, kinds: list) -> set[str]:
    return {f"cooperation.{verb}_{kind._meta.model_name}" for kind in kinds}


def test_a_reader_views_everything() -> None:
    assert may("reader") == each("view", [*RECORDS, *TERMS])


def test_an_officer_enters_and_corrects() -> None:
    reports = {"cooperation.view_errorreport", "cooperation.change_errorreport"}
    entering = each("add", [*RECORDS, *TERMS]) | each("change", RECORDS)
    assert may("officer") - may("reader") == entering | reports


def test_an_editor_publishes_and_deletes_records_and_changes_terms_but_deletes_none() -> None:
    more = each("publish", RECORDS) | each("delete", RECORDS) | each("change", TERMS)
    assert may("editor") - may("officer") == more


def test_an_administrator_keeps_the_accounts() -> None:
    more = {f"auth.{verb}_{kind}" for verb in ("add", "change", "delete", "view") for kind in ("user", "group")}
    more |= {"admin.view_logentry", "cooperation.delete_errorreport"}
    assert may("administrator") - may("editor") == more


def test_migrating_puts_the_roles_right_and_makes_none_twice() -> None:
    officer = Group.objects.get(name="officer")
    before = may("officer")
    officer.permissions.add(Permission.objects.get(codename="publish_meeting"))
    officer.permissions.remove(Permission.objects.get(codename="add_meeting"))
    Group.objects.get(name="reader").delete()
    call_command("migrate", verbosity=0)
    assert may("officer") == before
    assert may("reader") == each("view", [*RECORDS, *TERMS])
    assert Group.objects.filter(name__in=["reader", "officer", "editor", "administrator"]).count() == 4


def test_a_group_of_ones_own_is_left_alone() -> None:
    mine = Group.objects.create(name="trainees")
    mine.permissions.add(Permission.objects.get(codename="view_meeting"))
    call_command("migrate", verbosity=0)
    assert may("trainees") == {"cooperation.view_meeting"}
