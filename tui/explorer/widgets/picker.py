"""A field with a list: what is typed into the one narrows the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input, Static

from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.aside import Aside
from doelboom.tui.explorer.narrowing import LONGEST, Find, Narrowed
from doelboom.tui.explorer.widgets.choices import Choices
from doelboom.tui.explorer.widgets.field import Field
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.look import PLAIN, Look


class PickField(Field):
    """The field: keys that move go to the list, and so do some letters as long as nothing is typed."""

    @dataclass
    class Moved(Message):
        """A key that moves the cursor of the list."""

        key: str

    def __init__(self, *, placeholder: str, longest: int, moving: str, ticking: bool) -> None:
        super().__init__(placeholder=placeholder, longest=longest, id="pick-field")
        self._ticking = ticking
        self._moving = moving
        """The letters that move while the field is empty."""
        self._before = ""
        """Those of them that were typed last."""
        self.finds: Callable[[str], object] = bool
        """Whether a word finds something."""

    def on_key(self, event: Key) -> None:
        letter = event.character if event.is_printable else None
        if event.key == "space" and self._ticking:
            self._before = ""
            self._move(event, "space")
        elif letter is None:
            self._before = ""
            if event.key in _MOVES or (event.key in ("home", "end") and not self.value):
                self._move(event, event.key)
        elif not self.value and letter in self._moving:
            self._before += letter
            self._move(event, letter)
        elif not self.value and self._before:
            # "jeugd" begins with a letter that moves. It was the first of a word if that is one.
            word, self._before = self._before + letter, ""
            if self.finds(word):
                event.prevent_default()
                event.stop()
                self.insert_text_at_cursor(word)

    def _move(self, event: Key, key: str) -> None:
        event.prevent_default()
        event.stop()
        self.post_message(self.Moved(key))


_MOVES = ("up", "down", "tab", "shift+tab", "pageup", "pagedown", "ctrl+home", "ctrl+end")


class Picker(Vertical):
    """A field and, above or below it, the list that it narrows. It says what was chosen, and knows no screen."""

    look: var[Look] = var(PLAIN, init=False)

    @dataclass
    class Picked(Message):
        """Enter or a click: a value, or None where the cursor is on none; and what stands in the field."""

        value: str | None
        typed: str
        clicked: bool = False

    @dataclass
    class Left(Message):
        """q, while nothing is typed."""

    @dataclass
    class Filled(Message):
        """Something else stands in the list now."""

    def __init__(
        self,
        find: Find,
        *,
        current: str | None = None,
        placeholder: str = "",
        prompt: str = "",
        field_below: bool = False,
        opening_key: str = "",
        moving: bool = False,
        ticked: frozenset[str] | None = None,
        longest: int = LONGEST,
        aside: bool = False,
    ) -> None:
        """`current` is the value that the cursor begins at. With `aside`, what is typed is looked for while the field
        takes further keys, and only the last of it is shown. With `moving`, j k g G and the key that opened it move,
        and q leaves, as long as nothing is typed. With `ticked`, several values can be in: Space and a click take one
        in or out."""
        super().__init__(id="picker")
        self._find = find
        self._is_aside = aside
        self._finding: Aside[Narrowed] = Aside(self, self._show, self._say_whether_at_work)
        self._current = current
        self._prompt = prompt
        self._field_below = field_below
        self._opening_key = opening_key
        self.choices = Choices(id="pick-list")
        """The list."""
        self.choices.ticked = ticked
        letters = f"jkgGq{opening_key}" if moving else ""
        self.field = PickField(placeholder=placeholder, longest=longest, moving=letters, ticking=ticked is not None)
        """Where one types."""
        self.field.finds = lambda word: find(word).choices

    def compose(self) -> ComposeResult:
        if self._field_below:
            yield self.choices.data_bind(Picker.look)
        with Horizontal(id="pick-line"):
            if self._prompt:
                yield Static(self._prompt, markup=False, classes="prompt")
            yield self.field
        if not self._field_below:
            yield self.choices.data_bind(Picker.look)

    def on_mount(self) -> None:
        # At once: what is typed ahead is for the field.
        self.screen.set_focus(self.field)
        self.narrow()

    def narrow(self) -> None:
        """Shows what is left of the choices."""
        self._finding.drop()
        self._show(self._find(self.field.value))

    def _show(self, left: Narrowed) -> None:
        typed = bool(self.field.value.strip())
        self.choices.fill(left, None if typed else self._current)
        self.post_message(self.Filled())

    def _say_whether_at_work(self) -> None:
        if self._finding.is_at_work:
            self._show(Narrowed(note=_("searching\N{HORIZONTAL ELLIPSIS}")))

    def _catch_up(self) -> None:
        """Has the list be that of what is typed: the next key is for it."""
        if self._finding.is_asked:
            self.narrow()

    @property
    def value(self) -> str | None:
        """The value under the cursor."""
        return self.choices.value

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._is_aside and event.value.strip():
            self._finding.ask(partial(self._find, event.value))
        else:
            self.narrow()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._catch_up()
        self.post_message(self.Picked(self.choices.value, event.value))

    @on(Choices.Clicked)
    def _clicked(self, event: Choices.Clicked) -> None:
        event.stop()
        if self.choices.ticked is not None:
            self._tick()
        else:
            self.post_message(self.Picked(event.value, self.field.value, clicked=True))

    def _tick(self) -> None:
        """Takes the value under the cursor in or out; what was typed to find it has done its work."""
        value, ticked = self.choices.value, self.choices.ticked
        if value is not None and ticked is not None:
            self.choices.tick(ticked ^ {value})
            self._current, self.field.value = value, ""

    @on(PickField.Moved)
    def _moved(self, event: PickField.Moved) -> None:
        event.stop()
        self._catch_up()
        choices = self.choices
        if event.key == "q" and self._opening_key != "q":
            self.post_message(self.Left())
        elif event.key == "space":
            self._tick()
        elif event.key in ("down", "tab", "j", self._opening_key):
            choices.move(1)
        elif event.key in ("up", "shift+tab", "k"):
            choices.move(-1)
        elif event.key in ("pagedown", "pageup"):
            choices.move_page(1 if event.key == "pagedown" else -1)
        elif event.key in ("g", "home", "ctrl+home"):
            choices.first()
        else:
            choices.last()
