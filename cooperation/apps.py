import gc

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

COLLECTED_EVERY = (50_000, 20, 100)
"""When Python looks for objects that only refer to each other: as often as by default (700, 10, 10) it goes through all
rows of a large import again and again, which takes a third of its time, and finds nothing."""


class CooperationConfig(AppConfig):
    name = "cooperation"
    verbose_name = _("Cooperation register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cooperation.desk.roles import make_roles
        from cooperation.records.indexing import index_records
        from cooperation.records.version import watch_tables

        gc.set_threshold(*COLLECTED_EVERY)
        post_migrate.connect(make_roles, sender=self)
        post_migrate.connect(watch_tables, sender=self)
        post_migrate.connect(index_records, sender=self)
