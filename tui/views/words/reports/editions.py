"""What is said where of several reports of a year one counts, and of a report that is of no government."""

from __future__ import annotations

from doelboom.data.model.accounts import Source
from doelboom.data.years.editions import Edition
from doelboom.tui.locale.words import _


def choice_words(edition: Edition, asked: str) -> str | None:
    """Which report counts for what was asked, such as a year, and which do not; None where there is one alone."""
    if not edition.passed_over:
        return None
    others = ", ".join(source.label for source in edition.passed_over)
    words = _("{year}: of several reports, {chosen} counts; not {others}")
    return words.format(year=asked, chosen=edition.chosen.label, others=others)


def nameless_words(source: Source) -> str:
    """That a report can be no year of a government."""
    words = _("{report}: names no government, and is left out; `doelboom reports --set` says which it is of")
    return words.format(report=source.label)
