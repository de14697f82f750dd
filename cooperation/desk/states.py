"""Moving records from state to state, for those who may."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.records.models import Record, State, may_move
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder

REFUSALS_SHOWN = 20


def first_state(may_publish: bool) -> State:
    """Published at once by whoever may."""
    return State.PUBLISHED if may_publish else State.DRAFT


class MovesStates(admin.ModelAdmin):
    actions = ("publish_selected", "withdraw_selected")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_move(request.user, self.model, None, State.PUBLISHED)

    @admin.action(description=gettext_lazy("Publish selected %(verbose_name_plural)s"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        moved = self.move(request, queryset, State.PUBLISHED)
        told = ngettext("%(count)d record published.", "%(count)d records published.", moved)
        self.message_user(request, told % {"count": moved}, messages.SUCCESS if moved else messages.WARNING)

    @admin.action(description=gettext_lazy("Withdraw selected %(verbose_name_plural)s"), permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        moved = self.move(request, queryset, State.WITHDRAWN)
        told = ngettext("%(count)d record withdrawn.", "%(count)d records withdrawn.", moved)
        self.message_user(request, told % {"count": moved}, messages.SUCCESS if moved else messages.WARNING)

    @transaction.atomic
    def move(self, request: HttpRequest, queryset: models.QuerySet, state: State) -> int:
        """Take each record that is in another state through its own checks; say which were refused."""
        chosen = self.model._default_manager.filter(pk__in=queryset.values("pk")).exclude(state=state)
        recorder = Recorder(Action.Kind.FORM, request.user)
        recorder.before(self.model, chosen.values_list("pk", flat=True))
        moved, refused = [], []
        for record in chosen.select_for_update():
            try:
                move_one(record, state)
            except ValidationError as error:
                refused.append(f"{record} ({record.reference}): {' '.join(error.messages)}")
            else:
                moved.append(record.pk)
                self.log_change(request, record, [{"changed": {"fields": ["state"]}}])
        recorder.after(self.model, moved, Revision.Change.CHANGED)
        self.report(request, refused)
        return len(moved)

    def report(self, request: HttpRequest, refused: list[str]) -> None:
        for refusal in refused[:REFUSALS_SHOWN]:
            self.message_user(request, _("Refused: %(refusal)s") % {"refusal": refusal}, messages.ERROR)
        more = len(refused) - REFUSALS_SHOWN
        if more > 0:
            told = ngettext("%(count)d more record was refused.", "%(count)d more records were refused.", more)
            self.message_user(request, told % {"count": more}, messages.ERROR)


def move_one(record: Record, state: State) -> None:
    record.state = state
    record.full_clean()
    record.save()
