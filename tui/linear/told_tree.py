"""The tree as it is told: which nodes, in which order, with which of their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from doelboom.data.model.outline import WHOLE
from doelboom.data.queries.siblings import FIGURES, ORDERS, doubtful, figure, in_order
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.explorer.tree_filter import TreeFilter, tree_filter
from doelboom.tui.linear.stand import Stand
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.filters import filter_words
from doelboom.tui.views.words.levels import kind_words
from doelboom.tui.views.words.titles import shown_title

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer

_COLUMNS = ("reference", "actual", "spent_pct", "variance")


class ToldTree(Stand):
    """A node, its figures, and what stands below it."""

    def __init__(self, explorer: LinearExplorer) -> None:
        super().__init__(explorer)
        session = explorer.session
        measure, sort, code = session.text("measure"), session.text("sort"), session.text("code")
        self.measure = Measure(measure) if measure in list(Measure) else Measure.OPERATING_EXPENDITURE
        self.sort = sort if sort in ORDERS else None
        self.descending = session.flag("descending", default=True)
        self.hide_zeroes = session.flag("hide_zeroes", default=False)
        columns = [name for name in session.texts("columns") if name in FIGURES]
        self.columns: Sequence[str] = columns or _COLUMNS
        self.filter = TreeFilter()
        self.only_marked = False
        self.depth = 1
        """How many levels below the node are told."""
        self.key = code if code is not None and code in explorer.outline else WHOLE

    def remember(self) -> None:
        """Has the session know where one was, as the painted explorer does."""
        self.explorer.session.state |= {
            "code": self.at_node,
            "measure": self.measure.value,
            "sort": self.sort,
            "descending": self.descending,
            "hide_zeroes": self.hide_zeroes,
            "columns": sorted(self.columns),
        }

    # What it says

    @property
    def at_node(self) -> str:
        """The node that is told."""
        return self.key if self.key is not None else WHOLE

    def _terms(self) -> Terms:
        return Terms(self.measure, self.explorer.outline.source.year)

    def row(self, key: str) -> list[str]:
        outline, terms = self.explorer.outline, self._terms()
        item = outline.item(key)
        kind = kind_words(item, outline.source)
        facts = [] if item.is_whole else [kind]
        below = len(outline.below(key))
        if below:
            facts.append(_("{count} below").format(count=below))
        if key in self.explorer.marks:
            facts.append(_("marked"))
        if key in self.explorer.bookmarks.codes:
            facts.append(_("bookmark"))
        if key in notes_of(outline.source):
            facts.append(_("note"))
        name = shown_title(outline, key, self.measure)
        first = name if item.is_whole else f"{key}: {name}"
        in_doubt = doubtful(outline, key, self.measure, self.columns)
        lines = [f"{first} ({', '.join(facts)})" if facts else first]
        for column in FIGURES:
            if column in self.columns:
                value = figure(outline, key, self.measure, column)
                text = terms.text(column, value) or _("not printed")
                sign = DOUBTFUL if column in in_doubt else ""
                unit = (
                    "" if column.endswith("_pct") or column.startswith("share") or value is None else terms.unit(column)
                )
                lines.append(f"{terms.heading(column)}: {text}{sign} {unit}".rstrip())
        return lines

    def keys(self) -> Sequence[str]:
        """What stands below the node, as deep as it is told; in a filter, its matches in the whole report."""
        if self.filter.matches is not None:
            return [code for code in self.nodes_below(WHOLE, None) if code in self.filter.matches]
        if self.only_marked:
            return [code for code in self.nodes_below(WHOLE, None) if code in self.explorer.marks]
        return list(self.nodes_below(self.at_node, self.depth))

    def nodes_below(self, code: str, depth: int | None) -> Iterator[str]:
        """What stands below a node, so many levels deep; None for all."""
        outline = self.explorer.outline
        below = outline.below(code)
        if self.sort is not None:
            below = in_order(outline, below, self.measure, self.sort, descending=self.descending)
        for child in below:
            if self.hide_zeroes and outline.figures(child, self.measure).is_zero:
                continue
            yield child
            if depth is None or depth > 1:
                yield from self.nodes_below(child, None if depth is None else depth - 1)

    def arrive(self) -> None:
        """Says the node and what stands below it."""
        outline = self.explorer.outline
        path = outline.path(self.at_node)[:-1] if self.at_node != WHOLE else ()
        if path:
            self.say(f"{_('In')}: {' > '.join(path)}")
        first, *values = self.row(self.at_node)
        self.say(first, f"{_('Measure')}: {measure_term(self.measure)}", *values)
        self.tell(0)

    def reveal(self, code: str) -> None:
        """Goes to a node and says it."""
        self.explorer.left_node(code)
        self.key, self.depth = code, 1
        self.filter, self.only_marked = TreeFilter(), False
        self.arrive()

    # How it is told

    def do_filter(self, answer: str) -> None:
        """What has some words, by number; no words: all again."""
        answer = self.ask_words(answer)
        self.filter = tree_filter(self.explorer.outline, answer)
        if self.filter.matches is None:
            self.arrive()
            return
        taken_for = self.filter.words if self.filter.corrected else ()
        count = len(self.filter.matches)
        matches = counted("{count} match", "{count} matches", count).format(count=count)
        self.say(f"{_('Filter')}: {filter_words(answer, taken_for)}", matches)
        self.tell(0)

    def do_measure(self, answer: str) -> None:
        """Another measure."""
        if (measure := self.choose_measure(answer)) is not None:
            self.measure = measure
            self.arrive()

    def measure_of_page(self) -> Measure | None:
        return self.measure

    def do_level(self, answer: str) -> None:
        """How many levels below the node are told."""
        options = [
            Choice(str(depth), counted("{count} level below", "{count} levels below", depth).format(count=depth))
            for depth in (1, 2, 3)
        ]
        depth = self.explorer.talk.choose(_("Level"), options, answer)
        if depth is not None:
            self.depth = int(depth)
            self.tell(0)

    def do_zeroes(self, _answer: str) -> None:
        """Leaves out what has no amounts, or no longer."""
        self.hide_zeroes = not self.hide_zeroes
        self.say(_("without zeroes") if self.hide_zeroes else _("with zeroes"))
        self.tell(0)

    def do_sort(self, answer: str) -> None:
        """Sorts what stands below one parent; the same again reverses."""
        terms = self._terms()
        options = [Choice("report", _("The report's order")), *(Choice(name, terms.heading(name)) for name in ORDERS)]
        column = self.explorer.talk.choose(_("Sort by (the same again: reversed)"), options, answer)
        if column is None:
            return
        self.descending = not self.descending if column == self.sort else column != "title"
        self.sort = None if column == "report" else column
        order = _("downwards") if self.descending else _("upwards")
        self.say(f"{_('Sorted by')}: {terms.heading(column)}, {order}" if self.sort else _("The report's order"))
        self.tell(0)

    def do_columns(self, answer: str) -> None:
        """Takes a column in or out."""
        terms = self._terms()
        columns = self.choose_columns({name: terms.heading(name) for name in FIGURES}, self.columns, answer)
        if columns is not None:
            self.columns = columns
            self.say(*self.row(self.at_node))

    def do_marked(self, _answer: str) -> None:
        """Only the marked, or all again."""
        if not self.only_marked and not self.explorer.marks:
            self.say(_("Nothing is marked."))
            return
        self.only_marked = not self.only_marked
        self.tell(0)
        self.explorer.say_marked()

    def do_unmark(self, _answer: str) -> None:
        """Takes all marks away."""
        self.explorer.marks.clear()
        self.explorer.say_marked()
