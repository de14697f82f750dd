from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "cooperation"
    verbose_name = _("Cooperation register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cooperation.desk.roles import make_roles
        from cooperation.records.version import watch_tables

        post_migrate.connect(make_roles, sender=self)
        post_migrate.connect(watch_tables, sender=self)
