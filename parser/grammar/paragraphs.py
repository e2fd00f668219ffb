"""Running text: lines into paragraphs and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from doelboom.parser.dataclass import dataclass
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import DASHES

_BULLET = re.compile(r" *- \S")
_NUMBERED = re.compile(r"(?:[0-9]{1,2}[.)](?= |[^\W\d])|\([ivxlc]{1,5}\)|\([a-z0-9]\)|[a-z]\)) ?\S")
_ENDS = tuple(".:;!?…)\"'”’]")
_NOTHING = f" {DASHES}"
"""What a report prints where there is no description."""


def paragraphs(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows by paragraph: a gap parts them."""
    parts: list[list[Row]] = []
    for row in rows:
        if row.gap or not parts:
            parts.append([])
        parts[-1].append(row)
    return parts


def joined(rows: Sequence[Row]) -> str:
    """The text of rows that make one phrase, such as a service on three lines.

    A line that ends in a hyphen before a capital is a compound ("Sint-" / "Amandsberg"), and stays one word.
    """
    parts: list[str] = []
    for row in rows:
        part = " ".join(row.texts).strip()
        if parts:
            parts.append(_glue(parts[-1], part))
        parts.append(part)
    return "".join(parts).strip()


def _glue(before: str, part: str) -> str:
    compound = before.endswith("-") and not before.endswith(" -") and part[:1].isupper()
    return "" if compound else " "


@dataclass(slots=True)
class _Item:
    """A paragraph or a list item: its pieces, put together once."""

    pieces: list[str]
    listed: bool


def description(rows: Iterable[Row]) -> str | None:
    """The description that rows of running text make: paragraphs parted by an empty line, list items by a line.

    None where there is none, which the report may print as "-".
    """
    items: list[_Item] = []
    in_cells = False
    for row in rows:
        text = _line(row)
        if not text.strip(_NOTHING):
            continue
        listed = _BULLET.match(text) is not None or _NUMBERED.match(text) is not None
        after_cells, in_cells = in_cells, len(row.texts) > 1
        if listed or not items:
            items.append(_Item([text if listed else text.strip()], listed))
            continue
        text = text.strip()
        last = items[-1].pieces
        if not (in_cells or after_cells) and _continues(last[-1], text, row):
            last += [_glue(last[-1], text), text]
        elif not row.gap:
            last += ["\n", text]
        else:
            items.append(_Item([text], listed))
    if not items:
        return None
    pieces = list(items[0].pieces)
    for before, item in pairwise(items):
        pieces.append("\n" if before.listed and item.listed else "\n\n")
        pieces += item.pieces
    return "".join(pieces)


def _line(row: Row) -> str:
    return row.cells[0].rstrip() if len(row.cells) == 1 else " ".join(row.texts)


def _continues(before: str, text: str, row: Row) -> bool:
    """Whether a line goes on with the sentence before it: the line before was not the end of one, or (across a gap,
    as a page break leaves) it goes on in lower case."""
    ended = before.endswith(_ENDS)
    if row.gap:
        return not ended and text[:1].islower()
    return row.wrapped or not ended or text[:1].islower()
