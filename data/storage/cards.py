"""What is known of each report without reading it: where it comes from, how far it has proved itself, how large it is.

The first line of its file says it, so that a library of thousands is listed at once. Whether the rest is whole shows
when it is opened.
"""

from __future__ import annotations

from dataclasses import replace

from doelboom.data.model.accounts import Source
from doelboom.data.model.findings import Summary
from doelboom.data.storage import entry, files
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.contents import Kind, file_name, is_named_after
from doelboom.data.storage.corrections import corrected
from doelboom.data.storage.library import ReportNotFound, bundled_card
from doelboom.data.storage.shared.libraries import shared_besides
from doelboom.parser.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """A report, as a list of them shows it. What is not known is None."""

    source: Source
    kind: Kind = Kind.KEPT
    summary: Summary | None = None
    nodes: int | None = None

    @property
    def is_usable(self) -> bool:
        """Whether it can be shown as it is kept, as far as its first line tells."""
        return self.kind in (Kind.KEPT, Kind.SHARED)


def cards(archive: Archive) -> list[Card]:
    """A card for each report known here: the bundled one, those of the archive, those of libraries besides."""
    found = []
    try:
        source, summary, nodes = bundled_card()
        found.append(Card(source, Kind.KEPT, summary, nodes))
    except ReportNotFound:
        # A damaged installation says so where the report is asked for.
        pass
    own = archive.ids()
    shared = [Card(one.source, Kind.SHARED, one.summary) for one in shared_besides(own)]
    return [*found, *(_card(archive, identifier) for identifier in own), *shared]


def _card(archive: Archive, identifier: str) -> Card:
    path = archive.root / file_name(identifier)
    try:
        source, summary, nodes = entry.read_card(path)
    except (OSError, files.FileError, ValueError):
        known = archive.entry(identifier)
        return Card(known.source, known.kind)
    if not is_named_after(path, source):
        return Card(archive.entry(identifier).source, Kind.DAMAGED)
    return Card(corrected(replace(source, id=identifier)), Kind.KEPT, summary, nodes)
