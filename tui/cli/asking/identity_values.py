"""What a user types to say what a report is: ``year=2024 kind=budget``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from doelboom.data.model.identity import ReportKind, Status
from doelboom.data.storage.corrections import LONGEST_NAME, YEARS
from doelboom.tui.locale.words import _

KINDS = {
    **{kind.value: kind for kind in ReportKind},
    "jaarrekening": ReportKind.ACCOUNT,
    "budget": ReportKind.BUDGET,
    "meerjarenplan": ReportKind.PLAN,
    "aanpassing": ReportKind.ADJUSTMENT,
}
"""The kinds, by their own names and by the words of the reports."""
STATES = {
    **{status.value: status for status in Status},
    "ontwerp": Status.PROVISIONAL,
    "voorlopig": Status.PROVISIONAL,
    "vastgesteld": Status.FINAL,
    "definitief": Status.FINAL,
    "onbekend": Status.UNKNOWN,
}
"""How far reports are, by the same."""
_PERIOD = re.compile(r"([0-9]{4})\s*[-\N{EN DASH}]\s*([0-9]{4})")


def values_of(pairs: Iterable[str]) -> list[tuple[str, Any]]:
    """The values of an `Identity` by name; None for one that is to be taken away (``year=``).

    Raises:
        ValueError: a name or value that is none; the message is one line for a person.
    """
    values = []
    for pair in pairs:
        name, parting, text = pair.partition("=")
        reader = _READERS.get(name.strip().casefold())
        if reader is None or not parting:
            expected = ", ".join(f"{known}=..." for known in _READERS)
            raise ValueError(_("{typed}: expected one of {expected}").format(typed=pair, expected=expected))
        field, read = reader
        values.append((field, read(text.strip()) if text.strip() else None))
    return values


def _government(text: str) -> str:
    if len(text) > LONGEST_NAME or not text.isprintable():
        raise ValueError(_("{typed}: no name of a government").format(typed=text[:LONGEST_NAME]))
    return text


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:9]) in YEARS):
        raise ValueError(_("{typed}: no year").format(typed=text))
    return int(text)


def _kind(text: str) -> ReportKind:
    return KINDS[_one_of(text, KINDS)]


def _status(text: str) -> Status:
    return STATES[_one_of(text, STATES)]


def _one_of(text: str, known: Iterable[str]) -> str:
    if text.casefold() not in known:
        raise ValueError(_("{typed}: expected one of {expected}").format(typed=text, expected=", ".join(known)))
    return text.casefold()


def _period(text: str) -> tuple[int, int]:
    match = _PERIOD.fullmatch(text)
    if match is None or not _year(match[1]) <= _year(match[2]):
        raise ValueError(_("{typed}: no period: expected two years, as in 2026-2031").format(typed=text))
    return _year(match[1]), _year(match[2])


_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "government": ("government", _government),
    "year": ("year", _year),
    "kind": ("kind", _kind),
    "status": ("status", _status),
    "period": ("plan_period", _period),
}
