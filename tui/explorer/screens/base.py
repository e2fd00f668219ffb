"""What every screen of doelboom has: its commands, its help, its way out, its smallest size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import Initialize, var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import BY_ID, Command, Place, at
from doelboom.tui.explorer.key_names import key_names
from doelboom.tui.explorer.themes import look_of
from doelboom.tui.explorer.widgets.lines import KeyLine
from doelboom.tui.locale.words import _, counted, measure_meaning, measure_term
from doelboom.tui.terminal.textual_places import forget_what_is_closed
from doelboom.tui.views.drawing.look import PRETTY, Look
from doelboom.tui.views.words.captions import Terms

if TYPE_CHECKING:
    import polars as pl

    from doelboom.tui.explorer.screens.travel import TravelScreen

Result = TypeVar("Result")

SMALLEST = (40, 12)
"""Columns and rows below which a screen only says that it has no room."""


def look_in_force(screen: Screen[Any]) -> Look:
    """The look of the theme in force, with the signs that the terminal can show."""
    return look_of(screen.app.current_theme, getattr(screen.app, "signs", PRETTY))


def _too_small() -> str:
    columns, rows = SMALLEST
    return _("doelboom needs {columns} columns and {rows} rows").format(columns=columns, rows=rows)


class BaseScreen(Screen[Result], Generic[Result]):
    """A screen whose commands come from the registry."""

    PLACES: ClassVar[tuple[Place, ...]] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]

    def no_room(self) -> Static:
        """What stands alone on a screen that is too small; every screen composes it first."""
        self._fit(self.app.size)
        return Static(_too_small(), id="too-small", markup=False)

    def key_line(self) -> KeyLine:
        """The line of keys; every screen composes it last."""
        return KeyLine(id="keys").data_bind(BaseScreen.look)

    def _fit(self, size: Size) -> None:
        """Wears the classes of a size. Textual gives them behind the first picture, which then is one for nothing."""
        for length, breakpoints in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            reached = [name for least, name in breakpoints or () if length >= least]
            for _least, name in breakpoints or ():
                self.set_class(name == reached[-1], name)
        self._say_whether_too_small(size)

    def _say_whether_too_small(self, size: Size) -> None:
        self.set_class(size.width < SMALLEST[0] or size.height < SMALLEST[1], "-too-small")

    def on_resize(self, event: Resize) -> None:
        self._say_whether_too_small(event.size)

    look: var[Look] = var(Initialize(look_in_force), init=False)
    """The styles of the theme in force."""

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: setattr(self, "look", look_in_force(self)))

    def on_screen_resume(self) -> None:
        # Something over it was closed.
        forget_what_is_closed()

    def on_unmount(self) -> None:
        # Whoever hears a signal is kept by it, with all its rows.
        self.app.theme_changed_signal.unsubscribe(self)

    @property
    def commands(self) -> list[Command]:
        """What can be done here, in the registry's order."""
        return at(*self.PLACES, Place.EVERYWHERE)

    def keys_in_force(self) -> dict[str, str]:
        """The keys of each command by id, with what the user's keymap changed."""
        keymap = getattr(self.app, "keymap", {})
        return {identifier: keymap.get(identifier, command.keys) for identifier, command in BY_ID.items()}

    def keys_of(self, identifier: str) -> str:
        """The keys of a command, as they are printed on the keyboard."""
        return key_names(self.keys_in_force()[identifier])

    def target_of(self, command: Command) -> Widget:
        """The widget that a command's action belongs to."""
        return self

    def action_help(self) -> None:
        """Shows all keys, those of this screen first."""
        from doelboom.tui.explorer.screens.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.PLACES, self.keys_in_force()))

    def action_command_palette(self) -> None:
        """Shows everything that can be done, by name."""
        from doelboom.tui.explorer.screens.dialogs.palette import PaletteScreen
        from doelboom.tui.explorer.screens.palette.entries import Deed, entries
        from doelboom.tui.explorer.screens.palette.running import do

        async def chosen(deed: Deed | None) -> None:
            if deed is not None:
                await do(deed, self)

        offered = entries(self.PLACES, self.keys_in_force())
        self.app.push_screen(PaletteScreen(offered, self.explorer.outline), chosen)

    @property
    def explorer(self) -> TravelScreen:
        """The screen with the tree, over which all the others stand."""
        return cast("TravelScreen", self.app.screen_stack[0])

    def leave_for(self, code: str | None) -> None:
        """Leaves this screen for a node in the tree, or for the tree itself."""
        self.dismiss(cast("Any", code))

    async def run_command(self, command: Command, answer: str | None = None) -> None:
        """Runs one of the commands of this screen; with the answer to what it asks, if that is known already."""
        self._answer_given = answer
        try:
            await self.target_of(command).run_action(command.action)
        finally:
            self._answer_given = None

    _answer_given: str | None = None

    def reword(self) -> None:
        """Shows all words anew, in the language of now."""
        self.query_one("#too-small", Static).update(_too_small())
        self.show_keys(self._keys_shown)
        self.redraw()

    def redraw(self) -> None:
        """Shows all that is drawn anew, as theme and language have it."""

    def watch_look(self) -> None:
        """Shows it in the styles of another theme."""
        self.redraw()

    def action_close(self) -> None:
        """Closes this screen."""
        self.dismiss(None)

    def action_escape(self) -> None:
        """Goes back: closes this screen."""
        self.dismiss(None)

    async def action_quit(self) -> None:
        """Ends doelboom."""
        self.app.exit()

    def action_repaint(self) -> None:
        """Has every cell of the terminal written."""
        from doelboom.tui.terminal.textual_places import repaint_terminal

        repaint_terminal(self.app)

    def action_stop(self) -> None:
        """Gives the terminal back to the shell until it continues doelboom."""
        from doelboom.tui.terminal.stopping import stop

        if self.app.is_headless or not stop():
            self.say(_("There is no shell to go back to."), warning=True)

    def show_keys(self, identifiers: Sequence[str]) -> None:
        """Shows these commands, by id, in the line of keys."""
        self._keys_shown = tuple(identifiers)
        self.query_one(KeyLine).show_commands([BY_ID[identifier] for identifier in identifiers], self.keys_in_force())

    @on(KeyLine.Clicked)
    async def _key_clicked(self, event: KeyLine.Clicked) -> None:
        event.stop()
        await self.run_command(BY_ID[event.id])

    _keys_shown: tuple[str, ...] = ()

    def choose_measure(self, current: Measure, chosen: Callable[[Measure], None]) -> None:
        """Asks for one of the report's measures; leaving it changes nothing."""
        options = [(measure.value, measure_term(measure), measure_meaning(measure)) for measure in Measure]
        self.choose(_("Measure"), options, current.value, "m", lambda value: chosen(Measure(value)))

    def choose(
        self,
        title: str,
        options: Sequence[tuple[str, str, str]],
        current: str,
        key: str,
        chosen: Callable[[str], None],
    ) -> None:
        """Asks for one of some options, (value, term, meaning); leaving it changes nothing. `key` moves on."""
        from doelboom.tui.explorer.screens.dialogs.chooser import Chooser

        if self._answer_given in [value for value, _term, _meaning in options]:
            chosen(str(self._answer_given))
            return

        def closed(value: str | None) -> None:
            if value is not None:
                chosen(value)

        self.app.push_screen(Chooser(title, options, current, key), closed)

    def copy(self, text: str | None) -> None:
        """Puts a text on the clipboard and says what was done."""
        if text is None:
            self.say(_("Nothing is highlighted to copy."), warning=True)
            return
        from doelboom.tui.terminal.clipboard import copy
        from doelboom.tui.terminal.textual_places import write_to_terminal

        words = copy(text, partial(write_to_terminal, self.app))
        self.say(_(words).format(text=text.replace("\t", "  ")))

    def write_to_file(
        self,
        suggestion: str,
        endings: tuple[str, ...],
        write: Callable[[Path], None],
        said: Callable[[Path], str],
        title: str | None = None,
    ) -> None:
        """Asks for a file whose name has one of some endings, has something written there, and says so in the words
        that `said` has for the file. One that is there is replaced only after a second Enter."""
        from doelboom.tui.explorer.screens.dialogs.export import ExportScreen

        def chosen(name: str | None) -> None:
            if name is None:
                return
            path = Path(name).expanduser()
            try:
                write(path)
            except OSError as error:
                why = error.strerror or error
                self.say(_("{file}: cannot be written: {why}").format(file=path, why=why), warning=True)
                return
            self.say(said(path.absolute()))

        self.app.push_screen(ExportScreen(suggestion, endings, title), chosen)

    def export(self, frame: pl.DataFrame, title_lines: Sequence[str], terms: Terms, suggestion: str) -> None:
        """Asks for a file and writes a view's rows there, whole or not at all."""
        from doelboom.tui.export.export import FORMS, export_view

        def write(path: Path) -> None:
            export_view(frame, title_lines, path.suffix.lstrip(".").lower(), path, terms=terms, replace=True)

        rows = counted("{count} row", "{count} rows", frame.height).format(count=frame.height)
        words = _("{rows} written to {file}")
        self.write_to_file(suggestion, FORMS, write, lambda file: words.format(rows=rows, file=file))

    def say(self, message: str, *, warning: bool = False) -> None:
        """Tells the user something, as text and not as markup."""
        self.notify(message, markup=False, severity="warning" if warning else "information", timeout=4)


_COMPLAINTS = 3
"""How many are said one by one."""


def in_brief(complaints: Sequence[str]) -> list[str]:
    """As many complaints as there is room for at a time; the last then says how many there are besides."""
    if len(complaints) <= _COMPLAINTS:
        return list(complaints)
    said, count = list(complaints[: _COMPLAINTS - 1]), len(complaints) - _COMPLAINTS + 1
    words = counted("and {count} more complaint", "and {count} more complaints", count)
    return [*said, words.format(count=count)]
