"""Who may do what at the desk: four groups, kept right whenever the database is migrated.

Read before the models are, so it knows them by what they have: what can be published is a record, what can be
retired is a term, and what is handled by somebody is a reader's report.
"""

from typing import Any

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db.models import Model, Q

ROLES = READER, OFFICER, EDITOR, ADMINISTRATOR = "reader", "officer", "editor", "administrator"


def make_roles(using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Give each role exactly its permissions. What is changed in these groups by hand does not last: make another."""
    try:
        group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:  # the tables of accounts are not made yet
        return
    for label in ("cooperation", "auth", "admin"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using, apps=apps)
    for role, may in permissions_of_roles().items():
        group, _made = group_model.objects.using(using).get_or_create(name=role)
        group.permissions.set(permission_model.objects.using(using).filter(may))


def permissions_of_roles() -> dict[str, Q]:
    kept = list(installed.get_app_config("cooperation").get_models())
    records = [model for model in kept if "publish" in model._meta.default_permissions]
    terms = [model for model in kept if any(field.name == "retired" for field in model._meta.fields)]
    entered = [*records, *terms]
    handled = [model for model in kept if any(field.name == "handled_by" for field in model._meta.fields)]
    reader = permitted("view", entered)
    officer = reader | permitted("add", entered) | permitted("change", records)
    officer |= permitted("view", handled) | permitted("change", handled)
    editor = officer | permitted("publish", records) | permitted("delete", records) | permitted("change", terms)
    accounts = Q(content_type__app_label="auth", content_type__model__in=("user", "group"))
    history = Q(content_type__app_label="admin", codename="view_logentry")
    administrator = editor | accounts | history | permitted("delete", handled)
    return {READER: reader, OFFICER: officer, EDITOR: editor, ADMINISTRATOR: administrator}


def permitted(verb: str, models: list[type[Model]]) -> Q:
    codenames = [f"{verb}_{model._meta.model_name}" for model in models]
    return Q(content_type__app_label="cooperation", codename__in=codenames)
