"""Which report a year, a government, or both mean: ``2024``, ``Gent``, ``Gent 2024``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from doelboom.data.model.accounts import Source
from doelboom.data.model.identity import key_of
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import ReportNotFound, bundled_source
from doelboom.data.years.editions import Edition, editions, opened_sources

_YEAR = re.compile(r"[0-9]{4}")
_BOTH = re.compile(r"(?P<government>.+?)[\s/:-]+(?P<year>[0-9]{4})")


def meant(reference: str, archive: Archive) -> Edition | None:
    """The edition that a reference means; None for one that is neither year nor government of a report known here, or
    where a report of that year cannot be compared with the others, as it cannot be used.

    The bundled report is meant only where no report opened here is. Where several governments have a report of a year,
    the government of the report opened last is meant.

    Raises:
        ReportNotFound: several governments have a report of that year, and none was opened last.
    """
    government, year = _parts(reference)
    opened = opened_sources(archive, government)
    if year is not None and government is None:
        usable = {source.id for source in opened}
        if any(one not in usable for one in archive.ids() if one.startswith(f"{year}-")):
            return None
    found = _answers(opened, government, year)
    if not found:
        try:
            found = _answers([bundled_source()], government, year)
        except ReportNotFound:
            return None
    if len(found) > 1:
        last = archive.last
        of_last = [
            key
            for key, edition in found.items()
            if any(source.id == last for source in (edition.chosen, *edition.passed_over))
        ]
        of_last = of_last or [source.identity.key or "" for source in opened if source.id == last]
        found = {key: edition for key, edition in found.items() if key in of_last} or found
    if len(found) > 1:
        names = ", ".join(sorted(f"{edition.chosen.identity.government} {edition.year}" for edition in found.values()))
        raise ReportNotFound(f"{reference}: reports of several governments answer to this: {names}")
    return next(iter(found.values()), None)


def _parts(reference: str) -> tuple[str | None, int | None]:
    """The key of the government and the year in a reference."""
    text = reference.strip()
    if _YEAR.fullmatch(text):
        return None, int(text)
    if match := _BOTH.fullmatch(text):
        return key_of(match["government"]), int(match["year"])
    return key_of(text), None


def _answers(sources: Iterable[Source], government: str | None, year: int | None) -> dict[str, Edition]:
    """The edition of each government that a reference may mean; without a year its latest."""
    by_key: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if (key := source.identity.key) is not None and government in (None, key):
            by_key[key].append(source)
    found = {}
    for key, of_one in by_key.items():
        of_key = editions(of_one, key)
        wanted = year if year is not None else max(of_key, default=None)
        if wanted in of_key:
            found[key] = of_key[wanted]
    return found
