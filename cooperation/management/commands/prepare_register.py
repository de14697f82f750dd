import secrets

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from cooperation.desk.roles import ADMINISTRATOR, EDITOR, OFFICER

FIRST_ROLES = (OFFICER, EDITOR, ADMINISTRATOR)


class Command(BaseCommand):
    help = "Migrate the database; fill an empty register from fixtures/; make its first three accounts."
    requires_system_checks = ()  # they load every page, and each start would wait for it

    def handle(self, *args: object, **options: object) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if register_is_empty():
            call_command("import_register", str(settings.BASE_DIR / "fixtures"), stdout=self.stdout, stderr=self.stderr)
        if not User.objects.exists():
            self.report(make_accounts())

    def report(self, passwords: dict[str, str]) -> None:
        self.stdout.write("\nThe first accounts of the desk. Their passwords are shown this once:")
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<14} {password}")
        self.stdout.write("")


def register_is_empty() -> bool:
    return not any(model._base_manager.exists() for model in apps.get_app_config("cooperation").get_models())


@transaction.atomic
def make_accounts() -> dict[str, str]:
    """One account a role, named for it, each with a random password; returns the passwords."""
    passwords = {}
    for role in FIRST_ROLES:
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(role, password=password, is_staff=True, is_superuser=role == ADMINISTRATOR)
        user.groups.add(Group.objects.get(name=role))
        passwords[role] = password
    return passwords
