"""Which format a file is, by its content: what it is called is only its name."""

from __future__ import annotations

import codecs
import re
from enum import Enum, auto

from doelboom.parser.errors import ReportError


class Format(Enum):
    """The formats that are read."""

    PDF = auto()
    TABS = auto()
    """Text, its cells parted by tabs."""
    PIPES = auto()
    """Markdown with pipe tables."""
    LAYOUT = auto()
    """Text in columns, as ``pdftotext -layout`` writes it."""


_PDF_WITHIN = 1024
"""A PDF's first line may stand as far from the start, behind what some systems put before it."""
_OTHERS = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_RULE = frozenset("|-: ")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]\S*$")
_WIDE_SPACE = re.compile(r" {2,}")
_FIGURE = re.compile(r"[-\d.,]+%?")
_FEWEST_COLUMNS = 3
_LONGEST_ROW = 2_000
"""More characters than a table's row has; what is longer tells nothing of a format."""


def is_pdf(start: bytes) -> bool:
    """Whether a file that starts with these bytes is a PDF."""
    return b"%PDF-" in start[:_PDF_WITHIN]


def check_text(name: str, start: bytes) -> None:
    """Sees to it that a file that starts with these bytes can be text.

    Raises:
        ReportError: it is empty, or of a known other kind, or binary.
    """
    expected = "expected a report as PDF or text"
    if not start:
        raise ReportError(f"{name}: empty; {expected}")
    for mark, kind in _OTHERS:
        if start.startswith(mark):
            raise ReportError(f"{name}: {kind}; {expected}")
    if b"\x00" in start and not start.startswith(_UTF16):
        raise ReportError(f"{name}: neither a PDF nor text; {expected}")
    if start.lstrip()[:1] == b"<" and re.match(rb"\s*<(?:!doctype|html|\?xml)", start, re.IGNORECASE):
        raise ReportError(f"{name}: a web page; {expected}")


def text_format(text: str) -> Format:
    """The format of a text, by the kind of table rows that it has most of."""
    lines = [line.strip() for line in text.splitlines() if len(line) <= _LONGEST_ROW]
    ruled = any("|" in line and "--" in line and _RULE.issuperset(line) for line in lines)
    pipes = sum(len(line) > 1 and line[0] == line[-1] == "|" for line in lines) if ruled else 0
    tabs = sum(_DIGIT.search(line.partition("\t")[2]) is not None for line in lines)
    columns = sum(_in_columns(line) for line in lines)
    if pipes > max(tabs, columns):
        return Format.PIPES
    return Format.LAYOUT if columns > tabs else Format.TABS


def _in_columns(line: str) -> bool:
    """Whether a line is a label and figures, wide spaces apart."""
    parts = _WIDE_SPACE.split(line)
    figures = 0
    while parts and _FIGURE.fullmatch(parts[-1]):
        parts.pop()
        figures += 1
    return figures >= _FEWEST_COLUMNS and bool(parts) and _LETTER.search(parts[-1].rsplit(" ", 1)[-1]) is not None
