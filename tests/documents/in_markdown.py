"""Invented reports as the Markdown that converters make of them: tables drawn with lines or with dashes, or in HTML."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from doelboom.parser import Report
from tests.documents.in_html import body as html_body
from tests.documents.looks import Look, Part, parts

_WIDE = 24
"""The most characters of a line in a cell."""


def _wrapped(rows: Sequence[Sequence[str]], wide: int) -> list[list[list[str]]]:
    return [
        [textwrap.wrap(cell.replace("-\n", "").replace("\n", " "), wide, break_on_hyphens=False) for cell in row]
        for row in rows
    ]


def crossed(rows: Sequence[Sequence[str]], *, spans: bool) -> Iterator[str]:
    """A table of crossing lines; with spans, the header's first cell takes two columns, those below it two rows."""
    wrapped = _wrapped(rows, _WIDE)
    widths = [max(len(line) for row in wrapped for line in (row[at] or [""])) + 2 for at in range(len(rows[0]))]
    if spans:
        widths[0] = max(widths[0] // 2, max(len(line) for row in wrapped[1:] for line in row[0] or [""]) + 2)
        widths[1] = max(widths[1], len(rows[0][0]) + 2 - widths[0])

    def rule(mark: str, first: str = "+", open_at: int = -1) -> str:
        drawn = [(" " if at == open_at else mark) * width for at, width in enumerate(widths)]
        return first + "+".join(drawn) + "+"

    yield "+" + "-" * (widths[0] + 1 + widths[1]) + rule("-")[widths[0] + widths[1] + 2 :] if spans else rule("-")
    for number, row in enumerate(wrapped):
        for line in range(max(map(len, row))):
            cells = [
                f" {cell[line] if line < len(cell) else ''}".ljust(width)
                for cell, width in zip(row, widths, strict=True)
            ]
            if spans and number == 0:
                cells[:2] = [cells[0].ljust(widths[0] + 1 + widths[1])]
            yield f"|{'|'.join(cells)}|"
        inside = spans and number % 2 == 1
        yield rule("=" if number == 0 else "-", "|" if inside else "+", 0 if inside else -1)


def dashed(rows: Sequence[Sequence[str]], *, header: bool) -> Iterator[str]:
    """A table whose columns are drawn by one row of dashes, its rows parted by empty lines."""
    wrapped = _wrapped(rows, _WIDE)
    widths = [max([2, *(len(line) for row in wrapped for line in row[at])]) for at in range(len(rows[0]))]
    columns = "  " + " ".join("-" * width for width in widths)
    yield "  " + "-" * (len(columns) - 2) if header else columns
    for number, row in enumerate(wrapped):
        for line in range(max(map(len, row))):
            cells = [
                (cell[line] if line < len(cell) else "").ljust(width) for cell, width in zip(row, widths, strict=True)
            ]
            yield "  " + " ".join(cells).rstrip()
        yield columns if header and number == 0 else ""
    yield "  " + "-" * (len(columns) - 2) if header else columns


def _escaped(text: str) -> str:
    for mark in ("'", '"', "*", "_"):
        text = text.replace(mark, f"\\{mark}")
    return text


def _markdown(part: Part, table: Callable[[Part], Iterator[str]]) -> str:
    if part.kind in ("objective", "title"):
        mark = "#" if part.kind == "objective" else "##"
        return f"{mark} {_escaped(part.cells[0])} {{#een .kop}}\n"
    if part.kind == "paragraph":
        return textwrap.fill(_escaped(part.cells[0]), 72, break_on_hyphens=False, break_long_words=False) + "\n"
    if part.kind == "bullet":
        text = textwrap.fill(_escaped(part.cells[1]), 70, break_on_hyphens=False, subsequent_indent="    ")
        return f"-   {text}\n\n<!-- -->\n"
    if part.kind == "marker":
        return f"::: marker\n{part.cells[0]}\n:::\n"
    return "\n".join(table(part)) + "\n"


def _crossed(part: Part) -> Iterator[str]:
    return crossed(part.rows or [part.cells], spans=part.kind == "budget")


def _dashed(part: Part) -> Iterator[str]:
    return dashed(part.rows or [part.cells], header=part.kind in ("budget", "staff"))


def drawn(report: Report, look: Look, form: str) -> str:
    """A report as Markdown with its tables in a form: "crossed", "dashed", "html"."""
    if form == "html":
        page = html_body(report, look)
        for level in ("1", "2"):
            page = page.replace(f"<h{level}>", f"\n{'#' * int(level)} ").replace(f"</h{level}>", "\n")
        for mark in ("<p>", "</p>", '<div class="marker">', "</div>", "<ul><li>", "</li></ul>"):
            page = page.replace(mark, "\n\n- " if mark == "<ul><li>" else "\n\n")
        return page
    table = _crossed if form == "crossed" else _dashed
    return "\n".join(_markdown(part, table) for part in parts(report, look))


def flat(report: Report, look: Look, *, per_page: int, feeds: bool, head: str = "") -> str:
    """A report whose cells run into each other, page by page, each with a foot that numbers it, and a head."""
    lines = [line for part in parts(report, look) for line in _flat(part)]
    pages = [lines[at : at + per_page] for at in range(0, len(lines), per_page)]
    feet = [["Documentatie", f"Lindendorp, stad aan het water {number}"] for number in range(1, len(pages) + 1)]
    return ("\f" if feeds else "").join(
        "\n".join([*([head] if head else []), *page, *foot, ""]) for page, foot in zip(pages, feet, strict=True)
    )


def _flat(part: Part) -> Iterator[str]:
    if part.kind == "contents":
        yield from (f"{text} {page}" for text, page in part.rows)
    elif part.rows:
        for row in part.rows:
            yield from (" ".join(filter(None, row)).split("\n") if part.kind == "staff" else _column_by_column(row))
    elif part.kind == "bullet":
        yield f"• {part.cells[1]}"
    else:
        yield " ".join(part.cells).strip() or "-"


def _column_by_column(row: Sequence[str]) -> Iterator[str]:
    if not any(cell.endswith("%") for cell in row):
        yield from (line for cell in row for line in cell.split("\n") if line)
    else:
        yield " ".join(filter(None, row))
