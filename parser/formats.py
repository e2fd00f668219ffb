"""Which format a file is, by its content: what it is called is only its name."""

from __future__ import annotations

import codecs
import re
from enum import Enum, auto

from parser.errors import ReportError


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
_PIPE_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_PIPE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*\|[-|: ]*$", re.MULTILINE)
_TAB_ROW = re.compile(r"^[^\n\t]*\t.*\d", re.MULTILINE)
_COLUMNS_ROW = re.compile(r"^.*[^\W\d_]\S*(?: {2,}[-\d.,]+%?){3,}\s*$", re.MULTILINE)


def is_pdf(start: bytes) -> bool:
    """Whether a file that starts with these bytes is a PDF."""
    return b"%PDF-" in start[:_PDF_WITHIN]


def check_text(name: str, start: bytes) -> None:
    """Sees to it that a file that starts with these bytes can be text.

    Raises:
        ReportError: it is empty, or of a known other kind, or binary.
    """
    wanted = "expected a report as PDF or text"
    if not start:
        raise ReportError(f"{name}: empty; {wanted}")
    for mark, kind in _OTHERS:
        if start.startswith(mark):
            raise ReportError(f"{name}: {kind}; {wanted}")
    if b"\x00" in start and not start.startswith(_UTF16):
        raise ReportError(f"{name}: neither a PDF nor text; {wanted}")
    if start.lstrip()[:1] == b"<" and re.match(rb"\s*<(?:!doctype|html|\?xml)", start, re.IGNORECASE):
        raise ReportError(f"{name}: a web page; {wanted}")


def text_format(text: str) -> Format:
    """The format of a text, by the kind of table rows that it has most of."""
    pipes = len(_PIPE_ROW.findall(text)) if _PIPE_RULE.search(text) else 0
    tabs = len(_TAB_ROW.findall(text))
    columns = len(_COLUMNS_ROW.findall(text))
    if pipes > max(tabs, columns):
        return Format.PIPES
    return Format.LAYOUT if columns > tabs else Format.TABS
