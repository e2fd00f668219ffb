"""Invented reports set by wkhtmltopdf, a browser of old: small type, lines drawn as boxes, heads of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from doelboom.parser import Report
from tests.documents.in_html import body, style
from tests.documents.looks import Look

PROGRAM = "wkhtmltopdf"
_MARKS = {"{page}": "[page]", "{pages}": "[topage]", "{section}": "[section]"}


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has is not known to its caller, so 0."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise OSError(f"{PROGRAM} is not here")
    html = f'<html lang="nl"><head><meta charset="utf-8"><style>{style(look)}</style></head>'
    html += f"<body>{body(report, look)}</body></html>"
    options = ["--quiet", "--page-width", f"{look.paper[0]}pt", "--page-height", f"{look.paper[1]}pt"]
    for side in ("top", "bottom", "left", "right"):
        options += [f"--margin-{side}", f"{look.margin}pt"]
    for place, lines in (("header", look.head), ("footer", look.foot)):
        texts = [_with_marks(text, report.year) for line in lines[:1] for text in line.split("    ")]
        for at, text in zip(("left", "right"), texts, strict=False):
            options += [f"--{place}-{at}", text]
        options += [f"--{place}-font-size", "7"]
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(html)
        file.flush()
        subprocess.run([program, *options, file.name, str(path)], check=True, capture_output=True)
    return 0


def _with_marks(text: str, year: int) -> str:
    text = text.replace("{year}", str(year))
    for mark, own in _MARKS.items():
        text = text.replace(mark, own)
    return text
