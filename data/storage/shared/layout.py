"""What a library consists of: Parquet below folders that say whose report it is, in versions that never change.

    current -> versions/000007          what readers open: another version takes its place in one step
    versions/000007/library.json        the reports that there are, and where each comes from
    versions/000007/governments/government=Gent.json    the same of one government
    versions/000007/nodes/government=Gent/year=2024/2024-20a2b1c3d4e5.parquet
    versions/000007/amounts/...         and so for findings, remainders and faults: the frames' own columns

DuckDB, Spark, Trino and Polars read it as it is: `government` and `year` are columns of their own by the folders' names
("hive"), and the column `report` has the report's id.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, unquote

from doelboom.data.model.accounts import Source
from doelboom.data.model.findings import Summary
from doelboom.parser.dataclass import dataclass

CURRENT, VERSIONS, ABOUT = "current", "versions", "library.json"
GOVERNMENTS = "governments"
"""The folder of the lists that are of one government each, so that nobody reads that of all for one."""
FRAMES = ("nodes", "amounts", "findings", "remainders", "faults")
DERIVED = ("rests", "doubts")
"""What is worked out from them and written beside them, so that thousands of reports are ranked at once
(`data.years.together.ranking`)."""
REPORT = "report"
"""The column of each frame that holds the id of its report."""
FORMAT = 1
"""Raised with every change of what is written."""
_PREFIX, _ENDING = "government=", ".json"
_SAFE = " '()&,"


class LibraryError(Exception):
    """A library cannot be read or written; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A report in a library."""

    id: str
    source: Source
    summary: Summary
    root: Path
    """The folder of the version that it was seen in, which stays as it is."""

    def path(self, frame: str) -> Path:
        """Where one of its frames is."""
        return self.root / place_of(frame, self.source, self.id)


def paths_of(reports: Iterable[Shared], frame: str) -> list[str]:
    """Where a frame of each of many reports is: as texts, which are made much faster than paths."""
    folders: dict[str | None, str] = {}
    paths = []
    for one in reports:
        identity = one.source.identity
        folder = folders.get(identity.government)
        if folder is None:
            folder = folders[identity.government] = _folder_of(identity.government)
        paths.append(f"{one.root}/{frame}/{folder}/year={identity.year}/{one.id}.parquet")
    return paths


def place_of(frame: str, source: Source, identifier: str) -> Path:
    """Where a frame of a report stands below its version's folder."""
    identity = source.identity
    return Path(frame) / _folder_of(identity.government) / f"year={identity.year}" / f"{identifier}.parquet"


def list_of(government: str | None) -> Path:
    """Where the list of a government's reports stands below its version's folder."""
    return Path(GOVERNMENTS) / f"{_folder_of(government)}{_ENDING}"


def government_of(name: str) -> str:
    """The government whose list has a name."""
    return unquote(name.removeprefix(_PREFIX).removesuffix(_ENDING))


def _folder_of(government: str | None) -> str:
    # A name may hold whatever a folder's must not; readers of such folders know per cent signs.
    return f"{_PREFIX}{quote(government or '', safe=_SAFE)}"
