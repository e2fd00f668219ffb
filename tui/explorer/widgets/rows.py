"""How the rows of the tree are drawn: code and title, then the columns of figures that there is room for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from doelboom.data.model.effects import effect_of
from doelboom.data.model.findings import FindingKind
from doelboom.data.model.outline import Item, Outline
from doelboom.data.queries.search import spans
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.tree_filter import TreeFilter
from doelboom.tui.locale.words import _, columns_out_of_view
from doelboom.tui.views.drawing.detail import title_of
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.numbers import Unit, bar, in_unit, percentage, signed
from doelboom.tui.views.words.truncation import cut

_BAR = 8
_UNMARKED = frozenset({FindingKind.REMAINDER, FindingKind.HEADING_LOST})
"""The findings that the tree shows otherwise: as rows of their own."""
_TITLE_AT_LEAST = 14
INDENT = 2
_BEFORE_TITLE = 2 * INDENT + 12
"""The cells of indent, sign and code, at most."""
_NAMES = ("reference", "actual", "spent", "variance", "bar")
"""The columns as they stand from left to right."""
_FIRST = ("variance", "actual", "reference", "spent")
"""The columns of figures, the most wanted first: those behind are scrolled to where there is no room for all."""


@dataclass(frozen=True, slots=True)
class TreeView:
    """How the tree shows itself."""

    measure: Measure = Measure.OPERATING_EXPENDITURE
    unit: Unit = Unit.THOUSAND
    bars: bool = True
    hide_zeroes: bool = False
    filter: TreeFilter = TreeFilter()


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of figures in view."""

    widths: dict[str, int]
    """The cells of each, by name, from left to right."""
    first: int
    """How many that are wanted more were scrolled away."""
    more: int
    """How many that are wanted less have no room."""

    @property
    def width(self) -> int:
        """The cells of all, with the one before each. Behind figures one is left empty: a scrollbar that touches one
        seems to be a part of it."""
        return sum(width + 1 for width in self.widths.values()) + ("bar" not in self.widths)


class Rows:
    """The rows of a report in one view. Heading and rows are drawn from the same columns, worked out from the width
    that they are drawn for."""

    def __init__(self, outline: Outline, view: TreeView, look: Look, codes: Collection[str]) -> None:
        """`codes` are those of the rows that there are, by which the columns are as wide as they must be."""
        self._outline = outline
        self._view = view
        self._look = look
        self._codes = codes
        self._notes = notes_of(outline.source)
        self._written: dict[str, dict[str, str]] = {}
        self._whole: dict[str, int] | None = None
        self._columns: tuple[tuple[int, int], Columns] | None = None
        self._marked = frozenset(
            code
            for code, findings in outline.findings.items()
            if any(finding.kind not in _UNMARKED for finding in findings)
        )

    # Columns

    def columns(self, width: int, first: int = 0) -> Columns:
        """The columns for rows of a width, once `first` of those wanted most are scrolled away."""
        if self._columns is None or self._columns[0] != (width, first):
            self._columns = ((width, first), self._choose(width, first))
        return self._columns[1]

    def _choose(self, width: int, first: int) -> Columns:
        whole = self._widths()
        room = width - _BEFORE_TITLE - _TITLE_AT_LEAST - 1
        windows = [self._window(_FIRST[start:], room) for start in range(len(_FIRST))]
        # No further than to where the one that is wanted least is in view.
        first = min(first, next(start for start, window in enumerate(windows) if start + len(window) == len(_FIRST)))
        names = set(windows[first])
        more = len(_FIRST) - first - len(names)
        room -= sum(whole[name] + 1 for name in names)
        if self._view.bars and not first and not more and whole["bar"] <= room:
            names.add("bar")
        return Columns({name: whole[name] for name in _NAMES if name in names}, first, more)

    def _window(self, names: tuple[str, ...], room: int) -> list[str]:
        """The first of some columns, as many as fit; one at least, for which the title is cut further."""
        whole = self._widths()
        window = list(names[:1])
        room -= whole[names[0]] + 1
        for name in names[1:]:
            room -= whole[name] + 1
            if room < 0:
                break
            window.append(name)
        return window

    def _widths(self) -> dict[str, int]:
        """The cells that each column needs, by its widest figure."""
        if self._whole is None:
            cells = [self.cells(self._outline.items[code]) for code in self._widest()]
            self._whole = {
                name: max(len(heading), *(len(row[name]) for row in cells)) if cells else len(heading)
                for name, heading in self._headings().items()
            }
        return self._whole

    def _widest(self) -> set[str]:
        """The codes among whose cells are the widest of each column: those with the largest and smallest figures, and
        those with a mark. Writing all of them to measure them would be most of a start."""
        lines = {code: self._outline.figures(code, self._view.measure) for code in self._codes}
        widest = {code for code in self._codes if self._outline.has_doubt(code)}
        for name in ("reference", "actual", "spent_pct", "variance"):
            known = [(value, code) for code, line in lines.items() if (value := getattr(line, name)) is not None]
            if known:
                widest |= {min(known)[1], max(known)[1]}
        return widest

    def _headings(self) -> dict[str, str]:
        terms = Terms(self._view.measure)
        return {
            "reference": terms.heading("reference"),
            "actual": terms.heading("actual"),
            "spent": "%",
            "variance": terms.heading("variance"),
            "bar": " " * _BAR,
        }

    # Cells

    def cells(self, item: Item) -> dict[str, str]:
        """A row's cells by column, written once."""
        cells = self._written.get(item.code)
        if cells is None:
            cells = self._written[item.code] = self._write(item)
        return cells

    def _write(self, item: Item) -> dict[str, str]:
        measure, unit = self._view.measure, self._view.unit
        figures = self._outline.figures(item.code, measure)
        mark = dict.fromkeys(self._outline.doubtful(item.code, measure), "?")
        return {
            "reference": in_unit(figures.reference, measure, unit) + mark.get("reference", ""),
            "actual": in_unit(figures.actual, measure, unit) + mark.get("actual", ""),
            "spent": "" if item.is_remainder else percentage(figures.spent_pct) + mark.get("spent_pct", ""),
            "variance": signed(in_unit(figures.variance, measure, unit)) + mark.get("variance", ""),
            "bar": bar(figures.actual, figures.reference, _BAR, blocks=self._look.signs.blocks)
            if not item.is_remainder
            else " " * _BAR,
        }

    # Lines

    def heading(self, width: int, first: int) -> Text:
        """The line above the rows: the columns' headings, and how many more there are."""
        columns = self.columns(width, first)
        headings = self._headings()
        room = width - columns.width
        more = columns_out_of_view(columns.first, columns.more)
        line = Text(" " + _("Code and title"), no_wrap=True)
        cut(line, room - len(more) - 2 if more else room)
        if more:
            line.append(f"  {more}")
        line.stylize(self._look.dim)
        cut(line, room, fill=True)
        for name, cells in columns.widths.items():
            line.append(f" {headings[name].rjust(cells)}")
        return line

    def label(self, item: Item, sign: str, style: Style, width: int, first: int) -> Text:
        """A row without its indent, behind a sign of what is below it."""
        look = self._look
        faint = item.is_remainder or item.is_lost
        columns = self.columns(width, first)
        label = Text(f"{sign} ", style=style, no_wrap=True)
        label.append(item.code, style=look.dim if faint else look.term if item.depth == 0 else "")
        if item.code in self._marked:
            label.append(" ?", style=look.doubt)
        if item.code in self._notes:
            label.append(f" {look.signs.noted}", style=look.dim)
        label.append(" ")
        label.append(self._title(item, faint=faint))
        cut(label, width - item.depth * INDENT - columns.width, fill=True)
        self._append_cells(label, item, columns, faint=faint)
        return label

    def _title(self, item: Item, *, faint: bool) -> Text:
        look = self._look
        title = Text(title_of(item), style=look.dim if faint else look.strong if item.depth == 0 else "")
        for start, end in spans(title.plain, self._view.filter.words):
            title.stylize(look.match, start, end)
        return title

    def _append_cells(self, label: Text, item: Item, columns: Columns, *, faint: bool) -> None:
        measure, look = self._view.measure, self._look
        figures = self._outline.figures(item.code, measure)
        cells = self.cells(item)
        for name, width in columns.widths.items():
            style: Style | str = ""
            if cells[name].endswith("?"):
                style = look.doubt
            elif faint or figures.is_zero:
                style = look.dim
            elif name == "variance":
                style = look.effect(effect_of(measure, figures.variance)) if figures.variance else look.dim
            elif name == "bar":
                style = look.receipts_bar if measure.value.endswith("ontvangsten") else look.bar
            label.append(" " + cells[name].rjust(width), style=style)
