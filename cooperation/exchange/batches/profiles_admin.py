"""Import profiles on the desk: how sheets with a known header are taken. Whoever may import the kind keeps them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.exchange.batches.choices import index_of
from cooperation.exchange.batches.columns_page import kind_words
from cooperation.exchange.batches.models import ImportProfile, name_of
from cooperation.exchange.batches.permissions import kinds_for, may_import, resources_of
from cooperation.exchange.checked_lists import CheckedLists
from cooperation.exchange.columns import Resource, Titles
from cooperation.exchange.decoding import ENCODINGS
from cooperation.exchange.delimited import DELIMITERS
from cooperation.exchange.problems import shortened
from cooperation.records.columns import Column
from cooperation.records.languages import page_language
from cooperation.records.resources import with_rows

FIXED = "fixed_"


class ProfileForm(forms.ModelForm):
    """The name, and one field for each value that all rows get; an emptied one is no longer given."""

    class Meta:
        model = ImportProfile
        fields = ("name", "month_first")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self.instance.fixed.items():
            self.initial[FIXED + name] = text

    def save(self, commit: bool = True) -> ImportProfile:
        texts = {name: self.cleaned_data[FIXED + name].strip() for name in self.instance.fixed}
        self.instance.fixed = {name: text for name, text in texts.items() if text}
        profile: ImportProfile = super().save(commit)
        return profile


@admin.register(ImportProfile)
class ImportProfileAdmin(CheckedLists):
    list_display = ("name", "kind_in_words", "sheet_in_words", "titles", "changed_by_name", "used_at")
    search_fields = ("name",)
    list_per_page = 50
    actions = None
    readonly_fields = (
        "kind_in_words",
        "sheet_in_words",
        "columns_in_words",
        "reading_in_words",
        "changed_by_name",
        "changed_at",
        "used_at",
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).filter(kind__in=kinds_for(request.user))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(kinds_for(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_import(request.user, obj.kind) if obj else bool(kinds_for(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        columns = {column.name: column for column in resource_of_profile(obj).columns()} if obj else {}
        fixed = {
            FIXED + name: forms.CharField(
                label=columns[name].titles[page_language()],
                required=False,
                widget=forms.TextInput({"class": "vTextField"}),
            )
            for name in (obj.fixed if obj else ())
            if name in columns
        }
        kwargs["form"] = type("ProfileForm", (ProfileForm,), fixed)
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        told = ("kind_in_words", "sheet_in_words", "columns_in_words", "reading_in_words")
        fixed = [FIXED + name for name in (obj.fixed if obj else ())]
        same = {"fields": fixed, "description": _("Empty a field and no value is given any more.")}
        return [
            (None, {"fields": ("name", "month_first", *told)}),
            *([(_("The same in every row"), same)] if fixed else []),
            (_("History"), {"fields": ("changed_by_name", "changed_at", "used_at")}),
        ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.changed_by_name = name_of(request.user)
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("kind of record"), ordering="kind")
    def kind_in_words(self, profile: ImportProfile) -> str:
        return kind_words(resources_of(profile.kind)[0]) if profile.kind else _("the whole register")

    @admin.display(description=gettext_lazy("sheet"), ordering="sheet")
    def sheet_in_words(self, profile: ImportProfile) -> str:
        return kind_words(resource_of_profile(profile))

    @admin.display(description=gettext_lazy("columns"))
    def titles(self, profile: ImportProfile) -> str:
        return shortened(", ".join(filter(None, profile.header)))

    @admin.display(description=gettext_lazy("columns"))
    def columns_in_words(self, profile: ImportProfile) -> str:
        return format_html_join("", "<div>{} → {}</div>", columns_told(profile))

    @admin.display(description=gettext_lazy("how the file is read"))
    def reading_in_words(self, profile: ImportProfile) -> str:
        return "; ".join(reading_told(profile)) or _("as the reader finds it")


def resource_of_profile(profile: ImportProfile) -> Resource:
    return next(one for one in with_rows(resources_of(profile.kind)) if one.sheet == profile.sheet)


def columns_told(profile: ImportProfile) -> list[tuple[str, str]]:
    """Return each title of the header with the field it is taken for."""
    resource = resource_of_profile(profile)
    by_name: dict[str, Column] = {column.name: column for column in resource.columns()}
    found = {place: column.name for place, column in Titles.of(resource).find(profile.header).items()}
    found |= {index_of(letter): name for letter, name in profile.columns.items()}
    left_out = _("left out")
    return [
        (title, by_name[name].titles[page_language()] if (name := found.get(place, "")) in by_name else left_out)
        for place, title in enumerate(profile.header)
        if title or place in found
    ]


def reading_told(profile: ImportProfile) -> list[str]:
    words = {
        "encoding": _("characters: %(value)s"),
        "delimiter": _("columns parted by: %(value)s"),
        "header_row": _("header in row %(value)s"),
    }
    shown: dict[str, Mapping[str, Any]] = {"encoding": ENCODINGS, "delimiter": DELIMITERS}
    return [
        words[name] % {"value": shown[name][value] if name in shown else value}
        for name, value in profile.reading.items()
    ]
