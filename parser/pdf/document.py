"""A PDF document: opened, its pages read one by one with the engine that each is to be read with."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import OwnFailure, ReportError
from doelboom.parser.failures import Failures
from doelboom.parser.layout.words import Page
from doelboom.parser.options import ENGINES, PDFIUM, PDFPLUMBER, ReadingOptions
from doelboom.parser.pdf import pdfium as fast
from doelboom.parser.records import Place

if TYPE_CHECKING:
    from doelboom.parser.pdf.plumber import Plumber
    from doelboom.parser.pdf.second_process import Helper

MOST_PAGES = 5_000
_MOST_FAILURES = 50
"""After as many pages that fail, one after another, the file is taken to be damaged."""
_END_WITHIN = 2048
"""The last bytes of the file, among which its end mark stands."""
_READ_WHOLE = 16 << 20
"""Bytes of a file that is read at once: many times a report's, and little of the memory that reading may take."""
_FEWEST_WORDS = 5
"""A page with fewer words has no text to speak of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The pages of a document, and what failed."""

    pages: tuple[Page, ...]
    failed: tuple[tuple[int, str], ...]
    """Page and reason."""
    count: int
    """How many pages the document has."""
    cut_off: bool
    """Whether the file's end is missing, and pages with it perhaps."""


@dataclass(slots=True)
class _LastDocument:
    """The fast engine's pages of the last document, for when it is read again with another engine for some."""

    key: tuple[str, int, int, str | None] | None = None
    pages: dict[int, Page | str] | None = None


_last = _LastDocument()
_one_at_a_time = threading.Lock()
"""PDFium is not made for two threads."""


def read_document(path: Path, failures: Failures, options: ReadingOptions) -> Reading:
    """The words of a document's pages. What doelboom itself fails on goes to `failures`, by page.

    Raises:
        ReportError: the file is no PDF, is encrypted or damaged, has no text, or none of its pages can be read.
        OwnFailure: doelboom failed on every page that it came to.
    """
    for engine in (options.engine, *options.engines.values()):
        if engine not in ENGINES:
            raise ReportError(f'no such engine: "{engine}"; there are {PDFIUM} and {PDFPLUMBER}')
    with _one_at_a_time:
        return _read(path, failures, options)


def _read(path: Path, failures: Failures, options: ReadingOptions) -> Reading:
    document = _open(path, options.password)
    readers = _Readers(path, options.password, document)
    pages: list[Page] = []
    failed: list[tuple[int, str]] = []
    in_a_row = 0
    try:
        count = len(document)
        _check_count(path, count)
        numbers = options.numbers(count)
        readers.prepare([number for number in numbers if options.engine_of(number) == PDFPLUMBER])
        for done, number in enumerate(numbers, start=1):
            page: Page | str | None = options.given_up.get(number)
            if page is None:
                with failures.kept(Place(number)):
                    page = _page(readers, number, options.engine_of(number))
            if isinstance(page, str):
                failed.append((number, page))
                in_a_row += 1
                if in_a_row >= _MOST_FAILURES:
                    raise ReportError(f"{path.name}: damaged: page {number} and the {in_a_row - 1} before it {page}")
            else:
                in_a_row = 0
            if isinstance(page, Page):
                pages.append(page)
            if options.progress is not None:
                options.progress(done, len(numbers))
    finally:
        readers.close()
        document.close()
    _check_text(path, pages, failed, failures, len(numbers))
    return Reading(tuple(pages), tuple(failed), count, _is_cut_off(path))


def _page(readers: _Readers, number: int, engine: str) -> Page | str:
    """A page, or why it cannot be read."""
    try:
        return readers.thorough(number) if engine == PDFPLUMBER else readers.fast(number)
    except MemoryError:
        return "needs more memory than a page may take"


class _Readers:
    """The two engines on one document; the thorough one is opened when it is needed."""

    def __init__(self, path: Path, password: str | None, document: pdfium.PdfDocument) -> None:
        self._path, self._password, self._document = path, password, document
        self._known = _remembered(path, password)
        self._plumber: Plumber | None = None
        self._helper: Helper | None = None

    def prepare(self, numbers: list[int]) -> None:
        """Told which pages the thorough engine will be asked for, in order."""
        if numbers:
            from doelboom.parser.pdf import second_process as helper

            self._helper = helper.start(self._path, self._password, numbers)

    def fast(self, number: int) -> Page | str:
        """A page by PDFium, or why it cannot be read."""
        if number not in self._known:
            try:
                self._known[number] = fast.read_page(self._document, number - 1)
            except fast.PageError as error:
                self._known[number] = str(error)
        return self._known[number]

    def thorough(self, number: int) -> Page | str:
        """A page by pdfplumber, or why it cannot be read."""
        page = self._thorough(number)
        known = self.fast(number)
        if isinstance(page, Page) and isinstance(known, Page) and known.recognised:
            # pdfminer does not say that text is not drawn.
            return replace(page, recognised=True)
        return page

    def _thorough(self, number: int) -> Page | str:
        if self._helper is not None and self._helper.has(number):
            page = self._helper.page(number)
            if page is not None:
                return page
        if self._plumber is None:
            from doelboom.parser.pdf.plumber import Plumber

            self._plumber = Plumber(self._path, self._password)
        return self._plumber.page(number)

    def close(self) -> None:
        """Closes what was opened for the thorough engine, and ends the other process."""
        if self._helper is not None:
            self._helper.close()
        if self._plumber is not None:
            self._plumber.close()


def _remembered(path: Path, password: str | None) -> dict[int, Page | str]:
    """The pages of this very file that the fast engine read before."""
    status = path.stat()
    key = (str(path.resolve()), status.st_mtime_ns, status.st_size, password)
    if _last.key != key or _last.pages is None:
        _last.key, _last.pages = key, {}
    return _last.pages


def _open(path: Path, password: str | None) -> pdfium.PdfDocument:
    # Not by its path, which PDFium would follow to its end: it may lead through what this process was given open.
    file = path.open("rb")
    content: bytes | IO[bytes] = file
    if os.fstat(file.fileno()).st_size <= _READ_WHOLE:
        # A file is asked for in some thousand pieces, each through Python.
        with file:
            content = file.read(_READ_WHOLE)
    try:
        return pdfium.PdfDocument(content, password=password, autoclose=True)
    except pdfium.PdfiumError as error:
        file.close()
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            if password is None:
                raise ReportError(f"{path.name}: encrypted; give its password with --password") from None
            raise ReportError(f"{path.name}: encrypted, and the password given does not open it") from None
        raise ReportError(
            f"{path.name}: begins as a PDF but cannot be opened; damaged or cut off ({error}). Fetch it again"
        ) from None


def _is_cut_off(path: Path) -> bool:
    """Whether a file lacks the mark that ends a PDF."""
    with path.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - _END_WITHIN))
        return b"%%EOF" not in file.read()


def _check_count(path: Path, count: int) -> None:
    if count == 0:
        raise ReportError(f"{path.name}: a PDF without pages; damaged or cut off. Fetch it again")
    if count > MOST_PAGES:
        raise ReportError(f"{path.name}: says that it has {count} pages; a report has no more than {MOST_PAGES}")


def _check_text(path: Path, pages: list[Page], failed: list[tuple[int, str]], failures: Failures, asked: int) -> None:
    texts = [page for page in pages if page.texts.count("\n") + 1 >= _FEWEST_WORDS]
    if not texts and failures.noted:
        raise OwnFailure(str(failures.noted[0]))
    if not pages:
        number, reason = failed[0] if failed else (1, "is missing")
        raise ReportError(f"{path.name}: no page can be read: page {number} {reason}")
    if not texts:
        raise ReportError(
            f"{path.name}: no text on its {asked} pages, only pictures (a scan); "
            'add a text layer with "ocrmypdf -l nld IN.pdf OUT.pdf" and read that'
        )
