"""Invented reports set by Typst: its own fonts, ligatures, and rows that go on over the page."""

from __future__ import annotations

import json
from pathlib import Path

import reportlab
import typst

from doelboom.parser import Report
from tests.documents.looks import Look, Part, furniture, parts


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has is not known to Typst's caller, so 0."""
    source = "\n".join([_head(report, look), *(_part(part, look) for part in parts(report, look))])
    compiled: bytes = typst.compile(source.encode(), font_paths=[Path(reportlab.__file__).parent / "fonts"])  # type: ignore[misc]
    path.write_bytes(compiled)
    return 0


def _text(text: str) -> str:
    """A string that Typst prints as it is."""
    return f"#text({json.dumps(text, ensure_ascii=False)})"


def _lines(text: str) -> str:
    return " #linebreak() ".join(_text(line) for line in text.split("\n"))


def _furniture(line: str, look: Look, year: int) -> str:
    sides = furniture(line, look, year, "\x01", "\x02", "\x03")  # type: ignore[arg-type]
    marks = {"\x01": "#context counter(page).display()", "\x02": "#context counter(page).final().first()"}
    marks["\x03"] = (
        "#context { let seen = query(<section>).filter(it => it.location().page() <= here().page()); "
        "if seen.len() > 0 { seen.last().value } }"
    )
    cells = []
    for side in sides:
        cell = ""
        text = ""
        for character in side:
            if character in marks:
                cell += (_text(text) if text else "") + marks[character]
                text = ""
            else:
                text += character
        cells.append(f"[{cell}{_text(text) if text else ''}]")
    return f"#grid(columns: (1fr, auto), {', '.join(cells)})"


def _head(report: Report, look: Look) -> str:
    width, height = look.paper
    leading = (look.leading - 0.7) * look.size
    font = "Libertinus Serif" if look.font == "serif" else "Bitstream Vera Sans"
    head = "".join(_furniture(line, look, report.year) for line in look.head)
    foot = "".join(_furniture(line, look, report.year) for line in look.foot)
    margin = f"(y: {look.margin}pt, inside: {look.margin}pt, outside: {look.margin + look.shift}pt)"
    return f"""#set page(width: {width}pt, height: {height}pt, margin: {margin},
  header: [#set text(size: 7pt)\n{head}], footer: [#set text(size: 7pt)\n{foot}])
#set text(font: "{font}", size: {look.size}pt, lang: "nl", hyphenate: {str(look.hyphenated).lower()})
#set par(justify: {str(look.justify).lower()}, leading: {leading}pt, spacing: {leading + look.paragraph}pt)
#v({look.push}pt)"""


def _part(part: Part, look: Look) -> str:
    if part.kind == "objective":
        mark = f"#metadata({json.dumps(part.cells[0])})<section>"
        return f"{mark}\n#text(size: {look.size * 1.8}pt)[{_text(part.cells[0])}]\n"
    if part.kind == "title":
        return f'#text(size: {look.size * 1.2}pt, weight: "bold", hyphenate: false)[{_text(part.cells[0])}]\n'
    if part.kind == "paragraph":
        return f"\n{_text(part.cells[0])}\n"
    if part.kind == "bullet":
        return f"#list(marker: [{_text(part.cells[0])}])[{_text(part.cells[1])}]"
    if part.kind == "marker":
        fill = 'rgb("334466")' if look.heading == "bar" else "none"
        color = "white" if look.heading == "bar" else "black"
        text = f"#set text(fill: {color})\n{_text(part.cells[0])}"
        return f"#block(fill: {fill}, width: 100%, inset: {look.padding}pt)[{text}]"
    if part.kind == "heading":
        return _heading(part, look)
    return _table(part, look)


def _heading(part: Part, look: Look) -> str:
    service = look.width * look.service
    columns = {
        2: f"(1fr, {service}pt)",
        4: f"({look.size * 6}pt, 1fr, {look.size * 8}pt, {look.size * 9}pt)",
        5: f"(1fr, {look.size * 6}pt, {look.size * 6}pt, {look.size * 8}pt, {service}pt)",
    }[len(part.cells)]
    fill = 'rgb("eeeeee")' if look.heading == "bar" else "none"
    cells = ", ".join(f"[{_text(cell)}]" if cell else "[ ]" for cell in part.cells)
    align = "horizon" if look.table == "banded" else "top"
    return (
        f"#[#set par(justify: {str(look.justified_cells).lower()})\n#set text(hyphenate: false)\n"
        f"#table(columns: {columns}, stroke: {'0.5pt' if look.ruled_cells else 'none'}, fill: {fill}, "
        f"align: {align} + left, inset: {look.padding}pt, {cells})]"
    )


def _table(part: Part, look: Look) -> str:
    header, *body = part.rows
    count = len(header)
    stroke = "(bottom: 0.3pt)" if look.table == "ruled" else "none"
    fill = '(_, y) => if calc.odd(y) { rgb("f0f0f8") }' if look.table == "banded" else "none"
    if part.kind == "contents":
        cells = ", ".join(f"[{_text(cell)}]" for row in part.rows for cell in row)
        return f"#[#set text(hyphenate: false)\n#table(columns: (1fr, 3em), stroke: none, {cells})]"
    fixed = 2 if part.kind == "budget" else 1
    widths = [look.width * look.labels / fixed] * fixed
    widths += [look.width * (1 - look.labels) / (count - fixed)] * (count - fixed)
    columns = ", ".join(f"{width:.2f}fr" for width in widths)
    align = f"(x, y) => if x < {fixed} {{ left }} else if y == 0 {{ {look.header_align} }} else {{ right }}"
    top = ", ".join(f"[{_lines(cell)}]" for cell in header if part.kind != "budget" or cell)
    if part.kind == "budget":
        top = f"table.cell(colspan: 2)[{_lines(header[0])}], " + ", ".join(f"[{_lines(cell)}]" for cell in header[2:])
    rows = ", ".join(f"[{_text(cell)}]" if cell else "[]" for row in body for cell in row)
    if look.repeat_header:
        top = f"table.header({top})"
    return (
        f"#[#set par(justify: false)\n#set text(hyphenate: false)\n"
        f"#table(columns: ({columns}), stroke: {stroke}, fill: {fill}, align: {align}, "
        f"inset: {look.padding}pt, {top}, {rows})]"
    )
