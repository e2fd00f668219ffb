"""A report's text, its cells parted by tabs, as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doelboom.parser.formats.markup import plain, without_heading_marks
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import PLAIN_BULLETS, ROUND_BULLETS

_RULE = frozenset("-|: \t\r")
_BULLET = re.compile(
    rf"(\s*)(?:[{PLAIN_BULLETS}{ROUND_BULLETS}]\s+|\\[*+](?!\\?[*+])\s*|\*(?=[^\s*][^*]*$)|[{ROUND_BULLETS}]"
    r"|-(?=[^\W\d]))(?=\S)"
)
"""A mark and a space; a mark that the converter escaped; one that sticks to its word, where it marks no emphasis."""
_SECOND_BULLET = re.compile(rf"(?:\\?\*|[°o{ROUND_BULLETS}])\s+(?=\S)")
"""The mark that was printed, after the one that the converter put before it."""
_DEEPEST = 4


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
    rest = line[bullet.end() :]
    if second := _SECOND_BULLET.match(rest):
        rest = rest[second.end() :]
    depth = min(len(bullet[1].expandtabs(4)) // 2, _DEEPEST)
    return f"{'  ' * depth}- {plain(rest)}"


def rows_of_text(text: str) -> Iterator[Row]:
    """The rows of a text with tabs between cells: one a line, empty lines as gaps."""
    gap = True
    wrapped = False
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if not line.strip():
            gap, wrapped = True, False
            continue
        if is_separator(line):
            continue
        cells = _cells(line)
        if any(cells):
            yield Row(cells, line=number, gap=gap, wrapped=wrapped and not gap)
            gap = False
        wrapped = line.endswith("  ") and not line.rstrip().endswith((".", ":", ";", "!", "?"))


def _cells(line: str) -> tuple[str, ...]:
    if "\t" not in line.strip():
        return (text_cell(line.rstrip()),)
    return tuple(plain(without_heading_marks(cell)) for cell in line.split("\t"))
