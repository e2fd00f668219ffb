"""The tree, told: from node to node, and to what is opened over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from doelboom.data.model.outline import WHOLE
from doelboom.data.queries.places import places
from doelboom.tui.explorer.commands import Place
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.linear.stand import PAGE
from doelboom.tui.linear.told_tree import ToldTree
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.titles import title_of


class TreeStand(ToldTree):
    """The nodes below one, which is the one that one is on."""

    PLACES = (Place.EXPLORER, Place.TREE, Place.DETAIL)

    # Moving

    def go(self, key: str) -> None:
        self.reveal(key)

    def chosen(self, answer: str) -> str | None:
        codes = places(self.explorer.outline, answer, 2).codes if answer and not answer.isdecimal() else ()
        return codes[0] if codes else super().chosen(answer)

    def _order(self) -> list[str]:
        return [WHOLE, *self.nodes_below(WHOLE, None)]

    def _step(self, codes: Sequence[str], step: int) -> None:
        if self.at_node in codes:
            at = codes.index(self.at_node) + step
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
        above = self.explorer.outline.above(self.at_node)
        return list(self.nodes_below(above, 1)) if above is not None else [WHOLE]

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
        self._told = min(self._told + PAGE, max(0, len(self.keys()) - 1))
        self.tell(self._told)

    def do_tree_page_up(self, _answer: str) -> None:
        """The rows before."""
        self._told = max(0, self._told - PAGE)
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
        below = list(self.nodes_below(self.at_node, 1))
        if below:
            self.reveal(below[0])
        else:
            self.do_info("")

    def do_tree_enter(self, answer: str) -> None:
        """The same; the detail of what has nothing below it."""
        self.do_tree_open(answer)

    def do_tree_close(self, _answer: str) -> None:
        """To what stands above it."""
        above = self.explorer.outline.above(self.at_node)
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

    def _match(self, step: int) -> None:
        code = self.filter.nearest_match(self._order(), self.at_node, step)
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
            self.reveal(self.at_node)
        else:
            super().do_escape(answer)

    do_close = do_escape

    def do_quit(self, _answer: str) -> None:
        self.explorer.end()

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
