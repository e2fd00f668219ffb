"""doelboom's own failures: an error in its code that a report brought to light.

Such an error is no damage of the file, and is never called so. It costs the line or the page that brought it about;
the rest is read.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import OwnFailure, ReportError
from doelboom.parser.records import Fault, FaultKind, Place

_LOG = logging.getLogger("doelboom.parser")
_LOG.addHandler(logging.NullHandler())

_ROOT = Path(__file__).parents[1]
_ROOMS = ("parser", "data", "tui")
"""The folders below `_ROOT` that are doelboom's own: libraries may be installed beside them."""
_MOST_PLACES = 30
"""More frames of an error than that say nothing new."""
_MOST = 100
"""More failures than that say nothing new either."""
_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Failure:
    """An error inside doelboom, by its type and place; its message may quote the report and is left out."""

    kind: str
    """The name of the error's type."""
    at: str
    """The innermost place in doelboom's own code: ``parser/grammar/grammar.py:81 in read``."""
    place: Place = _NOWHERE
    """Where in the report, as far as it is known."""

    def __str__(self) -> str:
        where = f"page {self.place.page}: " if self.place.page is not None else ""
        if self.place.line is not None:
            where = f"line {self.place.line}: "
        return f"{where}doelboom failed on it ({self.kind}); the file is not to blame, please report this: {self.at}"


@dataclass(slots=True)
class Failures:
    """The failures of one reading: the first of each page, or of each line in a document without pages."""

    noted: list[Failure] = field(default_factory=list)

    def add(self, error: Exception, place: Place = _NOWHERE) -> None:
        """Takes note of an error that is being handled; one that is no failure of doelboom's is raised again."""
        if isinstance(error, MemoryError | ReportError):
            raise error
        known = {(failure.place.page, failure.place.line) for failure in self.noted}
        pages = {page for page, _ in known} - {None}
        if place.page not in pages and (place.page, place.line) not in known and len(known) < _MOST:
            self.noted.append(failure_of(error, place))

    @contextmanager
    def kept(self, place: Place = _NOWHERE) -> Iterator[None]:
        """Whatever fails inside is taken note of, and ends nothing but what is inside."""
        try:
            yield
        except Exception as error:
            self.add(error, place)

    def faults(self) -> list[Fault]:
        """The same as faults of a report: a page, or a line, of which not everything was read."""
        return [Fault(FaultKind.UNREADABLE_PAGE, printed=str(failure), place=failure.place) for failure in self.noted]

    def notes(self) -> tuple[str, ...]:
        """The same for the user, a line each."""
        return tuple(map(str, self.noted))


def failure_of(error: Exception, place: Place = _NOWHERE) -> Failure:
    """What is said of an error inside doelboom; the places that it went through are logged."""
    frames = traceback.extract_tb(error.__traceback__)
    named = [(_own_name(frame.filename), frame) for frame in frames]
    own = [f"{name}:{frame.lineno} in {frame.name}" for name, frame in named if name is not None]
    failure = Failure(type(error).__name__, own[-1] if own else "unknown place", place)
    _LOG.error("%s", failure)
    for frame in frames[-_MOST_PLACES:]:
        _LOG.error("  at %s:%s in %s", frame.filename, frame.lineno, frame.name)
    return failure


def _own_name(filename: str) -> str | None:
    """A file of doelboom's by its path below the folder of the three rooms; None for any other file."""
    path = Path(filename)
    if not path.is_relative_to(_ROOT):
        return None
    below = path.relative_to(_ROOT)
    return below.as_posix() if below.parts[0] in _ROOMS else None


def own_failure(name: str, error: Exception) -> OwnFailure:
    """The error to raise where doelboom failed on a whole file."""
    return OwnFailure(f"{name}: {failure_of(error)}")


def told_failure(message: str) -> OwnFailure:
    """The same failure of another process, by its message, which is logged here: nobody hears that process's log."""
    _LOG.error("%s", message)
    return OwnFailure(message)
