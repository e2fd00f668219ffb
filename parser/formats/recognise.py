"""Which format a file is, by its content: what it is called is only its name."""

from __future__ import annotations

import codecs
import re
from enum import Enum, auto

from doelboom.parser.errors import ReportError
from doelboom.parser.formats.drawn_tables import draws_columns
from doelboom.parser.vocabulary import DIRECTIONS, FTE, SECTIONS


class Format(Enum):
    """The formats of texts that are read."""

    TABS = auto()
    """Cells parted by tabs."""
    PIPES = auto()
    """Markdown, its tables drawn with pipes, lines or dashes, or in HTML."""
    LAYOUT = auto()
    """Columns, as ``pdftotext -layout`` writes them."""


_PDF_WITHIN = 1024
"""A PDF's first line may stand as far from the start, behind what some systems put before it."""
_EXPECTED = "expected a report as PDF, text, Markdown, web page, .docx, .odt, .xlsx or .ods"
_ARCHIVE = b"PK\x03\x04"
_PICTURE = "a picture; have it recognised (ocrmypdf --image-dpi 300 -l nld IN OUT.pdf), and open that PDF"
_OTHERS = (
    (b"PK\x05\x06", "an empty zip file"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word or Excel file (.doc, .xls), or one with a password; save it as .docx or .xlsx, and open that",
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"{\\rtf", "an RTF file; save it as .docx, .odt or PDF, and open that"),
    (b"%!PS", "a PostScript file; turn it into PDF (ps2pdf IN OUT.pdf), and open that"),
    (b"AT&TFORM", "a DjVu file; turn it into PDF (ddjvu -format=pdf IN OUT.pdf), and open that"),
    (b"\x1f\x8b", "a compressed file; unpack it (gunzip), and open what is in it"),
    (b"BZh", "a compressed file; unpack it (bunzip2), and open what is in it"),
    (b"\xfd7zXZ", "a compressed file; unpack it (unxz), and open what is in it"),
    (b"7z\xbc\xaf", "a compressed file; unpack it (7z x), and open what is in it"),
    (b"Rar!", "a compressed file; unpack it (unrar x), and open what is in it"),
)
"""What is not read: how it begins, what it is, and the way that works."""
_XML = (
    (b"<office:document", "a flat OpenDocument file; save it as .odt or .ods, and open that"),
    (b"<pdf2xml", "what pdftohtml -xml writes, without columns; open the PDF itself"),
    (b"<w:wordDocument", "an old Word file in XML; save it as .docx, and open that"),
    (b"<Workbook", "an old Excel file in XML; save it as .xlsx, and open that"),
)
_WEB = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART_OF_PAGE = re.compile(r"\s*<(?:table|div|section|article|main|h[1-6]|p|ul)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\|.*\|[ \t]*$|[+][-=+]{3,}[ \t]*$)", re.MULTILINE)
_MAIL = re.compile(rb"(?:mime-version|from|content-type|return-path):[^\n]*\n[a-z-]+:", re.IGNORECASE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_START = 4096
_RULE = frozenset("|-: ")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]\S*$")
_WIDE_SPACE = re.compile(r" {2,}")
_FIGURE = re.compile(r"[-\d.,]+%?")
_FLAT = re.compile(rf"\s*(?:{'|'.join((*SECTIONS, *DIRECTIONS, FTE))})\s[^|\t%]*%[^|\t%]*%\s*$", re.IGNORECASE)
_FEWEST_COLUMNS = 3
_LONGEST_ROW = 2_000
"""More characters than a table's row has; what is longer tells nothing of a format."""


def is_pdf(start: bytes) -> bool:
    """Whether a file that starts with these bytes is a PDF."""
    return b"%PDF-" in start[:_PDF_WITHIN]


def is_archive(start: bytes) -> bool:
    """Whether a file that starts with these bytes is a zip, as office files are."""
    return start.startswith(_ARCHIVE)


def begins_with_mark(start: bytes) -> bool:
    """Whether a file that starts with these bytes begins with a mark, as web pages do, and Markdown can."""
    return start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<"


def is_web(text: str) -> bool:
    """Whether a text that begins with a mark is a web page, or part of one: Markdown can begin with a table in HTML."""
    start = text[:_START]
    if _WEB.match(start) is not None:
        return True
    return _PART_OF_PAGE.match(start) is not None and _MARKDOWN.search(text) is None


def is_plain(start: bytes) -> bool:
    """Whether a file that starts with these bytes is read as text, which is our own and takes linear time."""
    return not (is_pdf(start) or is_archive(start) or begins_with_mark(start))


def check_text(start: bytes) -> None:
    """Sees to it that a file that starts with these bytes can be text.

    Raises:
        ReportError: it is empty, or of a known other kind, or binary; the message says what to do.
    """
    if not start:
        raise ReportError(f"empty; {_EXPECTED}")
    for mark, kind in _OTHERS:
        if start.startswith(mark):
            raise ReportError(kind)
    if b"\x00" in start and not start.startswith(_UTF16):
        raise ReportError(f"neither a PDF nor text; {_EXPECTED}")
    if start.lstrip().startswith(b"<?xml") and _WEB.match(start.decode("latin-1")) is None:
        kind = next((kind for mark, kind in _XML if mark in start), f"an XML file; {_EXPECTED}")
        raise ReportError(kind)
    if _MAIL.match(start):
        raise ReportError(f"a mail or a saved page (.mht); {_EXPECTED}")


def text_format(text: str) -> Format:
    """The format of a text, by the kind of table rows that it has most of."""
    raw = [line for line in text.splitlines() if len(line) <= _LONGEST_ROW]
    lines = [line.strip() for line in raw]
    ruled = any("|" in line and "--" in line and _RULE.issuperset(line) for line in lines)
    drawn = sum(map(draws_columns, raw))
    if drawn or any(line.lower().startswith("<table") for line in lines):
        return Format.PIPES
    pipes = sum(len(line) > 1 and line[0] == line[-1] == "|" for line in lines) if ruled else 0
    tabs = sum(_DIGIT.search(line.partition("\t")[2]) is not None for line in lines)
    columns = sum(_in_columns(line) for line in lines)
    if pipes > max(tabs, columns):
        return Format.PIPES
    return Format.LAYOUT if columns > tabs else Format.TABS


def may_be_flat(line: str) -> bool:
    """Whether a line can be one of a table whose cells run into each other."""
    return len(line) <= _LONGEST_ROW and _FLAT.match(line) is not None


def _in_columns(line: str) -> bool:
    """Whether a line is a label and figures, wide spaces apart."""
    parts = _WIDE_SPACE.split(line)
    figures = 0
    while parts and _FIGURE.fullmatch(parts[-1]):
        parts.pop()
        figures += 1
    return figures >= _FEWEST_COLUMNS and bool(parts) and _LETTER.search(parts[-1].rsplit(" ", 1)[-1]) is not None
