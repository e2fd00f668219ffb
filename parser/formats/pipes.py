"""Markdown with pipe tables, as programs that turn a PDF into Markdown write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doelboom.parser.formats.drawn_tables import Drawn, drawn_table
from doelboom.parser.formats.flow import DEEPEST
from doelboom.parser.formats.markup import plain, raised, whole_words, without_heading_marks
from doelboom.parser.formats.tabs import text_cell
from doelboom.parser.formats.web import rows_of_marks
from doelboom.parser.rows import Row

_RULE = re.compile(r"\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?\s*)?")
_PART = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:```|~~~)")
_PAGE = re.compile(
    r"\s*(?:<!--.*-->|-{3,}|={3,}|~{4,}|\^{4,}|\*{3,}|_{3,}|:{3,}.*|!\[[^\]]*\]\([^)]*\)(?:\{[^{}]*\})?"
    r"|\.\. [a-z-]+::.*|</?div[^<>]*>)\s*"
)
"""What stands between pages, below headings, around parts, and for pictures: comments, rules, fences, images."""
_OPENS = re.compile(r"\s{0,3}<table\b", re.IGNORECASE)
_CLOSES = re.compile(r"</table\s*>", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")
_UNNAMED = re.compile(r"Unnamed: \d+")
_EMPTY = "NaN"
_LETTER = re.compile(r"[^\W\d_]")
_TYPED_DASH = re.compile(r"(?<![\\|!-])--(?![-|>])")
_STICKS = re.compile(r"\s*-[a-z]")
"""What begins a line of a paragraph with the second half of a compound, and no item: that has a space."""
_RAISED = re.compile(r"(?<=\w)\^([0-9+()-]{1,4})\^")


def rows_of_pipes(text: str) -> Iterator[Row]:
    """The rows of a Markdown text: one a line, the cells of its tables parted, empty lines as gaps.

    Tables can also be drawn with lines or dashes, or be in HTML.
    """
    gap = True
    wrapped = False
    names: tuple[str, ...] = ()
    """The first cells of the table that is being read."""
    lines = [line.rstrip("\r") for line in text.split("\n")]
    if "\N{EN DASH}" not in text:
        # Pandoc writes each dash so; one who typed two hyphens typed a dash as well.
        lines = [_TYPED_DASH.sub("\N{EN DASH}", line) if _LETTER.search(line) else line for line in lines]
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            gap, wrapped = True, False
            at += 1
            continue
        drawn = drawn_table(lines, at)
        table = drawn or _web_table(lines, at)
        if table is not None:
            for first, marked in table.rows:
                cells = tuple(plain(_printed(cell)) for cell in marked) if drawn is not None else marked
                if any(cells):
                    yield Row(_alone(cells), line=first + 1, gap=gap)
                    gap = False
            at, gap, wrapped = max(table.end, at + 1), True, False
            continue
        at += 1
        if _RULE.fullmatch(line.strip()) or _PAGE.fullmatch(line) or _FENCE.match(line):
            continue
        broken = line.endswith("\\") and not line.endswith("\\\\")
        goes_on = wrapped and not gap and _STICKS.match(line) is not None
        cells = (plain(_printed(line)),) if goes_on else _cells(line.rstrip("\\") if broken else line)
        names = names or cells if len(cells) > 1 else ()
        cells = _alone(_without_names(cells, names)) if names else cells
        if any(cells):
            yield Row(cells, line=at, gap=gap, wrapped=wrapped and not gap)
            gap = False
        wrapped = len(cells) == 1 and not line.endswith("  ") and not broken


def _alone(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row; of one that says one thing, that."""
    said = tuple(filter(None, cells))
    return said if len(said) == 1 else cells


def _web_table(lines: Sequence[str], at: int) -> Drawn | None:
    """The table in HTML that begins at a line."""
    if not _OPENS.match(lines[at]):
        return None
    depth = 0
    for end in range(at, len(lines)):
        depth += len(_OPENS.findall(lines[end])) - len(_CLOSES.findall(lines[end]))
        if depth > DEEPEST:
            return None
        if depth <= 0:
            rows = rows_of_marks("\n".join(lines[at : end + 1]))
            return Drawn(end + 1, [(at, row.cells) for row in rows])
    return None


def _printed(text: str) -> str:
    """A text without the marks that only pandoc's Markdown has."""
    if "{" in text:
        text = _SPAN.sub(r"\1", _ATTRIBUTES.sub("", text))
    if "^" in text:
        text = _RAISED.sub(lambda match: raised(match[1]), text)
    return text


def _without_names(cells: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row, but for what pandas puts into empty ones: "NaN", where columns got names of its own."""
    if not any(map(_UNNAMED.fullmatch, names)):
        return cells
    return tuple("" if cell == _EMPTY or _UNNAMED.fullmatch(cell) else cell for cell in cells)


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    if not (stripped.startswith("|") and len(_PART.findall(stripped)) >= 2):
        return (text_cell(_printed(line.rstrip())),)
    parts = _PART.split(stripped)[1:]
    if not parts[-1].strip():
        del parts[-1]
    return tuple(plain(_printed(without_heading_marks(_whole(part))).replace("\\|", "|")) for part in parts)


def _whole(cell: str) -> str:
    """A cell's text on one line; a word that a hyphen parts over two is one again."""
    return " ".join(whole_words(_BREAK.split(cell.strip())))
