"""Invented reports as files of office programs: the XML that these write, put together here; workbooks by openpyxl."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from html import escape
from pathlib import Path

from openpyxl import Workbook

from doelboom.parser import Amounts, Report
from doelboom.parser.records import Measure
from tests.documents.looks import Look, Part, parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REFERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)

Cell = tuple[str, int, int]
"""The text of a cell, and how many columns and rows it takes."""


def archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes an archive of some parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in files.items():
            written.writestr(name, content)
    return path


def relations(**targets: str) -> str:
    """The part that says which other parts there are, by kind."""
    lines = [f'<Relationship Id="{kind}" Type="{REFERS}/{kind}" Target="{name}"/>' for kind, name in targets.items()]
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(lines)}</Relationships>'


def word(path: Path, body: str) -> Path:
    """Writes a Word file that says what its body says."""
    levels = "".join(f'<w:lvl w:ilvl="{at}"><w:numFmt w:val="bullet"/></w:lvl>' for at in range(2))
    ordered = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum>'
    numbering += f'<w:abstractNum w:abstractNumId="5">{ordered}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    numbering += '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    files = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
        "word/_rels/document.xml.rels": relations(numbering="numbering.xml"),
    }
    return archive(path, files)


def open_document(path: Path, kind: str, body: str, styles: str = "") -> Path:
    """Writes an OpenDocument file of a kind, "text" or "spreadsheet"."""
    content = f"<office:document-content {OPEN}><office:automatic-styles>{styles}</office:automatic-styles>"
    content += f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    return archive(path, {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


def paragraph(text: str, settings: str = "") -> str:
    """A paragraph of a Word file."""
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r>{runs}</w:r></w:p>"


def _word_part(part: Part) -> str:
    if part.kind == "bullet":
        item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(part.cells[1], item)
    rows = list(_rows(part))
    if not rows:
        return paragraph(part.cells[0])
    lines = []
    for row, covered in _covered(rows):
        cells = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" if covered else ""
        for text, columns, down in row:
            merge = '<w:vMerge w:val="restart"/>' if down > 1 else ""
            cells += f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{merge}</w:tcPr>{paragraph(text)}</w:tc>'
        lines.append(f"<w:tr>{cells}</w:tr>")
    return f"<w:tbl>{''.join(lines)}</w:tbl>"


def _rows(part: Part) -> Iterator[list[Cell]]:
    """The rows of a part that is a table, with what their cells span."""
    if part.kind == "heading":
        yield [(text, 1, 1) for text in part.cells]
    elif part.kind == "contents":
        yield from ([(text, 1, 1), (page, 1, 1)] for text, page in part.rows)
    elif part.rows:
        header, *body = part.rows
        first = 2 if part.kind == "budget" else 1
        yield [(header[0], first, 1), *((text, 1, 1) for text in header[first:])]
        for row in body:
            section = [] if part.kind == "budget" and not row[0] else [(row[0], 1, 2 if part.kind == "budget" else 1)]
            yield [*section, *((text, 1, 1) for text in row[1:])]


def _covered(rows: Iterable[list[Cell]]) -> Iterator[tuple[list[Cell], bool]]:
    """Each row, and whether its first column is taken by a cell above."""
    left = 0
    for row in rows:
        yield row, left > 0
        left = max([left - 1, *(down - 1 for _, _, down in row)])


def _open_part(part: Part) -> str:
    if part.kind == "bullet":
        return f"<text:list><text:list-item><text:p>{escape(part.cells[1])}</text:p></text:list-item></text:list>"
    rows = list(_rows(part))
    if not rows:
        return _open_paragraph(part.cells[0])
    lines = []
    for row, covered in _covered(rows):
        cells = "<table:covered-table-cell/>" if covered else ""
        for text, columns, down in row:
            spans = f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{down}"'
            cells += f"<table:table-cell {spans}>{_open_paragraph(text)}</table:table-cell>"
            cells += "<table:covered-table-cell/>" * (columns - 1)
        lines.append(f"<table:table-row>{cells}</table:table-row>")
    return f"<table:table>{''.join(lines)}</table:table>"


def _open_paragraph(text: str) -> str:
    return f"<text:p>{'<text:line-break/>'.join(map(escape, text.split(chr(10))))}</text:p>"


def sheet_rows(report: Report, look: Look, numbers: Callable[[Amounts, str], object] | None) -> Iterator[list[object]]:
    """The rows of a report's sheet; `numbers` makes a cell's value of a line's column, texts where it is None."""
    lines = iter([line for node in report.nodes for line in node.amounts])
    for part in parts(report, look):
        if part.kind in ("budget", "staff"):
            header, *body = part.rows
            yield list(header) if part.kind == "budget" else [header[0], "", *header[1:]]
            for row in body:
                line = next(lines)
                labels = list(row[: 2 if part.kind == "budget" else 1])
                figures: list[object] = list(row[len(labels) :])
                if numbers is not None:
                    columns = ("reference", "actual", "spent_pct", "prior", "of_prior_pct")
                    figures = [numbers(line, column) for column in columns]
                yield [*labels, *([""] if part.kind == "staff" else []), *figures]
        elif part.kind == "bullet":
            yield [f"• {part.cells[1]}"]
        elif part.kind == "contents":
            yield from ([text, int(page)] for text, page in part.rows)
        else:
            yield list(part.cells)
        if part.kind not in ("bullet", "contents", "objective"):
            yield []


def value(line: Amounts, column: str) -> Decimal:
    """The number of a cell as a spreadsheet holds it: percentages are parts of one."""
    number = getattr(line, column)
    assert isinstance(number, Decimal)
    return number / 100 if column.endswith("_pct") else number


def workbook(path: Path, report: Report, look: Look, *, formed: bool) -> Path:
    """Writes a workbook of numbers, with a form that says how to print them, or without."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(sheet_rows(report, look, lambda line, column: (line, column, value(line, column))), 1):
        for place, cell in enumerate(row, 1):
            if isinstance(cell, tuple):
                line, column, number = cell
                made = sheet.cell(at, place, float(number))
                staff = line.measure is Measure.FTE
                if formed:
                    amount = "#,##0.00" if staff else "#,##0;[Red]-#,##0"
                    made.number_format = "0.0%" if column.endswith("_pct") else amount
            elif cell != "":
                sheet.cell(at, place, cell)
    hidden = book.create_sheet("Nota's")
    hidden.sheet_state = "hidden"
    hidden.append(["Acties"])
    book.save(path)
    return path


def write(report: Report, look: Look, path: Path) -> Path:
    """Writes a report as the file that its name ends in: .docx, .odt, .ods, .xlsx (of numbers with a form)."""
    match path.suffix:
        case ".docx":
            return word(path, "".join(map(_word_part, parts(report, look))))
        case ".odt":
            return open_document(path, "text", "".join(map(_open_part, parts(report, look))))
        case ".ods":
            rows = ("".join(map(_open_cell, row)) for row in sheet_rows(report, look, None))
            body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
            return open_document(path, "spreadsheet", f'<table:table table:name="Blad1">{body}</table:table>')
    return workbook(path, report, look, formed=True)


def _open_cell(cell: object) -> str:
    if cell == "":
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'
