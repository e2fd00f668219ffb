"""Where the user stopped: node, view, question and bookmarks of each report, taken up again at the next start.

One JSON file under the user's state folder, with codes and settings and no text of a report. What cannot be read is
as if it were not there, which is said once: the next time that it is written, it is as it should be. What cannot be
written is forgotten.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import field
from pathlib import Path
from typing import Any

from doelboom.data.storage import files, locations
from doelboom.parser.dataclass import dataclass
from doelboom.tui.locale.words import _
from doelboom.tui.settings.absent import is_absent
from doelboom.tui.settings.depth import is_deeper
from doelboom.tui.settings.session_form import sound

_VERSION = 1
_REPORTS = 50
"""How many reports are remembered: those opened last."""
_LARGEST = 1024 * 1024
_DEEPEST = 20
"""More than what is remembered stands within one another, whatever a later version remembers."""


@dataclass(slots=True)
class Session:
    """What is remembered of one report."""

    report: str
    """The report's id."""
    path: Path
    state: dict[str, Any] = field(default_factory=dict)
    """Plain values by name; each screen reads its own and checks them."""
    complaint: str | None = None
    """What of it could not be read, if anything."""

    def text(self, name: str) -> str | None:
        """A remembered text."""
        value = self.state.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str, *, default: bool) -> bool:
        """A remembered choice."""
        value = self.state.get(name)
        return value if isinstance(value, bool) else default

    def texts(self, name: str) -> list[str]:
        """Remembered texts."""
        value = self.state.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def save(self) -> None:
        """Writes it, whole or not at all."""
        with contextlib.suppress(OSError):
            reports, _complaint = _read(self.path)
            reports.pop(self.report, None)
            reports[self.report] = self.state
            kept = dict(list(reports.items())[-_REPORTS:])
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            content = json.dumps({"version": _VERSION, "reports": kept}, indent=1)
            files.replace_private(self.path, content.encode())


def _read(path: Path) -> tuple[dict[str, Any], str | None]:
    """What is remembered of each report, and what is wrong with the file; nothing where there is none."""
    try:
        content = json.loads(files.read_own(path, private=False, largest=_LARGEST))
        reports = content["reports"] if content["version"] == _VERSION else {}
    except files.FileError as error:
        # Only one that is there is worth a word.
        return {}, None if is_absent(path) else _spoilt(path, str(error))
    except OSError:
        return {}, None
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}, _spoilt(path)
    # What is nested too deep could be read, and not be written again.
    is_sound = isinstance(reports, dict) and not is_deeper(reports, _DEEPEST)
    return (reports, None) if is_sound else ({}, _spoilt(path))


def _spoilt(path: Path, names: str = "") -> str:
    words = _("{file}: where you stopped cannot be read, and is begun anew")
    some = _("{file}: not understood, and begun anew: {names}")
    return some.format(file=path, names=names) if names else words.format(file=path)


def session_of(report: str, path: Path | None = None, *, fresh: bool = False) -> Session:
    """What is remembered of a report; nothing, if it is to be a fresh start (which still keeps the bookmarks)."""
    path = path if path is not None else locations.session()
    reports, complaint = _read(path)
    state, spoilt = sound(reports.get(report, {}))
    if spoilt:
        complaint = _spoilt(path, ", ".join(spoilt))
    if fresh:
        state = {"bookmarks": state["bookmarks"]} if "bookmarks" in state else {}
    return Session(report, path, state, complaint)
