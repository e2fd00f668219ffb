"""Where a report comes from, as plain values for JSON and back: what the archive writes down to know it again.

What is read may be damaged or spoilt, so every value is looked at before anything is done with it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import Source
from doelboom.data.model.identity import ReportKind, Status
from doelboom.parser.formats.printable import printable
from doelboom.parser.records import Origin

DIGITS = 12
"""How much of the digest stands in a report's id: enough for a hand and for a few thousand reports."""
ID = re.compile(rf"\d{{4}}-[0-9a-f]{{{DIGITS}}}")
"""The id of an opened report: its year and the start of its content's digest."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST = 8192
"""More characters than the name or the path of any file has."""


def short_digest(digest: str) -> str:
    """The start of a digest, as ids and folders carry it."""
    return digest[:DIGITS]


def seal(about: Mapping[str, Any]) -> str:
    """The digest of what a file of JSON says, whatever its spaces."""
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def to_plain(source: Source) -> dict[str, Any]:
    """A source as plain values by name."""
    return {
        "year": source.year,
        "city": source.city,
        "name": source.name,
        "digest": source.digest,
        "read_at": source.read_at.isoformat() if source.read_at is not None else None,
        "pages": source.pages,
        "notes": list(source.notes),
        "path": source.path,
        "level_words": dict(source.level_words),
        "kind": source.kind.value if source.kind is not None else None,
        "status": source.status.value,
        "plan_period": list(source.plan_period) if source.plan_period is not None else None,
        "units": [str(source.amount_unit), str(source.percentage_unit)],
        "origin": source.origin.value,
    }


def from_plain(about: Mapping[str, Any]) -> Source:
    """The source in what `to_plain` made.

    Raises:
        ValueError: a value is missing, or is none of those that are written.
    """
    try:
        year, pages, notes = about["year"], about["pages"], about["notes"]
        city, name = (_shown(_text(about[key])) for key in ("city", "name"))
        digest = _text(about["digest"])
        read_at = _moment(about["read_at"])
    except KeyError as error:
        raise ValueError(f"{error.args[0]}: missing") from None
    if not _is_number(year) or not (pages is None or _is_number(pages)):
        raise ValueError("a number was expected")
    if not isinstance(notes, list) or not all(isinstance(note, str) for note in notes):
        raise ValueError("notes were expected")
    if digest is not None and _DIGEST.fullmatch(digest) is None:
        raise ValueError("a digest was expected")
    return Source(
        year,
        city,
        name,
        digest,
        read_at,
        pages,
        tuple(map(printable, notes)),
        _text(about.get("path")),
        *_units(about),
        _words(about),
        **_what_it_is(about),
        origin=Origin(_text(about.get("origin")) or ""),
    )


def _what_it_is(about: Mapping[str, Any]) -> dict[str, Any]:
    """What the document calls itself, how far it is and of which plan, by the names of a source's fields."""
    kind = about.get("kind")
    return {
        "kind": ReportKind(kind) if kind is not None else None,
        "status": Status(about.get("status", Status.UNKNOWN)),
        "plan_period": _period(about.get("plan_period")),
    }


def _period(years: object) -> tuple[int, int] | None:
    """The first and the last year of a plan."""
    if years is None:
        return None
    if not isinstance(years, list) or len(years) != 2 or not all(map(_is_number, years)):
        raise ValueError("two years were expected")
    return years[0], years[1]


def _words(about: Mapping[str, Any]) -> dict[str, str]:
    """What the levels are called."""
    words = about.get("level_words")
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
        raise ValueError("the words of the levels were expected")
    return {level: printable(word) for level, word in words.items()}


def _units(about: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """What amounts and percentages are rounded to."""
    try:
        amount, percentage = map(Decimal, about["units"])
    except (KeyError, ArithmeticError, TypeError, ValueError):
        raise ValueError("units were expected") from None
    if not (amount.is_finite() and percentage.is_finite() and amount > 0 and percentage > 0):
        raise ValueError("units above zero were expected")
    return amount, percentage


def as_told(about: object, identifier: str, *, whole: bool) -> Source:
    """What values say of the report with an id, as far as they make sense: to name the report and to look for its file.

    Args:
        about: what `to_plain` made, by whichever version, or what is left of it.
        whole: whether it is certain to be what was written. What is not certain gives a place to look at and nothing
            else: a file that is found there is known by its digest.
    """
    year, _parting, short = identifier.partition("-")
    source = Source(int(year), id=identifier)
    if not isinstance(about, dict):
        return source
    texts = {key: _text_or_none(about.get(key)) for key in ("city", "name", "digest", "path", "read_at")}
    if not whole:
        return Source(source.year, path=texts["path"], id=identifier)
    digest, read_at = texts["digest"], None
    if digest is not None and (_DIGEST.fullmatch(digest) is None or short_digest(digest) != short):
        digest = None
    with contextlib.suppress(ValueError):
        read_at = _moment(texts["read_at"])
    city, name = _shown(texts["city"]), _shown(texts["name"])
    source = Source(source.year, city, name, digest, read_at, path=texts["path"], id=identifier)
    with contextlib.suppress(ValueError, TypeError):
        return replace(source, **_what_it_is(about))
    return source


def text_of_path(path: Path) -> str | None:
    """A path as text that JSON holds whatever bytes are in it: absolute; None where the current folder is gone."""
    try:
        return os.fsencode(path.absolute()).decode("utf-8", "surrogateescape")
    except OSError:
        return None


def path_of_text(text: str) -> Path | None:
    """The path in what `text_of_path` made; None for any other text."""
    try:
        path = Path(os.fsdecode(text.encode("utf-8", "surrogateescape")))
    except UnicodeError:
        return None
    return path if path.is_absolute() and "\x00" not in text else None


def _text(value: object) -> str | None:
    if value is None or (isinstance(value, str) and len(value) <= _LONGEST):
        return value
    raise ValueError("a text was expected")


def _shown(text: str | None) -> str | None:
    return printable(text) if text is not None else None


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and len(value) <= _LONGEST else None


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**6


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None:
        raise ValueError("a moment was expected")
    return moment
