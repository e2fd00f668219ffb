"""What screens do with notes: writing one on the node that is meant, and showing which rows have one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.text import Text

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.storage.notes import notes_of
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.drawn_rows import Cells, DrawnRows
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.titles import title_of


def write_note(
    screen: BaseScreen[Any],
    outline: Outline,
    code: str | None,
    changed: Callable[[], None],
) -> None:
    """Opens the note on a node; tells when it is another."""
    from doelboom.tui.explorer.screens.dialogs.note import NoteScreen
    from doelboom.tui.export.names import file_name

    if code is None:
        screen.say(_("Nothing is highlighted to write a note on."), warning=True)
        return
    if code == WHOLE:
        screen.say(_("A note belongs to a node: the whole report has none."))
        return
    notes = notes_of(outline.source)
    notes.load()
    before = notes.text(code)

    def keep(text: str) -> str | None:
        try:
            another = notes.put(code, text, seen=before)
        except OSError as error:
            return _("The note cannot be kept: {why}").format(why=error.strerror or error)
        if another:
            screen.say(_("Another program had changed this note: both texts are kept."), warning=True)
        elif code in notes:
            screen.say(_("The note on {code} is kept.").format(code=code))
        else:
            screen.say(_("The note on {code} is taken away.").format(code=code))
        if screen.is_attached:
            changed()
        return None

    title = _("Note on {code} {title}").format(code=code, title=title_of(outline.items[code]))
    name = file_name(_("note"), code, ending="md")
    screen.app.push_screen(NoteScreen(title, before, name, keep))


def with_note_signs(
    rows: Sequence[tuple[str, Cells]],
    columns: Sequence[Column],
    outline: Outline,
    code_of: Callable[[str], str | None],
    look: Look,
) -> Sequence[tuple[str, Cells]]:
    """Rows of a table, (key, cells), with the sign of a note behind the code of each that has one."""
    notes = notes_of(outline.source)
    place = next((number for number, column in enumerate(columns) if column.key == "code"), None)
    if place is None or not notes.all:
        return rows
    drawn = DrawnRows.of(rows)
    noted = {key for key in drawn.keys if (code := code_of(key)) is not None and code in notes}

    def signed(key: str, cells: Cells) -> Cells:
        if key not in noted:
            return cells
        return [
            Text.assemble(cell, f" {look.signs.noted}") if number == place else cell
            for number, cell in enumerate(cells)
        ]

    return drawn.changed(signed, [number for number, key in enumerate(drawn.keys) if key in noted])
