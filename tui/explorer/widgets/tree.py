"""The tree of a report, with its columns: rows of a table, of which those alone are drawn that are in view.

Textual's own tree makes an object of each node and goes through all of them at each change.
"""

from __future__ import annotations

from rich.style import Style
from rich.text import Text
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.queries.siblings import ORDERS
from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.commands import Place, bindings
from doelboom.tui.explorer.widgets.lines import strip_of
from doelboom.tui.explorer.widgets.rows import INDENT, Columns, Rows, TreeView
from doelboom.tui.explorer.widgets.unfolded import Unfolded
from doelboom.tui.views.drawing.look import PLAIN, Look
from doelboom.tui.views.words.titles import title_of

_NO_CURSOR = Style(reverse=False, underline=False)
"""What a row wears where the cursor is not, in themes that have no colour for it either."""
_DRAWN_AT_MOST = 1_000
"""Rows that are kept as they were drawn: some screens full, however long the report."""


class OutlineTree(ScrollView, can_focus=True, inherit_bindings=False):
    """The tree, the whole report in its first row. It says which item the cursor is on, which leaf was opened and which
    row is to be marked; it knows no other widget."""

    BINDINGS = bindings(Place.TREE)
    COMPONENT_CLASSES = {"tree--cursor"}

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
        super().__init__(id=id)
        self.outline = outline
        self.set_reactive(OutlineTree.view, view)
        self._unfolded = set(outline.below(WHOLE))
        self.shown = Unfolded(outline, view, self._unfolded)
        """Which items have rows, and where."""
        self._drawn = Rows(outline, view, self.look)
        self._strips: dict[tuple[object, ...], Strip] = {}
        """The rows as they were drawn, by all that a row's looks depend on but for the view."""
        self.code: str | None = None
        """The code under the cursor; to change it is the tree's own."""
        self._first = 0
        self._signs: dict[str, str] = {}
        """The sign before the code of each row that has one."""
        self.heading = TreeHeading(self, id="columns")
        """The line that belongs above the tree."""

    # What it shows

    def on_mount(self) -> None:
        self._rebuild()

    def on_resize(self, event: Resize) -> None:
        self._strips.clear()
        self._reveal()

    def show_report(self, outline: Outline, view: TreeView) -> None:
        """Shows another report, with its top unfolded."""
        self.outline, self._unfolded = outline, set(outline.below(WHOLE))
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
        """Draws all rows anew: their words are others."""
        self._drawn = Rows(self.outline, self.view, self.look)
        self._strips.clear()
        self.heading.refresh()
        self.refresh()

    def watch_look(self, before: Look, look: Look) -> None:
        """Shows it in other styles."""
        if look != before:
            self.redraw()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    @property
    def rows(self) -> list[str]:
        """The codes of the rows, in order: what is unfolded."""
        return list(self.shown)

    @property
    def cursor_line(self) -> int:
        """The line that the cursor is on; -1 where there is no row."""
        line = self.shown.line_of(self.code) if self.code is not None else None
        return -1 if line is None else line

    def show_signs(self, signs: dict[str, str]) -> None:
        """Shows these signs before the codes of rows, painting those alone that are others."""
        changed = {code for code in signs.keys() | self._signs.keys() if signs.get(code) != self._signs.get(code)}
        self._signs = signs
        for code in changed:
            self._refresh_row(self.shown.line_of(code))

    def to_first_sibling(self) -> None:
        """Moves the cursor to the first row of its level, below the same parent."""
        if self.code is not None:
            self.go_to(next(code for code in self.shown.beside(self.code) if code != WHOLE))

    def go_to(self, code: str) -> bool:
        """Moves the cursor to an item and unfolds what is above it; whether the tree holds it."""
        if not self.shown.holds(code):
            return False
        if code != WHOLE and self.shown.line_of(code) is None:
            self.shown.open(*self.outline.path(code)[:-1])
            self._show_rows()
        self._put_cursor(code)
        return True

    @property
    def levels(self) -> int:
        """How many levels there are below one another."""
        return 1 + max((item.depth for item in self.outline.items.values()), default=0)

    def unfold_to(self, depth: int) -> None:
        """Unfolds everything above a depth, and folds the rest: 0 shows the topmost level, 1 the one below it too."""
        items, code = self.outline.items, self.code
        self._unfolded = {above for above in self.outline.children if above is not None and items[above].depth < depth}
        # Where the cursor ends up comes first: going to a node unfolds what is above it.
        while code is not None and not self._unfolded.issuperset(self.outline.path(code)[:-1]):
            code = self.outline.item(code).parent
        self._rebuild(code)

    def _rebuild(self, at: str | None = None) -> None:
        outline = self.outline
        code, top = at or self.code, self.scroll_offset.y
        if code is not None and code not in outline:
            code, top = None, 0
        self.shown = Unfolded(outline, self.view, self._unfolded)
        self.redraw()
        while code is not None and not self.shown.holds(code):
            code = outline.above(code)
        self._show_rows()
        # Where nobody has been yet, the report's own first row is the one to look at: it has a bridge and a detail.
        target = code if code is not None else next(iter(self.shown.parts(WHOLE)), None)
        if target is None:
            self.code = None
            return
        if code is not None:
            self.scroll_to(y=top, animate=False, force=True)
        self.go_to(target)

    def _show_rows(self) -> None:
        """Shows that there are other rows."""
        self.virtual_size = Size(0, len(self.shown))
        self.refresh()

    # How it draws

    @property
    def _row_width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _columns(self) -> Columns:
        return self._drawn.columns(self._row_width, self._first)

    def draw_heading(self) -> Text:
        """The headings of the columns, laid out as the rows are at this moment."""
        return self._drawn.heading(self._row_width, self._first)

    def column_at(self, x: int) -> str | None:
        """The column whose heading stands at a cell of the line above the tree; None for one that nothing sorts by."""
        end = self._columns.label
        if x < end:
            return "title"
        for name, cells in self._columns.widths.items():
            end += cells + 1
            if x < end:
                return name if name in ORDERS else None
        return None

    def render_line(self, y: int) -> Strip:
        line, width = self.scroll_offset.y + y, self._row_width
        if not 0 <= line < len(self.shown):
            return Strip.blank(width, self.rich_style)
        code = self.shown[line]
        state = (code, self._sign_of(code), code == self.code, self.has_focus, width, self._first)
        strip = self._strips.get(state)
        if strip is None:
            if len(self._strips) >= _DRAWN_AT_MOST:
                self._strips.clear()
            strip = self._strips[state] = strip_of(self.draw_row(code), width, self)
        return strip

    def _sign_of(self, code: str) -> str:
        """What stands before a code: whether it is unfolded, and its mark."""
        signs = self.look.signs
        fold = (signs.unfolded if self.shown.is_open(code) else signs.folded) if self.shown.can_open(code) else " "
        return fold + self._signs.get(code, " ")

    def draw_row(self, code: str) -> Text:
        """The row of an item, with its indent, as wide as the tree."""
        item, is_selected = self.outline.item(code), code == self.code
        style = self.get_component_rich_style("tree--cursor") if is_selected else Style()
        row = Text(" " * INDENT * item.depth, no_wrap=True)
        beside = self.rich_style + _NO_CURSOR if is_selected else None
        return row.append_text(
            self._drawn.label(item, self._sign_of(code), style, self._row_width, self._first, beside=beside)
        )

    def _refresh_row(self, line: int | None) -> None:
        if line is not None:
            self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))

    # The cursor

    def _put_cursor(self, code: str) -> None:
        before, self.code = self.code, code
        if code != before:
            self._refresh_row(self.shown.line_of(before) if before is not None and before in self.outline else None)
            self._refresh_row(self.cursor_line)
            self.post_message(self.Highlighted(code))
        self._reveal()

    def _reveal(self) -> None:
        """Scrolls as far as it takes to have the cursor in view."""
        line, height, top = self.cursor_line, self.size.height, self.scroll_offset.y
        # Before there is any room, no row has to make any.
        if line >= 0 and height and top != (target := max(line - height + 1, min(top, line))):
            self.scroll_to(y=target, animate=False, force=True)

    def _go_to_line(self, line: int) -> None:
        if len(self.shown):
            self._put_cursor(self.shown[max(0, min(line, len(self.shown) - 1))])

    def action_cursor_down(self) -> None:
        self._go_to_line(self.cursor_line + 1)

    def action_cursor_up(self) -> None:
        self._go_to_line(self.cursor_line - 1)

    def action_page_down(self, pages: int = 1) -> None:
        self._go_to_line(self.cursor_line + pages * max(1, self.size.height - 1))

    def action_page_up(self) -> None:
        self.action_page_down(-1)

    def action_scroll_home(self) -> None:
        self._go_to_line(0)

    def action_scroll_end(self) -> None:
        self._go_to_line(len(self.shown) - 1)

    def action_cursor_next_sibling(self) -> None:
        self._go_beside(1)

    def action_cursor_previous_sibling(self) -> None:
        self._go_beside(-1)

    def _go_beside(self, step: int) -> None:
        if self.code is not None:
            beside = self.shown.beside(self.code)
            place = beside.index(self.code) + step
            if 0 <= place < len(beside):
                self.go_to(beside[place])

    # What is done to a row

    def on_click(self, event: Click) -> None:
        event.stop()
        offset = event.get_content_offset(self)
        line = self.scroll_offset.y + offset.y if offset is not None else -1
        if 0 <= line < len(self.shown):
            code = self.shown[line]
            self._put_cursor(code)
            self._fold(code, is_open=not self.shown.is_open(code))

    def _fold(self, code: str, *, is_open: bool) -> None:
        if self.shown.can_open(code):
            (self.shown.open if is_open else self.shown.close)(code)
            self._show_rows()

    def action_open(self) -> None:
        """Unfolds, or goes to the first below, or (on a leaf) opens it."""
        if (code := self.code) is None:
            return
        if not self.shown.can_open(code):
            self.post_message(self.Opened(code))
        elif not self.shown.is_open(code):
            self._fold(code, is_open=True)
        elif parts := self.shown.parts(code):
            self.go_to(parts[0])

    def action_enter(self) -> None:
        """Folds or unfolds; opens a leaf."""
        if (code := self.code) is None:
            return
        if self.shown.can_open(code):
            self._fold(code, is_open=not self.shown.is_open(code))
        else:
            self.post_message(self.Opened(code))

    def action_close(self) -> None:
        """Folds, or goes to what stands above."""
        if (code := self.code) is None:
            return
        if self.shown.can_open(code) and self.shown.is_open(code):
            self._fold(code, is_open=False)
        elif (above := self.outline.above(code)) is not None:
            self.go_to(above)

    def action_mark(self) -> None:
        """Asks for the row to be marked, or for its mark to be taken away, and goes to the next."""
        if self.code is not None:
            self.post_message(self.MarkAsked(self.code))
            self.action_cursor_down()

    def action_columns_right(self) -> None:
        """To the columns for which there was no room."""
        if self._columns.more:
            self._scroll_columns(self._columns.first + 1)

    def action_columns_left(self) -> None:
        """Back to the columns that were scrolled away."""
        if self._columns.first:
            self._scroll_columns(self._columns.first - 1)

    def _scroll_columns(self, first: int) -> None:
        self._first = first
        self.redraw()

    def row_text(self, code: str) -> list[str]:
        """A row's cells as they are shown, for copying: code, title, and the figures of the columns that are shown."""
        item = self.outline.item(code)
        return ["" if item.is_whole else code, title_of(item), *self._drawn.figures(code)]


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
