"""Tables that are drawn with characters, as pandoc and docutils write them: by crossing lines, or by rows of dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from doelboom.parser.formats.markup import cell_text
from doelboom.parser.formats.printable import composed

_RULED = re.compile(r"\s*\+(?:[-=:]+\+)+\s*")
_CROSSING = re.compile(r"[|+].*\+[-=:]{2,}\+?.*|\+[-=:]{2,}.*")
_DASHES = re.compile(r"-+")
_COLUMNS = re.compile(r" {0,3}-{2,}(?: +-+)+ *")
_LINE = re.compile(r" {0,3}-{4,} *")
_MOST_LINES = 5_000
"""More lines than a table of a report takes."""
_HEADER_LINES = 12


class Drawn(NamedTuple):
    """A table that is drawn."""

    end: int
    """The index of the line after its last."""
    rows: list[tuple[int, tuple[str, ...]]]
    """The index of each row's first line, and its cells, still marked up."""


def draws_columns(line: str) -> bool:
    """Whether a line draws the columns of a table, and nothing else."""
    return _RULED.fullmatch(line) is not None or _COLUMNS.fullmatch(line) is not None


def drawn_table(lines: Sequence[str], at: int) -> Drawn | None:
    """The table that begins at a line; None where none does."""
    if _RULED.fullmatch(lines[at]):
        return _crossed(lines, at)
    columns = _columns_at(lines, at)
    return _dashed(lines, at, columns) if columns is not None else None


def _crossed(lines: Sequence[str], at: int) -> Drawn | None:
    """A table of crossing lines; a cell that spans others has no line where they part."""
    end = at
    while end < len(lines) and end - at < _MOST_LINES and lines[end].lstrip()[:1] in ("+", "|"):
        end += 1
    block = [composed(line.strip()) for line in lines[at:end]]
    bounds = sorted({place for line in block if _RULED.fullmatch(line) for place in _places(line)})
    if len(bounds) < 2:
        return None
    rows: list[tuple[int, tuple[str, ...]]] = []
    texts: list[list[str]] = [[] for _ in bounds[1:]]
    first = at
    for number, line in enumerate(block, start=at):
        if _CROSSING.fullmatch(line):
            if any(texts):
                rows.append((first, tuple(map(cell_text, texts))))
            texts, first = [[] for _ in bounds[1:]], number + 1
            # Beside a line that does not reach so far, a cell goes on below.
            continue
        column = 0
        for other in range(1, len(bounds)):
            if line[bounds[other] : bounds[other] + 1] == "|":
                if text := line[bounds[column] + 1 : bounds[other]].strip():
                    texts[column].append(text)
                column = other
    if any(texts):
        rows.append((first, tuple(map(cell_text, texts))))
    return Drawn(end, rows)


def _places(line: str) -> list[int]:
    return [at for at, character in enumerate(line) if character == "+"]


def _dashed(lines: Sequence[str], at: int, columns: int) -> Drawn | None:
    """A table whose columns are drawn by one row of dashes each; empty lines part its rows where these take several."""
    spans = _spans(lines[columns])
    end = _end_of(lines, columns, spans)
    if end is None:
        return None
    last, closed = end
    starts = [start for start, _ in spans]
    rows: list[tuple[int, tuple[str, ...]]] = []
    header = [number for number in range(at, columns) if not _LINE.fullmatch(lines[number])]
    groups = [header] if header else []
    body = list(range(columns + 1, last))
    if any(not lines[number].strip() for number in body):
        group: list[int] = []
        for number in body:
            if lines[number].strip():
                group.append(number)
            elif group:
                groups.append(group)
                group = []
        groups += [group] if group else []
    else:
        groups += [[number] for number in body]
    for group in groups:
        cells = [_cut(lines[number], starts) for number in group]
        rows.append((group[0], tuple(cell_text([cell[column] for cell in cells]) for column in range(len(starts)))))
    return Drawn(last + closed, rows)


def _columns_at(lines: Sequence[str], at: int) -> int | None:
    """The line of dashes that draws the columns of a table that begins at a line; None where none does."""
    if _COLUMNS.fullmatch(lines[at]):
        return at
    if not _LINE.fullmatch(lines[at]):
        drawn_below = lines[at].strip() and at + 1 < len(lines) and _COLUMNS.fullmatch(lines[at + 1])
        return at + 1 if drawn_below else None
    for number in range(at + 1, min(at + 1 + _HEADER_LINES, len(lines))):
        if _COLUMNS.fullmatch(lines[number]):
            return number if number > at + 1 else None
        if not lines[number].strip() or _LINE.fullmatch(lines[number]):
            return None
    return None


def _spans(line: str) -> list[tuple[int, int]]:
    return [(match.start(), match.end()) for match in _DASHES.finditer(line)]


def _end_of(lines: Sequence[str], columns: int, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The line after the last row of a table, and whether that line closes it."""
    width = spans[-1][1]
    for number in range(columns + 1, min(columns + _MOST_LINES, len(lines))):
        line = lines[number].rstrip()
        if _COLUMNS.fullmatch(line):
            if _spans(line) == spans:
                return number, 1
            break
        if _LINE.fullmatch(line) and abs(len(line) - width) <= 1:
            return number, 1
    for number in range(columns + 1, min(columns + _MOST_LINES, len(lines))):
        if not lines[number].strip():
            return (number, 0) if number > columns + 1 else None
    return None


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    line = composed(line)
    return [line[start:end].strip() for start, end in pairwise((*starts, len(line) + 1))]
