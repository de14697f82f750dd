"""Moving records from state to state, for those who may."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.records.models import Record, State
from cooperation.records.permissions import may_change_in, may_publish, refusal_in
from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder

REFUSALS_SHOWN = 20


def first_state(may_publish: bool) -> State:
    """Published at once by whoever may."""
    return State.PUBLISHED if may_publish else State.DRAFT


class GuardsPublicRecords(admin.ModelAdmin):
    """Only whoever may publish a kind of record changes or deletes those that are published or withdrawn."""

    def may_change_here(self, request: HttpRequest, obj: Any) -> bool:
        return obj is None or may_change_in(request.user, self.model, obj.state)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A form that was open when the record was published is taken in, and refused with all that was typed."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (request.method == "POST" or self.may_change_here(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self.may_change_here(request, obj)

    def refusal_for(self, request: HttpRequest, obj: Any) -> str:
        """Return what somebody is told on the page who may change other records of this kind."""
        told = obj is not None and super().has_change_permission(request, obj)
        return refusal_in(obj.state) if told and not self.may_change_here(request, obj) else ""


class MovesStates(admin.ModelAdmin):
    actions = ("publish_selected", "withdraw_selected")

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user, self.model)

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
