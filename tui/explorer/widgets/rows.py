"""How the rows of the tree are drawn: code and title, then the columns of figures that there is room for."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text

from doelboom.data.model.effects import effect_of
from doelboom.data.model.findings import FindingKind
from doelboom.data.model.outline import Item, Outline
from doelboom.data.queries.search import spans
from doelboom.data.queries.siblings import extremes
from doelboom.data.storage.notes import notes_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.explorer.tree_filter import TreeFilter
from doelboom.tui.locale.words import _, columns_out_of_view
from doelboom.tui.views.drawing.arrangement import Arrangement, Column, arrange
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.drawing.tree_cells import COLUMNS, MOST_WANTED, bar_cells, draw_bar, draw_cells, heading
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import Unit
from doelboom.tui.views.words.titles import shown_title
from doelboom.tui.views.words.truncation import cut

_UNMARKED = frozenset({FindingKind.REMAINDER, FindingKind.HEADING_LOST})
"""The findings that the tree shows otherwise: as rows of their own."""
INDENT = 2
_SIGNS = 2
"""The cells before a code: whether it is folded, whether it is marked."""
_TITLE_AT_LEAST, _TITLE_READABLE = 14, 31
"""The cells of a title that there must be room for, and of one that reads well: thirty letters and an ellipsis."""
_COLUMNS_FIRST = 48
"""Cells that the columns get before titles get more than they need at the least."""
_GAP = 1
FIRST_COLUMNS = frozenset(MOST_WANTED) - {"bar"}
"""The columns of figures that are shown at first."""


@dataclass(frozen=True, slots=True)
class TreeView:
    """How the tree shows itself."""

    measure: Measure = Measure.OPERATING_EXPENDITURE
    unit: Unit = Unit.THOUSAND
    bars: bool = True
    hide_zeroes: bool = False
    filter: TreeFilter = TreeFilter()
    columns: frozenset[str] = FIRST_COLUMNS
    """The columns of figures that are shown, where there is room."""
    sort: str | None = None
    """The column by which siblings are sorted; None for the report's order."""
    descending: bool = True
    only: frozenset[str] | None = None
    """The codes that alone are shown, with what is above them; None where all are."""

    @property
    def kept(self) -> frozenset[str] | None:
        """The codes that what is typed and what is marked leave; None where neither leaves anything out."""
        matches = self.filter.matches
        return self.only if matches is None else matches if self.only is None else matches & self.only

    @property
    def wanted(self) -> tuple[str, ...]:
        """The columns that are shown, the most wanted first: the one that is sorted by, then those that count."""
        shown = self.columns | {"bar"} if self.bars else self.columns
        first = [self.sort] if self.sort in COLUMNS else []
        return (*first, *(name for name in dict.fromkeys((*MOST_WANTED, *COLUMNS)) if name in shown - {*first}))

    @property
    def drawing(self) -> tuple[object, ...]:
        """All that the looks of a row depend on; what it leaves out says only which rows there are."""
        return (self.measure, self.unit, self.wanted, self.sort, self.descending, self.filter.words)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of figures in view."""

    widths: dict[str, int]
    """The cells of each, by name, from left to right."""
    label: int
    """The cells of code and title, and of what is before them."""
    first: int
    """How many that are wanted more were scrolled away."""
    more: int
    """How many that are wanted less have no room."""


class Rows:
    """The rows of a report in one view. Heading and rows are drawn from the same columns, worked out from the width
    that they are drawn for."""

    def __init__(self, outline: Outline, view: TreeView, look: Look) -> None:
        self._outline = outline
        self._view = view
        self._look = look
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
        wanted = self._view.wanted
        found = self._arranged(width, first)
        spare = 0
        if "bar" not in {wanted[number - 1] for number, _cells in found.widths if number}:
            # Behind figures a cell is left empty: a scrollbar that touches one seems to be a part of it.
            found, spare = self._arranged(width - 1, first), 1
        widths = {wanted[number - 1]: cells for number, cells in found.widths if number}
        names = [name for name in self._order if name in widths]
        label = max(0, width - spare - sum(widths.values()) - _GAP * len(widths))
        return Columns({name: widths[name] for name in names}, label, found.first, found.more)

    def _arranged(self, room: int, first: int) -> Arrangement:
        whole = self._widths() | {"bar": max(bar_cells(room), len(self._heading("bar")))}
        least = self._least_label(room)
        columns = [Column("label", "", least=least, stays=True), *(Column(name, "") for name in self._view.wanted)]
        return arrange(columns, [max(room, least), *(whole[name] for name in self._view.wanted)], room, first, _GAP)

    def _least_label(self, room: int) -> int:
        title = max(_TITLE_AT_LEAST, min(_TITLE_READABLE, room - _COLUMNS_FIRST))
        return 2 * INDENT + _SIGNS + self._outline.longest_code + 1 + title

    @property
    def _order(self) -> tuple[str, ...]:
        """The columns from left to right: the one that is sorted by stands next to the title."""
        first = [self._view.sort] if self._view.sort in COLUMNS else []
        return (*first, *(name for name in COLUMNS if name not in first))

    def _widths(self) -> dict[str, int]:
        """The cells that each column needs, by its widest figure."""
        if self._whole is None:
            cells = [self.cells(code) for code in self._widest()]
            self._whole = {
                name: max([len(self._heading(name)), *(len(row[name]) for row in cells)])
                for name in self._view.wanted
                if name != "bar"
            }
        return self._whole

    def _widest(self) -> set[str]:
        """The codes among whose cells are the widest of each column: those with the largest and smallest figures, and
        those with a mark. Writing all of them to measure them would be most of a start; and what a filter leaves does
        not make columns narrower, which would paint all of them anew at each letter."""
        outline, measure = self._outline, self._view.measure
        doubts = outline.accounts.doubts
        widest = {code for code in (*doubts.by_code, *doubts.made_of) if code in outline and outline.has_doubt(code)}
        return widest.union(*(extremes(outline, measure, name) for name in self._view.wanted if name != "bar"))

    def _heading(self, name: str) -> str:
        words = heading(name, self._view.measure)
        return f"{words} {self._arrow}" if name == self._view.sort else words

    @property
    def _arrow(self) -> str:
        signs = self._look.signs
        return signs.downwards if self._view.descending else signs.upwards

    # Cells

    def cells(self, code: str) -> dict[str, str]:
        """A row's cells by column, written once."""
        cells = self._written.get(code)
        if cells is None:
            view = self._view
            cells = self._written[code] = draw_cells(self._outline, code, view.measure, view.unit, view.wanted)
        return cells

    def figures(self, code: str) -> list[str]:
        """A row's figures in the columns that are shown, those without room too, from left to right."""
        cells = self.cells(code)
        return [cells[name] for name in self._order if name in cells]

    # Lines

    def heading(self, width: int, first: int) -> Text:
        """The line above the rows: the columns' headings, and how many more there are."""
        columns = self.columns(width, first)
        more = columns_out_of_view(columns.first, columns.more)
        title = _("Code and title")
        line = Text(f" {title} {self._arrow}" if self._view.sort == "title" else f" {title}", no_wrap=True)
        cut(line, columns.label - len(more) - 2 if more else columns.label)
        if more:
            line.append(f"  {more}")
        line.stylize(self._look.dim)
        cut(line, columns.label, fill=True)
        for name, cells in columns.widths.items():
            words = self._heading(name)
            line.append(" " + (words.ljust(cells) if name == "bar" else words.rjust(cells)))
        return line

    def label(
        self, item: Item, signs: str, style: Style, width: int, first: int, *, beside: Style | None = None
    ) -> Text:
        """A row without its indent, behind the signs of what is below it and of its mark. The cursor's row wears its
        style but for the bar, which is `beside` it in the colours of all others: it stays as it is."""
        look = self._look
        faint = (item.is_remainder or item.is_lost) and beside is None
        columns = self.columns(width, first)
        label = Text(signs, style=style, no_wrap=True)
        if not item.is_whole:
            label.append(item.code, style=look.dim if faint else look.term if item.depth == 0 else "")
        if item.code in self._marked:
            label.append(" ?", style=look.doubt)
        if item.code in self._notes:
            label.append(f" {look.signs.noted}", style=look.dim)
        if len(label) > len(signs):
            label.append(" ")
        label.append(self._title(item, faint=faint))
        cut(label, columns.label - item.depth * INDENT, fill=True)
        self._append_cells(label, item, columns, faint=faint, beside=beside)
        return label

    def _title(self, item: Item, *, faint: bool) -> Text:
        look = self._look
        title = Text(
            shown_title(self._outline, item.code, self._view.measure),
            style=look.dim if faint else look.strong if item.depth == 0 else "",
        )
        for start, end in spans(title.plain, () if item.is_whole else self._view.filter.words):
            title.stylize(look.match, start, end)
        return title

    def _append_cells(self, label: Text, item: Item, columns: Columns, *, faint: bool, beside: Style | None) -> None:
        measure, look = self._view.measure, self._look
        figures = self._outline.figures(item.code, measure)
        cells = self.cells(item.code)
        for name, width in columns.widths.items():
            style: Style | str = ""
            if name == "bar":
                cell = draw_bar(self._outline, item.code, measure, width, blocks=look.signs.blocks)
            else:
                cell = cells[name].rjust(width)
            if name == "bar":
                dim = figures.is_zero or item.is_remainder or item.is_lost
                style = look.dim if dim else look.bar_of(measure)
                style = beside + style if beside is not None else style
            elif cell.endswith(DOUBTFUL):
                style = look.doubt
            elif faint or figures.is_zero:
                style = look.dim
            elif name == "variance":
                style = look.effect(effect_of(measure, figures.variance)) if figures.variance else look.dim
            label.append(" " + cell, style=style)
