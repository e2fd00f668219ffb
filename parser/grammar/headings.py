"""The headings of a report: objectives, markers, plans, actions and projects."""

from __future__ import annotations

import re
from dataclasses import dataclass

from doelboom.parser.records import Level
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import (
    ANY_DASH,
    LEADERS,
    LEAVES,
    OBJECTIVE,
    PLANS,
    YEAR,
    code_pattern,
    marked_level,
    read_objective,
)

_PLAN = re.compile(rf"({code_pattern(*PLANS)})(?:\s*(?:{ANY_DASH}|:)\s*(.*)|\s+(.+))?")
_LEAF = re.compile(rf"({code_pattern(*LEAVES)})\s*(?:(?:{ANY_DASH}|:)\s*(.*))?")
_PERIOD = re.compile(rf"({YEAR})\s*(?:{ANY_DASH}|tot|t/m)\s*({YEAR})")
_CONTENTS = re.compile(
    rf"(?:{OBJECTIVE}\s+|actieplan\s+|)({code_pattern(*Level, fewest=2)})\s*{ANY_DASH}\s*(.+)", re.IGNORECASE
)
_PROJECT_CELLS = 4
"""A project's heading has these cells beside its title: status, phase, period, service."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its code. The title is None where only a later row has it."""

    level: Level
    code: str
    title: str | None = None
    service: str | None = None
    entity: str | None = None
    period: tuple[int, int] | None = None
    status: str | None = None
    phase: str | None = None
    cells: int = 1
    """How many cells it filled: more than one cannot be running text."""


def read_marker(row: Row) -> Level | None:
    """The level that a row like "Acties" announces."""
    texts = row.texts
    return marked_level(texts[0]) if len(texts) == 1 else None


def read_period(text: str) -> tuple[int, int] | None:
    """The two years of "2020 - 2027"."""
    match = _PERIOD.fullmatch(text.strip())
    return (int(match[1]), int(match[2])) if match else None


def read_heading(row: Row) -> Heading | None:
    """The heading that a row is, whatever stands before it; None for any other row."""
    texts = row.texts
    if not texts:
        return None
    first, rest = texts[0], list(texts[1:])
    if objective := read_objective(first):
        code, title = objective
        title = " ".join([title, *rest]).strip()
        return Heading(Level.SD, code, title or None, cells=len(texts))
    if match := _PLAN.fullmatch(first):
        return _plan(match, rest)
    if match := _LEAF.fullmatch(first):
        return _leaf(match, rest)
    return None


def read_contents_line(row: Row) -> tuple[str, str] | None:
    """Code and title of a line of the table of contents; its last cell is a page number."""
    texts = row.texts
    if len(texts) < 2 or not texts[-1].isdecimal():
        return None
    match = _CONTENTS.fullmatch(" ".join(texts[:-1]))
    if match is None:
        return None
    title = match[2].rstrip(f" {LEADERS}")
    # A title can end in a full stop of its own; a row of them leads to the page number.
    if match[2].startswith(f"{title}.") and not match[2].startswith((f"{title}..", f"{title}. ")):
        title += "."
    return match[1].upper(), title


def _split_at_period(cells: list[str]) -> tuple[list[str], tuple[int, int] | None, list[str]]:
    for index, cell in enumerate(cells):
        period = read_period(cell)
        if period is not None:
            return cells[:index], period, cells[index + 1 :]
    return cells, None, []


def _plan(match: re.Match[str], rest: list[str]) -> Heading:
    level = Level(match[1][:2])
    before, period, after = _split_at_period(rest)
    title = match[2] or match[3] or ""
    if period is None and len(before) > 1:
        before, after = before[:-1], before[-1:]
    title = " ".join([title, *before]).strip()
    entity = " ".join(after).strip()
    return Heading(level, match[1], title or None, entity=entity or None, period=period, cells=1 + len(rest))


def _leaf(match: re.Match[str], rest: list[str]) -> Heading:
    level = Level(match[1][:2])
    title = match[2] or ""
    cells = 1 + len(rest)
    if not title and rest:
        title, rest = rest[0], rest[1:]
    before, period, after = _split_at_period(rest)
    if period is None and level is Level.PR and len(before) == _PROJECT_CELLS:
        return Heading(level, match[1], title or None, before[3], None, None, before[0], before[1], cells)
    if period is None:
        service = " ".join(before).strip()
        return Heading(level, match[1], title or None, service or None, cells=cells)
    status = before[0] if before else None
    phase = " ".join(before[1:]) or None
    service = " ".join(after).strip()
    return Heading(level, match[1], title or None, service or None, None, period, status, phase, cells)
