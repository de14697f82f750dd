"""Links between records that keep their targets from being deleted."""

from typing import Any

from django.db import models


class LinksField(models.ManyToManyField):
    """A many-to-many field whose targets are protected: what others refer to can't be deleted.

    Django's own join table drops a link together with its target. Here the join row's key to the target says PROTECT.
    """

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
        through: Any = self.remote_field.through
        if not isinstance(through, str | None):
            *_, target = through._meta.local_fields
            target.remote_field.on_delete = models.PROTECT
