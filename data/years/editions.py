"""Which report speaks for a year of a government, where there are several: one alone, and it is named.

An account before a budget or plan, which print no account of their year; what is final before what does not say, and
that before a draft; then the one that was read last. The others are passed over, so that no year ever counts twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from doelboom.data.model.accounts import BUNDLED, Source
from doelboom.data.model.identity import ReportKind
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import ReportNotFound, bundled_source
from doelboom.data.storage.shared.libraries import shared_besides
from doelboom.parser.dataclass import dataclass

_KINDS = (ReportKind.PLAN, ReportKind.BUDGET, ReportKind.ADJUSTMENT, ReportKind.ACCOUNT)
"""The later, the more it says of its year."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The report that speaks for a year, and those that do not."""

    year: int
    chosen: Source
    passed_over: tuple[Source, ...] = ()


def preferred(source: Source) -> tuple[int, int, bool, str]:
    """How much a report is to be preferred to others of its year: the larger, the more."""
    identity = source.identity
    read_at = source.read_at.isoformat() if source.read_at is not None else ""
    return _KINDS.index(identity.kind), identity.preference, source.id != BUNDLED, read_at


def editions(sources: Iterable[Source], government: str | None) -> dict[int, Edition]:
    """The edition of each year of a government, by its key (`Identity.key`), oldest first. A report without a
    government or year is of none: nobody knows what it would be a year of."""
    by_year: dict[int, list[Source]] = defaultdict(list)
    for source in sources:
        identity = source.identity
        if identity.year is not None and identity.key is not None and identity.key == government:
            by_year[identity.year].append(source)
    found = {}
    for year in sorted(by_year):
        # The same report may be there from two files: what was kept under one id is one.
        ranked = sorted({source.id: source for source in by_year[year]}.values(), key=preferred, reverse=True)
        # What comes with the program stands in for a report of one's own, and beside one it is nothing else.
        others = [source for source in ranked[1:] if source.id != BUNDLED]
        found[year] = Edition(year, ranked[0], tuple(others))
    return found


def opened_sources(archive: Archive, government: str | None = None) -> list[Source]:
    """Where the reports come from that can be used as they are kept, in libraries and in the archive; those that may be
    a government's, by its key, or all. Only the first line of each is read."""
    own = [one.source for one in archive.entries_of(government)]
    # What the user says of a report, a library does not know: one that is in both is the archive's.
    besides = shared_besides([source.id or "" for source in own], government)
    return [*(one.source for one in besides), *own]


def known_sources(archive: Archive, government: str | None = None) -> list[Source]:
    """The same with the bundled report, which comes first."""
    sources = opened_sources(archive, government)
    try:
        return [bundled_source(), *sources]
    except ReportNotFound:
        return sources


def by_government(sources: Iterable[Source]) -> Mapping[str, str]:
    """The governments of reports, key to name as the first of them has it."""
    names: dict[str, str] = {}
    for source in sources:
        identity = source.identity
        if identity.key is not None and identity.government is not None:
            names.setdefault(identity.key, identity.government)
    return names
