"""Where one stands: rows with numbers, the one of now, and what can be done there.

Every command of the registry that is no picture's is a method, ``do_`` and its id or its action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from doelboom.data.model.outline import WHOLE
from doelboom.data.queries.search import jump
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.cli.writing.lines import node as node_in_lines
from doelboom.tui.explorer.commands import Command, Place, at
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.linear.wording import PICTURES, described
from doelboom.tui.locale.words import _, counted, measure_meaning, measure_term
from doelboom.tui.views.words.numbers import Unit
from doelboom.tui.views.words.titles import title_of

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer
    from doelboom.tui.views.questions import View

PAGE = 10
"""Rows that are told at a time."""
Action = Callable[[str], None]


class Stand:
    """A place with rows."""

    PLACES: ClassVar[tuple[Place, ...]] = ()

    def __init__(self, explorer: LinearExplorer) -> None:
        self.explorer = explorer
        self.key: str | None = None
        """The row that one is on."""
        self.numbered: Sequence[str] = ()
        """The rows that were told last, by their number."""

    # What a place says

    def title(self) -> list[str]:
        """What its rows are, a line a fact."""
        raise NotImplementedError

    def keys(self) -> Sequence[str]:
        """All rows in their order."""
        raise NotImplementedError

    def row(self, key: str) -> list[str]:
        """A row in lines: what it is, then a value a line."""
        raise NotImplementedError

    def code_of(self, key: str) -> str | None:
        """The node that a row is of."""
        return key

    def arrive(self) -> None:
        """Says where one is, and the first rows."""
        keys = self.keys()
        if self.key not in keys:
            self.key = keys[0] if keys else None
        self.say(*self.title())
        self.tell(keys.index(self.key) if self.key is not None else 0)

    def tell(self, start: int) -> None:
        """Says a page of rows with their numbers."""
        keys = self.keys()
        start = max(0, min(start, len(keys) - 1))
        page = keys[start : start + PAGE]
        self.numbered = keys
        for number, key in enumerate(page, start=start + 1):
            first, *values = self.row(key)
            self.say(f"{number}. {first}", *values)
        if len(page) < len(keys):
            words = _("rows {first} to {last} of {total}")
            self.say(words.format(first=start + 1, last=start + len(page), total=len(keys)))

    def say(self, *lines: str) -> None:
        """Writes lines."""
        self.explorer.talk.say(*lines)

    # Commands

    @property
    def commands(self) -> list[Command]:
        """What can be done here."""
        return [command for command in at(*self.PLACES, Place.EVERYWHERE) if command.id not in PICTURES]

    def action(self, command: Command) -> Action | None:
        """What does a command; None where nothing here does."""
        own = getattr(self, f"do_{command.id.replace('.', '_')}", None)
        found: Action | None = own if own is not None else getattr(self, f"do_{command.action}", None)
        return found

    def chosen(self, answer: str) -> str | None:
        """The row that an answer stands for: its number, nothing for the one of now. Says so where there is none."""
        if not answer:
            if self.key is None:
                self.say(_("There is no row."))
            return self.key
        if answer.isdecimal() and len(answer) < 6 and 0 < int(answer) <= len(self.numbered):
            return self.numbered[int(answer) - 1]
        codes = [code for code in jump(self.explorer.outline, answer) if code in self.keys()]
        if not codes:
            self.say(_("{text}: no such row").format(text=answer))
            return None
        return codes[0]

    def chosen_code(self, answer: str) -> str | None:
        """The node of the row that an answer stands for; says so where there is none."""
        key = self.chosen(answer)
        return self._code_or_word(key) if key is not None else None

    def _code_or_word(self, key: str) -> str | None:
        code = self.code_of(key)
        if code is None:
            self.say(_("This row is not one node's."))
        return code

    def go(self, key: str) -> None:
        """What choosing a row does: it leads to the row's node in the tree."""
        if (code := self._code_or_word(key)) is not None:
            self.explorer.go_to(code)

    def do_go(self, answer: str) -> None:
        """Chooses a row."""
        if (key := self.chosen(answer)) is not None:
            self.key = key
            self.go(key)

    def _move(self, step: int) -> None:
        keys = self.keys()
        if self.key in keys:
            self.key = keys[max(0, min(keys.index(self.key) + step, len(keys) - 1))]
            self.say(*self.row(self.key))

    def do_cursor_down(self, _answer: str) -> None:
        """To the next row."""
        self._move(1)

    def do_cursor_up(self, _answer: str) -> None:
        """To the row before."""
        self._move(-1)

    def _page(self, start: int) -> None:
        keys = self.keys()
        if keys:
            self.key = keys[max(0, min(start, len(keys) - 1))]
            self.tell(keys.index(self.key))

    def _at(self) -> int:
        keys = self.keys()
        return keys.index(self.key) if self.key in keys else 0

    def do_page_down(self, _answer: str) -> None:
        """The next rows."""
        self._page(self._at() + PAGE)

    def do_page_up(self, _answer: str) -> None:
        """The rows before."""
        self._page(self._at() - PAGE)

    def do_scroll_home(self, _answer: str) -> None:
        """The first rows."""
        self._page(0)

    do_scroll_top = do_scroll_home

    def do_scroll_end(self, _answer: str) -> None:
        """The last rows."""
        self._page(max(0, len(self.keys()) - PAGE))

    do_scroll_bottom = do_scroll_end

    def do_mark(self, answer: str) -> None:
        """Marks a row's node, or takes its mark away."""
        code = self.chosen_code(answer)
        if code is not None:
            words = _("{code}: marked") if self.explorer.marks.toggle(code) else _("{code}: mark taken away")
            self.say(words.format(code=code))
            self.explorer.say_marked()

    def do_info(self, answer: str) -> None:
        """The detail of a row: each figure as printed, a line a figure."""
        code = self.chosen_code(answer)
        if code is not None and code != WHOLE:
            self.say(node_in_lines(self.explorer.outline, code).rstrip("\n"))
        elif code is not None:
            self.say(*self.row(code))

    def do_copy_code(self, answer: str) -> None:
        """Says a row's code alone: here is no clipboard."""
        if (code := self.chosen_code(answer)) is not None:
            self.say(code)

    def do_copy_row(self, answer: str) -> None:
        """Says a row in one line, parted by tabs."""
        if (key := self.chosen(answer)) is not None:
            self.say("\t".join(self.row(key)).replace("\t", "; "))

    def do_note(self, answer: str) -> None:
        """Writes a note on the row's node; what stands behind the command is its text."""
        code = self.chosen_code("")
        if code is None:
            return
        if code == WHOLE:
            self.say(_("A note belongs to a node: the whole report has none."))
            return
        notes = notes_of(self.explorer.outline.source)
        notes.load()
        before = notes.text(code)
        self.say(_("Note on {code} {title}").format(code=code, title=title_of(self.explorer.outline.items[code])))
        if before:
            self.say(before)
        text = answer or self.explorer.talk.ask(_("its text; - takes it away; nothing leaves it"))
        if not text:
            return
        try:
            another = notes.put(code, "" if text == "-" else text, seen=before)
        except OSError as error:
            self.say(_("The note cannot be kept: {why}").format(why=error.strerror or error))
            return
        words = _("The note on {code} is kept.") if code in notes else _("The note on {code} is taken away.")
        self.say(words.format(code=code))
        if another:
            self.say(_("Another program had changed this note: both texts are kept."))

    def do_brief(self, answer: str) -> None:
        """Writes the row's node on one page; what stands behind the command is the file."""
        from doelboom.tui.brief.writing import ENDINGS, write_page
        from doelboom.tui.export.names import file_name

        code = self.chosen_code("")
        if code is None or code == WHOLE:
            self.say(_("A page is of one node: the whole report has none."))
            return
        outline, measure = self.explorer.outline, self.measure_of_page()
        words = _("The page of {code} is written to {file}")
        self._write(
            answer,
            file_name(code, outline.source.year, ending="html"),
            tuple(ENDINGS),
            lambda path: write_page(outline, code, path, measure, replace=True),
            lambda path: words.format(code=code, file=path),
        )

    def measure_of_page(self) -> Measure | None:
        """The measure that a page is about."""
        return None

    def export(self, view: View, answer: str, suggestion: str) -> None:
        """Writes rows to a file."""
        from doelboom.tui.export.export import FORMS, export_view

        def write(path: Path) -> None:
            form = path.suffix.lstrip(".").lower()
            export_view(view.frame, view.title_lines, form, path, terms=view.terms, replace=True)

        count = view.frame.height
        rows = counted("{count} row", "{count} rows", count).format(count=count)
        words = _("{rows} written to {file}")
        self._write(answer, suggestion, FORMS, write, lambda path: words.format(rows=rows, file=path))

    def _write(
        self,
        answer: str,
        suggestion: str,
        endings: Sequence[str],
        write: Callable[[Path], None],
        said: Callable[[Path], str],
    ) -> None:
        name = answer or self.explorer.talk.ask(_("file, such as {name}").format(name=suggestion))
        if not name:
            return
        path = Path(name).expanduser()
        if path.suffix.lstrip(".").lower() not in endings:
            self.say(_("Its name ends in one of: {endings}").format(endings=", ".join(endings)))
            return
        words = _("{file} is there already. Is it to be replaced?")
        if path.exists() and not self.explorer.talk.confirms(words.format(file=path)):
            return
        try:
            write(path)
        except OSError as error:
            why = error.strerror or error
            self.say(_("{file}: cannot be written: {why}").format(file=path, why=why))
            return
        self.say(said(path.absolute()))

    # Asking

    def choose_measure(self, answer: str) -> Measure | None:
        """One of the report's measures."""
        options = [Choice(measure.value, measure_term(measure), measure_meaning(measure)) for measure in Measure]
        value = self.explorer.talk.choose(_("Measure"), options, answer)
        return Measure(value) if value is not None else None

    def choose_order(
        self, columns: Mapping[str, str], current: tuple[str, bool], answer: str
    ) -> tuple[str, bool] | None:
        """A column to sort by, and whether downwards: the same again the other way."""
        options = [Choice(name, heading) for name, heading in columns.items()]
        column = self.explorer.talk.choose(_("Sort by (the same again: reversed)"), options, answer)
        if column is None:
            return None
        return column, not current[1] if column == current[0] else False

    def ask_words(self, answer: str) -> str:
        """The words of a filter; none for all rows."""
        return answer or self.explorer.talk.ask(_("words; nothing shows all again"))

    def choose_columns(self, headings: Mapping[str, str], shown: Sequence[str], answer: str) -> list[str] | None:
        """Takes one column in, or out if it is there; the others stay."""
        options = [
            Choice(name, heading, _("shown") if name in shown else _("not shown")) for name, heading in headings.items()
        ]
        name = self.explorer.talk.choose(_("Column to show, or to leave out"), options, answer)
        if name is None:
            return None
        return [key for key in headings if (key in shown) != (key == name)]

    # Everywhere

    def do_help(self, _answer: str) -> None:
        """The commands of this place."""
        self.say(_("A number chooses a row. The commands, by their words or their sign:"))
        self.say(*described(self.commands))

    def do_unit(self, _answer: str) -> None:
        """Amounts are told as the report prints them."""
        self.say(_("Amounts are told whole, in {unit}.").format(unit=Unit.EURO.label))

    def do_command_palette(self, answer: str) -> None:
        """All commands, those of the settings too; or one of the settings."""
        self.explorer.settings(answer)

    def do_escape(self, answer: str) -> None:
        """Back to where one was before."""
        self.explorer.leave()

    do_close = do_escape

    def do_back(self, _answer: str) -> None:
        """Back to where one was before."""
        self.explorer.leave()

    def do_quit(self, answer: str) -> None:
        """Closes this place."""
        self.do_close(answer)

    def do_quit_now(self, _answer: str) -> None:
        """Ends it."""
        self.explorer.end()
