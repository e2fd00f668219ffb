"""Invented reports set by ReportLab: flowing tables, which it parts at any row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from doelboom.parser import Report
from tests.documents.looks import Look, Part, furniture, parts

_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT}
_BAND = colors.Color(0.92, 0.92, 0.96)
_BAR = colors.Color(0.2, 0.25, 0.4)
_LINE = colors.Color(0.5, 0.5, 0.5)


def _fonts() -> None:
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        folder = Path(reportlab.__file__).parent / "fonts"
        pdfmetrics.registerFont(TTFont("Vera", str(folder / "Vera.ttf")))


class _Document(BaseDocTemplate):  # type: ignore[misc] # it comes without types
    section = ""

    def afterFlowable(self, flowable: Flowable) -> None:
        self.section = getattr(flowable, "section", self.section)


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has."""
    _fonts()
    pages = 0
    for _ in range(2 if any("{pages}" in line for line in look.foot) else 1):
        pages = _build(report, look, path, pages)
    return pages


def _build(report: Report, look: Look, path: Path, pages: int) -> int:
    document = _Document(str(path), pagesize=look.paper, title="Documentatie", invariant=1)
    templates = []
    for name, shift in (("odd", 0.0), ("even", look.shift)):
        frame = Frame(
            look.margin + shift, look.margin, look.width, look.paper[1] - 2 * look.margin, 0, 0, 0, 0, id=name
        )
        templates.append(PageTemplate(name, [frame], onPageEnd=_furniture(look, report.year, shift, pages)))
    templates[0].autoNextPageTemplate = "even"
    templates[1].autoNextPageTemplate = "odd"
    document.addPageTemplates(templates)
    document.build([Spacer(1, look.push), *_story(report, look)])
    return int(document.page)


def _furniture(look: Look, year: int, shift: float, pages: int) -> Any:
    def draw(canvas: Any, document: _Document) -> None:
        canvas.setFont("Helvetica", 7)
        for lines, top in ((look.head, look.paper[1] - 18), (look.foot, 26)):
            for at, line in enumerate(lines):
                left, *right = furniture(line, look, year, document.page, pages, document.section)
                y = top - 8.5 * at
                canvas.drawString(look.margin + shift, y, left)
                if right:
                    canvas.drawRightString(look.margin + shift + look.width, y, right[0])

    return draw


def _style(look: Look, **more: Any) -> ParagraphStyle:
    font = "Vera" if look.font == "sans" else "Times-Roman"
    values: dict[str, Any] = {"fontName": font, "fontSize": look.size, "leading": look.size * look.leading, **more}
    return ParagraphStyle("text", **values)


def _story(report: Report, look: Look) -> Iterable[Flowable]:
    text = _style(look, spaceAfter=look.paragraph, alignment=TA_JUSTIFY if look.justify else TA_LEFT)
    cell = _style(look)
    before = ""
    for part in parts(report, look):
        if before == "bullet" != part.kind:
            yield Spacer(1, look.paragraph)
        before = part.kind
        if part.kind in ("objective", "title"):
            large = look.size * (1.8 if part.kind == "objective" else 1.2)
            flowable = Paragraph(
                escape(part.cells[0]), _style(look, fontSize=large, leading=large * 1.25, spaceBefore=8, spaceAfter=6)
            )
            if part.kind == "objective":
                flowable.section = part.cells[0]
            yield flowable
        elif part.kind == "paragraph":
            yield Paragraph(escape(part.cells[0]), text)
        elif part.kind == "bullet":
            style = _style(look, leftIndent=14, bulletIndent=3, spaceAfter=1)
            yield Paragraph(escape(part.cells[1]), style, bulletText=part.cells[0])
        elif part.kind == "marker":
            yield Spacer(1, 6)
            yield _bar(part, look)
        elif part.kind == "heading":
            yield _heading(part, look, cell)
            yield Spacer(1, 4)
        else:
            yield _table(part, look)
            yield Spacer(1, 8)


def _bar(part: Part, look: Look) -> Table:
    bar = look.heading == "bar"
    style = _style(look, textColor=colors.white if bar else colors.black)
    table = Table([[Paragraph(part.cells[0], style)]], colWidths=[look.width])
    table.setStyle(TableStyle([*_padding(look), *([("BACKGROUND", (0, 0), (-1, -1), _BAR)] if bar else [])]))
    return table


def _heading(part: Part, look: Look, cell: ParagraphStyle) -> Table:
    last = look.width * look.service
    if len(part.cells) == 2:
        widths = [look.width - last, last]
    elif len(part.cells) == 4:
        # As wide as a code, a year or a word: what is wider is broken without a hyphen, which nobody can undo.
        code, period, entity = (max(ems * look.size, (ems - 1.5) * look.size + 2 * look.padding) for ems in (7, 8, 8))
        widths = [code, look.width - code - period - entity, period, entity]
    else:
        narrow = look.size * 6 + 2 * look.padding
        widths = [look.width - last - look.size * 8 - 2 * narrow, narrow, narrow, look.size * 8, last]
    if look.justified_cells:
        cell = _style(look, alignment=TA_JUSTIFY)
    table = Table([[Paragraph(escape(text), cell) for text in part.cells]], colWidths=widths)
    style = [*_padding(look), ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if look.table == "banded" else "TOP")]
    if look.heading == "bar":
        style.append(("BACKGROUND", (0, 0), (-1, -1), _BAND))
    if look.ruled_cells:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, _LINE))
    table.setStyle(TableStyle(style))
    return table


def _table(part: Part, look: Look) -> Table:
    contents = part.kind == "contents"
    header, *body = part.rows
    count = len(header)
    align = TA_LEFT if contents else _ALIGN[look.header_align]
    left, right = _style(look), _style(look, alignment=TA_RIGHT)
    fixed = 2 if part.kind == "budget" else 1
    if contents:
        widths = [look.width * 0.85, look.width * 0.15]
        rows = [
            [Paragraph(escape(text), left if not at else right) for at, text in enumerate(row)] for row in part.rows
        ]
    else:
        widths = [look.width * look.labels / fixed] * fixed
        widths += [look.width * (1 - look.labels) / (count - fixed)] * (count - fixed)
        top = [
            Paragraph(escape(text).replace("\n", "<br/>"), _style(look, alignment=align if at >= fixed else TA_LEFT))
            for at, text in enumerate(header)
        ]
        rows = [top, *([Paragraph(t, left if at < fixed else right) for at, t in enumerate(row)] for row in body)]
    table = Table(rows, colWidths=widths, repeatRows=1 if look.repeat_header and not contents else 0)
    style: list[Any] = [*_padding(look), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    if part.kind == "budget":
        style.append(("SPAN", (0, 0), (1, 0)))
    if look.table == "ruled":
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, _LINE))
    elif look.table == "banded":
        style.append(("ROWBACKGROUNDS", (0, 0), (-1, -1), (_BAND, colors.white)))
    table.setStyle(TableStyle(style))
    return table


def _padding(look: Look) -> list[Any]:
    sides = ("TOPPADDING", "BOTTOMPADDING", "LEFTPADDING", "RIGHTPADDING")
    values = (look.padding / 2, look.padding / 2, look.padding, look.padding)
    return [(side, (0, 0), (-1, -1), value) for side, value in zip(sides, values, strict=True)]
