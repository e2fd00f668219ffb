"""Markdown with pipe tables, as programs that turn a PDF into Markdown write it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from doelboom.parser.formats.markup import plain, without_heading_marks
from doelboom.parser.formats.tabs import text_cell
from doelboom.parser.rows import Row

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_PART = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_PARTED = re.compile(r"[^\W\d_]-$")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_PAGE = re.compile(r"\s*(?:<!--.*-->|-{3,}|\*{3,}|_{3,}|!\[[^\]]*\]\([^)]*\))\s*")
"""What stands between pages, and for pictures: comments, rules, images."""


def rows_of_pipes(text: str) -> Iterator[Row]:
    """The rows of a Markdown text: one a line, the cells of its tables parted, empty lines as gaps."""
    gap = True
    wrapped = False
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.rstrip("\r")
        if not line.strip():
            gap, wrapped = True, False
            continue
        if _RULE.fullmatch(line.strip()) or _PAGE.fullmatch(line) or _FENCE.match(line):
            continue
        cells = _cells(line)
        if any(cells):
            yield Row(cells, line=number, gap=gap, wrapped=wrapped and not gap)
            gap = False
        wrapped = len(cells) == 1 and not line.endswith("  ")


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    if not (stripped.startswith("|") and len(_PART.findall(stripped)) >= 2):
        return (text_cell(line.rstrip()),)
    parts = _PART.split(stripped)[1:]
    if not parts[-1].strip():
        del parts[-1]
    return tuple(plain(without_heading_marks(_whole(part)).replace("\\|", "|")) for part in parts)


def _whole(cell: str) -> str:
    """A cell's text on one line; a word that a hyphen parts over two is one again."""
    pieces = _BREAK.split(cell.strip())
    whole = pieces[:1]
    for before, piece in pairwise(pieces):
        if _PARTED.search(before[-2:]) and piece[:1].islower():
            whole[-1] = whole[-1][:-1]
        else:
            whole.append(" ")
        whole.append(piece)
    return "".join(whole)
