"""The library as a tree: governments, their years, the reports of each; a year that is missing between two is a gap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from doelboom.data.storage.cards import Card
from doelboom.data.years.editions import preferred
from doelboom.parser.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a government, or a gap: between two years of which there are reports."""

    year: int | None
    cards: tuple[Card, ...] = ()
    """The reports of the year, the one that speaks for it first; what cannot be used as it is kept comes last."""

    @property
    def is_gap(self) -> bool:
        """Whether there is no report of it."""
        return not self.cards


@dataclass(frozen=True, slots=True)
class Government:
    """A government with its years, newest first."""

    key: str
    name: str | None
    """None for the reports of which nobody knows whose they are."""
    years: tuple[Year, ...]

    @property
    def reports(self) -> int:
        """How many reports there are of it."""
        return sum(len(year.cards) for year in self.years)


def shelf(cards: Iterable[Card]) -> list[Government]:
    """The governments by name, those that are not known last; each with all years from its first to its last."""
    by_key: dict[str, list[Card]] = defaultdict(list)
    names: dict[str, str | None] = {}
    for card in cards:
        identity = card.source.identity
        key = identity.key or ""
        by_key[key].append(card)
        names.setdefault(key, identity.government if key else None)
    found = [Government(key, names[key], _years(of_one, with_gaps=bool(key))) for key, of_one in by_key.items()]
    return sorted(found, key=lambda one: (one.name is None, one.key))


def _years(cards: Iterable[Card], *, with_gaps: bool) -> tuple[Year, ...]:
    by_year: dict[int | None, list[Card]] = defaultdict(list)
    for card in cards:
        by_year[card.source.identity.year].append(card)
    known = [year for year in by_year if year is not None]
    wanted = range(min(known), max(known) + 1) if known and with_gaps else sorted(known)
    years = [Year(year, _ranked(by_year[year]) if year in by_year else ()) for year in reversed(wanted)]
    return (*years, Year(None, _ranked(by_year[None]))) if None in by_year else tuple(years)


def _ranked(cards: list[Card]) -> tuple[Card, ...]:
    return tuple(sorted(cards, key=lambda card: (card.is_usable, preferred(card.source)), reverse=True))
