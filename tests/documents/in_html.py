"""Invented reports as HTML: tables with spanning cells, and the rules that set them."""

from __future__ import annotations

from html import escape

from doelboom.parser import Report
from tests.documents.looks import Look, Part, parts


def body(report: Report, look: Look) -> str:
    """All that a report says."""
    return "\n".join(_part(part, look) for part in parts(report, look))


def style(look: Look) -> str:
    """The rules for all that `body` makes."""
    bar = "background: #346; color: white;" if look.heading == "bar" else ""
    lines = "border-bottom: 0.4pt solid #888;" if look.table == "ruled" else ""
    band = "tr:nth-child(odd) td { background: #eef }" if look.table == "banded" else ""
    header = "" if look.repeat_header else "thead { display: table-row-group }"
    family = "Liberation Sans, sans-serif" if look.font == "sans" else "Liberation Serif, serif"
    cells = "border: 0.5pt solid #444;" if look.ruled_cells else "border: none;"
    cells += " text-align: justify;" if look.justified_cells else ""
    return f"""
body {{ font: {look.size}pt/{look.leading} {family};
  padding-top: {look.push}pt; margin: 0; hyphens: {"auto" if look.hyphenated else "manual"};
  text-align: {"justify" if look.justify else "left"} }}
p {{ margin: 0 0 {look.paragraph}pt }}
ul {{ margin: 0 0 {look.paragraph}pt; padding-left: 14pt; list-style-type: "{look.bullet} " }}
h1 {{ font-size: 1.8em; margin: 6pt 0; string-set: section content(); hyphens: none }}
h2 {{ font-size: 1.2em; margin: 4pt 0 8pt; hyphens: none }}
.marker {{ padding: {look.padding}pt; margin-top: 8pt; {bar} }}
table {{ border-collapse: collapse; width: 100%; margin-bottom: 8pt; table-layout: fixed; text-align: left;
  hyphens: manual }}
td, th {{ padding: {look.padding / 2}pt {look.padding}pt; font-weight: normal; vertical-align: top; {lines} }}
.heading td {{ vertical-align: {"middle" if look.table == "banded" else "top"}; {cells} }}
.figures td.n {{ text-align: right }}
.figures th.n {{ text-align: {look.header_align} }}
.section {{ vertical-align: {"middle" if look.table == "banded" else "top"} }}
{band} {header}"""


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _part(part: Part, look: Look) -> str:
    if part.kind == "objective":
        return f"<h1>{_lines(part.cells[0])}</h1>"
    if part.kind == "title":
        return f"<h2>{_lines(part.cells[0])}</h2>"
    if part.kind == "paragraph":
        return f"<p>{_lines(part.cells[0])}</p>"
    if part.kind == "bullet":
        return f"<ul><li>{_lines(part.cells[1])}</li></ul>"
    if part.kind == "marker":
        return f'<div class="marker">{part.cells[0]}</div>'
    if part.kind == "heading":
        return _heading(part, look)
    return _table(part, look)


def _heading(part: Part, look: Look) -> str:
    widths = look.heading_widths(len(part.cells), look.padding)
    # A word processor goes by the attribute, in pixels of 3/4 of a point.
    columns = "".join(f'<col width="{width * 4 / 3:.0f}" style="width: {width:.1f}pt">' for width in widths)
    cells = "".join(f"<td>{_lines(cell)}</td>" for cell in part.cells)
    return f'<table class="heading">{columns}<tr>{cells}</tr></table>'


def _table(part: Part, look: Look) -> str:
    header, *body = part.rows
    if part.kind == "contents":
        rows = "".join(f"<tr><td>{_lines(text)}</td><td>{page}</td></tr>" for text, page in part.rows)
        return f'<table><col><col style="width: 3em">{rows}</table>'
    fixed = 2 if part.kind == "budget" else 1
    labels = 100 * look.labels / fixed
    figures = 100 * (1 - look.labels) / (len(header) - fixed)
    columns = f'<col style="width: {labels}%">' * fixed + f'<col style="width: {figures}%">' * (len(header) - fixed)
    top = f'<th colspan="{fixed}">{_lines(header[0])}</th>'
    top += "".join(f'<th class="n">{_lines(cell)}</th>' for cell in header[fixed:])
    rows = ""
    for row in body:
        rows += "<tr>"
        if part.kind == "budget":
            rows += f'<td class="section" rowspan="2">{row[0]}</td>' if row[0] else ""
            rows += f"<td>{row[1]}</td>"
        else:
            rows += f"<td>{row[0]}</td>"
        rows += "".join(f'<td class="n">{cell}</td>' for cell in row[fixed:]) + "</tr>"
    return f'<table class="figures">{columns}<thead><tr>{top}</tr></thead><tbody>{rows}</tbody></table>'
