"""Invented reports set by WeasyPrint: HTML tables with spanning cells, words broken, rows parted by the page.

Needs Debian's Pango libraries; importing this fails with an OSError without them.
"""

from __future__ import annotations

from pathlib import Path

import weasyprint

from doelboom.parser import Report
from tests.documents.in_html import body, style
from tests.documents.looks import Look

_BOXES = (("top-left", "top-right"), ("bottom-left", "bottom-right"))


def write(report: Report, look: Look, path: Path) -> int:
    """Writes a report; how many pages it has."""
    sheet = f"{_pages(report, look)}\n{style(look)}"
    html = f'<html lang="nl"><head><style>{sheet}</style></head><body>{body(report, look)}</body></html>'
    document = weasyprint.HTML(string=html).render()
    document.write_pdf(str(path))
    return len(document.pages)


def _content(text: str, year: int) -> str:
    marks = {"{page}": '" counter(page) "', "{pages}": '" counter(pages) "', "{section}": '" string(section) "'}
    text = text.replace("\\", "\\\\").replace("{year}", str(year))
    for mark, content in marks.items():
        text = text.replace(mark, content)
    return f'"{text}"'


def _furniture(look: Look, year: int) -> str:
    rules = []
    for lines, (left, right) in zip((look.head, look.foot), _BOXES, strict=True):
        sides = [line.split("    ") for line in lines]
        for box, texts in ((left, [side[0] for side in sides]), (right, [side[1] for side in sides if len(side) > 1])):
            if texts:
                content = ' "\\A" '.join(_content(text, year) for text in texts)
                rules.append(f"@{box} {{ content: {content}; white-space: pre; font-size: 7pt; width: 45% }}")
    return "\n".join(rules)


def _pages(report: Report, look: Look) -> str:
    return f"""
@page {{ size: {look.paper[0]}pt {look.paper[1]}pt; margin: {look.margin}pt; {_furniture(look, report.year)} }}
@page :left {{ margin-left: {look.margin + look.shift}pt }}"""
