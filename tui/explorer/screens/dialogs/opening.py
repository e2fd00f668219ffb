"""Opening another report without leaving: which one, and the reading of it, which can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, ClassVar

from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.cards import Card, cards
from doelboom.data.storage.library import BUNDLED, Opened, ReportNotFound, ReportUnusable, is_file_or_id, open_report
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.printable import printable
from doelboom.tui.explorer.narrowing import Choice, Narrowed, narrowed
from doelboom.tui.explorer.screens.dialogs.dialog import Band, BottomDialog, Dialog
from doelboom.tui.explorer.widgets.picker import Picker
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.numbers import bar
from doelboom.tui.views.words.reports.unusable import complaint

_LONGEST_PATH = 4096
"""Characters of a path that systems take at most."""


def read_report(app: App[Any], reference: str | None, chosen: Callable[[Opened], None]) -> None:
    """Reads a report, if one is asked for; one that cannot be read changes nothing."""

    def read(opened: Opened | None) -> None:
        if opened is not None:
            chosen(opened)

    if reference is not None:
        app.push_screen(ReadingScreen(reference), read)


class OpenScreen(BottomDialog[str | None]):
    """Asks which report: a file's path, or one of those known here. Ends with it, or None."""

    def __init__(self) -> None:
        super().__init__()
        self._known = [_known_as(card) for card in sorted(cards(Archive()), key=_place)]

    def compose(self) -> ComposeResult:
        with Vertical(id="bottom"):
            yield Picker(
                self._find,
                placeholder=_("a report's file, or choose one of these"),
                prompt=">",
                field_below=True,
                longest=_LONGEST_PATH,
            ).data_bind(Dialog.look)

    def _find(self, typed: str) -> Narrowed:
        left = narrowed(self._known, typed)
        # What is typed may be a file's path: then none of the known reports is meant, near as it may be.
        return Narrowed() if left.nearly else left

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        typed = event.typed.strip()
        is_file = bool(typed) and not event.clicked and Path(typed).expanduser().is_file()
        if event.value is not None and not is_file:
            self.dismiss(event.value)
        elif typed:
            self.dismiss(typed)


def _place(card: Card) -> tuple[bool, float]:
    """The one that comes with the program first, then what was read last."""
    read_at = card.source.read_at
    return card.source.id != BUNDLED, -read_at.timestamp() if read_at is not None else 0.0


def _known_as(card: Card) -> Choice:
    """A report in the list; of one that cannot be shown as it is kept, what it is."""
    state = Terms().text("state", card.kind.name.lower())
    parts = [part for part in (card.source.name, state) if part]
    identifier = card.source.id or ""
    return Choice(identifier, card.source.title, ", ".join(parts), identifier)


def _by_year(reference: str) -> str:
    """The id of the report that a year or government means, where what was typed is one; else what was typed.

    Raises:
        ReportNotFound: several governments have a report of that year.
    """
    from doelboom.data.years.references import meant

    edition = meant(reference, Archive()) if not is_file_or_id(reference) else None
    return edition.chosen.id or reference if edition is not None else reference


class _CancelledError(Exception):
    """Ends a reading that is not wanted any more."""


class ReadingScreen(Dialog[Opened | None]):
    """Reads a report while the window stays alive. Ends with it, or with None where it was cancelled or cannot be
    read, which is said."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,ctrl+c", "cancel", "cancel")]

    class Progressed(Message):
        """So many pages are read."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done = done
            self.total = total

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ReadingScreen.Progressed)

    class Ended(Message):
        """The reading is over."""

        def __init__(self, opened: Opened | None, complaint: str | None = None) -> None:
            super().__init__()
            self.opened = opened
            self.complaint = complaint

    def __init__(self, reference: str) -> None:
        super().__init__()
        self._reference = reference
        self._cancelled = False
        self._is_read = False
        self._deciding = Lock()
        """Held while it is decided whether what was read is kept or cancelled: it is never both."""

    def compose(self) -> ComposeResult:
        with Band(), Vertical(id="chooser"):
            name = printable(Path(self._reference).name)
            yield Static(_("reading {file}").format(file=name), id="chooser-title", markup=False)
            yield Static("", id="reading-progress", markup=False)
            yield Static(_("Esc cancels"), id="chooser-help", markup=False)

    def on_mount(self) -> None:
        self._work()

    @work(thread=True, exclusive=True, group="reading", exit_on_error=False)
    def _work(self) -> None:
        try:
            opened = open_report(_by_year(self._reference), read=self._read)
        except _CancelledError:
            self.post_message(self.Ended(None))
        except ReportUnusable as error:
            self.post_message(self.Ended(None, complaint(error)))
        except (ReportError, ReportNotFound) as error:
            self.post_message(self.Ended(None, printable(str(error))))
        except Exception as error:
            self.post_message(self.Ended(None, f"{type(error).__name__}: {printable(str(error))[:200]}"))
        else:
            self.post_message(self.Ended(opened))

    def _read(self, path: Path) -> Accounts:
        from doelboom.data.reading.sandbox import read_guarded

        accounts = read_guarded(path, progress=self._progress)
        with self._deciding:
            # What is read will be kept within a moment: from here on it is too late to cancel.
            if self._cancelled:
                raise _CancelledError
            self._is_read = True
        return accounts

    def _progress(self, done: int, total: int) -> None:
        if self._cancelled:
            raise _CancelledError
        self.post_message(self.Progressed(done, total))

    def on_reading_screen_progressed(self, event: ReadingScreen.Progressed) -> None:
        from decimal import Decimal

        drawn = bar(Decimal(event.done), Decimal(event.total), 24)
        words = _("page {done} of {total}").format(done=event.done, total=event.total)
        self.query_one("#reading-progress", Static).update(f"{drawn} {words}")

    def on_reading_screen_ended(self, event: ReadingScreen.Ended) -> None:
        if event.complaint is not None:
            self.notify(event.complaint, markup=False, severity="warning", timeout=10)
        self.dismiss(None if self._cancelled else event.opened)

    def action_cancel(self) -> None:
        """Ends the reading at its next page; nothing of it is kept."""
        with self._deciding:
            if self._is_read:
                return
            self._cancelled = True
        self.query_one("#chooser-help", Static).update(_("cancelling"))
