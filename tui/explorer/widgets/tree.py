"""The tree of a report, with its columns: Textual's tree, whose labels are rows of a table."""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual import on
from textual.events import Click, Resize
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from doelboom.data.model.outline import WHOLE, Item, Outline
from doelboom.data.queries.siblings import ORDERS, in_order
from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.widgets.lines import strip_of
from doelboom.tui.explorer.widgets.rows import INDENT, Columns, Rows, TreeView
from doelboom.tui.views.drawing.detail import title_of
from doelboom.tui.views.drawing.look import PLAIN, Look


class OutlineTree(Tree[str], inherit_bindings=False):
    """The tree, the whole report in its first row. It says which item the cursor is on, which leaf was opened and which
    row is to be marked; it knows no other widget."""

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

    @dataclass
    class MarkAsked(Message):
        """A row is to be marked, or its mark taken away."""

        code: str

    @dataclass
    class OrderAsked(Message):
        """Siblings are to be sorted by a column."""

        column: str

    view: var[TreeView] = var(TreeView(), init=False)
    look: var[Look] = var(PLAIN, init=False)

    def __init__(self, outline: Outline, view: TreeView, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = INDENT
        self.auto_expand = False
        self.outline = outline
        self.set_reactive(OutlineTree.view, view)
        self._unfolded = _top(outline)
        self._by_code: dict[str, TreeNode[str]] = {}
        self._rows: Rows | None = None
        self._first = 0
        self._had_room = False
        self._signs: dict[str, str] = {}
        """The sign before the code of each row that has one."""
        self.heading = TreeHeading(self, id="columns")
        """The line that belongs above the tree."""

    # What it shows

    def on_mount(self) -> None:
        self._rebuild()

    def on_resize(self, event: Resize) -> None:
        # A cursor that was put on its row before there was any room has scrolled the rows above it away for nothing.
        if not self._had_room and event.size.height > 0:
            self._had_room = True
            if self.cursor_line < event.size.height:
                self.scroll_to(y=0, animate=False, force=True)

    def show_report(self, outline: Outline, view: TreeView) -> None:
        """Shows another report, with its top unfolded."""
        self.outline, self._unfolded = outline, _top(outline)
        self.set_reactive(OutlineTree.view, view)
        self._rebuild()

    def show_again(self, outline: Outline, view: TreeView) -> None:
        """Shows the same report as it was read again; the cursor and what is unfolded stay where they are."""
        self.outline, self._unfolded = outline, self._unfolded & set(outline.items)
        self.set_reactive(OutlineTree.view, view)
        self._rebuild()

    def watch_view(self) -> None:
        """Shows it another way. The cursor and what is unfolded stay where they are."""
        self._rebuild()

    def redraw(self) -> None:
        """Shows all rows anew: their words are others."""
        self._rebuild()

    def watch_look(self, before: Look, look: Look) -> None:
        """Shows it in other styles."""
        if look != before:
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

    def show_signs(self, signs: dict[str, str]) -> None:
        """Shows these signs before the codes of rows, painting those alone that are others."""
        changed = {code for code in signs.keys() | self._signs.keys() if signs.get(code) != self._signs.get(code)}
        self._signs = signs
        for code in changed & self._by_code.keys():
            self._by_code[code].refresh()

    def to_first_sibling(self) -> None:
        """Moves the cursor to the first row of the level that it is on, below the same parent."""
        node = self.cursor_node
        if node is not None and node.parent is not None:
            siblings = [sibling.data for sibling in node.parent.children if sibling.data is not None]
            self.go_to(next((code for code in siblings if code != WHOLE), siblings[0]))

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

    @property
    def levels(self) -> int:
        """How many levels there are below one another."""
        return 1 + max((item.depth for item in self.outline.items.values()), default=0)

    def unfold_to(self, depth: int) -> None:
        """Unfolds everything above a depth, and folds the rest: 0 shows the topmost level, 1 the one below it too."""
        code = self.code
        self._unfolded = {item.code for item in self.outline.items.values() if item.depth < depth}
        # Where the cursor ends up comes first: going to a node unfolds what is above it.
        while code is not None and not self._is_open(code):
            code = self.outline.item(code).parent
        self._rebuild(code)

    def _is_open(self, code: str) -> bool:
        return all(above in self._unfolded for above in self.outline.path(code)[:-1])

    def _has_row(self, item: Item) -> bool:
        kept, is_zero = self.view.kept, self.outline.figures(item.code, self.view.measure).is_zero
        if (kept is not None and item.code not in kept) or (self.view.hide_zeroes and is_zero):
            return any(self._has_row(self.outline.items[below]) for below in self.outline.below(item.code))
        return not (item.is_remainder and is_zero)

    def _in_order(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        view = self.view
        if view.sort is None:
            return codes
        return in_order(self.outline, codes, view.measure, view.sort, descending=view.descending)

    def _rebuild(self, at: str | None = None) -> None:
        outline = self.outline
        code, top = at or self.code, self.scroll_offset.y
        if code is not None and code not in outline:
            code, top = None, 0
        self.clear()
        self._by_code = {}
        filtered = self.view.kept is not None

        def add(parent: TreeNode[str], codes: tuple[str, ...]) -> None:
            for child in self._in_order(codes):
                item = outline.items[child]
                if not self._has_row(item):
                    continue
                below = outline.below(child)
                unfolded = filtered or child in self._unfolded
                node = parent.add("", data=child, expand=bool(below) and unfolded, allow_expand=bool(below))
                self._by_code[child] = node
                add(node, below)

        objectives = outline.below(WHOLE)
        if any(self._has_row(outline.items[objective]) for objective in objectives):
            self._by_code[WHOLE] = self.root.add_leaf("", data=WHOLE)
        add(self.root, objectives)
        self.root.expand()
        self._rows = Rows(outline, self.view, self.look, self._by_code)
        self.heading.refresh()
        while code is not None and code not in self._by_code:
            code = outline.above(code)
        # Where nobody has been yet, the report's own first row is the one to look at: it has a bridge and a detail.
        first = next((first for first in self._by_code if first != WHOLE), None)
        if (target := code or first) is not None:
            self.go_to(target)
            if code is not None:
                self.scroll_to(y=top, animate=False, force=True)
                self.scroll_to_line(self.cursor_line, animate=False)

    # How it draws

    @property
    def _row_width(self) -> int:
        return self.scrollable_content_region.width

    def draw_heading(self) -> Text:
        """The headings of the columns, laid out as the rows are at this moment."""
        return self._rows.heading(self._row_width, self._first) if self._rows is not None else Text()

    def column_at(self, x: int) -> str | None:
        """The column whose heading stands at a cell of the line above the tree; None for one that nothing sorts by."""
        if self._rows is None:
            return None
        end = self._columns.label
        if x < end:
            return "title"
        for name, cells in self._columns.widths.items():
            end += cells + 1
            if x < end:
                return name if name in ORDERS else None
        return None

    def _refresh_node(self, node: TreeNode[str]) -> None:
        # Textual paints what is below a node too, for guides that this tree does not draw: many bytes for nothing.
        self.refresh(Region(0, node.line - self.scroll_offset.y, self.size.width, 1))

    def get_label_width(self, node: TreeNode[str]) -> int:
        # Every label is drawn exactly as wide as the tree: there is nothing to scroll to sideways.
        return 1

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        if self._rows is None or node.data is None:
            return Text()
        item = self.outline.item(node.data)
        signs = self.look.signs
        fold = (signs.unfolded if node.is_expanded else signs.folded) if node.allow_expand else " "
        sign = self._signs.get(node.data, " ")
        selected = node is self.cursor_node
        label = self._rows.label(item, fold + sign, style, self._row_width, self._first, selected=selected)
        if selected and (item.is_remainder or item.is_lost):
            label.stylize(style)
        return label

    # What happens to it

    @on(Tree.NodeHighlighted)
    def _node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        event.stop()
        if event.node.data is not None:
            self.post_message(self.Highlighted(event.node.data))

    @on(Tree.NodeExpanded)
    def _node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        event.stop()
        if event.node.data is not None and self.view.kept is None:
            self._unfolded.add(event.node.data)

    @on(Tree.NodeCollapsed)
    def _node_collapsed(self, event: Tree.NodeCollapsed[str]) -> None:
        event.stop()
        if event.node.data is not None and self.view.kept is None:
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
        elif node.data is not None and (above := self._by_code.get(self.outline.above(node.data) or "")) is not None:
            self.move_cursor(above)

    def action_mark(self) -> None:
        """Asks for the row to be marked, or for its mark to be taken away, and goes to the next."""
        if self.code is not None:
            self.post_message(self.MarkAsked(self.code))
            self.action_cursor_down()

    def action_columns_right(self) -> None:
        """To the columns for which there was no room."""
        if self._rows is not None and self._columns.more:
            self._scroll_columns(self._columns.first + 1)

    def action_columns_left(self) -> None:
        """Back to the columns that were scrolled away."""
        if self._rows is not None and self._columns.first:
            self._scroll_columns(self._columns.first - 1)

    @property
    def _columns(self) -> Columns:
        assert self._rows is not None
        return self._rows.columns(self._row_width, self._first)

    def _scroll_columns(self, first: int) -> None:
        self._first = first
        self.redraw()
        self.heading.refresh()

    def row_text(self, code: str) -> list[str]:
        """A row's cells as they are shown, for copying: code, title, and the figures of the columns that are shown."""
        assert self._rows is not None
        item = self.outline.item(code)
        return ["" if item.is_whole else code, title_of(item), *self._rows.figures(code)]


def _top(outline: Outline) -> set[str]:
    """The codes of the items at the top."""
    return set(outline.children.get(None, ()))


class TreeHeading(Widget):
    """The line above a tree. It asks the tree each time it is painted, so that the two are never laid out apart."""

    def __init__(self, tree: OutlineTree, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tree = tree

    def on_click(self, event: Click) -> None:
        """Asks for the order of the column that was clicked."""
        event.stop()
        column = self._tree.column_at(event.x)
        if column is not None:
            self.post_message(OutlineTree.OrderAsked(column))

    def render_line(self, y: int) -> Strip:
        return strip_of(self._tree.draw_heading(), self.size.width, self)
