"""Small reports of several years: nodes with titles, figures that are right, as outlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import build
from doelboom.data.model.outline import Outline, outline
from doelboom.parser.records import Level, Measure, Report
from tests.data.small_accounts import EXPENDITURE, Figures, node

Entry = tuple[str, str | None, str | None]
"""A node's code, its parent's and its title; the order is the report's."""

TREE: tuple[Entry, ...] = (
    ("SD1", None, "Een groene stad"),
    ("OD1", "SD1", "De straten vergroenen"),
    ("AC1", "OD1", "Bomen planten in de wijk"),
    ("AC2", "OD1", "Perken onderhouden"),
    ("OD2", "SD1", "Het water zuiveren"),
    ("AC3", "OD2", "Grachten ruimen"),
    ("AC4", "OD2", "Riolen vernieuwen"),
)


def accounts(
    *entries: Entry,
    year: int = 2024,
    figures: Mapping[str, Figures] | None = None,
    descriptions: Mapping[str, str] | None = None,
    services: Mapping[str, str] | None = None,
    city: str | None = "Lindendorp",
) -> Accounts:
    """A report of some nodes. Codes such as OD1.x1 have their heading lost; figures are of operating expenditure."""
    nodes = []
    for number, (code, parent, title) in enumerate(entries):
        lines: dict[Measure, Figures] = {EXPENDITURE: (figures or {}).get(code, ("0", "0", "0"))}
        one = node(code, parent, lines, number, (descriptions or {}).get(code))
        level = Level.PR if code.startswith("PR") else one.level
        nodes.append(replace(one, level=level, title=title, service=(services or {}).get(code)))
    return checked(build(Report(year, city, tuple(nodes))))


def tree(*entries: Entry, year: int = 2024, **others: Any) -> Outline:
    """The same as an outline."""
    return outline(accounts(*entries, year=year, **others))
