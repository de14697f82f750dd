"""Made-up programmes as lines of a spreadsheet, the same for the register and for the stock way."""

import csv
import io
import random

OURS = [
    "Reference", "Title (English)", "Title (Danish)", "Kind", "Status", "Period", "Lead authority", "Channels", "Areas",
    "ODA share (%)", "Summary (English)", "State",
]  # fmt: skip
STOCK = [
    "reference", "title_en", "title_da", "kind", "status", "begins", "ends", "lead_authority", "channels", "areas",
    "oda_share", "summary_en", "state",
]  # fmt: skip
PARTNERS, AREAS = 60, 20
WORDS = ["training", "exercise", "support", "mission", "border", "courses", "equipment", "officers", "staff", "shared"]


def lines(count: int, changed: bool = False) -> list[list[str]]:
    """Give `count` programmes as the register writes them; `changed`: one title in ten is another."""
    chance = random.Random(2024)  # noqa: S311
    found = []
    for number in range(count):
        year = chance.randint(1995, 2024)
        title = f"Programme {number} {chance.choice(WORDS)} {chance.choice(WORDS)}"
        found.append(
            [
                f"programme-{number}",
                title + (" extended" if changed and number % 10 == 0 else ""),
                f"Program {number}",
                chance.choice(["bilateral", "regional", "project"]),
                chance.choice(["planned", "under way", "completed"]),
                f"{year}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}/{year + chance.randint(1, 4)}-06-30",
                f"partner-{chance.randrange(PARTNERS)}",
                f"partner-{chance.randrange(PARTNERS)}",
                "; ".join(sorted({f"area-{chance.randrange(AREAS):02d}" for _ in range(3)})),
                str(chance.randint(0, 100)),
                " ".join(chance.choices(WORDS, k=25)),
                "published",
            ]
        )
    return found


def for_the_stock_way(line: list[str]) -> list[str]:
    begins, ends = line[5].split("/")
    return [*line[:5], begins, ends, *line[6:]]


def file_of(count: int, *, stock: bool, changed: bool = False) -> bytes:
    """Return a CSV file of `count` programmes."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(STOCK if stock else OURS)
    found = lines(count, changed)
    written.writerows(map(for_the_stock_way, found) if stock else found)
    return text.getvalue().encode()
