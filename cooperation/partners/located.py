"""Where the partners lie on the map, and how many activities there are with each country.

The map shows the countries that Denmark works with, and Denmark's own side. It does not show those that are named for
context only.
"""

from collections import Counter
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q

from cooperation.activities.models import Activity, ActivityParticipant
from cooperation.partners.models import COOPERATING, Partner, Standing
from cooperation.public.pictures.map import Located
from cooperation.public.totals import counted

HOME: Final = "DK"


def partners_on_map() -> list[Located]:
    """Return the published countries of the map, with the activities that the list of each shows. Three queries."""
    on_map = Q(standing__in=[*COOPERATING, Standing.OWN_SIDE]) | Q(iso_alpha2=HOME)
    countries = Partner.objects.published().filter(on_map).exclude(iso_alpha2="").order_by("reference")
    with_each = activities_with(countries.values("pk"))
    return [
        Located(
            code=country.iso_alpha2,
            name=country.title.text,
            address=country.get_absolute_url(),
            total=counted(Activity, with_each[country.pk], partner=country.reference),
            home=country.standing == Standing.OWN_SIDE or country.iso_alpha2 == HOME,
        )
        for country in countries.only("reference", "title_en", "title_da", "iso_alpha2", "standing", "state")
    ]


def activities_with(partners: Any) -> Counter[int]:
    """Partner's key → in how many activities it takes part, or through how many it is the channel: each once.

    The partners are published ones, and no row names anything else that might not be.
    """
    activities = Activity.objects.published().order_by().values("pk")
    taking_part = ActivityParticipant.objects.filter(partner__in=partners, activity__in=activities).order_by()
    found = Counter(dict(taking_part.values_list("partner").annotate(Count("activity", distinct=True))))
    named_twice = ActivityParticipant.objects.filter(activity=OuterRef("activity"), partner=OuterRef("partner"))
    channels = Activity.channels.through.objects.filter(partner__in=partners, activity__in=activities)
    through = channels.filter(~Exists(named_twice))
    found.update(dict(through.values_list("partner").annotate(Count("pk"))))
    return found
