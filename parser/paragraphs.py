"""Running text: lines into paragraphs and bullets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parser.rows import Row

_BULLET = re.compile(r"\s*- \S")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|\([ivxlc]{1,5}\)|\([a-z0-9]\)|[a-z]\))\s*\S")
_ENDS = tuple(".:;!?…)\"'”’]")


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
    text = ""
    for row in rows:
        part = " ".join(row.texts).strip()
        glue = "" if not text or (text.endswith("-") and not text.endswith(" -") and part[:1].isupper()) else " "
        text += glue + part
    return text


def description(rows: Iterable[Row]) -> str | None:
    """The description that rows of running text make: paragraphs parted by an empty line, list items by a line.

    None where there is none, which the report may print as "-".
    """
    items: list[tuple[str, bool]] = []
    for row in rows:
        text = " ".join(row.cells).rstrip() if len(row.cells) > 1 else row.cells[0].rstrip()
        if not text.strip() or text.strip(" -–") == "":
            continue
        listed = _BULLET.match(text) is not None or _NUMBERED.match(text) is not None
        if not listed:
            text = text.strip()
        if items and not listed and _continues(items[-1][0], text, row):
            items[-1] = (f"{items[-1][0]} {text}", items[-1][1])
        elif items and not listed and not row.gap:
            items[-1] = (f"{items[-1][0]}\n{text}", items[-1][1])
        else:
            items.append((text, listed))
    if not items:
        return None
    text = items[0][0]
    for (_, before), (item, listed) in zip(items, items[1:], strict=False):
        text += ("\n" if before and listed else "\n\n") + item
    return text


def _continues(before: str, text: str, row: Row) -> bool:
    """Whether a line goes on with the sentence before it: the line before was not the end of one, or (across a gap,
    as a page break leaves) it goes on in lower case."""
    ended = before.rstrip().endswith(_ENDS)
    if row.gap:
        return not ended and text[:1].islower()
    return row.wrapped or not ended or text[:1].islower()
