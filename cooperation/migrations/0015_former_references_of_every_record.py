"""Former references of every record: those of drafts, too, and of what was deleted; each with when it was left."""

from typing import Any

from django.db import migrations, models
from django.db.models import Count, Q

AT_ONCE = 500
KNOWN = ("published", "withdrawn")


def keep_former_references(apps: Any, _editor: Any) -> None:
    """Work out from the history who left which reference, and when. What was kept already was public."""
    former = apps.get_model("cooperation", "FormerReference")
    former.objects.update(was_public=True)
    revisions = apps.get_model("cooperation", "Revision").objects.order_by()
    several = revisions.values("content_type_id", "object_id").annotate(
        references=Count("reference", distinct=True), deleted=Count("pk", filter=Q(change="deleted"))
    )
    moved = several.filter(Q(references__gt=1) | Q(deleted__gt=0))
    wanted: dict[int, list[int]] = {}
    for kind, pk in moved.values_list("content_type_id", "object_id"):
        wanted.setdefault(kind, []).append(pk)
    names = dict(apps.get_model("contenttypes", "ContentType").objects.values_list("pk", "model"))
    for kind, ids in wanted.items():
        for start in range(0, len(ids), AT_ONCE):
            portion = revisions.filter(content_type_id=kind, object_id__in=ids[start : start + AT_ONCE])
            keep_left(former, names[kind], portion)


def keep_left(former: Any, kind: str, revisions: Any) -> None:
    """Go through the revisions of some records of a kind, record by record, the oldest first."""
    lines = revisions.order_by("object_id", "number").values_list(
        "object_id", "reference", "change", "document__fields__state", "action__at"
    )
    is_public: dict[tuple[int, str], bool] = {}
    left_at: dict[tuple[int, str], Any] = {}
    last: tuple[int, str] | None = None
    for pk, reference, change, state, at in lines.iterator():
        if last and last[0] == pk and (last[1] != reference or change == "deleted"):
            left_at[last] = at
        last = (pk, reference)
        is_term = change != "deleted" and state is None
        is_public[last] = is_public.get(last, False) or is_term or state in KNOWN
        if change != "deleted":
            left_at.pop(last, None)
    for (pk, reference), at in left_at.items():
        known = {"kind": kind, "reference": reference, "object_id": pk}
        entry = former.objects.filter(**known).first() or former(**known, was_public=False)
        entry.left_at, entry.was_public = at, entry.was_public or is_public[pk, reference]
        entry.save()


class Migration(migrations.Migration):

    dependencies = [
        ("cooperation", "0014_row_order_and_highest_numbers"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="formerreference", name="former_reference_once_a_kind"),
        migrations.AddField(
            model_name="formerreference",
            name="was_public",
            field=models.BooleanField(default=False, verbose_name="was public"),
        ),
        migrations.AddField(
            model_name="formerreference",
            name="left_at",
            field=models.DateTimeField(null=True, verbose_name="left"),
        ),
        migrations.AddConstraint(
            model_name="formerreference",
            constraint=models.UniqueConstraint(
                fields=("kind", "reference", "object_id"), name="former_reference_once_a_record"
            ),
        ),
        migrations.RunPython(keep_former_references, migrations.RunPython.noop),
    ]
