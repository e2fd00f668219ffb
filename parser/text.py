"""A report's text, its cells parted by tabs, as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parser.markup import plain, without_heading_marks
from parser.rows import Row

_RULE = frozenset("-|: \t\r")
_BULLET = re.compile(r"(\s*)(?:\\?[*+]\s*|[-•▪■◦‣●○]\s+|-(?=[^\W\d])|–\s+)(?=\S)")
_BULLET_ONLY = re.compile(r"(?:\\?[*°o]|[•▪■◦‣●○])\s+")


def is_separator(line: str) -> bool:
    """Whether a line only draws the rule below a table's header, such as ``---<tab>-----``."""
    return "--" in line and _RULE.issuperset(line)


def text_cell(line: str) -> str:
    """A line of running text without its markup; a bullet of any kind becomes ``- ``, two spaces deeper a level."""
    line = without_heading_marks(line)
    if line.lstrip().startswith("**"):
        return plain(line)
    bullet = _BULLET.match(line)
    if bullet is None:
        return plain(line)
    rest = _BULLET_ONLY.sub("", line[bullet.end() :], count=1)
    indent = "  " if len(bullet[1].expandtabs(4)) >= 2 else ""
    return f"{indent}- {plain(rest)}"


def rows_of_text(text: str) -> Iterator[Row]:
    """The rows of a text with tabs between cells: one a line, empty lines as gaps."""
    gap = True
    wrapped = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            gap, wrapped = True, False
            continue
        if is_separator(line):
            continue
        cells = _cells(line)
        if any(cells):
            yield Row(cells, line=number, gap=gap, wrapped=wrapped and not gap)
            gap = False
        line = line.rstrip("\r")
        wrapped = line.endswith("  ") and not line.rstrip().endswith((".", ":", ";", "!", "?"))


def _cells(line: str) -> tuple[str, ...]:
    if "\t" not in line.strip():
        return (text_cell(line.rstrip()),)
    return tuple(plain(without_heading_marks(cell)) for cell in line.split("\t"))
