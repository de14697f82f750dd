"""Where the partners lie on the map, and how many activities there are with each country.

The map shows the countries that Denmark works with, and Denmark's own side. It does not show those that are named for
context only.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import BigIntegerField, Case, Q, Value, When

from cooperation.activities.models import Activity, ActivityParticipant
from cooperation.partners.models import COOPERATING, Partner, Standing
from cooperation.public.choices import WITHIN
from cooperation.public.pictures.map import Located
from cooperation.public.tallies import most_linked
from cooperation.public.totals import counted
from cooperation.records.hierarchy import parts_below
from cooperation.records.tables import among_ids

HOME: Final = "DK"


def partners_on_map() -> list[Located]:
    """Return the published countries of the map, with the activities that the list of each shows. Three queries."""
    on_map = Q(standing__in=[*COOPERATING, Standing.OWN_SIDE]) | Q(iso_alpha2=HOME)
    countries = Partner.objects.published().filter(on_map).exclude(iso_alpha2="").order_by("reference")
    named = list(countries.only("reference", "title_en", "title_da", "iso_alpha2", "standing", "state"))
    below = parts_below(Partner, [country.pk for country in named])
    with_each = activities_with([country.pk for country in named], below)
    return [located(country, with_each.get(country.pk, 0), has_parts=country.pk in below) for country in named]


def located(country: Partner, activities: int, *, has_parts: bool) -> Located:
    parameter = f"partner{WITHIN}" if has_parts else "partner"
    return Located(
        code=country.iso_alpha2,
        name=country.title.text,
        address=country.get_absolute_url(),
        total=counted(Activity, activities, **{parameter: country.reference}),
        home=country.standing == Standing.OWN_SIDE or country.iso_alpha2 == HOME,
    )


def activities_with(countries: Sequence[int], below: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Return by country in how many activities it, or what is below it, takes part or is the channel: each once.

    The partners are published ones, and no row names anything else that might not be.
    """
    activities = Activity.objects.published().order_by().values("pk")
    participants = ActivityParticipant.objects.filter(activity__in=activities).order_by()
    channels = Activity.channels.through.objects.filter(activity__in=activities).order_by()
    pairs = [
        rows.filter(partner__in=among_ids(partners)).values_list("activity", country)
        for rows in (participants, channels)
        for partners, country in ways_to_countries(countries, below)
    ]
    return most_linked(pairs)[0]


def ways_to_countries(
    countries: Sequence[int], below: Mapping[int, Collection[int]]
) -> Iterator[tuple[Collection[int], Any]]:
    """Give the partners that count, and the country that each counts for; those below several count for each."""
    yield countries, "partner"
    nested: dict[int, list[int]] = defaultdict(list)
    for country, parts in below.items():
        for part in parts:
            nested[part].append(country)
    for layer in range(max(map(len, nested.values()), default=0)):
        counting: dict[int, list[int]] = defaultdict(list)
        for part, tops in nested.items():
            if len(tops) > layer:
                counting[tops[layer]].append(part)
        cases = (When(partner__in=among_ids(parts), then=Value(country)) for country, parts in counting.items())
        yield [part for parts in counting.values() for part in parts], Case(*cases, output_field=BigIntegerField())
