"""The page as plain text, for a mail or a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from doelboom.tui.brief.page import Page, Table
from doelboom.tui.locale.words import _

WIDTH = 104
"""Cells of a line where there is nothing that says how many: both tables of a large city's objective stand in it."""
_NARROWEST = 30
_TITLE_AT_LEAST = 14
_GAP = 2


def to_text(page: Page, width: int = WIDTH) -> str:
    """The page within a width, its sections parted by empty lines."""
    width = max(width, _NARROWEST)
    title = _wrapped(f"{page.code} {page.title}", width)
    head = [page.report, *_wrapped(" > ".join(page.place), width), "", *title, "=" * max(map(cell_len, title))]
    sections = ["\n".join([*head, *_wrapped(" \N{MIDDLE DOT} ".join(page.facts), width)])]
    if page.description:
        sections.append("\n".join(part for line in page.description for part in _wrapped(line, width)))
    tables = [*page.tables]
    if page.waterfall is not None:
        tables.append(page.waterfall.table)
    if page.children is not None:
        tables.append(page.children)
    sections += [_table(table, width) for table in tables]
    if page.findings:
        items = [line for text in page.findings for line in _wrapped(f"- {text}", width, "  ")]
        sections.append("\n".join([_("Findings"), *items]))
    if page.note:
        lines = [part for line in page.note for part in _wrapped(line, width) or [""]]
        sections.append("\n".join([_("Note"), *lines]))
    sections.append("\n".join([*_wrapped(page.source, width), *_wrapped(page.state, width)]))
    return "\n\n".join(sections) + "\n"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent=indent, break_on_hyphens=False)


def _table(table: Table, width: int) -> str:
    """Title, headings a word a line, and the rows: texts are cut where they must, figures never. Where there is no
    room for the figures beside each other they stand below each other."""
    figures = [
        max([*(len(row.cells[number].text) for row in table.rows), *map(len, heading.split()), 1])
        for number, heading in enumerate(table.figures)
    ]
    texts = _text_widths(table, width - sum(size + _GAP for size in figures))
    if sum(texts) + sum(figures) + _GAP * (len(texts) + len(figures) - 1) > width:
        return "\n".join([*_wrapped(table.title, width), *_records(table, width), *_wrapped(table.below, width)])
    heads = [
        *(textwrap.wrap(heading, size) for heading, size in zip(table.texts, texts, strict=True)),
        *(textwrap.wrap(heading, size) for heading, size in zip(table.figures, figures, strict=True)),
    ]
    height = max(map(len, heads))
    lines = _wrapped(table.title, width)
    for line in range(height):
        parts = [head[line - height + len(head)] if line >= height - len(head) else "" for head in heads]
        lines.append(_line(parts[: len(texts)], parts[len(texts) :], texts, figures))
    lines += [_line(row.texts, [cell.text for cell in row.cells], texts, figures) for row in table.rows]
    return "\n".join([*lines, *_wrapped(table.below, width)])


def _records(table: Table, width: int) -> list[str]:
    """The rows below each other, a figure a line."""
    lines = []
    for row in table.rows:
        lines += _wrapped(" ".join(filter(None, row.texts)), width)
        for heading, cell in zip(table.figures, row.cells, strict=True):
            if cell.text:
                name = _wrapped(heading, max(10, width - len(cell.text) - 4))
                lines += [f"  {part}" for part in name[:-1]]
                lines.append(f"  {name[-1]}{cell.text.rjust(min(width, 60) - 2 - len(name[-1]))}")
    return lines


def _text_widths(table: Table, room: int) -> list[int]:
    """The cells of the texts: the first whole, the others as far as there is room."""
    whole = [
        max(1, *map(cell_len, (heading, *(row.texts[number] for row in table.rows))))
        for number, heading in enumerate(table.texts)
    ]
    widths = [whole[0], *(min(width, _TITLE_AT_LEAST) for width in whole[1:])]
    left = room - sum(widths) - _GAP * (len(widths) - 1)
    for number, width in enumerate(whole):
        more = max(0, min(left, width - widths[number]))
        widths[number] += more
        left -= more
    return widths


def _line(parts: Sequence[str], figures: Sequence[str], widths: Sequence[int], figure_widths: Sequence[int]) -> str:
    cells = [_cut(part, width) for part, width in zip(parts, widths, strict=True)]
    cells += [part.rjust(width) for part, width in zip(figures, figure_widths, strict=True)]
    return (" " * _GAP).join(cells).rstrip()


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(f"{set_cell_size(text, max(0, width - 1)).rstrip()}\N{HORIZONTAL ELLIPSIS}", width)
