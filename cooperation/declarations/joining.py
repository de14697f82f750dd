"""When each party signed or joined a declaration, as a picture of parties and years."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cooperation.declarations.models import Declaration, DeclarationParty
from cooperation.public.columns import published_rows
from cooperation.public.pictures.columns import columns_of_years
from cooperation.public.pictures.matrix import Field, Line, Matrix, plain
from cooperation.values.partial_date import PartialDate
from cooperation.values.words import in_words

MOST, YEARS = 60, 16
SURE, PERHAPS = 4, 2


def parties_by_year(declaration: Declaration) -> list[Matrix]:
    """A party without a date of its own has the declaration's. Nothing where all fall within one year. One query."""
    rows = list(published_rows(DeclarationParty).filter(declaration=declaration)[:MOST])
    dated = [(row, date) for row in rows if (date := date_of(row, declaration))]
    years = columns_of_years({(date.earliest, date.latest): 1 for _row, date in dated}, localdate(), YEARS)
    if len(years) < 2:
        return []
    lines = []
    for row in rows:
        date = date_of(row, declaration)
        fields = [
            Field(
                plain(f"{row.get_capacity_display()}: {in_words(date)}"),
                "●",
                SURE if within(date, year.period) else PERHAPS,
            )
            if date and date.overlaps(year.period.earliest, year.period.latest)
            else None
            for year in years
        ]
        lines.append(Line(str(row.partner), fields))
    return [
        Matrix(
            name="joining",
            title=_("Parties by year"),
            description=_(
                "A row for each party, a column for each year: when it signed or joined, as far as the sources say."
            ),
            corner=_("Party"),
            columns=[year.words for year in years],
            lines=lines,
            note=_("Parties whose date is not known have no mark. A date within several years is marked in each."),
        )
    ]


def date_of(row: DeclarationParty, declaration: Declaration) -> PartialDate | None:
    date = row.date if row.date is not None else declaration.signed
    return date if isinstance(date, PartialDate) else None


def within(date: PartialDate, period: PartialDate) -> bool:
    return date.earliest >= period.earliest and date.latest <= period.latest
