"""A figure of a report by name, and why one is not to be trusted."""

from __future__ import annotations

from decimal import Decimal

from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

_PARTS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure (or printed percentage) of a node; without column, one of its lines; without measure, the node."""

    code: str
    measure: Measure | None = None
    column: str | None = None

    def __str__(self) -> str:
        """As it stands in tables: ``CODE:measure:column``, or less of it."""
        return ":".join(part for part in (self.code, self.measure, self.column) if part is not None)

    @classmethod
    def parse(cls, text: str) -> Cell:
        """The cell that `str` wrote.

        Raises:
            ValueError: there is no such measure.
        """
        parts = text.rsplit(":", _PARTS - 1)
        return cls(parts[0], Measure(parts[1]), parts[2]) if len(parts) == _PARTS else cls(text)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why not to trust a figure."""

    named: bool
    """Whether the check names this very figure; else it is one of several of which one is wrong."""
    suggestion: Decimal | None = None
    """What it may have to be, where one value is left."""
