"""From a file to a report, whatever its format."""

from __future__ import annotations

import codecs
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from doelboom.parser.errors import OwnFailure, ReportError
from doelboom.parser.failures import Failures, own_failure
from doelboom.parser.formats.recognise import (
    Format,
    begins_with_mark,
    check_text,
    is_archive,
    is_pdf,
    is_web,
    may_be_flat,
    text_format,
)
from doelboom.parser.grammar.grammar import read_rows
from doelboom.parser.options import Progress, ReadingOptions
from doelboom.parser.records import Amounts, Fault, FaultKind, Node, Origin, Place, Report
from doelboom.parser.rows import Row

if TYPE_CHECKING:
    from doelboom.parser.grammar.flat.flat import FlatText

_LARGEST_TEXT = 64 * 1024 * 1024
_LARGEST_PDF = 1024 * 1024 * 1024
_START = 4096
_MOST_LISTED = 5

_Placed = TypeVar("_Placed", Node, Amounts, Fault)


def read(path: Path, options: ReadingOptions) -> Report:
    """The report in a file; fails as `parser.read_report` does."""
    name = options.name or path.name
    start = _start(path, name)
    progress = _WatchedProgress(options.progress) if options.progress is not None else None
    try:
        if is_pdf(start):
            return _read_pdf(path, replace(options, progress=progress))
        if is_archive(start):
            return _read_office(path)
        check_text(start)
        text = _text(path)
        return _read_web(text) if begins_with_mark(start) and is_web(text) else _read_text(text)
    except ReportError as error:
        raise type(error)(f"{name}: {str(error).removeprefix(f'{path.name}: ')}") from None
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


def _read_text(text: str) -> Report:
    failures = Failures()
    kind = text_format(text)
    if kind is Format.LAYOUT:
        from doelboom.parser.layout.spaced_text import are_counted, rows_of_layout

        report = replace(_report(rows_of_layout(text, failures), failures), origin=Origin.DRAWN)
        return report if are_counted(text) else _without_pages(report)
    flat = _flat(text, kind)
    if flat is None:
        return _written(_rows_of_text(text, kind), failures)
    report = _written(flat.rows, failures)
    return replace(report, faults=(*report.faults, *flat.hints(report.nodes)), notes=(*report.notes, *flat.notes))


def _written(rows: Iterable[Row], failures: Failures) -> Report:
    """The report that rows hold whose words were written, and not drawn."""
    from doelboom.parser.formats.headers import with_whole_headers

    return replace(_report(with_whole_headers(rows), failures), origin=Origin.WRITTEN)


def _without_pages(report: Report) -> Report:
    """A report whose pages nobody can count: what is left of a place is its line."""

    def unpaged(item: _Placed) -> _Placed:
        return replace(item, place=replace(item.place, page=None))

    nodes = tuple(replace(unpaged(node), amounts=tuple(map(unpaged, node.amounts))) for node in report.nodes)
    return replace(report, nodes=nodes, faults=tuple(map(unpaged, report.faults)))


def _flat(text: str, kind: Format) -> FlatText | None:
    """The rows of a text whose cells run into each other; None for any other text."""
    from doelboom.parser.grammar.flat.flat import with_cells

    if not any(map(may_be_flat, text.splitlines())):
        return None
    from doelboom.parser.layout.page_ends import running_lines

    skipped = "<!-- -->" if kind is Format.PIPES else "--"
    running = running_lines(text)
    lines = text.replace("\f", "").split("\n")
    text = "\n".join(skipped if at in running else line for at, line in enumerate(lines))
    return with_cells(list(_rows_of_text(text, kind)))


def _read_web(text: str) -> Report:
    from doelboom.parser.formats.web import read_web

    page = read_web(text)
    return _read_text(page) if isinstance(page, str) else _written(page, Failures())


def _read_office(path: Path) -> Report:
    from doelboom.parser.formats.office.archive import opened
    from doelboom.parser.formats.office.kinds import rows_of_office

    with opened(path) as parts:
        return _written(rows_of_office(parts), Failures())


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
        try:
            report = _report(rows_of_pages(document.pages, failures), failures, unread)
        except OwnFailure:
            raise
        except ReportError as error:
            if document.failed:
                # What could not be read may be why.
                raise ReportError(f"{error}; {_listed(document.failed)}") from None
            raise
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


def _listed(failed: Sequence[tuple[int, str]]) -> str:
    """The pages that could not be read, some of them, with the reason."""
    more = f" and {len(failed) - _MOST_LISTED} more" if len(failed) > _MOST_LISTED else ""
    return ", ".join(f"page {number} {reason}" for number, reason in failed[:_MOST_LISTED]) + more


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


def _rows_of_text(text: str, kind: Format) -> Iterable[Row]:
    if kind is Format.PIPES:
        from doelboom.parser.formats.pipes import rows_of_pipes

        return rows_of_pipes(text)
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
        raise ReportError(f"cannot be read: {error.strerror or error}") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
