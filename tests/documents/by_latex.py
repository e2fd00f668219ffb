"""Invented reports set by LaTeX: justified cells, hyphenated words, ligatures, spaces that no character stands for."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from doelboom.parser import Report
from tests.documents.looks import Look, Part, parts

PROGRAM = "pdflatex"
_SPECIAL = re.compile(r"[\\{}$&#^_%~]")
_NAMED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_SIGNS = {
    "€": r"\texteuro{}",
    "\N{NO-BREAK SPACE}": "~",
    "\N{EN DASH}": r"\textendash{}",
    "\N{MINUS SIGN}": "$-$",
    "•": r"\textbullet{}",
    "'": r"\textquotesingle{}",
}


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has is not known to its caller, so 0."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OSError(f"{PROGRAM} is not here")
    source = "\n".join([_head(report, look), *(_part(part, look) for part in parts(report, look)), r"\end{document}"])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "report.tex").write_text(source, encoding="utf-8")
        for _ in range(2):
            command = [program, "-interaction=batchmode", "report.tex"]
            subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=120)
        made = Path(folder) / "report.pdf"
        if not made.exists():
            raise OSError(f"{PROGRAM} lacks what it needs")
        shutil.copy(made, path)
    return 0


def _text(text: str) -> str:
    text = _SPECIAL.sub(lambda match: _NAMED.get(match[0], "\\" + match[0]), text)
    for sign, name in _SIGNS.items():
        text = text.replace(sign, name)
    return text


def _lines(text: str) -> str:
    return r"\newline ".join(map(_text, text.split("\n")))


def _furniture(line: str, look: Look, year: int) -> list[str]:
    marks = {"{page}": r"\thepage{}", "{pages}": r"\pageref{end}", "{section}": r"\rightmark{}"}
    sides = []
    for side in line.split("    "):
        pieces = re.split(r"(\{\w+\})", side.replace("{year}", str(year)))
        sides.append("".join(marks.get(piece) or _text(piece) for piece in pieces))
    return sides


def _head(report: Report, look: Look) -> str:
    heads = [_furniture(line, look, report.year) for line in look.head[:1]] or [[""]]
    feet = [_furniture(line, look, report.year) for line in look.foot[:1]] or [[""]]
    commands = ""
    for name, (left, *right) in (("head", heads[0]), ("foot", feet[0])):
        commands += f"\\fancy{name}[L]{{\\scriptsize {left}}}\\fancy{name}[R]{{\\scriptsize {''.join(right)}}}\n"
    skip = look.size * look.leading
    align = "" if look.justify else r"\raggedright"
    family = r"\renewcommand{\familydefault}{\sfdefault}" if look.font == "sans" else ""
    return rf"""\documentclass{{article}}
\usepackage[utf8]{{inputenc}}\usepackage[T1]{{fontenc}}\usepackage{{textcomp,lmodern}}
\usepackage[paperwidth={look.paper[0]}pt,paperheight={look.paper[1]}pt,margin={look.margin}pt]{{geometry}}
\usepackage{{longtable,array,fancyhdr,xcolor,colortbl}}
{family}\renewcommand{{\normalsize}}{{\fontsize{{{look.size}pt}}{{{skip}pt}}\selectfont}}
\renewcommand{{\scriptsize}}{{\fontsize{{7pt}}{{8pt}}\selectfont}}
\pagestyle{{fancy}}\fancyhf{{}}\renewcommand{{\headrulewidth}}{{0pt}}
{commands}\setlength{{\parindent}}{{0pt}}\setlength{{\parskip}}{{{look.paragraph}pt}}
\setlength{{\tabcolsep}}{{{look.padding}pt}}\setlength{{\LTleft}}{{0pt}}\setlength{{\LTpre}}{{2pt}}\setlength{{\LTpost}}{{4pt}}
\hyphenpenalty={50 if look.hyphenated else 10000}\sloppy
\begin{{document}}\normalsize {align}\vspace*{{{look.push}pt}}"""


def _part(part: Part, look: Look) -> str:
    if part.kind in ("objective", "title"):
        size = look.size * (1.8 if part.kind == "objective" else 1.2)
        mark = rf"\markright{{{_text(part.cells[0])}}}" if part.kind == "objective" else ""
        text = rf"\raggedright\hyphenpenalty=10000 {_text(part.cells[0])}"
        return rf"{{\fontsize{{{size}pt}}{{{size * 1.25}pt}}\selectfont {text}{mark}\par}}"
    if part.kind == "paragraph":
        return rf"{_text(part.cells[0])}\par"
    if part.kind == "bullet":
        return rf"\hangindent=14pt\hangafter=1 \makebox[14pt][l]{{{_text(part.cells[0])}}}{_text(part.cells[1])}\par"
    if part.kind == "marker":
        if look.heading == "bar":
            box = r"\parbox{\dimexpr\linewidth-2\fboxsep}"
            return rf"\colorbox[rgb]{{0.2,0.25,0.4}}{{{box}{{\color{{white}}{part.cells[0]}}}}}\par"
        return rf"{part.cells[0]}\par"
    if part.kind == "heading":
        return _heading(part, look)
    return _table(part, look)


def _column(width: float, align: str) -> str:
    return rf">{{{align}\arraybackslash}}p{{{width:.1f}pt}}"


def _heading(part: Part, look: Look) -> str:
    last = look.width * look.service
    widths = {
        2: [look.width - last, last],
        4: [look.size * 7, look.width - look.size * 23, look.size * 8, look.size * 8],
        5: [look.width - last - look.size * 24, look.size * 8, look.size * 8, look.size * 8, last],
    }[len(part.cells)]
    align = "" if look.justified_cells else r"\raggedright"
    rule = "|" if look.ruled_cells else ""
    columns = rule + rule.join(_column(width - 2 * look.padding, align) for width in widths) + rule
    line = r"\hline " if look.ruled_cells else ""
    cells = " & ".join(map(_text, part.cells))
    return rf"\begin{{longtable}}{{{columns}}}{line}{cells} \\ {line}\end{{longtable}}"


def _table(part: Part, look: Look) -> str:
    header, *body = part.rows
    count = len(header)
    left, right = r"\raggedright", r"\raggedleft"
    if part.kind == "contents":
        columns = _column(look.width * 0.85, left) + _column(look.width * 0.1, right)
        rows = r" \\ ".join(" & ".join(map(_text, row)) for row in part.rows)
        return rf"\begin{{longtable}}{{{columns}}}{rows} \\ \end{{longtable}}"
    fixed = 2 if part.kind == "budget" else 1
    widths = [look.width * look.labels / fixed] * fixed
    widths += [look.width * (1 - look.labels) / (count - fixed)] * (count - fixed)
    columns = "".join(
        _column(width - 2 * look.padding, left if at < fixed else right) for at, width in enumerate(widths)
    )
    if fixed == 2:
        wide = widths[0] + widths[1] - 2 * look.padding
        first = rf"\multicolumn{{2}}{{{_column(wide, left)}}}{{{_lines(header[0])}}}"
        top = " & ".join([first, *map(_lines, header[2:])])
    else:
        top = " & ".join(map(_lines, header))
    line = r"\hline " if look.table == "ruled" else ""
    rows = "".join(" & ".join(map(_text, row)) + rf" \\ {line}" for row in body)
    head = rf"{top} \\ {line}" + (r"\endhead " if look.repeat_header else "")
    return rf"\begin{{longtable}}{{{columns}}}{head}{rows}\end{{longtable}}"
