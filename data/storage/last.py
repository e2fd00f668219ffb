"""The note on the report opened last: its id, and what it takes to name it and to find its file where its entry cannot
be used.

One line of JSON that holds its own digest. A bare id is understood as well; that is all there is to say of the bundled
report.
"""

from __future__ import annotations

import json

from doelboom.data.model.accounts import BUNDLED, Source
from doelboom.data.storage.sources import ID, as_told, seal, to_plain
from doelboom.parser.dataclass import dataclass

LARGEST_NOTE = 64 * 1024
"""More bytes than a note takes with the longest path there can be."""
_WRITTEN = ("year", "city", "name", "digest", "path")


@dataclass(frozen=True, slots=True)
class Last:
    """The report opened last."""

    id: str
    source: Source | None = None
    """What was written down of where it comes from; None for the bundled report."""


def to_note(last: Last) -> bytes:
    """The note on a report."""
    if last.source is None:
        return last.id.encode("ascii")
    plain = to_plain(last.source)
    about = {"id": last.id} | {name: plain[name] for name in _WRITTEN}
    return json.dumps(about | {"check": seal(about)}).encode()


def from_note(content: bytes) -> Last:
    """The report in a note.

    Raises:
        ValueError: it is none, or damaged.
    """
    text = content.decode("ascii").strip()
    if not text.startswith("{"):
        return _last(text, None)
    try:
        about = json.loads(text)
        check, identifier = about.pop("check"), about["id"]
    except (KeyError, RecursionError):
        raise ValueError("no note on a report") from None
    if check != seal(about) or not isinstance(identifier, str):
        raise ValueError("damaged")
    return _last(identifier, about)


def _last(identifier: str, about: object) -> Last:
    if identifier == BUNDLED:
        return Last(identifier)
    if ID.fullmatch(identifier) is None:
        raise ValueError("no report's id")
    return Last(identifier, as_told(about, identifier, whole=True))
