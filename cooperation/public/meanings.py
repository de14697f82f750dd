"""What the register's words mean: its own, and those that a record's status, stage or nature is given in."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.public.marks import Mark, contested, context_only, inferred, reported, third_party

OWN_WORDS: Final[tuple[tuple[str, Promise, Promise], ...]] = (
    (
        "partial-date",
        _("partial date"),
        _(
            "A date as exact as its source and no more: “2004”, “May 2014”, “spring 2015”, “since 2006”. "
            "Nothing is padded to a day that no source gives."
        ),
    ),
    (
        "stated",
        _("stated, inferred, estimated"),
        _(
            "How the register comes by a date: the source prints it, it follows from what the source prints, or it is "
            "the register’s own reckoning."
        ),
    ),
    ("not-known", _("not known"), _("The source does not say. Somebody looked, and the answer is not there.")),
    ("none", _("none"), _("There is none, and a source says so. It is a figure: nought.")),
    ("withheld", _("withheld"), _("It is known and not published, most often for reasons of security.")),
    ("not-recorded", _("not recorded"), _("Nobody has entered anything yet. It says nothing about what was the case.")),
    (
        "quantity",
        _("exact, at least, about, unquantified"),
        _(
            "How far a figure may be trusted. “A large amount of tools” is unquantified: it has no number, is never "
            "counted as nought, and totals say that they leave it out."
        ),
    ),
    (
        "source",
        _("source"),
        _(
            "A document that facts rest on. The small numbers beside facts lead to the sources at the foot of the "
            "page, down to the paragraph."
        ),
    ),
    (
        "statement",
        _("statement"),
        _(
            "Something somebody says, kept apart from what the register records as fact: an aim, an assessment, a "
            "claim to be the largest."
        ),
    ),
    (
        "reference",
        _("reference"),
        _("The short name of a record in its address and in the data. It stays the same, so links and citations last."),
    ),
    (
        "fallback",
        _("text in the other language"),
        _("Where a text has not been translated, the page shows it in the language it is written in."),
    ),
)
"""Anchor, word, meaning."""

MARKS: Final[tuple[tuple[str, Mark], ...]] = (
    ("third-party", third_party),
    ("context-only", context_only),
    ("reported", reported),
    ("contested", contested),
    ("inferred", inferred),
)

MEANINGS: Final[dict[tuple[str, str], Promise]] = {
    ("status", "proposed"): _("Somebody has proposed it; nothing is decided."),
    ("status", "planned"): _("It is decided and has not begun."),
    ("status", "under way"): _("It has begun and not ended."),
    ("status", "completed"): _("It was carried out."),
    ("status", "cancelled"): _("It was called off before it began."),
    ("status", "withdrawn"): _("Whoever proposed or gave it took it back."),
    ("status", "announced"): _("It has been said in public that it will be held."),
    ("status", "held"): _("It took place."),
    ("status", "reported"): _("It is reported to have taken place, and nobody has confirmed it."),
    ("status", "in negotiation"): _("The parties are negotiating the text."),
    ("status", "in preparation"): _("A text is being written; negotiations have not begun or are over."),
    ("status", "signed"): _("It is signed or adopted and not, or not known to be, in force."),
    ("status", "in force"): _("It applies now."),
    ("status", "expired"): _("Its term has run out."),
    ("status", "superseded"): _("A later instrument has taken its place."),
    ("status", "ended"): _("It was ended before its term, or had no term."),
    ("status", "no evidence"): _("Nothing has been found that shows anything was done."),
    ("status", "not started"): _("It is known that nothing has been done."),
    ("status", "limited"): _("Little of what was promised is done."),
    ("status", "substantial"): _("Most of what was promised is done."),
    ("status", "complete"): _("All of it is done, and there is evidence."),
    ("status", "overtaken"): _("Events have made it meaningless."),
    ("stage", "baseline"): _("The level from which a change is measured; no new money."),
    ("stage", "framework"): _("The most that may be spent under a political agreement."),
    ("stage", "announced"): _("Said in public; nothing is decided."),
    ("stage", "appropriated"): _("Granted by parliament."),
    ("stage", "committed"): _("Promised to somebody in a binding way."),
    ("stage", "disbursed"): _("Paid out."),
    ("stage", "decided"): _("Decided and not yet handed over."),
    ("stage", "delivered"): _("Handed over."),
    ("stage", "returned"): _("Given or paid back."),
    ("legal_nature", "binding"): _("It binds under international or national law."),
    ("legal_nature", "political"): _("It states what the parties mean to do and binds nobody in law."),
    ("direction", "Denmark gives"): _("Denmark provides; others receive."),
    ("direction", "Denmark receives"): _("Others provide; Denmark receives."),
    ("direction", "mutual"): _("Both sides provide and receive."),
    ("direction", "third party"): _("Denmark takes no part."),
    ("standing", "cooperates"): _("Denmark cooperates with it."),
    ("standing", "takes part"): _("It takes part in something that Denmark does with others."),
    ("standing", "context only"): _("It is named, but Denmark does not cooperate with it."),
    ("standing", "own side"): _("Denmark itself, or one of its authorities and units."),
    ("capacity", "party"): _("It is bound by the instrument, or one of those that made it."),
    ("capacity", "signatory"): _("It has signed; whether it is bound is another question."),
    ("capacity", "joined later"): _("It came in after the instrument was made."),
    ("capacity", "observer"): _("It was there and is not bound."),
    ("stance", "supports"): _("The source says what the register records."),
    ("stance", "contradicts"): _("The source says something else."),
    ("stance", "mentions"): _("The source names it and neither confirms nor denies it."),
    ("reliability", "official"): _("Published by an authority, an organisation or the parties themselves."),
    ("reliability", "press with named sources"): _(
        "A newspaper or agency that says who told it, or that states it itself."
    ),
    ("reliability", "press with unnamed sources"): _("A newspaper or agency that does not say who told it."),
}
"""The field's name and the word as it is stored → what it means there, whatever kind of record it is on."""
