"""Questions of the user's own about variances, kept under a name in the settings file.

What is asked is written with the words of the command line, so that a user can change it by hand, and read with its
rules: what cannot be understood is named, and the rest of the question holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from decimal import Decimal
from enum import Enum
from typing import Any

from doelboom.data.model.queries import VARIANCES, Group, Preset, Query, Scope, groups_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.settings.numbers import read_floor

TABLE = "questions"
"""The table of the settings file in which they stand."""
LONGEST_NAME = 60
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and how it was shown."""

    query: Query = field(default_factory=Query)
    hide_zeroes: bool = False
    columns: tuple[str, ...] = ()
    """The columns that were shown, of `data.model.queries.VARIANCES`; none for all of them."""


def is_name(text: str) -> bool:
    """Whether a question can be kept under a text."""
    return 0 < len(text) <= LONGEST_NAME and text.isprintable() and text == text.strip()


def written(question: Question) -> dict[str, Any]:
    """A question as plain values, without what it does not ask for."""
    query = question.query
    values: dict[str, Any] = {
        "preset": query.preset.value,
        "measure": query.measure.value,
        "level": query.scope.value,
        "service": query.service,
        "filter": query.text,
        "floor": _number(query.floor) if query.floor is not None else None,
        "floor_pct": _number(query.floor_pct) if query.floor_pct else None,
        "group": query.group.value if query.group is not None else None,
        "corrections": None if query.corrections else False,
        "hide_zeroes": question.hide_zeroes or None,
        "sort": None if query.sort is None else f"-{query.sort}" if query.descending else query.sort,
        "columns": list(question.columns) or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def read(values: Mapping[str, Any]) -> tuple[Question, list[str]]:
    """A question from the values of its table, and the names of those that cannot be understood, in their order."""
    query, spoilt = Query(), []
    shown: dict[str, Any] = {}
    for name, value in values.items():
        try:
            if name in _ASKED:
                query = replace(query, **_ASKED[name](value))
            else:
                shown |= _SHOWN[name](value)
        except (KeyError, TypeError, ValueError):
            spoilt.append(name)
    if query.group is not None and query.group not in groups_of(query.scope):
        query = replace(query, group=None)
        spoilt.append("group")
    return Question(query, **shown), spoilt


def _number(value: Decimal) -> str:
    """A number as the command line reads it: a point may part thousands there."""
    return f"{value.normalize():f}".replace(".", ",")


def _read_number(value: Any) -> Decimal:
    """A number of at least zero: one of TOML's own, or a text as on the command line."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = read_floor(str(value)) if str(value).strip() else None
    if number is None:
        raise ValueError
    return number


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST_TEXT or not value.isprintable():
        raise ValueError
    return value


def _read_truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _one_of(kind: type[Enum]) -> Callable[[Any], Enum]:
    return lambda value: kind(value)


def _read_sort(value: Any) -> dict[str, Any]:
    column = _read_text(value).removeprefix("-")
    if column not in VARIANCES:
        raise ValueError
    return {"sort": column, "descending": value.startswith("-")}


def _read_columns(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(column in VARIANCES for column in value):
        raise ValueError
    return tuple(dict.fromkeys(value))


def _field(name: str, convert: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {name: convert(value)}


_ASKED: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "preset": _field("preset", _one_of(Preset)),
    "measure": _field("measure", _one_of(Measure)),
    "level": _field("scope", _one_of(Scope)),
    "service": _field("service", _read_text),
    "filter": _field("text", _read_text),
    "floor": _field("floor", _read_number),
    "floor_pct": _field("floor_pct", _read_number),
    "group": _field("group", _one_of(Group)),
    "corrections": _field("corrections", _read_truth),
    "sort": _read_sort,
}
_SHOWN: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "hide_zeroes": _field("hide_zeroes", _read_truth),
    "columns": _field("columns", _read_columns),
}
