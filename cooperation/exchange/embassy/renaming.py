"""What was sent, under the references that its records have now."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from cooperation.exchange.columns import Resource
from cooperation.exchange.embassy.keeping import SentSheet, Texts
from cooperation.exchange.embassy.models import SentWorkbook
from cooperation.records.columns import Column
from cooperation.records.directory import Directories, Directory
from cooperation.records.former import FormerReference
from cooperation.records.resources import Key
from cooperation.records.widgets import LINK_SEPARATOR, CitedRecordWidget, kind_of_record


def directories_for(sent: SentWorkbook) -> Directories:
    """Return directories in which a reference means the record that had it when the workbook was sent."""
    has_left = FormerReference.objects.filter(left_at__gt=sent.sent_at).exists()
    return Directories(sent.sent_at if has_left else None)


def with_present(kept: SentSheet, resource: Resource, directories: Directories) -> SentSheet:
    """Return what was sent by present keys, and with it how the links that were sent are written now.

    A record that was deleted, and whose reference another one has now, is left out: its rows are refused.
    """
    if directories.moment is None:
        return kept
    columns = {column.name: column for column in resource.columns() if is_named(resource, column)}
    found = SentSheet()
    for key, texts in kept.sent.items():
        try:
            called = present_texts(columns, texts, texts, directories)
            here = present_texts(columns, kept.here.get(key, {}), texts, directories)
        except ValidationError:
            continue
        present = present_key(resource, key, called)
        found.sent[present] = texts
        found.called[present] = called
        if key in kept.here:
            found.here[present] = kept.here[key] | here
    return found


def is_named(resource: Resource, column: Column) -> bool:
    """Whether a column holds references: a link, or the key of a record's own sheet."""
    return column.links or column.name == "reference"


def present_texts(columns: Mapping[str, Column], texts: Texts, row: Texts, directories: Directories) -> Texts:
    """Return the cells of these columns with present references. Raises ValidationError where one can't be told."""
    return {
        name: present_text(directories[model_of(column, row)], text)
        for name, column in columns.items()
        if (text := texts.get(name))
    }


def model_of(column: Column, row: Texts) -> Any:
    if isinstance(column.widget, CitedRecordWidget):
        return kind_of_record(row["content_type"])
    return column.widget.model if column.links else column.model_field.model


def present_text(directory: Directory, text: str) -> str:
    references = text.split(LINK_SEPARATOR)
    return LINK_SEPARATOR.join(sorted(directory.present(reference) or reference for reference in references))


def present_key(resource: Resource, key: Key, called: Texts) -> Key:
    names = resource.key_names()
    if isinstance(key, tuple):
        return tuple(called.get(name, part) for name, part in zip(names, key, strict=True))
    return called.get(names[0], key)
