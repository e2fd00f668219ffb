"""The reports that are known here, told: one to open in the place of this one, or to put beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from doelboom.data.model.accounts import Source
from doelboom.data.reading.sandbox import read_guarded
from doelboom.data.storage.archive import Archive, ArchiveError
from doelboom.data.storage.library import BUNDLED, ReportNotFound, ReportUnusable, bundled, open_report
from doelboom.parser.errors import ReportError
from doelboom.tui.explorer.commands import Place
from doelboom.tui.linear.stand import Stand
from doelboom.tui.locale.words import _
from doelboom.tui.settings.session import session_of
from doelboom.tui.views.words.reports.pruning import pruned_words
from doelboom.tui.views.words.reports.unusable import complaint

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


class ReportsStand(Stand):
    """A row a report."""

    PLACES = (Place.REPORTS, Place.LIST)

    def __init__(self, explorer: LinearExplorer) -> None:
        super().__init__(explorer)
        self._look()

    def _look(self) -> None:
        self._sources: dict[str, Source] = {BUNDLED: bundled().source}
        self._sources |= {entry.id: entry.source for entry in Archive().known()}

    def title(self) -> list[str]:
        return [_("The reports")]

    def keys(self) -> Sequence[str]:
        return list(self._sources)

    def row(self, key: str) -> list[str]:
        source = self._sources[key]
        facts = {_("Id"): key, _("File"): source.name or ""}
        return [source.label, *(f"{label}: {fact}" for label, fact in facts.items() if fact)]

    def code_of(self, key: str) -> str | None:
        return None

    def go(self, key: str) -> None:
        open_another(self.explorer, key)

    def do_info(self, answer: str) -> None:
        if (key := self.chosen(answer)) is not None:
            self.say(*self.row(key))

    def do_file(self, answer: str) -> None:
        """Opens a file by its path."""
        name = answer or self.explorer.talk.ask(_("file"))
        if name:
            open_another(self.explorer, name)

    def do_beside(self, answer: str) -> None:
        """What differs between the report that is open and a row's."""
        from doelboom.tui.linear.beside import compare

        key = self.chosen(answer)
        if key == self.explorer.opened.id:
            self.say(_("This is the report that is open; choose another one."))
        elif key is not None:
            compare(self.explorer, key)

    def do_prune(self, _answer: str) -> None:
        """Removes what cannot be used as it is kept, after asking."""
        words = _("reports of other versions, damaged ones, leftovers: their files stay")
        if not self.explorer.talk.confirms(f"{_('Remove it')}: {words}"):
            return
        try:
            self.say(pruned_words(Archive().prune()))
        except ArchiveError as error:
            self.say(str(error))
        self._look()


def open_another(explorer: LinearExplorer, reference: str) -> None:
    """Shows another report, a file or one that is known; where it cannot be read, says why."""
    try:
        opened = open_report(reference, read=read_guarded)
    except ReportUnusable as error:
        explorer.talk.say(complaint(error))
        return
    except (ReportError, ReportNotFound) as error:
        explorer.talk.say(str(error))
        return
    explorer.tree.remember()
    explorer.session.save()
    Archive().remember(opened.id, opened.accounts.source)
    explorer.take(opened, session_of(opened.id, explorer.session.path))
    explorer.talk.say(explorer.outline.source.label, *opened.accounts.source.notes)
    explorer.here.arrive()
