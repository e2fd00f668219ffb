"""What a report is: whose, of which year, of what kind, how far, of which plan.

It is read from the document and can be corrected by the user. Nothing of it is guessed: where the document does not say
a thing, that is None or unknown; only the kind follows from the tables, which hold a plan against an account.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, fields, replace
from typing import Any

from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import ReportKind as ReportKind  # the other rooms take them from here
from doelboom.parser.records import Status as Status

_PREFERRED = {Status.FINAL: 2, Status.UNKNOWN: 1, Status.PROVISIONAL: 0}
"""Which of two reports of one year speaks for it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report is."""

    government: str | None
    """The city, municipality or other government, as it is printed."""
    year: int | None
    kind: ReportKind
    status: Status = Status.UNKNOWN
    plan_period: tuple[int, int] | None = None
    """The first and the last year of the plan."""

    @property
    def key(self) -> str | None:
        """The government whatever its letter case and spaces, to compare it with; None where it is not known."""
        return key_of(self.government)

    @property
    def preference(self) -> int:
        """How much it is to be preferred to others of the same year: final before what does not say, and that before
        provisional."""
        return _PREFERRED[self.status]


FIELDS = tuple(each.name for each in fields(Identity))
"""What can be corrected, by name."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a user says of what a report is, in place of what the document says."""

    values: tuple[tuple[str, Any], ...] = field(default=())
    """Of `Identity`, by name."""

    @property
    def names(self) -> tuple[str, ...]:
        """What is corrected, in the order of `FIELDS`."""
        return tuple(name for name in FIELDS if name in dict(self.values))

    def with_values(self, values: Iterable[tuple[str, Any]]) -> Correction:
        """The correction with others; None takes one away."""
        merged = {**dict(self.values), **dict(values)}
        return Correction(tuple((name, merged[name]) for name in FIELDS if merged.get(name) is not None))

    def applied(self, identity: Identity) -> Identity:
        """An identity as the user has it."""
        return replace(identity, **dict(self.values)) if self.values else identity


def key_of(government: str | None) -> str | None:
    """A government's name whatever its letter case and spaces; None for none."""
    return (" ".join(government.casefold().split()) or None) if government is not None else None
