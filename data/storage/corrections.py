"""What the user says that reports are, where the document says something else or nothing: kept beside the reports.

One small file a report, named after its id. A report that is read again keeps its correction; one that is removed from
the archive and opened again finds it. What is damaged is no correction.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from doelboom.data.model.accounts import BUNDLED, Source
from doelboom.data.model.identity import Correction, ReportKind, Status
from doelboom.data.storage import files, locations
from doelboom.data.storage.sources import ID
from doelboom.parser.formats.printable import printable

_LARGEST = 16 * 1024
LONGEST_NAME = 120
"""More characters than the name of a government has."""
YEARS = range(1900, 2200)
"""The years that a report can be of."""


def corrected(source: Source) -> Source:
    """The source of a report with an id, with what the user says that it is."""
    if source.id is None:
        return source
    correction = correction_of(source.id)
    return replace(source, correction=correction) if correction != source.correction else source


def correction_of(identifier: str) -> Correction:
    """What the user says of the report with an id: nothing where there is no file, or none that was written here."""
    path = _path(identifier)
    if path is None:
        return Correction()
    try:
        about = json.loads(files.read_own(path, largest=_LARGEST))
        return _from_plain(about)
    except (OSError, files.FileError, ValueError, TypeError, RecursionError):
        return Correction()


def correct(identifier: str, values: Iterable[tuple[str, Any]]) -> Correction:
    """Keeps what the user says of the report with an id, beside what was said before; None takes a value away.

    Args:
        values: of `Identity`, by name.

    Raises:
        OSError: it cannot be written; what was kept stays as it was.
    """
    path = _path(identifier)
    if path is None:
        raise FileNotFoundError(None, "no report's id")
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    files.make_private_folder(path.parent)
    with files.alone(path.parent):
        correction = correction_of(identifier).with_values(values)
        if correction.values:
            files.replace_private(path, json.dumps(_to_plain(correction)).encode())
        else:
            path.unlink(missing_ok=True)
    return correction


def _path(identifier: str) -> Path | None:
    is_id = identifier == BUNDLED or ID.fullmatch(identifier) is not None
    folder = locations.corrections()
    return folder / f"{identifier}.json" if is_id and folder.is_absolute() else None


def _to_plain(correction: Correction) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in correction.values}


def _from_plain(about: object) -> Correction:
    """Raises ValueError for what nobody wrote here."""
    if not isinstance(about, Mapping):
        raise ValueError("values by name were expected")  # noqa: TRY004 - a ValueError is what callers know
    values: dict[str, Any] = {}
    with contextlib.suppress(KeyError):
        values["government"] = _name(about["government"])
    with contextlib.suppress(KeyError):
        values["year"] = _year(about["year"])
    with contextlib.suppress(KeyError):
        values["kind"] = ReportKind(about["kind"])
    with contextlib.suppress(KeyError):
        values["status"] = Status(about["status"])
    with contextlib.suppress(KeyError):
        start, end = about["plan_period"]
        values["plan_period"] = _year(start), _year(end)
    return Correction().with_values(values.items())


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME:
        raise ValueError("a name was expected")
    return printable(value)


def _year(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value not in YEARS:
        raise ValueError("a year was expected")
    return value
