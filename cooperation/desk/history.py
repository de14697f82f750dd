"""Every write at the desk leaves its revision, under the officer's name."""

from typing import Any

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest

from cooperation.revisions.models import Action, Revision
from cooperation.revisions.recording import Recorder


class KeepsHistory(admin.ModelAdmin):
    """Keeps what a form saves and what is deleted. A kind's own `save_related` ends with `keep_saved`."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.recorder = Recorder(Action.Kind.FORM, request.user)
        if change:
            form.recorder.before(self.model, [obj.pk])
        super().save_model(request, obj, form, change)

    def keep_saved(self, form: Any, change: bool) -> None:
        """Keep the record with its rows, once all of the form is written."""
        made = Revision.Change.CHANGED if change else Revision.Change.NEW
        form.recorder.after(self.model, [form.instance.pk], made)

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        references = {obj.pk: obj.reference}
        recorder = self.keep_deleted(request, references)
        super().delete_model(request, obj)
        recorder.deleted(self.model, references)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        references = dict(queryset.values_list("pk", "reference"))
        recorder = self.keep_deleted(request, references)
        super().delete_queryset(request, queryset)
        recorder.deleted(self.model, references)

    def keep_deleted(self, request: HttpRequest, references: dict[int, str]) -> Recorder:
        """Keep the records as they are, before they go."""
        recorder = Recorder(Action.Kind.FORM, request.user)
        recorder.before(self.model, references)
        return recorder
