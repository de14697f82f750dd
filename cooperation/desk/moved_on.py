"""What the second of two officers who edit a record at once is told."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cooperation.records.models import Record


def moved_on_message(record: Record, differing: list[str]) -> str:
    sentences = [
        _("%(saved)s Nothing of yours is saved yet, and nothing you typed is lost.") % {"saved": last_saved(record)}
    ]
    if differing:
        labels = get_text_list([f"“{label}”" for label in differing], _("and"))
        sentences.append(_("What you typed differs from what is stored now in %(fields)s.") % {"fields": labels})
    sentences.append(_("Save again to put yours in its place, or open the record anew to start from what is there."))
    return " ".join(sentences)


def last_saved(record: Record) -> str:
    entry = (
        LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(record), object_id=str(record.pk))
        .select_related("user")
        .order_by("-action_time")
        .first()
    )
    if entry is None:
        return _("This record was changed while you were writing.")
    return _("%(who)s changed this record while you were writing (%(when)s).") % {
        "who": entry.user.get_full_name() or entry.user.get_username(),
        "when": date_format(localtime(entry.action_time), "SHORT_DATETIME_FORMAT"),
    }
