"""The tree of a report, with its columns: Textual's tree, whose labels are rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from rich.text import Text
from textual import on
from textual.events import Resize
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from doelboom.data.model.effects import effect_of
from doelboom.data.model.findings import FindingKind
from doelboom.data.model.outline import Item, Outline
from doelboom.data.queries.search import spans
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.locale.words import _
from doelboom.tui.views.detail import title_of
from doelboom.tui.views.look import PLAIN, Look
from doelboom.tui.views.numbers import Unit, bar, in_unit, percentage, signed

_BAR = 8
_TITLE_AT_LEAST = 14
_INDENT = 2
_UNMARKED = frozenset({FindingKind.REMAINDER, FindingKind.HEADING_LOST})
"""The findings that the tree shows otherwise: as rows of their own."""


@dataclass(frozen=True, slots=True)
class TreeView:
    """How the tree shows itself."""

    measure: Measure = Measure.OPERATING_EXPENDITURE
    unit: Unit = Unit.THOUSAND
    bars: bool = True
    hide_zeroes: bool = False
    wanted: tuple[str, ...] = ()
    """The words of the filter, marked in the titles."""
    matches: frozenset[str] | None = None
    """The codes that match the filter; None where there is no filter."""


class OutlineTree(Tree[str], inherit_bindings=False):
    """The tree. It says which item the cursor is on, and which leaf was opened; it knows no other widget."""

    BINDINGS = bindings(Place.TREE)

    @dataclass
    class Highlighted(Message):
        """The cursor is on another item."""

        code: str

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, OutlineTree.Highlighted)

    @dataclass
    class Opened(Message):
        """A leaf was opened."""

        code: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = _INDENT
        self.auto_expand = False
        self.look: Look = PLAIN
        self.view = TreeView()
        self._outline: Outline | None = None
        self._unfolded: set[str] = set()
        self._by_code: dict[str, TreeNode[str]] = {}
        self._columns: tuple[str, ...] = ()
        self._widths: dict[str, int] = {}
        self._written: dict[str, dict[str, str]] = {}
        self.marked: frozenset[str] = frozenset()

    # What it shows

    def show(self, outline: Outline, view: TreeView) -> None:
        """Shows a report in some way. The cursor and what is unfolded stay where they are."""
        if self._outline is None or outline is not self._outline:
            self._unfolded = set(outline.children.get(None, ()))
        self._outline, self.view = outline, view
        self._written = {}
        self.marked = frozenset(
            code
            for code, findings in outline.findings.items()
            if any(finding.kind not in _UNMARKED for finding in findings)
        )
        self._rebuild()

    @property
    def code(self) -> str | None:
        """The code under the cursor."""
        return self.cursor_node.data if self.cursor_node is not None else None

    @property
    def visible_codes(self) -> list[str]:
        """The codes that the tree holds now, folded or not, in order."""
        return list(self._by_code)

    @property
    def rows(self) -> list[str]:
        """The codes of the rows, in order: what is unfolded."""
        lines = range(self.last_line + 1)
        return [node.data for line in lines if (node := self.get_node_at_line(line)) is not None and node.data]

    def go_to(self, code: str) -> bool:
        """Moves the cursor to an item and unfolds what is above it; whether the tree holds it."""
        node = self._by_code.get(code)
        if node is None:
            return False
        above = node.parent
        while above is not None:
            if above.data is not None and not above.is_root:
                self._unfolded.add(above.data)
            above.expand()
            above = above.parent
        self.move_cursor(node)
        # Lines are numbered when the tree is next built, which asking for the last one does.
        if self.last_line >= 0 and node.line >= 0:
            self.cursor_line = node.line
            self.scroll_to_line(node.line, animate=False)
        return True

    def unfold_to(self, depth: int) -> None:
        """Unfolds everything above a depth (0: objectives, 1: plans, 2: all), and folds the rest."""
        code = self.code
        if self._outline is None:
            return
        self._unfolded = {item.code for item in self._outline.items.values() if item.depth < depth}
        # Where the cursor ends up comes first: going to a node unfolds what is above it.
        while code is not None and not self._is_open(code):
            code = self._outline.items[code].parent
        self._rebuild(code)

    def _is_open(self, code: str) -> bool:
        assert self._outline is not None
        return all(above in self._unfolded for above in self._outline.path(code)[:-1])

    def _shown(self, item: Item) -> bool:
        assert self._outline is not None
        if self.view.matches is not None and item.code not in self.view.matches:
            return any(self._shown(self._outline.items[below]) for below in self._outline.children.get(item.code, ()))
        if self.view.hide_zeroes and self._outline.figures(item.code, self.view.measure).is_zero:
            return any(self._shown(self._outline.items[below]) for below in self._outline.children.get(item.code, ()))
        return not (item.is_remainder and self._outline.figures(item.code, self.view.measure).is_zero)

    def _rebuild(self, at: str | None = None) -> None:
        outline = self._outline
        if outline is None:
            return
        code, top = at or self.code, self.scroll_offset.y
        if code not in outline.items:
            code, top = None, 0
        self.clear()
        self._by_code = {}
        filtered = self.view.matches is not None

        def add(parent: TreeNode[str], codes: tuple[str, ...]) -> None:
            for child in codes:
                item = outline.items[child]
                if not self._shown(item):
                    continue
                below = outline.children.get(child, ())
                unfolded = filtered or child in self._unfolded
                node = parent.add("", data=child, expand=bool(below) and unfolded, allow_expand=bool(below))
                self._by_code[child] = node
                add(node, below)

        add(self.root, outline.children.get(None, ()))
        self.root.expand()
        self._measure_columns()
        while code is not None and code not in self._by_code:
            code = outline.items[code].parent
        first = next(iter(self._by_code), None)
        if (target := code or first) is not None:
            self.go_to(target)
            if code is not None:
                self.scroll_to(y=top, animate=False, force=True)
                self.scroll_to_line(self.cursor_line, animate=False)

    # How it draws

    def _measure_columns(self) -> None:
        """Chooses the columns for the width there is, and makes each as wide as its widest figure."""
        outline = self._outline
        if outline is None:
            return
        cells = [self._cells(outline.items[code]) for code in self._widest()]
        widths = {
            name: max(len(heading), *(len(row[name]) for row in cells)) if cells else len(heading)
            for name, heading in self._headings().items()
        }
        room = self._row_width - _TITLE_AT_LEAST - 2 * _INDENT - 12
        chosen: list[str] = []
        for name in ("variance", "actual", "reference", "spent", "bar"):
            if name == "bar" and not self.view.bars:
                continue
            if widths[name] + 1 <= room:
                chosen.append(name)
                room -= widths[name] + 1
        self._columns = tuple(name for name in widths if name in chosen)
        self._widths = widths

    def _widest(self) -> set[str]:
        """The codes among whose cells are the widest of each column: those with the largest and smallest figures, and
        those with a mark. Writing all of them to measure them would be most of a start."""
        assert self._outline is not None
        lines = {code: self._outline.figures(code, self.view.measure) for code in self._by_code}
        found = {code for code in self._by_code if self._outline.has_doubt(code)}
        for name in ("reference", "actual", "spent_pct", "variance"):
            known = [(value, code) for code, line in lines.items() if (value := getattr(line, name)) is not None]
            if known:
                found |= {min(known)[1], max(known)[1]}
        return found

    @property
    def _row_width(self) -> int:
        return self.scrollable_content_region.width

    def _headings(self) -> dict[str, str]:
        return {
            "reference": "Plan" if self.view.measure is Measure.FTE else "Budget",
            "actual": _("Paid") if self.view.measure is Measure.FTE else _("Actual"),
            "spent": "%",
            "variance": _("Variance"),
            "bar": " " * _BAR,
        }

    def _cells(self, item: Item) -> dict[str, str]:
        """A row's cells by column, written once for each way of showing the tree."""
        cells = self._written.get(item.code)
        if cells is None:
            cells = self._written[item.code] = self._write(item)
        return cells

    def _write(self, item: Item) -> dict[str, str]:
        assert self._outline is not None
        measure, unit = self.view.measure, self.view.unit
        figures = self._outline.figures(item.code, measure)
        doubtful = self._outline.doubtful(item.code, measure)
        mark = dict.fromkeys(doubtful, "?")
        return {
            "reference": in_unit(figures.reference, measure, unit) + mark.get("reference", ""),
            "actual": in_unit(figures.actual, measure, unit) + mark.get("actual", ""),
            "spent": "" if item.is_remainder else percentage(figures.spent_pct) + mark.get("spent_pct", ""),
            "variance": signed(in_unit(figures.variance, measure, unit)) + mark.get("variance", ""),
            "bar": bar(figures.actual, figures.reference, _BAR, blocks=self.look.signs.blocks)
            if not item.is_remainder
            else " " * _BAR,
        }

    def heading(self) -> Text:
        """The heading of the columns, for a line above the tree."""
        headings = self._headings()
        line = Text(" " + _("Code and title"), style=self.look.dim, no_wrap=True)
        cells = [headings[name].rjust(self._widths[name]) for name in self._columns]
        right = " ".join(cells)
        line.truncate(max(0, self._row_width - len(right) - 1))
        line.append(" " * max(1, self._row_width - line.cell_len - len(right)))
        line.append(right)
        return line

    def _refresh_node(self, node: TreeNode[str]) -> None:
        # Textual paints what is below a node too, for guides that this tree does not draw: many bytes for nothing.
        self.refresh(Region(0, node.line - self.scroll_offset.y, self.size.width, 1))

    def get_label_width(self, node: TreeNode[str]) -> int:
        # Every label is drawn exactly as wide as the tree: there is nothing to scroll to sideways.
        return 1

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        if self._outline is None or node.data is None:
            return Text()
        item = self._outline.items[node.data]
        under_cursor = node is self.cursor_node
        look = self.look
        faint = item.is_remainder or item.is_lost
        indent = item.depth * _INDENT
        signs = self.look.signs
        icon = (signs.unfolded if node.is_expanded else signs.folded) if node.allow_expand else " "
        label = Text(f"{icon} ", style=style, no_wrap=True)
        label.append(item.code, style=look.dim if faint else look.term if item.depth == 0 else "")
        if item.code in self.marked:
            label.append(" ?", style=look.doubt)
        label.append(" ")
        label.append(self._title(item, faint=faint))
        room = self._row_width - indent - sum(self._widths[name] + 1 for name in self._columns)
        label.truncate(max(0, room), overflow="ellipsis", pad=True)
        self._append_cells(label, item, faint=faint)
        if under_cursor and faint:
            label.stylize(style)
        return label

    def _title(self, item: Item, *, faint: bool) -> Text:
        title = Text(title_of(item), style=self.look.dim if faint else self.look.strong if item.depth == 0 else "")
        for start, end in spans(title.plain, self.view.wanted):
            title.stylize(self.look.match, start, end)
        return title

    def _append_cells(self, label: Text, item: Item, *, faint: bool) -> None:
        assert self._outline is not None
        figures = self._outline.figures(item.code, self.view.measure)
        cells = self._cells(item)
        receipts = self.view.measure.value.endswith("ontvangsten")
        for name in self._columns:
            style: Style | str = ""
            if cells[name].endswith("?"):
                style = self.look.doubt
            elif faint or figures.is_zero:
                style = self.look.dim
            elif name == "variance":
                style = (
                    self.look.effect(effect_of(self.view.measure, figures.variance))
                    if figures.variance
                    else self.look.dim
                )
            elif name == "bar":
                style = self.look.receipts_bar if receipts else self.look.bar
            label.append(" " + cells[name].rjust(self._widths[name]), style=style)

    # What happens to it

    def on_resize(self, event: Resize) -> None:
        self._measure_columns()
        self.notify_style_update()

    @on(Tree.NodeHighlighted)
    def _node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Highlighted(event.node.data))

    @on(Tree.NodeExpanded)
    def _node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        event.stop()
        if event.node.data is not None and self.view.matches is None:
            self._unfolded.add(event.node.data)

    @on(Tree.NodeCollapsed)
    def _node_collapsed(self, event: Tree.NodeCollapsed[str]) -> None:
        event.stop()
        if event.node.data is not None and self.view.matches is None:
            self._unfolded.discard(event.node.data)

    @on(Tree.NodeSelected)
    def _node_selected(self, event: Tree.NodeSelected[str]) -> None:
        # Only a click comes here: it folds and unfolds, and on a leaf it has moved the cursor.
        event.stop()
        if event.node.allow_expand:
            event.node.toggle()

    def action_open(self) -> None:
        """Unfolds, or goes to the first below, or (on a leaf) opens it."""
        node = self.cursor_node
        if node is None or node.data is None:
            return
        if not node.allow_expand:
            self.post_message(self.Opened(node.data))
        elif not node.is_expanded:
            node.expand()
        elif node.children:
            self.move_cursor(node.children[0])

    def action_enter(self) -> None:
        """Folds or unfolds; opens a leaf."""
        node = self.cursor_node
        if node is None or node.data is None:
            return
        if node.allow_expand:
            node.toggle()
        else:
            self.post_message(self.Opened(node.data))

    def action_close(self) -> None:
        """Folds, or goes to what stands above."""
        node = self.cursor_node
        if node is None:
            return
        if node.allow_expand and node.is_expanded:
            node.collapse()
        elif node.parent is not None and not node.parent.is_root:
            self.move_cursor(node.parent)

    def row_text(self, code: str) -> list[str]:
        """A row's cells as they are shown, for copying."""
        assert self._outline is not None
        item = self._outline.items[code]
        cells = self._cells(item)
        return [item.code, title_of(item), *(cells[name] for name in ("reference", "actual", "spent", "variance"))]
