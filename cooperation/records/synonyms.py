"""Other words for a column's title that officers and embassies use, where they can only mean this one column.

What every kind has stands here; a kind's own words stand with its resource, as `synonyms`, and count instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cooperation.records.languages import LANGUAGES
from cooperation.search.folding import fold


@dataclass(frozen=True)
class Also:
    """Words in each language, parted by commas. A word of both stands with either.

    `former_en` and `former_da` are titles of the column in files that were sent out earlier: they may be the name of
    another column by now.
    """

    en: str = ""
    da: str = ""
    former_en: str = ""
    former_da: str = ""

    def words(self, language: str) -> list[str]:
        return parted(self.en if language == "en" else self.da)

    def former(self, language: str) -> list[str]:
        return parted(self.former_en if language == "en" else self.former_da)

    def all_words(self) -> list[str]:
        return [word for language in LANGUAGES for word in self.words(language)]

    def all_former(self) -> list[str]:
        return [title for language in LANGUAGES for title in self.former(language)]


def parted(words: str) -> list[str]:
    return [word for part in words.split(",") if (word := part.strip())]


Synonyms = Mapping[str, Also]
"""Field name → its other words."""

SHARED: Synonyms = {
    "reference": Also("Ref., ID, Key, No.", "Nr., Løbenr., Løbenummer, Nøgle"),
    "title_en": Also("Title, Name, English title, English name", "Engelsk titel, Engelsk navn"),
    "title_da": Also("Danish title, Danish name", "Titel, Navn, Overskrift, Dansk titel, Dansk navn"),
    "summary_en": Also("Summary, Description, English summary", "Engelsk resumé"),
    "summary_da": Also("Danish summary", "Resumé, Sammendrag, Beskrivelse, Dansk resumé"),
    "areas": Also("Area, Topics, Areas of cooperation", "Område, Emner, Samarbejdsområde, Samarbejdsområder"),
    "state": Also("Publication status", "Publiceringsstatus"),
    "owner": Also("Responsible, Case officer, Desk officer", "Ansvarlig, Sagsbehandler"),
    "journal_number": Also("File number, Case number", "Journalnr., J.nr., Sagsnr., Sagsnummer"),
    "internal_note": Also("Internal notes", "Interne noter, Internt notat"),
    "number": Also("No., #", "Nr."),
    "partner": Also("Country, Partner country", "Land, Partnerland, Samarbejdspartner"),
    "programme": Also("Project", "Projekt"),
    "when": Also("Date, Dates", "Dato, Datoer, Hvornår"),
    "period": Also("Year, Years", "År, Årstal, Løbetid"),
    "place": Also("Location, Venue, City, Where", "Lokation, By, Hvor"),
    "channels": Also("Channel, Through", "Kanal, Gennem"),
    "headcount": Also("Persons, Number of people", "Personer, Antal"),
}


def words_for(name: str, own: Synonyms) -> Also:
    """Return the other words for the title of the field of this name, in a kind with these words of its own."""
    return own.get(name) or SHARED.get(name) or Also()


def spelled(title: str) -> str:
    """Return a title as synonyms are compared: folded, without the signs that stand around it."""
    return fold(title).strip(" .:*")
