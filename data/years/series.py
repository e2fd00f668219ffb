"""A node over the years: its figures in every report of one government, each year once.

A node is the same where code and title agree with those of the report at hand (`data.years.matching`); where only one
of them does, that year says so and has no figures of that one. The column of the year before gives an account where no
report of that year has the node. Nothing here loads Polars.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from doelboom.data.model.accounts import BUNDLED, Accounts, Source
from doelboom.data.model.cells import Cell, Doubt
from doelboom.data.model.doubts import Doubts, printed_columns
from doelboom.data.model.outline import WHOLE, Item, Outline, outline
from doelboom.data.model.sums import per_cent
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import ReportNotFound, bundled, bundled_source, kept
from doelboom.data.storage.shared.layout import LibraryError, Shared
from doelboom.data.storage.shared.libraries import load_shared, shared_besides, shared_reports
from doelboom.data.years.editions import Edition, editions, known_sources
from doelboom.data.years.matching import Matching, Standing, code_key, match
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Figures, Measure

if TYPE_CHECKING:
    from doelboom.data.years.partitions import NodeInFiles

_PRIOR = "prior"
_SHOWN = ("reference", "actual", "spent_pct")


class Presence(StrEnum):
    """Whether the report of a year has a node."""

    SAME = "same"
    MOVED = "moved"
    """Below another parent than in the report at hand."""
    RENAMED = "renamed?"
    """It has the code with another title: perhaps the same."""
    OTHER_CODE = "other code?"
    """It has the title with another code: perhaps the same."""
    ABSENT = "not in it"
    NO_REPORT = "no report"
    """There is none of that year, or none that can be used."""


_PRESENCES = {
    Standing.SAME: Presence.SAME,
    Standing.MOVED: Presence.MOVED,
    Standing.RENAMED: Presence.RENAMED,
    Standing.OTHER_CODE: Presence.OTHER_CODE,
}


@dataclass(frozen=True, slots=True)
class YearOfNode:
    """What the reports say of a node for one year."""

    year: int
    presence: Presence = Presence.NO_REPORT
    """Whether that year's own report has the node."""
    perhaps: Item | None = None
    """What that report has that is perhaps the same."""
    source: Source | None = None
    """The report that the figures stand in; None where there are none."""
    code: str | None = None
    """The node's code in that report."""
    parent: str | None = None
    """The code of what it is a part of in that report."""
    from_prior: bool = False
    """Whether it is the column of the year before in the report of the year after: an account, and no more."""
    figures: Mapping[Measure, Figures] = field(default_factory=dict)
    """By measure; nothing where no report has any."""
    doubts: Mapping[Cell, Doubt] = field(default_factory=dict)
    """The cells of that report, in doubt by its own arithmetic, that the figures are or are worked out from."""

    def value(self, measure: Measure, column: str) -> Decimal | None:
        """A figure; None where none is printed."""
        value: Decimal | None = getattr(self.figures.get(measure, Figures()), column)
        return value

    def is_doubtful(self, measure: Measure, column: str) -> bool:
        """Whether a figure is in doubt, or worked out from one."""
        printed = (_PRIOR,) if self.from_prior else printed_columns(column)
        return any(cell.measure is measure and cell.column in printed for cell in self.doubts)


@dataclass(frozen=True, slots=True)
class Series:
    """A node over the years, oldest first, from the first year of which there is a report or a figure to the last: a
    year in between of which there is nothing is a gap."""

    code: str
    """In the report at hand."""
    years: tuple[YearOfNode, ...]
    editions: tuple[Edition, ...] = ()
    """The reports that speak for the years."""

    def __getitem__(self, year: int) -> YearOfNode:
        """Raises KeyError for a year that is not in it."""
        for row in self.years:
            if row.year == year:
                return row
        raise KeyError(year)

    def change(self, year: int, measure: Measure, column: str = "actual") -> Decimal | None:
        """A year's figure minus that of the year before; None where one of them is not there."""
        now, before = (self._value(one, measure, column) for one in (year, year - 1))
        return now - before if now is not None and before is not None else None

    def change_pct(self, year: int, measure: Measure, column: str = "actual") -> Decimal | None:
        """The same in per cent of the year before, as `per_cent` has it; None where that is zero or not there."""
        return per_cent(self.change(year, measure, column), self._value(year - 1, measure, column))

    def change_in_doubt(self, year: int, measure: Measure, column: str = "actual") -> bool:
        """Whether a figure in doubt is in a change."""
        return any(row.year in (year, year - 1) and row.is_doubtful(measure, column) for row in self.years)

    def _value(self, year: int, measure: Measure, column: str) -> Decimal | None:
        return next((row.value(measure, column) for row in self.years if row.year == year), None)


class Years:
    """The reports of one government beside the one at hand, each read when it is first asked for, and kept.

    To be asked by one thread at a time.
    """

    def __init__(self, at_hand: Outline, archive: Archive | None = None) -> None:
        """Nothing is read yet."""
        self.at_hand = at_hand
        self._archive = archive if archive is not None else Archive()
        self._editions: dict[int, Edition] | None = None
        self._outlines: dict[str | None, Outline | None] = {at_hand.source.id: at_hand}
        self._matchings: dict[int, Matching] = {}
        self._shared: dict[str, Shared] = {}
        """The reports among the editions that are in libraries alone, by their ids."""
        self._doubts_told: dict[str | None, Doubts] = {}

    @property
    def is_alone(self) -> bool:
        """Whether no other report can be one of this government's: there is nothing to read."""
        here = self.at_hand.source
        if here.identity.key is None:
            return True
        is_bundled = here.id == BUNDLED or bundled_source().identity.key != here.identity.key
        return is_bundled and all(one == here.id for one in self._ids())

    def _ids(self) -> Iterable[str]:
        """The ids of the reports known here that may be of this government."""
        return (*self._archive.ids(), *(one.id for one in shared_reports(self.at_hand.source.identity.key)))

    def read(self) -> None:
        """Reads all of them, so that no later answer has to."""
        for year in self.editions:
            self.matching(year)

    @property
    def editions(self) -> Mapping[int, Edition]:
        """The report that speaks for each year; the one at hand is among them, or named among those passed over."""
        if self._editions is None:
            here = self.at_hand.source
            identity = here.identity
            if identity.key is None or identity.year is None:
                year = identity.year if identity.year is not None else here.year
                self._editions = {year: Edition(year, here)}
            else:
                known = [source for source in known_sources(self._archive, identity.key) if source.id != here.id]
                self._editions = editions([here, *known], identity.key)
                self._shared = {one.id: one for one in shared_besides(self._archive.ids(), identity.key)}
        return self._editions

    def outline(self, year: int) -> Outline | None:
        """The report that speaks for a year; None where there is none, or where it cannot be used."""
        edition = self.editions.get(year)
        if edition is None:
            return None
        identifier = edition.chosen.id
        if identifier not in self._outlines:
            self._outlines[identifier] = self._read(identifier or "")
        return self._outlines[identifier]

    def _read(self, identifier: str) -> Outline | None:
        try:
            if identifier in self._shared:
                accounts: Accounts | None = load_shared(self._shared[identifier])
            else:
                accounts = bundled() if identifier == BUNDLED else kept(identifier, self._archive)
        except (ReportNotFound, LibraryError):
            return None
        return outline(accounts) if accounts is not None else None

    def matching(self, year: int) -> Matching | None:
        """Which nodes of a year's report are those of the report at hand, the earlier one of the two before; None where
        there is no other report of that year."""
        other = self.outline(year)
        if other is None or other is self.at_hand:
            return None
        if year not in self._matchings:
            pair = (other, self.at_hand) if self._is_before(year) else (self.at_hand, other)
            self._matchings[year] = match(*pair)
        return self._matchings[year]

    def _is_before(self, year: int) -> bool:
        return year < (self.at_hand.source.identity.year or self.at_hand.source.year)

    def presence(self, year: int, code: str) -> tuple[Presence, str | None]:
        """Whether the report of a year has a node of the report at hand, and under which code; of what is perhaps the
        same, that one's."""
        matching = self.matching(year)
        if matching is None or code == WHOLE:
            return Presence.SAME, code
        if self._is_before(year):
            standing, there = matching.after.get(code), matching.counterparts.get(code)
        else:
            standing, there = matching.before.get(code), matching.counterparts_back.get(code)
        return _PRESENCES.get(standing, Presence.ABSENT) if standing is not None else Presence.ABSENT, there

    def series(self, code: str) -> Series:
        """A node of the report at hand over the years; also the whole report. A remainder is of its report alone.

        Raises:
            KeyError: the report at hand has no such node.
        """
        if self.at_hand.item(code).is_remainder:
            here = self.at_hand.source
            year = here.identity.year or here.year
            return Series(code, (_row_of(self.at_hand, year, code, Presence.SAME),), (Edition(year, here),))
        told = self._told_by_files(code)
        rows = {year: told[year] if year in told else self._row(year, code) for year in self.editions}
        for year in self.editions:
            self._add_prior(rows, year)
        for year in range(min(rows), max(rows)):
            rows.setdefault(year, YearOfNode(year))
        return Series(code, tuple(rows[year] for year in sorted(rows)), tuple(self.editions.values()))

    def _told_by_files(self, code: str) -> dict[int, YearOfNode]:
        """The years of a node that the files of libraries tell of, without a report being opened for it."""
        wanted = self.at_hand.item(code)
        unread = {
            year: self._shared[edition.chosen.id or ""]
            for year, edition in self.editions.items()
            if edition.chosen.id in self._shared and edition.chosen.id not in self._outlines
        }
        here = self.at_hand.source.identity.year
        # Two reports of one year may be two readings of one: those are matched as a whole.
        unread.pop(here if here is not None else self.at_hand.source.year, None)
        if not unread or not wanted.code_printed or self._codes[code_key(code)] > 1:
            return {}
        earlier = [one for year, one in unread.items() if self._is_before(year)]
        later = [one for year, one in unread.items() if not self._is_before(year)]
        # Imported only where a library has something to tell: it loads the query engine.
        from doelboom.data.years.partitions import in_files

        found = in_files(wanted, earlier, later)
        return {year: self._row_told(year, one, found[one.id]) for year, one in unread.items() if one.id in found}

    @cached_property
    def _codes(self) -> Counter[str]:
        """How often each code is printed in the report at hand, whatever its white space and letter case."""
        return Counter(code_key(code) for code, item in self.at_hand.items.items() if item.code_printed)

    def _row_told(self, year: int, shared: Shared, node: NodeInFiles) -> YearOfNode:
        if node.code is None or node.figures is None:
            return YearOfNode(year, Presence.ABSENT)
        parents = node.parent, self.at_hand.item(node.code).parent
        is_moved = code_key(parents[0] or "") != code_key(parents[1] or "")
        presence = Presence.MOVED if is_moved else Presence.SAME
        self._doubts_told[shared.id] = node.doubts
        doubts = self._doubts(shared.source, node.code, _SHOWN)
        return YearOfNode(
            year, presence, None, shared.source, node.code, node.parent, figures=node.figures, doubts=doubts
        )

    def _doubts(self, source: Source, code: str, columns: Sequence[str]) -> Mapping[Cell, Doubt]:
        """The figures of a report in doubt from which some columns of a node are worked out."""
        identifier = source.id
        if identifier in self._doubts_told:
            return self._doubts_told[identifier].behind((code,), Measure, columns)
        report = self._outlines.get(identifier)
        return report.accounts.doubts.behind((code,), Measure, columns) if report is not None else {}

    def _row(self, year: int, code: str) -> YearOfNode:
        report = self.outline(year)
        if report is None:
            return YearOfNode(year)
        presence, there = self.presence(year, code)
        if presence in (Presence.SAME, Presence.MOVED) and there is not None:
            return _row_of(report, year, there, presence)
        return YearOfNode(year, presence, report.item(there) if there is not None else None)

    def _add_prior(self, rows: dict[int, YearOfNode], year: int) -> None:
        """Adds the account of the year before that a report prints, where no report of that year has the node."""
        row, before = rows[year], rows.get(year - 1, YearOfNode(year - 1))
        if row.source is None or row.code is None or row.from_prior or before.figures:
            return
        figures = {measure: Figures(actual=line.prior) for measure, line in row.figures.items()}
        if any(line.actual is not None for line in figures.values()):
            doubts = self._doubts(row.source, row.code, (_PRIOR,))
            rows[year - 1] = replace(
                before, source=row.source, code=row.code, from_prior=True, figures=figures, doubts=doubts
            )


def _row_of(report: Outline, year: int, code: str, presence: Presence) -> YearOfNode:
    figures = {measure: report.figures(code, measure) for measure in Measure}
    doubts = report.accounts.doubts.behind((code,), Measure, _SHOWN)
    parent = report.item(code).parent
    return YearOfNode(year, presence, None, report.source, code, parent, figures=figures, doubts=doubts)


def measures_of(series: Series) -> Iterable[Measure]:
    """The measures of which there is a figure other than zero in a year."""
    return [
        measure
        for measure in Measure
        if any(not row.figures[measure].is_zero for row in series.years if measure in row.figures)
    ]
