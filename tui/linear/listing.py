"""A list, told: rows of a view by their number, a value a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from doelboom.tui.cli.writing.lines import labelled, total_text
from doelboom.tui.linear.stand import Stand
from doelboom.tui.locale.words import _

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer
    from doelboom.tui.views.questions import View

Row = tuple[Mapping[str, Any], frozenset[str]]
"""A row's values by column, and those of its columns that are in doubt."""


class ListStand(Stand):
    """Rows of a view, each with a key of its own."""

    FIRST: Sequence[str] = ("code", "title")
    """The columns that say what a row is."""

    def __init__(self, explorer: LinearExplorer) -> None:
        super().__init__(explorer)
        self.only_marked = False
        self._view: View | None = None
        self._rows: Mapping[str, Row] | None = None

    # What it says

    def ask(self) -> View:
        """The rows of now, for people."""
        raise NotImplementedError

    def key_of(self, row: Mapping[str, Any]) -> str | None:
        """What a row is known by; None for a row without anything of that kind, such as a sum."""
        code: str | None = row["code"]
        return code

    @property
    def view(self) -> View:
        """The rows of now."""
        if self._view is None:
            self._view = self.ask()
        return self._view

    @property
    def rows(self) -> Mapping[str, Row]:
        """The same by their keys."""
        if self._rows is None:
            self._rows = self._keyed()
        return self._rows

    def _keyed(self) -> dict[str, Row]:
        rows = list(self.view.shown.iter_rows(named=True))
        doubts = self.view.in_doubt or [frozenset[str]()] * len(rows)
        keyed: dict[str, Row] = {}
        for number, (row, doubtful) in enumerate(zip(rows, doubts, strict=True)):
            key = self.key_of(row)
            keyed[f"#{number}" if key is None or key in keyed else key] = (row, doubtful)
        return keyed

    def keys(self) -> Sequence[str]:
        marks = self.explorer.marks
        return [key for key in self.rows if not self.only_marked or self.code_of(key) in marks]

    def columns(self) -> Sequence[str]:
        """The columns whose values are told."""
        return self.view.columns or self.view.shown.columns

    def row(self, key: str) -> list[str]:
        view, (row, doubtful) = self.view, self.rows[key]
        what = [view.terms.text(name, row[name]) for name in self.FIRST if row.get(name)]
        if self.code_of(key) in self.explorer.marks:
            what.append(f"({_('marked')})")
        lines = [" ".join(part for part in what if part)]
        for name in self.columns():
            if name not in self.FIRST:
                lines += labelled(view, name, row[name], is_doubtful=name in doubtful)
        return lines

    def title(self) -> list[str]:
        view = self.view
        totals = {name: value for name, value in view.totals.items() if value is not None}
        label = _("Total")
        lines = list(view.title_lines)
        if totals and len(self.rows) > 1:
            lines += [
                f"{label}, {view.terms.heading(name)}: {total_text(view, name)} {view.terms.unit(name)}".rstrip()
                for name in totals
            ]
        if not self.rows:
            lines.append(_("No rows."))
        return lines

    def refill(self) -> None:
        """Asks anew, and says the answer from its top."""
        self._view = self._rows = self.key = None
        self.arrive()

    # Commands

    def do_only_marked(self, _answer: str) -> None:
        """Only the marked rows, or all again."""
        self.only_marked = not self.only_marked
        self.arrive()
        self.explorer.say_marked()
