"""What a preview was made of: the register as it stood, and what its officer may do."""

import hashlib
from typing import Any

from django.db.models import Count, Max

from cooperation.revisions.models import Revision


def seen_by(user: Any) -> str:
    """Return a digest that changes with every write to the register and with the officer's permissions.

    Every write leaves a revision, and revisions are never taken away.
    """
    revisions = Revision.objects.aggregate(count=Count("pk"), last=Max("pk"))
    permissions = sorted(user.get_all_permissions()) if user.is_active else []
    return hashlib.sha256(repr((revisions, user.pk, user.is_superuser, permissions)).encode()).hexdigest()
