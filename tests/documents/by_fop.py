"""Invented reports set by Apache FOP from formatting objects: what report engines on Java make."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from doelboom.parser import Report
from tests.documents.looks import Look, Part, parts, plain_look

PROGRAM = "fop"
_MARKS = {
    "{page}": "<fo:page-number/>",
    "{pages}": '<fo:page-number-citation-last ref-id="all"/>',
    "{section}": '<fo:retrieve-marker retrieve-class-name="section"/>',
}


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has is not known to its caller, so 0."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OSError(f"{PROGRAM} is not here")
    look = plain_look(look)
    flow = "\n".join(_part(part, look) for part in parts(report, look))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.fo"
        source.write_text(_document(report, look, flow), encoding="utf-8")
        subprocess.run([program, "-q", "-fo", str(source), "-pdf", str(path)], check=True, capture_output=True)
    return 0


def _document(report: Report, look: Look, flow: str) -> str:
    width, height = look.paper
    family = "Helvetica" if look.font == "sans" else "Times"
    align = "justify" if look.justify else "start"
    masters = ""
    for name, shift in (("odd", 0.0), ("even", look.shift)):
        sides = f'margin-left="{look.margin + shift}pt" margin-right="{look.margin + abs(look.shift) - shift}pt"'
        masters += f"""<fo:simple-page-master master-name="{name}" {sides}
 page-width="{width}pt" page-height="{height}pt">
<fo:region-body margin-top="{look.margin}pt" margin-bottom="{look.margin}pt"/>
<fo:region-before extent="{look.margin}pt"/><fo:region-after extent="{look.margin}pt" display-align="after"/>
</fo:simple-page-master>"""
    head = "".join(_furniture(line, look, report.year) for line in look.head)
    foot = "".join(_furniture(line, look, report.year) for line in look.foot)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xml:lang="nl"><fo:layout-master-set>{masters}
<fo:page-sequence-master master-name="all"><fo:repeatable-page-master-alternatives>
<fo:conditional-page-master-reference odd-or-even="odd" master-reference="odd"/>
<fo:conditional-page-master-reference odd-or-even="even" master-reference="even"/>
</fo:repeatable-page-master-alternatives></fo:page-sequence-master></fo:layout-master-set>
<fo:page-sequence id="all" master-reference="all" font-family="{family}" font-size="{look.size}pt"
 line-height="{look.size * look.leading}pt" text-align="{align}">
<fo:static-content flow-name="xsl-region-before" font-size="7pt" line-height="8.5pt">
<fo:block>{head}</fo:block></fo:static-content>
<fo:static-content flow-name="xsl-region-after" font-size="7pt" line-height="8.5pt">
<fo:block>{foot}</fo:block></fo:static-content>
<fo:flow flow-name="xsl-region-body"><fo:block space-before="{look.push}pt" space-before.conditionality="retain"/>
{flow}</fo:flow></fo:page-sequence></fo:root>"""


def _furniture(line: str, look: Look, year: int) -> str:
    text = escape(line.replace("{year}", str(year)))
    for mark, element in _MARKS.items():
        text = text.replace(mark, element)
    left, *right = text.split("    ")
    gap = '<fo:leader leader-pattern="space" leader-length.maximum="100%"/>' if right else ""
    last = ' text-align-last="justify"' if right else ""
    return f'<fo:block text-align="start"{last}>{left}{gap}{"".join(right)}</fo:block>'


def _part(part: Part, look: Look) -> str:
    if part.kind in ("objective", "title"):
        size = look.size * (1.8 if part.kind == "objective" else 1.2)
        mark = f'<fo:marker marker-class-name="section">{escape(part.cells[0])}</fo:marker>'
        mark = mark if part.kind == "objective" else ""
        return (
            f'<fo:block font-size="{size}pt" line-height="{size * 1.25}pt" text-align="start" space-before="8pt" '
            f'space-after="6pt">{mark}{escape(part.cells[0])}</fo:block>'
        )
    if part.kind == "paragraph":
        return f'<fo:block space-after="{look.paragraph}pt">{escape(part.cells[0])}</fo:block>'
    if part.kind == "bullet":
        return (
            '<fo:list-block provisional-distance-between-starts="12pt"><fo:list-item><fo:list-item-label>'
            f"<fo:block>{escape(part.cells[0])}</fo:block></fo:list-item-label>"
            f'<fo:list-item-body start-indent="body-start()"><fo:block>{escape(part.cells[1])}</fo:block>'
            f'</fo:list-item-body></fo:list-item></fo:list-block><fo:block space-after="{look.paragraph}pt"/>'
        )
    if part.kind == "marker":
        bar = 'background-color="#334466" color="white"' if look.heading == "bar" else ""
        return f'<fo:block space-before="6pt" text-align="start" {bar}>{part.cells[0]}</fo:block>'
    if part.kind == "heading":
        return _heading(part, look)
    return _table(part, look)


def _columns(widths: list[float]) -> str:
    return "".join(f'<fo:table-column column-width="{width:.2f}pt"/>' for width in widths)


def _cell(text: str, look: Look, align: str, more: str = "") -> str:
    blocks = "".join(f"<fo:block>{escape(line) or '&#8203;'}</fo:block>" for line in text.split("\n"))
    return (
        f'<fo:table-cell padding="{look.padding / 2}pt {look.padding}pt" text-align="{align}" {more}>'
        f"{blocks}</fo:table-cell>"
    )


def _heading(part: Part, look: Look) -> str:
    widths = look.heading_widths(len(part.cells), look.padding)
    more = 'border="0.5pt solid black" ' if look.ruled_cells else ""
    more += 'background-color="#eeeef4" ' if look.heading == "bar" else ""
    more += 'display-align="center" ' if look.table == "banded" else ""
    align = "justify" if look.justified_cells else "start"
    cells = "".join(_cell(text, look, align, more) for text in part.cells)
    return (
        f'<fo:table table-layout="fixed" width="{look.width}pt" space-after="4pt">{_columns(widths)}'
        f"<fo:table-body><fo:table-row>{cells}</fo:table-row></fo:table-body></fo:table>"
    )


def _table(part: Part, look: Look) -> str:
    header, *body = part.rows
    if part.kind == "contents":
        rows = "".join(
            f"<fo:table-row>{_cell(row[0], look, 'start')}{_cell(row[1], look, 'end')}</fo:table-row>"
            for row in part.rows
        )
        return (
            f'<fo:table table-layout="fixed" width="{look.width}pt">{_columns([look.width * 0.85, look.width * 0.15])}'
            f"<fo:table-body>{rows}</fo:table-body></fo:table>"
        )
    fixed = 2 if part.kind == "budget" else 1
    widths = [look.width * look.labels / fixed] * fixed
    widths += [look.width * (1 - look.labels) / (len(header) - fixed)] * (len(header) - fixed)
    line = 'border-bottom="0.3pt solid grey" ' if look.table == "ruled" else ""
    wide = f'number-columns-spanned="{fixed}" '
    align = {"left": "start", "right": "end"}.get(look.header_align, "center")
    top = _cell(header[0], look, "start", wide + line)
    top += "".join(_cell(text, look, align, line) for text in header[fixed:])
    rows = ""
    for number, row in enumerate(body):
        band = 'background-color="#eeeef4" ' if look.table == "banded" and number % 2 else ""
        cells = "".join(_cell(text, look, "start" if at < fixed else "end", line + band) for at, text in enumerate(row))
        rows += f"<fo:table-row>{cells}</fo:table-row>"
    top = f"<fo:table-row>{top}</fo:table-row>"
    top = f"<fo:table-header>{top}</fo:table-header>" if look.repeat_header else top
    inside = f"{top}<fo:table-body>{rows}</fo:table-body>"
    if not look.repeat_header:
        inside = f"<fo:table-body>{top}{rows}</fo:table-body>"
    return (
        f'<fo:table table-layout="fixed" width="{look.width}pt" space-after="8pt">{_columns(widths)}{inside}</fo:table>'
    )
