"""Reading a report that proves itself: the fast engine first, the thorough one for the pages where something is off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.findings import doubtful_codes, findings_of
from doelboom.data.model.frames import build
from doelboom.parser import Report, ReportError, read_report
from doelboom.parser.dataclass import dataclass
from doelboom.parser.options import AUTO, ENGINES, PDFPLUMBER, Progress
from doelboom.parser.records import FaultKind

_MOST_LISTED = 12

Read = Callable[[str, Mapping[int, str]], Report]
"""Reads a report with an engine, and some of its pages, by number, with another."""


@dataclass(frozen=True)
class _Reading:
    """One reading of a report, with what its own arithmetic says of it."""

    report: Report
    accounts: Accounts

    @cached_property
    def doubtful(self) -> frozenset[str]:
        return doubtful_codes(findings_of(self.accounts.rows.findings))

    @property
    def merit(self) -> tuple[int, int]:
        """More is better: nodes with a printed code; then fewer findings that put a figure in doubt."""
        printed = sum(node.code_printed for node in self.report.nodes)
        return printed, -self.accounts.summary.doubts


def read_checked(
    path: str | Path, engine: str = AUTO, password: str | None = None, progress: Progress | None = None
) -> Accounts:
    """Reads a report into checked frames.

    With engine "auto", the pages of a PDF where a figure is in doubt, a table is missing or the page itself could not
    be read are read again with pdfplumber. Whichever reading proves better is kept, page by page, and the source's
    notes say so.

    Args:
        progress: told how many pages are done and how many there are; starts again for the second reading.

    Raises:
        ReportError: as `parser.read_report` has it; also for an engine that there is not.
    """
    return proven(
        lambda engine, engines: read_report(path, engine=engine, engines=engines, password=password, progress=progress),
        engine,
    )


def proven(read: Read, engine: str = AUTO) -> Accounts:
    """The checked frames of a report that is read once or more, as `read_checked` has it.

    Raises:
        ReportError: as `read` does; also for an engine that there is not.
        FrameError: what was read breaks an invariant of the model.
    """
    if engine not in ENGINES:
        raise ReportError(f'no such engine: "{engine}"; there are {", ".join(ENGINES)}')

    def reading(pages: Iterable[int] = ()) -> _Reading:
        report = read(engine, dict.fromkeys(pages, PDFPLUMBER))
        return _Reading(report, checked(build(report)))

    first = reading()
    suspects = _pages_of(first, first.doubtful) | _unreadable(first.report) if engine == AUTO else set()
    if not suspects:
        return first.accounts
    second = reading(suspects)
    best, kept = (second, suspects) if second.merit > first.merit else (first, set())
    worse = second.doubtful - first.doubtful
    better = _pages_of(first, first.doubtful - second.doubtful) | _unreadable(first.report) - _unreadable(second.report)
    better -= _pages_of(second, worse)
    if worse and better and better != suspects:
        third = reading(better)
        if third.merit > best.merit:
            best, kept = third, better
    return _with_note(best.accounts, suspects, kept)


def _unreadable(report: Report) -> set[int]:
    """The pages that could not be read."""
    return {
        fault.place.page
        for fault in report.faults
        if fault.kind is FaultKind.UNREADABLE_PAGE and fault.place.page is not None
    }


def _pages_of(reading: _Reading, codes: frozenset[str]) -> set[int]:
    """The pages of a PDF on which some nodes stand, with their tables, up to where the next node begins."""
    nodes = reading.report.nodes
    pages: set[int] = set()
    for node, following in pairwise((*nodes, None)):
        if node is None or node.code not in codes or node.place.page is None:
            continue
        ends = [line.place.page for line in node.amounts if line.place.page is not None]
        if any(line.actual is None for line in node.amounts) and following is not None:
            ends.append(following.place.page or 0)
        pages.update(range(node.place.page, max([node.place.page, *ends]) + 1))
    return pages


def _with_note(accounts: Accounts, suspects: set[int], kept: set[int]) -> Accounts:
    """The accounts, with a note on what was read twice."""
    again = f"{_listed(suspects)} read again with {PDFPLUMBER}"
    if not kept:
        note = f"{again}; that reading proved no better and was not kept"
    elif kept == suspects:
        note = f"{again}; that reading proved better and was kept"
    else:
        note = f"{again}; that reading proved better on {_listed(kept)} and was kept there"
    source = replace(accounts.source, notes=(*accounts.source.notes, note))
    return replace(accounts, source=source)


def _listed(pages: set[int]) -> str:
    numbers = sorted(pages)
    shown = ", ".join(map(str, numbers[:_MOST_LISTED]))
    more = f" and {len(numbers) - _MOST_LISTED} more" if len(numbers) > _MOST_LISTED else ""
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}{more}"
