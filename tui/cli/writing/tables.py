"""Tables for people, within the width of a terminal."""

from __future__ import annotations

from rich.cells import cell_len

from doelboom.data.model.doubts import DOUBT
from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import GROUP
from doelboom.data.storage.notes import notes_of
from doelboom.parser.formats.printable import printable
from doelboom.tui.cli.writing.lines import records, terminal_width, total_text, wrapped
from doelboom.tui.locale.words import _
from doelboom.tui.views.drawing.detail import draw_detail
from doelboom.tui.views.drawing.look import PLAIN
from doelboom.tui.views.questions import View
from doelboom.tui.views.text_table import columns_of, fit
from doelboom.tui.views.words.captions import chosen, in_words, with_marked_titles

_WIDTH = 120
"""The width at which a node's tables stand as in the report, for where any will do."""


def rows(view: View, width: int | None) -> str:
    """The rows as a table within a width (None: any), with a title above and totals below."""
    totals = {name: total_text(view, name) for name, value in view.totals.items() if value is not None}
    frame = with_marked_titles(in_words(view.shown))
    shown = chosen(frame, view.columns).drop("mark", DOUBT, GROUP, strict=False)
    columns = columns_of(shown, view.terms, totals, view.in_doubt)
    fitted = fit(columns, width, view.first)
    if fitted is None:
        return records(view)
    lines = wrapped(view.title if view.title is not None else "\n".join(view.title_lines), width)
    rule = "-" * fitted.width if width is None else "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * fitted.width
    lines += [*([""] if lines else []), *fitted.head, rule, *fitted.rows]
    if fitted.total.strip():
        lines += [rule, fitted.total]
    if fitted.left_out:
        words = _("No room for: {columns} (a wider terminal has it, or --format plain)")
        lines += ["", *wrapped(words.format(columns=", ".join(fitted.left_out)), width)]
    return "\n".join(lines) + "\n"


def node(outline: Outline, code: str) -> str:
    """A node as the explorer draws it."""
    width = terminal_width()
    note = notes_of(outline.source).text(code)
    text = draw_detail(outline, code, width if width is not None else _WIDTH, PLAIN, note=note)
    lines = [printable(outline.source.label), "", *(line.rstrip() for line in text.plain.split("\n"))]
    if width is not None:
        lines = [part for line in lines for part in (wrapped(line, width) if cell_len(line) > width else [line])]
    return "\n".join(lines) + "\n"
