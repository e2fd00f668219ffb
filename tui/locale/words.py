"""The interface's words, in English and in Dutch, from one message catalogue.

The report's own terms (*Exploitatie*, *Uitgaven*, *Budget 2024*) stay Dutch in both: they are what the reader has on
paper.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from doelboom.parser.records import Level, Measure

LANGUAGES = ("nl", "en")
_LOCALE = Path(__file__).parent
_translation: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """Sets the interface's language: the one asked for, else the locale's, else English. Returns it."""
    global _translation
    chosen = language or _of_locale(environ)
    if chosen == "nl":
        _translation = _dutch()
    else:
        chosen = "en"
        _translation = gettext.NullTranslations()
    # Click asks gettext itself, which goes by the environment: it finds its words in the same catalogue.
    gettext.bindtextdomain("doelboom", str(_LOCALE))
    gettext.textdomain("doelboom")
    os.environ["LANGUAGE"] = chosen
    return chosen


def language_in_force() -> str:
    """The interface's language."""
    return os.environ.get("LANGUAGE", "en")


def _of_locale(environ: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


def _(message: str) -> str:
    """A message in the interface's language."""
    return _translation.gettext(message)


def in_all_languages(message: str) -> str:
    """A message in every language, one after the other: it is found by the words of each."""
    return f"{message} {_dutch().gettext(message)}"


def in_each_language(message: str) -> tuple[str, str]:
    """A message in English and in Dutch."""
    return message, _dutch().gettext(message)


@cache
def _dutch() -> gettext.NullTranslations:
    return gettext.translation("doelboom", _LOCALE, languages=["nl"], fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the conventional name of the marker
    """Marks a message for the catalogue; `_` translates it where it is shown."""
    return message


def counted(one: str, many: str, count: int) -> str:
    """A message in the form that goes with a count."""
    return _translation.ngettext(one, many, count)


_MEASURE_TERMS = {
    Measure.OPERATING_EXPENDITURE: "Exploitatie, uitgaven",
    Measure.OPERATING_RECEIPTS: "Exploitatie, ontvangsten",
    Measure.INVESTMENT_EXPENDITURE: "Investering, uitgaven",
    Measure.INVESTMENT_RECEIPTS: "Investering, ontvangsten",
    Measure.FINANCING_EXPENDITURE: "Financiering, uitgaven",
    Measure.FINANCING_RECEIPTS: "Financiering, ontvangsten",
    Measure.FTE: "VTE",
}

MEASURE_MEANINGS = {
    Measure.OPERATING_EXPENDITURE: N_("operating expenditure"),
    Measure.OPERATING_RECEIPTS: N_("operating receipts"),
    Measure.INVESTMENT_EXPENDITURE: N_("investment expenditure"),
    Measure.INVESTMENT_RECEIPTS: N_("investment receipts"),
    Measure.FINANCING_EXPENDITURE: N_("financing expenditure"),
    Measure.FINANCING_RECEIPTS: N_("financing receipts"),
    Measure.FTE: N_("staff, full-time equivalents"),
}
"""What each measure is, to be translated where it is shown."""

_LEVEL_NAMES = {
    Level.SD: N_("policy objective"),
    Level.OD: N_("action plan"),
    Level.PO: N_("action plan (master project)"),
    Level.AC: N_("action"),
    Level.PR: N_("project"),
}

_EFFECTS = {
    "favourable": N_("favourable"),
    "adverse": N_("adverse"),
    "more": N_("more than budget"),
    "less": N_("less than budget"),
    "none": N_("as budgeted"),
}


def measure_term(measure: Measure) -> str:
    """A measure as the report calls it."""
    return _MEASURE_TERMS[measure]


def measure_meaning(measure: Measure) -> str:
    """A measure in the interface's language."""
    return _(MEASURE_MEANINGS[measure])


_USUAL_WORDS = ("beleidsdoelstelling", "actieplan", "actie", "project")
"""What reports call the levels, mostly: each has its name in both languages."""


def is_usual(word: str) -> bool:
    """Whether reports mostly call a level so."""
    return word in _USUAL_WORDS


def level_word(level: Level, words: Mapping[str, str], depth: int | None = None) -> str | None:
    """The report's own word for nodes of a level that stand so far down; None where it has none."""
    own = words.get(f"{level.value}{depth}") if depth is not None else None
    return own if own is not None else words.get(level.value)


def level_name(level: Level, words: Mapping[str, str] | None = None, depth: int | None = None) -> str:
    """What a level is called; `words` are the report's own, which stand where they are others than usual."""
    word = level_word(level, words or {}, depth)
    return word if word is not None and not is_usual(word) else _(_LEVEL_NAMES[level])


def effect_word(effect: str | None) -> str:
    """The effect of a variance in a word; nothing where there is no variance to speak of."""
    return _(_EFFECTS[effect]) if effect is not None else ""


def columns_out_of_view(left: int, right: int) -> str:
    """How many columns there are to either side of those in view; nothing where all are in view."""
    parts = [f"< {left}"] if left else []
    if right:
        parts.append(counted("{count} more column >", "{count} more columns >", right).format(count=right))
    return "  ".join(parts)


def budget_term(*, staff: bool) -> str:
    """What the report calls the amount that was meant to be spent."""
    return "Plan" if staff else "Budget"


def column_heading(column: str, year: int, *, staff: bool) -> str:
    """The heading of a column as the report prints it: ``Budget 2024``, ``Betaald 2024 t.o.v. 2023``."""
    reference, actual = budget_term(staff=staff), "Betaald" if staff else "Jaarrekening"
    return {
        "reference": f"{reference} {year}",
        "actual": f"{actual} {year}",
        "spent_pct": f"% Besteding {reference.lower()} {year}",
        "prior": f"{actual} {year - 1}",
        "of_prior_pct": f"{actual} {year} t.o.v. {year - 1}",
    }[column]
