"""One report's accounts, without what reads and computes them: nothing here loads Polars.

A look-up, or the explorer's first screen, needs the outline of a report and its source, which are kept beside the
frames as plain JSON. The frames of a kept report are read when a query first asks for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

BUNDLED = "bundled"
"""The id of the report that comes with the program."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the frames come from."""

    year: int
    """The report's year; it compares with the year before."""
    city: str | None = None
    name: str | None = None
    """The file's name, without its folder."""
    digest: str | None = None
    """SHA-256 of the file's content, in hexadecimal."""
    read_at: datetime | None = None
    pages: int | None = None
    notes: tuple[str, ...] = ()
    path: str | None = None
    """Where the file lay when it was opened last, as `data.storage.sources.text_of_path` writes it."""
    id: str | None = None
    """Under which id the report is known here; None for one that was only read."""

    @property
    def prior(self) -> int:
        """The year that the report compares with."""
        return self.year - 1

    @property
    def title(self) -> str:
        """What the report calls itself."""
        return f"Jaarrekening {self.year}" + (f" - {self.city}" if self.city else "")

    @property
    def label(self) -> str:
        """The title with the id, which tells two reports of one year apart."""
        return f"{self.title} ({self.id})" if self.id is not None else self.title


@dataclass(frozen=True, slots=True)
class Summary:
    """A report's state in numbers."""

    percentages: int
    """Printed percentages that could be held against two figures."""
    percentages_ok: int
    parents_with_remainder: int
    lost_headings: int
    doubts: int
    """Findings that put a figure, a table or a page in doubt."""


@dataclass(frozen=True, eq=False)
class Accounts:
    """One report as frames. Nothing ever changes a frame; a query makes a new one.

    Two readings of a report are not equal: frames do not answer whether they are.
    """

    source: Source
    nodes: pl.DataFrame
    amounts: pl.DataFrame
    faults: pl.DataFrame
    findings: pl.DataFrame
    """The check's findings, empty until the check has run."""

    @property
    def has_descriptions(self) -> bool:
        """Whether the document itself was read; the bundled data has facts and figures only."""
        return self.nodes["description"].null_count() < self.nodes.height

    @property
    def glance(self) -> dict[str, Any] | None:
        """What `data.model.glance` made of the outline, where it is kept; None for accounts just read."""
        return None

    @property
    def whole(self) -> Accounts:
        """The same with its frames, for `dataclasses.replace`."""
        return self

    def with_source(self, source: Source) -> Accounts:
        """The same report, with something else known of where it comes from."""
        return replace(self, source=source)


class KeptAccounts(Accounts):
    """The accounts of a kept report: the frames are read when they are first asked for."""

    def __init__(self, source: Source, glance: dict[str, Any], load: Callable[[], Accounts]) -> None:
        """`load` reads the frames; it must not fail, so what it reads is proven whole before."""
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "_glance", glance)
        object.__setattr__(self, "_load", load)

    _glance: dict[str, Any]
    _load: Callable[[], Accounts]

    def with_source(self, source: Source) -> Accounts:
        return KeptAccounts(source, self._glance, lambda: self.whole.with_source(source))

    @cached_property
    def whole(self) -> Accounts:
        """The same with its frames, for `dataclasses.replace`."""
        return self._load()

    @cached_property
    def nodes(self) -> pl.DataFrame:
        return self.whole.nodes

    @cached_property
    def amounts(self) -> pl.DataFrame:
        return self.whole.amounts

    @cached_property
    def faults(self) -> pl.DataFrame:
        return self.whole.faults

    @cached_property
    def findings(self) -> pl.DataFrame:
        return self.whole.findings

    @property
    def has_descriptions(self) -> bool:
        return any(item[10] is not None for item in self._glance["items"])

    @property
    def glance(self) -> dict[str, Any]:
        return self._glance
