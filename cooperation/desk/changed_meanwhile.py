"""What the second of two officers who edit a record at once is told."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cooperation.revisions.models import Revision

Model = type[models.Model]


def later_revisions(model: Model, pk: int, number: int) -> list[Revision]:
    """Return the revisions of a record since this one, the latest first."""
    kept = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=pk)
    return list(kept.filter(number__gt=number).select_related("action__user").order_by("-number"))


def names_of(revisions: list[Revision]) -> str:
    """Return who saved these revisions, each once, the earliest first."""
    names = {}
    for revision in reversed(revisions):
        user = revision.action.user
        names[(user.get_full_name() if user else "") or revision.action.user_name] = True
    return get_text_list([name for name in names if name], _("and"))


def changed_message(revisions: list[Revision]) -> str:
    """Say who changed the record; `revisions` are those since the form was opened."""
    who = names_of(revisions)
    if not who:
        return _("This record was changed while you were writing.")
    return _("%(who)s changed this record while you were writing (%(when)s).") % {
        "who": who,
        "when": time_of(revisions),
    }


def deleted_message(revisions: list[Revision]) -> str:
    deleted = [revision for revision in revisions if revision.change == Revision.Change.DELETED]
    who = names_of(deleted)
    if not who:
        return _("This record was deleted while you were writing.")
    return _("%(who)s deleted this record while you were writing (%(when)s).") % {"who": who, "when": time_of(deleted)}


def time_of(revisions: list[Revision]) -> str:
    return date_format(localtime(revisions[0].action.at), "SHORT_DATETIME_FORMAT")


def conflict_message(changed: str, differing: list[str]) -> str:
    """Say that nothing is saved; `differing` are the labels of what the officer wrote otherwise than is stored now."""
    sentences = [_("%(saved)s Nothing of yours is saved yet, and nothing you typed is lost.") % {"saved": changed}]
    if differing:
        labels = get_text_list([_("“%(label)s”") % {"label": label} for label in differing], _("and"))
        sentences.append(_("What you typed differs from what is stored now in %(fields)s.") % {"fields": labels})
    sentences.append(_("Save again to keep your version, or open the record again to start from what is saved."))
    return " ".join(sentences)


def kept_message(changed: str, kept: list[str]) -> str:
    return _("%(changed)s Also kept: %(kept)s.") % {"changed": changed, "kept": ", ".join(kept)}
