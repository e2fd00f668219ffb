"""The tree, told: a node, its figures, and what stands below it by number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from doelboom.data.model.outline import WHOLE
from doelboom.data.queries.places import places
from doelboom.data.queries.siblings import FIGURES, ORDERS, doubtful, figure, in_order
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.explorer.tree_filter import TreeFilter, tree_filter
from doelboom.tui.linear.stand import Stand
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.filters import filter_words
from doelboom.tui.views.words.findings import DOUBTFUL
from doelboom.tui.views.words.levels import kind_words
from doelboom.tui.views.words.numbers import Unit
from doelboom.tui.views.words.titles import shown_title, title_of

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer

_COLUMNS = ("reference", "actual", "spent_pct", "variance")


class TreeStand(Stand):
    """The nodes below one, which is the one that one is on."""

    PLACES = (Place.EXPLORER, Place.TREE, Place.DETAIL)

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
        assert self.key is not None
        self.explorer.session.state |= {
            "code": self.key,
            "measure": self.measure.value,
            "sort": self.sort,
            "descending": self.descending,
            "hide_zeroes": self.hide_zeroes,
            "columns": sorted(self.columns),
        }

    # What it says

    @property
    def _at_node(self) -> str:
        return self.key if self.key is not None else WHOLE

    def _terms(self) -> Terms:
        return Terms(self.measure, self.explorer.outline.source.year)

    def title(self) -> list[str]:
        return []

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
            return [code for code in self._all(WHOLE, None) if code in self.filter.matches]
        if self.only_marked:
            return [code for code in self._all(WHOLE, None) if code in self.explorer.marks]
        return list(self._all(self._at_node, self.depth))

    def _all(self, code: str, depth: int | None) -> Iterator[str]:
        outline = self.explorer.outline
        below = outline.below(code)
        if self.sort is not None:
            below = in_order(outline, below, self.measure, self.sort, descending=self.descending)
        for child in below:
            if self.hide_zeroes and outline.figures(child, self.measure).is_zero:
                continue
            yield child
            if depth is None or depth > 1:
                yield from self._all(child, None if depth is None else depth - 1)

    def arrive(self) -> None:
        """Says the node and what stands below it."""
        outline = self.explorer.outline
        path = outline.path(self._at_node)[:-1] if self._at_node != WHOLE else ()
        if path:
            self.say(f"{_('In')}: {' > '.join(path)}")
        first, *values = self.row(self._at_node)
        self.say(first, f"{_('Measure')}: {measure_term(self.measure)}", *values)
        self.tell(0)

    def reveal(self, code: str) -> None:
        """Goes to a node and says it."""
        self.explorer.left_node(code)
        self.key, self.depth = code, 1
        self.filter, self.only_marked = TreeFilter(), False
        self.arrive()

    # Moving

    def go(self, key: str) -> None:
        self.reveal(key)

    def chosen(self, answer: str) -> str | None:
        codes = places(self.explorer.outline, answer, 2).codes if answer and not answer.isdecimal() else ()
        return codes[0] if codes else super().chosen(answer)

    def _order(self) -> list[str]:
        return [WHOLE, *self._all(WHOLE, None)]

    def _step(self, codes: Sequence[str], step: int) -> None:
        if self._at_node in codes:
            at = codes.index(self._at_node) + step
            if 0 <= at < len(codes):
                self.key, self.depth = codes[at], 1
                self.arrive()
                return
        self.say(_("There is no other."))

    def do_tree_down(self, _answer: str) -> None:
        """To the next node of the tree."""
        self._step(self._order(), 1)

    def do_tree_up(self, _answer: str) -> None:
        """To the node before."""
        self._step(self._order(), -1)

    def _siblings(self) -> Sequence[str]:
        above = self.explorer.outline.above(self._at_node)
        return list(self._all(above, 1)) if above is not None else [WHOLE]

    def do_tree_next_sibling(self, _answer: str) -> None:
        """To the next beside it."""
        self._step(self._siblings(), 1)

    def do_tree_previous_sibling(self, _answer: str) -> None:
        """To the one before, beside it."""
        self._step(self._siblings(), -1)

    def do_tree_top(self, _answer: str) -> None:
        """To the whole report."""
        self.reveal(WHOLE)

    def do_tree_bottom(self, _answer: str) -> None:
        """To the last node."""
        self.reveal(self._order()[-1])

    _told = 0

    def do_tree_page_down(self, _answer: str) -> None:
        """The next rows below it."""
        self._told = min(self._told + 10, max(0, len(self.keys()) - 1))
        self.tell(self._told)

    def do_tree_page_up(self, _answer: str) -> None:
        """The rows before."""
        self._told = max(0, self._told - 10)
        self.tell(self._told)

    def tell(self, start: int) -> None:
        self._told = start
        super().tell(start)

    def do_tree_open(self, answer: str) -> None:
        """To the first below it, or to the one that is named."""
        if answer:
            # "open report.pdf" means the other one that is called so.
            self.do_open(answer) if Path(answer).expanduser().is_file() else self.do_go(answer)
            return
        below = list(self._all(self._at_node, 1))
        if below:
            self.reveal(below[0])
        else:
            self.do_info("")

    def do_tree_enter(self, answer: str) -> None:
        """The same; the detail of what has nothing below it."""
        self.do_tree_open(answer)

    def do_tree_close(self, _answer: str) -> None:
        """To what stands above it."""
        above = self.explorer.outline.above(self._at_node)
        if above is None:
            self.say(_("Nothing stands above the whole report."))
        else:
            self.reveal(above)

    def do_jump(self, answer: str) -> None:
        """To a code, or to words of a title."""
        answer = answer or self.explorer.talk.ask(_("code or words"))
        if not answer:
            return
        codes = places(self.explorer.outline, answer, 20).codes
        if not codes:
            self.say(_("{code}: no such code in this report").format(code=answer))
        elif len(codes) == 1 or codes[0].casefold() == answer.casefold():
            self.reveal(codes[0])
        else:
            outline = self.explorer.outline
            options = [Choice(code, code, title_of(outline.items[code])) for code in codes]
            if (code := self.explorer.talk.choose(_("Which of these"), options)) is not None:
                self.reveal(code)

    # How it is told

    def do_filter(self, answer: str) -> None:
        """What has some words, by number; no words: all again."""
        answer = answer or self.explorer.talk.ask(_("words; nothing shows all again"))
        self.filter = tree_filter(self.explorer.outline, answer)
        if self.filter.matches is None:
            self.arrive()
            return
        taken_for = self.filter.words if self.filter.corrected else ()
        count = len(self.filter.matches)
        matches = counted("{count} match", "{count} matches", count).format(count=count)
        self.say(f"{_('Filter')}: {filter_words(answer, taken_for)}", matches)
        self.tell(0)

    def _match(self, step: int) -> None:
        code = self.filter.nearest_match(self._order(), self._at_node, step)
        if code is None:
            self.say(_("There is no filter, or nothing matches it."))
            return
        self.key = code
        self.say(*self.row(code))

    def do_next(self, _answer: str) -> None:
        """To the next match of the filter."""
        self._match(1)

    def do_previous(self, _answer: str) -> None:
        """To the match before."""
        self._match(-1)

    def do_escape(self, answer: str) -> None:
        """All again after a filter or the marked alone; else back."""
        if self.filter.matches is not None or self.only_marked:
            self.reveal(self._at_node)
        else:
            super().do_escape(answer)

    do_close = do_escape

    def do_quit(self, _answer: str) -> None:
        self.explorer.end()

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
            self.say(*self.row(self._at_node))

    def do_unit(self, _answer: str) -> None:
        """Amounts are told as the report prints them."""
        self.say(_("Amounts are told whole, in {unit}.").format(unit=Unit.EURO.label))

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

    # Bookmarks

    def do_bookmark(self, answer: str) -> None:
        """Puts a bookmark on the node, or takes it away."""
        code = self.chosen_code(answer)
        if code == WHOLE:
            self.say(_("The whole report is the first row: it needs no bookmark."))
        elif code is not None:
            is_new = self.explorer.bookmarks.toggle(code)
            words = _("Bookmark: {code}") if is_new else _("Bookmark taken away: {code}")
            self.say(words.format(code=code))

    def do_bookmarks(self, answer: str) -> None:
        """Goes to one of them."""
        outline = self.explorer.outline
        codes = [code for code in self.explorer.bookmarks.codes if code in outline.items]
        options = [Choice(code, code, title_of(outline.items[code])) for code in codes]
        if not options:
            self.say(_("No bookmarks yet. M puts one on the node under the cursor."))
        elif (code := self.explorer.talk.choose(_("Bookmarks"), options, answer)) is not None:
            self.reveal(code)

    # Elsewhere

    def do_variances(self, _answer: str) -> None:
        """The largest variances."""
        from doelboom.tui.linear.variances import VariancesStand

        self.explorer.enter(VariancesStand(self.explorer))

    def do_check(self, _answer: str) -> None:
        """What the check found."""
        from doelboom.tui.linear.check import CheckStand

        self.explorer.enter(CheckStand(self.explorer))

    def do_services(self, _answer: str) -> None:
        """The report by service."""
        from doelboom.tui.linear.services import ServicesStand

        self.explorer.enter(ServicesStand(self.explorer))

    def do_bridge(self, answer: str) -> None:
        """What explains the node's variance."""
        from doelboom.tui.linear.bridge import BridgeStand

        code = self.chosen_code(answer)
        if code is not None and not self.explorer.outline.below(code):
            self.say(_("{code} has no children that could explain it.").format(code=code))
        elif code is not None:
            self.explorer.enter(BridgeStand(self.explorer, code, self.measure))

    def do_years(self, answer: str) -> None:
        """The node in every report of its government."""
        from doelboom.tui.linear.years import YearsStand

        if (code := self.chosen_code(answer)) is not None:
            self.explorer.enter(YearsStand(self.explorer, code, self.measure))

    def do_beside(self, answer: str) -> None:
        """What differs from another report."""
        from doelboom.tui.linear.beside import compare

        compare(self.explorer, answer)

    def do_open(self, answer: str) -> None:
        """The reports that are known here; with a file or an id, that one."""
        from doelboom.tui.linear.reports import ReportsStand, open_another

        if answer:
            open_another(self.explorer, answer)
        else:
            self.explorer.enter(ReportsStand(self.explorer))

    def do_back(self, _answer: str) -> None:
        self.explorer.go_back()

    def do_forward(self, _answer: str) -> None:
        """To the place from which Back came."""
        self.explorer.go_forward()

    def do_export(self, answer: str) -> None:
        """The rows below the node, or those of the filter, to a file."""
        from doelboom.data.queries.variances import tree_rows
        from doelboom.tui.views.questions import tree_view

        source = self.explorer.outline.source
        rows = tree_rows(self.explorer.outline, self.keys(), self.measure)
        order = (self.sort, self.descending) if self.sort is not None else None
        view = tree_view(source, self.measure, self.filter.text, rows, order=order)
        self.export(view, answer, f"{_('tree')}-{source.year}.xlsx")
