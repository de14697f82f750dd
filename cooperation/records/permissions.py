"""Who may change what the public reads."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from cooperation.records.models import GUARDED_STATES, State, may_move


def may_publish(user: Any, model: type[models.Model]) -> bool:
    return may_move(user, model, None, State.PUBLISHED)


def may_change_in(user: Any, model: type[models.Model], state: str) -> bool:
    """Say whether the user may change a record of this kind in this state.

    The public reads published records, and reads of withdrawn ones that they were: to change either takes the
    permission to publish.
    """
    return state not in GUARDED_STATES or may_publish(user, model)


def refusal_in(state: str) -> str:
    """Return what somebody is told who may not change a record in this state."""
    if state == State.WITHDRAWN:
        return _("You may not change withdrawn records. Ask an editor.")
    return _("You may not change published records. Ask an editor.")


def term_refusal() -> str:
    return _("You may add terms but not change them, because the public reads them. Ask an editor.")
