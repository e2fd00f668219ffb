"""Several reports that are asked at once: which ones are meant, each year of a government once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from doelboom.data.model.accounts import Source
from doelboom.data.model.identity import key_of
from doelboom.data.years.editions import Edition, by_government, editions
from doelboom.parser.dataclass import dataclass

ALL = "all"
"""What stands for every report."""
_YEARS = re.compile(r"(?:(?P<government>.+?)\s+)?(?P<first>[0-9]{4})(?:\s*-\s*(?P<last>[0-9]{4}))?")


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports that are meant, by government and year, and those that can be none of them."""

    editions: tuple[Edition, ...]
    nameless: tuple[Source, ...] = ()
    """Reports that name no government, which `ALL` leaves out: nobody knows whether their year is there already."""


def several(reference: str, sources: Iterable[Source]) -> Selection | None:
    """The reports that are meant by `all`, a government, years (2022-2024), a government's years, or some of these
    parted by commas; None where a reference means one report at the most."""
    known = list(sources)
    parts = [part.strip() for part in reference.split(",") if part.strip()]
    found: dict[tuple[str, int], Edition] = {}
    is_range = len(parts) > 1
    for part in parts:
        asked = _asked(part, known)
        if asked is None:
            return None
        governments, years = asked
        is_range = is_range or years is None or len(years) > 1
        for key in governments:
            for year, edition in editions(known, key).items():
                if years is None or year in years:
                    found[key, year] = edition
    if not found or (not is_range and len(found) < len(("one", "other"))):
        return None
    nameless = [source for source in known if source.identity.key is None] if ALL in parts else []
    return Selection(tuple(found[key] for key in sorted(found)), tuple(nameless))


def _asked(part: str, known: Sequence[Source]) -> tuple[list[str], range | None] | None:
    """The governments, by key, and the years that a part of a reference means; None for all years."""
    keys = list(by_government(known))
    if part == ALL:
        return keys, None
    if key_of(part) in keys:
        return [key_of(part) or ""], None
    match = _YEARS.fullmatch(part)
    if match is None:
        return None
    government = key_of(match["government"])
    if government is not None and government not in keys:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return ([government] if government is not None else keys), range(first, last + 1)
