"""Invented reports set by groff: tables by tbl, text filled and justified by troff, PDF through its own device."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from doelboom.parser import Report
from tests.documents.looks import Look, Part, parts

PROGRAM = "groff"


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has is not known to its caller, so 0."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OSError(f"{PROGRAM} is not here")
    source = "\n".join([_head(report, look), *(_part(part, look) for part in parts(report, look))]) + "\n"
    paper = f"-P-p{look.paper[1] / 72}i,{look.paper[0] / 72}i"
    command = [program, "-t", "-k", "-Kutf8", "-Tpdf", paper]
    made = subprocess.run(command, input=source.encode(), check=True, capture_output=True)
    path.write_bytes(made.stdout)
    return 0


def _text(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("\N{MINUS SIGN}", "\\-")
    return text.replace("\N{NO-BREAK SPACE}", "\\~")


def _line(text: str) -> str:
    """Text at the start of a line of source, which no request may be taken for."""
    return "\\&" + _text(text)


def _furniture(lines: tuple[str, ...], year: int) -> str:
    for line in lines[:1]:
        left, *right = (
            line.replace("{year}", str(year)).replace("{pages}", "99").replace("{section}", "\\*[S]").split("    ")
        )
        return ".tl '" + "''".join([left.replace("{page}", "\\n%"), "".join(right).replace("{page}", "\\n%")]) + "'"
    return ".sp"


def _head(report: Report, look: Look) -> str:
    skip = look.size * look.leading
    family = "H" if look.font == "sans" else "T"
    return f"""\\X'papersize={look.paper[0]}p,{look.paper[1]}p'
.pl {look.paper[1]}p
.po {look.margin}p
.ll {look.width}p
.lt {look.width}p
.fam {family}
.ps {look.size}
.vs {skip}p
.nr HY 0
.nh
.ad {"b" if look.justify else "l"}
.ds S -
.de HD
.ev 1
.ps 7
.vs 8.5p
.sp |18p
{_furniture(look.head, report.year)}
.ev
.sp |{look.margin}p
.ns
..
.de FT
.ev 1
.ps 7
.vs 8.5p
.sp |{look.paper[1] - 26}p
{_furniture(look.foot, report.year)}
.ev
'bp
..
.wh 0 HD
.wh -{look.margin}p FT
.rs
.sp {look.push}p"""


def _part(part: Part, look: Look) -> str:
    if part.kind in ("objective", "title"):
        size = round(look.size * (1.8 if part.kind == "objective" else 1.2), 1)
        mark = f".ds S {_text(part.cells[0])}\n" if part.kind == "objective" else ""
        return (
            f"{mark}.br\n.sp 6p\n.na\n.ps {size}\n.vs {size * 1.25}p\n{_line(part.cells[0])}\n.br\n"
            f".ps {look.size}\n.vs {look.size * look.leading}p\n.ad {'b' if look.justify else 'l'}\n.sp 4p"
        )
    if part.kind == "paragraph":
        return f"{_line(part.cells[0])}\n.br\n.sp {look.paragraph}p"
    if part.kind == "bullet":
        mark, text = map(_text, part.cells)
        return f".in 14p\n.ti 2p\n\\&{mark}\\h'|14p'{text}\n.br\n.in 0\n.sp {look.paragraph}p"
    if part.kind == "marker":
        return f".sp 6p\n{_line(part.cells[0])}\n.br"
    if part.kind == "heading":
        return _heading(part, look)
    return _table(part, look)


def _block(text: str, align: str) -> str:
    return f"T{{\n{align}\n{_line(text)}\nT}}"


def _heading(part: Part, look: Look) -> str:
    widths = look.heading_widths(len(part.cells))
    align = ".ad b" if look.justified_cells else ".na"
    box = "allbox " if look.ruled_cells else ""
    between = "3n"
    columns = " ".join(f"lw({width - 3 * look.size / 2:.1f}p)" for width in widths)
    cells = "\t".join(_block(text, align) for text in part.cells)
    return f".TS\n{box}tab(\t) nospaces;\n{columns.replace(' ', f' {between[0]} ')}.\n{cells}\n.TE\n.sp 4p"


def _table(part: Part, look: Look) -> str:
    if part.kind == "contents":
        rows = "\n".join(f"{_block(row[0], '.na')}\t{row[1]}" for row in part.rows)
        return f".TS\ntab(\t);\nlw({look.width * 0.8:.0f}p) n.\n{rows}\n.TE\n.sp 8p"
    header, *body = part.rows
    fixed = 2 if part.kind == "budget" else 1
    count = len(header)
    first = look.width * look.labels / fixed - 2 * look.size
    others = look.width * (1 - look.labels) / (count - fixed) - 1.5 * look.size
    top = " ".join(["l"] + ["s"] * (fixed - 1) + [f"rw({others:.1f}p)"] * (count - fixed))
    rows = " ".join([f"lw({first:.1f}p)"] * fixed + ["r"] * (count - fixed))
    heads = [".br\n".join(_line(line) + "\n" for line in text.split("\n")) for text in (header[0], *header[fixed:])]
    head = "\t".join(f"T{{\n.na\n{text}T}}" for text in heads)
    lines = "\n".join("\t".join(map(_line, row)) for row in body)
    box = "box " if look.table == "ruled" else ""
    return f".TS\n{box}tab(\t) nospaces;\n{top}\n{rows}.\n{head}\n{lines}\n.TE\n.sp 8p"
