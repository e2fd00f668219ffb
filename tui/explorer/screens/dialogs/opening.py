"""Opening another report without leaving: which one, and the reading of it, which can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive, Entry
from doelboom.data.storage.library import BUNDLED, Opened, ReportNotFound, ReportUnusable, bundled, open_report
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.markup import printable
from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.numbers import bar
from doelboom.tui.views.words.unusable import complaint


def ask_for_report(app: App[Any], chosen: Callable[[Opened], None]) -> None:
    """Asks for another report and reads it; leaving it, or a report that cannot be read, changes nothing."""

    def read(opened: Opened | None) -> None:
        if opened is not None:
            chosen(opened)

    def named(reference: str | None) -> None:
        if reference is not None:
            app.push_screen(ReadingScreen(reference), read)

    app.push_screen(OpenScreen(), named)


class OpenScreen(ModalScreen[str | None]):
    """Asks which report: a file's path, or one of those known here. Ends with it, or None."""

    CSS_PATH = "dialogs.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss(None)", "close"),
        ("down,tab", "down", "down"),
        ("up,shift+tab", "up", "up"),
    ]

    def compose(self) -> ComposeResult:
        with Vertical(id="jump"):
            yield OptionList(*self._known(), id="jump-list", markup=False)
            with Horizontal(id="jump-line"):
                yield Static(">", markup=False, classes="prompt")
                yield Field(id="jump-input", placeholder=_("a report's file, or choose one of these"))

    @staticmethod
    def _known() -> list[Option]:
        entries = [Entry(BUNDLED, bundled().source, 0), *Archive().known()]
        return [Option(_known_as(entry), id=entry.id) for entry in entries]

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.set_focus(self.query_one(Input))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        option = self.query_one(OptionList).highlighted_option
        if typed:
            self.dismiss(typed)
        elif option is not None:
            self.dismiss(option.id)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option.id)

    def action_down(self) -> None:
        """To the next known report."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """To the one before."""
        self.query_one(OptionList).action_cursor_up()


def _known_as(entry: Entry) -> Text:
    """A report in the list; of one that cannot be shown as it is kept, what it is."""
    state = Terms().text("state", entry.kind.name.lower())
    parts = [part for part in (entry.source.name, state) if part]
    return Text.assemble((entry.source.title, "bold"), f"  {', '.join(parts)}", no_wrap=True)


class _CancelledError(Exception):
    """Ends a reading that is not wanted any more."""


class ReadingScreen(ModalScreen[Opened | None]):
    """Reads a report while the window stays alive. Ends with it, or with None where it was cancelled or cannot be
    read, which is said."""

    CSS_PATH = "dialogs.tcss"

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

    def compose(self) -> ComposeResult:
        with Vertical(id="chooser"):
            name = printable(Path(self._reference).name)
            yield Static(_("reading {file}").format(file=name), id="chooser-title", markup=False)
            yield Static("", id="reading-progress", markup=False)
            yield Static(_("Esc cancels"), id="chooser-help", markup=False)

    def on_mount(self) -> None:
        self._work()

    @work(thread=True, exclusive=True, group="reading", exit_on_error=False)
    def _work(self) -> None:
        try:
            opened = open_report(self._reference, read=self._read)
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

        return read_guarded(path, progress=self._progress)

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
        self._cancelled = True
        self.query_one("#chooser-help", Static).update(_("cancelling"))
