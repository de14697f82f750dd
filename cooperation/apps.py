from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CooperationConfig(AppConfig):
    name = "cooperation"
    verbose_name = _("Cooperation register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cooperation.desk.roles import make_roles

        post_migrate.connect(make_roles, sender=self)
