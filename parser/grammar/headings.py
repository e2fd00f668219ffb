"""The headings of a report: objectives, markers, plans, actions and projects."""

from __future__ import annotations

import re

from doelboom.parser.codes import Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.figures.figures import looks_like_figure
from doelboom.parser.levels import Rung
from doelboom.parser.records import Level
from doelboom.parser.rows import Row
from doelboom.parser.shapes import CODE, may_hold_code
from doelboom.parser.vocabulary import (
    ANY_DASH,
    BULLETS,
    LEADERS,
    LEAVES,
    LEVEL_WORDS,
    OBJECTIVE,
    PLANS,
    UNTIL,
    YEAR,
    rest_of_policy,
)

_CODED = re.compile(rf"({CODE})(?:\s*(?:{ANY_DASH}|:)\s*(?P<set_off>.*)|\s+(?P<after>.+))?")
_PERIOD = re.compile(rf"({YEAR}){UNTIL}({YEAR})")
_CONTENTS = re.compile(rf"(?:(?:{'|'.join(LEVEL_WORDS)})\s*:?\s+|)({CODE})\s*(?:{ANY_DASH}|:)\s*(.+)", re.IGNORECASE)
_UNCODED_PLAN = re.compile(rf"(\S.*?)\s+({YEAR}{UNTIL}{YEAR})\s+(\S.*)")
_UNCODED_OBJECTIVE = re.compile(rf"(?i:{OBJECTIVE})\s*(?P<set_off>\s{ANY_DASH}|:|)\s+(?P<title>\S.{{1,150}})")
_SPOILT = re.compile(rf"(?:\S+\s+){{0,2}}\S*[\d\W_]\S*\s+(?:{ANY_DASH}|:)\s+\S")
_LONGEST_TITLE = 200
_SENTENCE_ENDS = (".", ":", ";", "!", "?", ",")
_PROJECT_CELLS = 4
"""A project's heading has these cells beside its title: status, phase, period, service."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its code. The title is None where only a later row has it."""

    level: Level
    code: str | None
    """None where the report gives the node none."""
    title: str | None = None
    service: str | None = None
    entity: str | None = None
    period: tuple[int, int] | None = None
    status: str | None = None
    phase: str | None = None
    cells: int = 1
    """How many cells it filled: more than one cannot be running text."""


def read_marker(row: Row, codes: Codes) -> Rung | None:
    """The level that a row like "Acties" announces."""
    texts = row.texts
    return codes.rung_named(texts[0]) if len(texts) == 1 else None


def read_period(text: str) -> tuple[int, int] | None:
    """The two years of "2020 - 2027"."""
    match = _PERIOD.fullmatch(text.strip())
    return (int(match[1]), int(match[2])) if match else None


def read_heading(row: Row, codes: Codes) -> Heading | None:
    """The heading that a row is, whatever stands before it; None for any other row."""
    texts = row.texts
    if not texts or not may_hold_code(texts[0]):
        return None
    first, rest = texts[0], list(texts[1:])
    if objective := codes.read_objective(first):
        code, title = objective
        title = " ".join([title, *rest]).strip()
        return Heading(Level.SD, code, title or None, cells=len(texts))
    match = _CODED.fullmatch(codes.without_name(first))
    level = codes.level_of(match[1]) if match is not None else None
    if match is None or level is None:
        return None
    if level in PLANS:
        return _plan(level, match, rest)
    if level in LEAVES and match["after"] is None:
        return _leaf(level, match, rest)
    return None


def may_be_heading(row: Row) -> bool:
    """Whether a row below a line that announces a node can be its heading, spoilt: it has cells, or a title set off
    behind what is no word."""
    return len(row.texts) > 1 or (bool(row.texts) and _SPOILT.match(row.texts[0]) is not None)


def read_marked_objective(row: Row, codes: Codes) -> Heading | None:
    """The heading of an objective whose word stands on the row above it; None for any other row."""
    match = _CODED.fullmatch(row.texts[0]) if row.texts else None
    if match is None or codes.level_of(match[1]) is not Level.SD:
        return None
    title = " ".join([match["set_off"] or match["after"] or "", *row.texts[1:]]).strip()
    return Heading(Level.SD, match[1], title or None, cells=len(row.texts))


def read_uncoded(row: Row, level: Level) -> Heading | None:
    """The heading of a node that has no code ("Overig beleid"), on a row below a line that announces its level.

    None where the row can as well be a text's: a plan's heading has its period, an action's or a project's has cells.
    """
    first, *rest = row.texts
    if not 1 < len(first) <= _LONGEST_TITLE or first[:1].islower() or looks_like_figure(first) or BULLETS & {first[0]}:
        return None
    if level is Level.SD:
        return Heading(level, None, first) if not rest and not first.endswith(_SENTENCE_ENDS) else None
    if level in PLANS:
        if not rest and (match := _UNCODED_PLAN.fullmatch(first)):
            first, rest = match[1], [match[2], match[3]]
        before, period, after = _split_at_period(rest)
        if period is None or before:
            return None
        return Heading(level, None, first, entity=" ".join(after).strip() or None, period=period, cells=1 + len(rest))
    if not rest or any(map(looks_like_figure, rest)) or first.endswith(_SENTENCE_ENDS):
        return None
    before, period, after = _split_at_period(rest)
    if period is None:
        return (
            Heading(level, None, first, " ".join(before).strip() or None, cells=1 + len(rest))
            if len(rest) == 1
            else None
        )
    status, phase = (before[0] if before else None), " ".join(before[1:]) or None
    service = " ".join(after).strip() or None
    return Heading(Level.PR if status else level, None, first, service, None, period, status, phase, 1 + len(rest))


def read_rest_of_policy(row: Row, announced: Level | None) -> Heading | None:
    """The heading of what a city does outside of its plans ("Overig beleid"), which has no code: the line
    above it says the level, or its own noun."""
    level = rest_of_policy(row.texts[0]) if row.texts else None
    if level is None or any(map(looks_like_figure, row.texts[1:])):
        return None
    level = announced if announced is not None else level
    before, period, after = _split_at_period(list(row.texts[1:]))
    texts = " ".join([*before, *after]).strip() or None
    service, entity = (texts, None) if level in LEAVES else (None, texts)
    return Heading(level, None, row.texts[0], service, entity, period, cells=len(row.texts))


def read_uncoded_objective(row: Row) -> Heading | None:
    """The heading of an objective that has no code: its word, a colon and a title."""
    match = _UNCODED_OBJECTIVE.fullmatch(row.texts[0]) if len(row.texts) == 1 else None
    if match is None or not (match["set_off"] or rest_of_policy(match["title"]) is not None):
        return None
    return Heading(Level.SD, None, match["title"])


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
    return (match[1] if " " in match[1] else match[1].upper()), title


def _split_at_period(cells: list[str]) -> tuple[list[str], tuple[int, int] | None, list[str]]:
    for index, cell in enumerate(cells):
        period = read_period(cell)
        if period is not None:
            return cells[:index], period, cells[index + 1 :]
    return cells, None, []


def _plan(level: Level, match: re.Match[str], rest: list[str]) -> Heading:
    before, period, after = _split_at_period(rest)
    title = match["set_off"] or match["after"] or ""
    if period is None and len(before) > 1:
        before, after = before[:-1], before[-1:]
    title = " ".join([title, *before]).strip()
    entity = " ".join(after).strip()
    return Heading(level, match[1], title or None, entity=entity or None, period=period, cells=1 + len(rest))


def _leaf(level: Level, match: re.Match[str], rest: list[str]) -> Heading:
    title = match["set_off"] or ""
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
    # Only projects have a status and a period: where codes do not tell them from actions, these do.
    level = Level.PR if status is not None else level
    service = " ".join(after).strip()
    return Heading(level, match[1], title or None, service or None, None, period, status, phase, cells)
