"""Names the parts of a picture: a number on each, and below the picture a line that says what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_CELL = (12.2, 24.4)
"""Width and height of a cell in the pictures that Textual takes."""
_CORNER = (9.0, 41.0)
"""Where the terminal begins in them."""
_LINE, _COLUMNS = 34, 2
_RADIUS = 15


@dataclass(frozen=True)
class Part:
    """A part of the screen: the cell that its number is put on, and what is said of it."""

    column: float
    row: float
    words: str


def with_parts(svg: str, parts: Sequence[Part]) -> str:
    """A picture with its parts numbered, and a legend below."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert found is not None
    width, height = float(found[1]), float(found[2])
    rows = -(-len(parts) // _COLUMNS)
    whole = height + rows * _LINE + 24
    numbers = [_number(part, place) for place, part in enumerate(parts, start=1)]
    legend = [_legend(part, place, width, height, rows) for place, part in enumerate(parts, start=1)]
    drawn = "\n".join(
        [f'<rect y="{height}" width="{width}" height="{whole - height}" fill="#ffffff"/>', *numbers, *legend]
    )
    svg = svg.replace(found[0], f'viewBox="0 0 {width:g} {whole:g}"', 1)
    return svg.replace("</svg>", f"{drawn}\n</svg>")


def _badge(x: float, y: float, number: int) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" fill="#f2b134" stroke="#14181d" stroke-width="2"/>'
        f'<text x="{x:.1f}" y="{y + 7:.1f}" text-anchor="middle" font-family="sans-serif" font-size="20" '
        f'font-weight="bold" fill="#14181d">{number}</text>'
    )


def _number(part: Part, number: int) -> str:
    x = _CORNER[0] + (part.column + 0.5) * _CELL[0]
    y = _CORNER[1] + (part.row + 0.5) * _CELL[1]
    return _badge(x, y, number)


def _legend(part: Part, number: int, width: float, height: float, rows: int) -> str:
    column, row = divmod(number - 1, rows)
    x, y = 30 + column * width / _COLUMNS, height + 30 + row * _LINE
    return (
        f"{_badge(x, y, number)}"
        f'<text x="{x + 28:.1f}" y="{y + 7:.1f}" font-family="sans-serif" font-size="20" fill="#14181d">'
        f"{escape(part.words)}</text>"
    )
