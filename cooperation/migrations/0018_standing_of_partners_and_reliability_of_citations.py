from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

THIRD_PARTY = "third party"


def derive_standing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the partners the standing that the register's own rows tell.

    A country that nothing connects with Denmark, and every armed group, is named for context only. Denmark and what is
    below it is the own side. All others keep the default.
    """
    partners = apps.get_model("cooperation", "Partner").objects.using(schema_editor.connection.alias)
    above: dict[int, int | None] = dict(partners.values_list("pk", "parent"))
    home = set(partners.filter(iso_alpha2="DK").values_list("pk", flat=True))
    groups = set(partners.filter(kind="armed group").values_list("pk", flat=True))
    own = {pk for pk in above if home & set(ancestors(pk, above))} - groups
    cooperating = {each for pk in cooperating_ids(apps) for each in ancestors(pk, above)}
    countries = set(partners.filter(kind="country").values_list("pk", flat=True))
    set_standing(partners, (countries - cooperating | groups) - own, "context only")
    set_standing(partners, own, "own side")


def set_standing(partners: Any, ids: Iterable[int], standing: str) -> None:
    for partner in partners.filter(pk__in=list(ids)).only("standing"):
        partner.standing = standing
        partner.save(update_fields=["standing"])


def ancestors(pk: int, above: dict[int, int | None]) -> list[int]:
    """Return the partner and all that is above it."""
    way: list[int] = []
    step: int | None = pk
    while step is not None and step not in way:
        way.append(step)
        step = above.get(step)
    return way


def cooperating_ids(apps: Apps) -> set[int]:
    """Return the partners of which any row says that they cooperate or take part, third parties' doings left out."""
    models_there = apps.get_app_config("cooperation").get_models()
    model: dict[str, Any] = {each.__name__: each._default_manager for each in models_there}
    theirs = {"third_party": True}
    activities = model["Activity"].exclude(direction=THIRD_PARTY)
    meetings, declarations = model["Meeting"].exclude(**theirs), model["Declaration"].exclude(**theirs)
    found = [
        model["Partner"].exclude(cooperation_since="").values_list("pk"),
        model["PartnerCategory"].values_list("partner"),
        model["Membership"].values_list("partner"),
        model["ActivityParticipant"].filter(activity__in=activities).values_list("partner"),
        activities.values_list("channels"),
        model["ProgrammePartner"].values_list("partner"),
        model["Programme"].values_list("lead_authority"),
        model["Programme"].values_list("channels"),
        model["MeetingParticipant"].filter(meeting__in=meetings).values_list("partner"),
        *(meetings.values_list(role) for role in ("forum", "host", "chair")),
        model["DeclarationParty"].filter(declaration__in=declarations).values_list("partner"),
        model["FundingLine"].values_list("partner"),
        model["Fund"].values_list("authorities"),
    ]
    return {pk for rows in found for (pk,) in rows if pk is not None}


class Migration(migrations.Migration):
    dependencies = [("cooperation", "0017_a_file_may_wait_to_be_read")]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="reliability",
            field=models.CharField(
                blank=True,
                choices=[
                    ("official", "official"),
                    ("press with named sources", "press with named sources"),
                    ("press with unnamed sources", "press with unnamed sources"),
                ],
                help_text="Public. Where this passage is more or less reliable than its source; empty: as its source.",
                max_length=26,
                verbose_name="reliability",
            ),
        ),
        migrations.RemoveIndex(model_name="partner", name="partner_state_lists"),
        migrations.AddField(
            model_name="partner",
            name="standing",
            field=models.CharField(
                choices=[
                    ("cooperates", "cooperates"),
                    ("takes part", "takes part"),
                    ("context only", "context only"),
                    ("own side", "own side"),
                ],
                default="cooperates",
                help_text="Public. What the partner is to Denmark. Those that are named for context only, and Denmark’s "
                "own authorities and units, are not counted among those Denmark works with.",
                max_length=12,
                verbose_name="standing",
            ),
        ),
        migrations.AddIndex(
            model_name="partner",
            index=models.Index(fields=["state", "kind", "standing"], name="partner_state_lists"),
        ),
        migrations.RunPython(derive_standing, migrations.RunPython.noop, elidable=True),
    ]
