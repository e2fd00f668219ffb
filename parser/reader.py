"""From a file to a report, whatever its format."""

from __future__ import annotations

import codecs
import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from doelboom.parser.errors import OwnFailure, ReportError
from doelboom.parser.failures import Failures, own_failure
from doelboom.parser.formats.recognise import Format, check_text, is_pdf, text_format
from doelboom.parser.grammar.grammar import read_rows
from doelboom.parser.options import Progress, ReadingOptions
from doelboom.parser.records import Fault, FaultKind, Origin, Place, Report
from doelboom.parser.rows import Row

_LARGEST_TEXT = 64 * 1024 * 1024
_LARGEST_PDF = 1024 * 1024 * 1024
_START = 4096


def read(path: Path, options: ReadingOptions) -> Report:
    """The report in a file; fails as `parser.read_report` does."""
    name = options.name or path.name
    start = _start(path, name)
    progress = _WatchedProgress(options.progress) if options.progress is not None else None
    try:
        if is_pdf(start):
            return _read_pdf(path, replace(options, progress=progress))
        check_text(name, start)
        return _read_text(path)
    except ReportError as error:
        raise type(error)(f"{name}: {str(error).removeprefix(f'{path.name}: ').removeprefix(f'{name}: ')}") from None
    except MemoryError:
        raise
    except Exception as error:
        if progress is not None and error is progress.raised:
            raise
        raise own_failure(name, error) from error


class _WatchedProgress:
    """Tells of progress, and knows what that raised: the caller's own, and no failure of the reading."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.raised: Exception | None = None

    def __call__(self, done: int, count: int) -> None:
        try:
            self._progress(done, count)
        except Exception as error:
            self.raised = error
            raise


def _read_text(path: Path) -> Report:
    failures = Failures()
    text = _text(path)
    kind = text_format(text)
    report = _report(_rows_of_text(text, kind, failures), failures)
    return replace(report, origin=Origin.DRAWN if kind is Format.LAYOUT else Origin.WRITTEN)


def _report(rows: Iterable[Row], failures: Failures, unread: Iterable[int] = ()) -> Report:
    """The report that a stream of rows holds, with what doelboom failed on: a fault and a note each."""
    try:
        report = read_rows(rows, failures, unread)
    except ReportError:
        if failures.noted:
            # What was read of it says nothing of what it is.
            raise OwnFailure(str(failures.noted[0])) from None
        raise
    return replace(report, faults=(*report.faults, *failures.faults()), notes=(*report.notes, *failures.notes()))


def _read_pdf(path: Path, options: ReadingOptions) -> Report:
    from doelboom.parser.layout.rows import rows_of_pages
    from doelboom.parser.pdf.document import read_document

    failures = Failures()
    document = read_document(path, failures, options)
    with _uncollected():
        unread = [number for number, _reason in document.failed]
        unread += [failure.place.page for failure in failures.noted if failure.place.page is not None]
        report = _report(rows_of_pages(document.pages, failures), failures, unread)
    faults = [
        Fault(FaultKind.UNREADABLE_PAGE, printed=f"page {number} {reason}", place=Place(page=number))
        for number, reason in document.failed
    ]
    if document.cut_off:
        printed = f"the file is cut off after page {document.count}: pages may be missing; fetch it again"
        faults.append(Fault(FaultKind.UNREADABLE_PAGE, printed=printed, place=Place(page=document.count)))
    recognised = 2 * sum(page.recognised for page in document.pages) > len(document.pages)
    origin = Origin.RECOGNISED if recognised else Origin.DRAWN
    return replace(report, faults=(*report.faults, *faults), pages=document.count, origin=origin)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the garbage collector from walking, again and again, over many small objects that make no cycles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _rows_of_text(text: str, kind: Format, failures: Failures) -> Iterable[Row]:
    if kind is Format.PIPES:
        from doelboom.parser.formats.pipes import rows_of_pipes

        return rows_of_pipes(text)
    if kind is Format.LAYOUT:
        from doelboom.parser.layout.spaced_text import rows_of_layout

        return rows_of_layout(text, failures)
    from doelboom.parser.formats.tabs import rows_of_text

    return rows_of_text(text)


def _start(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(_START)
        size = path.stat().st_size
    except OSError as error:
        raise ReportError(f"{name}: cannot be read: {error.strerror or error}") from None
    largest = _LARGEST_PDF if is_pdf(start) else _LARGEST_TEXT
    if size > largest:
        raise ReportError(f"{name}: too large for a report (over {largest // 2**20} MB)")
    return start


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(f"{path.name}: cannot be read: {error.strerror or error}") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
