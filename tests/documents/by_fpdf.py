"""Invented reports drawn with fpdf2: every line put in its place by hand, sections centred beside their two rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from doelboom.parser import Report
from tests.documents.looks import Look, Part, furniture, parts, plain_look

_CELLS = "\N{EN DASH}"
_ALIGN = {"left": "L", "center": "C", "right": "R"}


class _Document(FPDF):
    def __init__(self, report: Report, look: Look, pages: int) -> None:
        super().__init__(unit="pt", format=look.paper)
        self.report, self.look = report, look
        self.count = pages
        self.section = ""
        self.set_creation_date(datetime(2031, 5, 14, tzinfo=UTC))
        self.set_auto_page_break(False)
        self.core_fonts_encoding = "cp1252"
        self.set_margin(0)
        self.c_margin = 0

    def left(self) -> float:
        return self.look.margin + (self.look.shift if self.page_no() % 2 == 0 else 0)

    def bottom(self) -> float:
        return self.look.paper[1] - self.look.margin

    def font_of(self, size: float, *, bold: bool = False) -> None:
        family = "helvetica" if self.look.font == "sans" else "times"
        self.set_font(family, "B" if bold else "", size)

    def header(self) -> None:
        self._furniture(self.look.head, 18)

    def footer(self) -> None:
        self._furniture(self.look.foot, self.look.paper[1] - 26)

    def _furniture(self, lines: tuple[str, ...], top: float) -> None:
        self.font_of(7)
        for at, line in enumerate(lines):
            sides = furniture(line, self.look, self.report.year, self.page_no(), self.count, self.section)
            self.text(self.left(), top + 8.5 * at, sides[0])
            if len(sides) > 1:
                self.text(self.left() + self.look.width - self.get_string_width(sides[1]), top + 8.5 * at, sides[1])

    def wrapped(self, text: str, width: float) -> list[str]:
        """A text's lines: as many words on each as fit."""
        lines = []
        for part in text.split("\n"):
            line = ""
            for word in part.replace("\N{NO-BREAK SPACE}", " ").split(" "):
                longer = f"{line} {word}" if line else word
                if line and self.get_string_width(longer) > width:
                    lines.append(line)
                    line = word
                else:
                    line = longer
            lines.append(line)
        return lines

    def room(self, height: float) -> bool:
        """Whether so much height is left; a new page begins if not."""
        if self.y + height <= self.bottom():
            return True
        self.add_page()
        self.y = self.look.margin
        return False

    def line_of(self, text: str, x: float, width: float, y: float, align: str) -> None:
        spare = width - self.get_string_width(text)
        shift = {"L": 0.0, "C": spare / 2, "R": spare}[align]
        self.text(x + shift, y, text)


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has."""
    look = plain_look(look)
    pages = 0
    for _ in range(2 if any("{pages}" in line for line in look.foot) else 1):
        document = _set(report, look, pages)
        pages = int(document.page_no())
    document.output(str(path))
    return pages


def _set(report: Report, look: Look, pages: int) -> _Document:
    document = _Document(report, look, pages)
    document.add_page()
    document.y = look.margin + look.push
    for part in parts(report, look):
        _part(document, part, look)
    return document


def _part(document: _Document, part: Part, look: Look) -> None:
    if part.kind in ("objective", "title"):
        large = look.size * (1.6 if part.kind == "objective" else 1.15)
        document.font_of(large, bold=part.kind == "objective")
        document.section = part.cells[0] if part.kind == "objective" else document.section
        document.y += large * 0.6
        _lines(document, document.wrapped(part.cells[0], look.width), 0, large * 1.25)
        document.y += large * 0.5
    elif part.kind == "paragraph":
        document.font_of(look.size)
        _lines(document, document.wrapped(part.cells[0], look.width), 0, look.size * look.leading)
        document.y += look.paragraph
    elif part.kind == "bullet":
        document.font_of(look.size)
        lines = document.wrapped(part.cells[1], look.width - 12)
        document.room(look.size * look.leading)
        document.text(document.left() + 2, document.y + look.size, part.cells[0])
        _lines(document, lines, 12, look.size * look.leading)
        document.y += 2
    elif part.kind == "marker":
        document.y += 4
        document.font_of(look.size, bold=True)
        _bar(document, look, look.size * 1.6)
        _lines(document, list(part.cells), look.padding, look.size * 1.4)
        document.y += look.size * 0.2
    elif part.kind == "heading":
        _heading(document, part, look)
    elif part.kind == "contents":
        document.font_of(look.size)
        for text, page in part.rows:
            document.room(look.size * 2 * look.leading)
            lines = document.wrapped(text, look.width - 60)
            last = document.y + look.size * look.leading * (len(lines) - 1) + look.size
            dots = "." * int((look.width - 40 - document.get_string_width(lines[-1])) / document.get_string_width("."))
            lines[-1] += f" {dots}"
            document.line_of(page, document.left(), look.width, last, "R")
            _lines(document, lines, 0, look.size * look.leading)
            document.y += 3
        document.add_page()
        document.y = look.margin
    else:
        _table(document, part, look)


def _lines(document: _Document, lines: list[str], indent: float, height: float) -> None:
    for line in lines:
        document.room(height)
        document.text(document.left() + indent, document.y + document.font_size_pt, line)
        document.y += height


def _bar(document: _Document, look: Look, height: float) -> None:
    document.room(height)
    if look.heading == "bar":
        document.set_fill_color(215, 220, 235)
        document.rect(document.left(), document.y, look.width, height, style="F")


def _heading(document: _Document, part: Part, look: Look) -> None:
    service = look.width * look.service
    if len(part.cells) == 2:
        widths = [look.width - service, service]
    elif len(part.cells) == 4:
        widths = [look.size * 6, look.width - look.size * 24, look.size * 7, look.size * 11]
    else:
        widths = [look.width - service - look.size * 20, look.size * 6, look.size * 6, look.size * 8, service]
    document.font_of(look.size)
    cells = [
        document.wrapped(text.replace(" - ", f" {_CELLS} ", 1) if not at else text, width - 2 * look.padding)
        for at, (text, width) in enumerate(zip(part.cells, widths, strict=True))
    ]
    pitch = look.size * look.leading
    height = pitch * max(map(len, cells)) + 2 * look.padding
    document.room(height)
    x = document.left()
    for lines, width in zip(cells, widths, strict=True):
        for at, line in enumerate(lines):
            document.line_of(line, x + look.padding, width, document.y + look.padding + look.size + pitch * at, "L")
        x += width
    document.y += height + 4


def _table(document: _Document, part: Part, look: Look) -> None:
    header, *body = part.rows
    fixed = 2 if part.kind == "budget" else 1
    widths = [look.width * look.labels / fixed] * fixed
    widths += [look.width * (1 - look.labels) / (len(header) - fixed)] * (len(header) - fixed)
    _header(document, header, widths, fixed, look)
    height = look.size * look.leading + look.padding
    centred = look.table == "banded" and part.kind == "budget"
    for number, row in enumerate(body):
        if not document.room(height) and look.repeat_header:
            _header(document, header, widths, fixed, look)
        document.font_of(look.size)
        x = document.left()
        beside = centred and bool(row[0]) and document.y + 2 * height <= document.bottom()
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            down = height / 2 if beside and not at else 0
            baseline = document.y + look.padding / 2 + look.size + down
            inner = width - 2 * look.padding
            document.line_of(text, x + look.padding, inner, baseline, "L" if at < fixed else "R")
            x += width
        if look.table == "ruled":
            document.line(document.left(), document.y, document.left() + look.width, document.y)
        elif look.table == "banded" and number % 2:
            document.line(document.left(), document.y + height, document.left() + look.width, document.y + height)
        document.y += height
    document.y += 6


def _header(document: _Document, header: tuple[str, ...], widths: list[float], fixed: int, look: Look) -> None:
    document.font_of(look.size, bold=True)
    spans = [sum(widths[:fixed]), *widths[fixed:]]
    cells = [
        document.wrapped(text, width - 2 * look.padding)
        for text, width in zip([header[0], *header[fixed:]], spans, strict=True)
    ]
    pitch = look.size * 1.15
    height = pitch * max(map(len, cells)) + look.padding
    document.room(height)
    x = document.left()
    for number, (lines, width) in enumerate(zip(cells, spans, strict=True)):
        top = (height - pitch * len(lines)) / 2 if look.table != "ruled" else look.padding / 2
        align = _ALIGN[look.header_align] if number else "L"
        for at, line in enumerate(lines):
            baseline = document.y + top + look.size * 0.9 + pitch * at
            document.line_of(line, x + look.padding, width - 2 * look.padding, baseline, align)
        x += width
    document.y += height
