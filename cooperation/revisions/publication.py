"""What the history says of a record's days before the public."""

from django.contrib.contenttypes.models import ContentType
from django.db import models

from cooperation.records.models import State
from cooperation.revisions.models import Revision


def was_ever_public(model: type[models.Model], pk: int) -> bool:
    """Whether the record was published at any time; yes where nothing was kept that tells otherwise."""
    kept = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id=pk, document__isnull=False
    )
    return kept.filter(document__fields__state=State.PUBLISHED).exists() or not kept.exists()


def is_public(revision: Revision) -> bool:
    """Whether the revision left its record published."""
    return revision.document is not None and revision.document["fields"]["state"] == State.PUBLISHED
