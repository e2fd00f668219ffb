"""Which items of a report are rows of the tree, in what order, and on which line each stands.

A report has tens of thousands of items, the screen some thirty rows. What a key costs goes by what is on the screen: an
objective's rows are counted at once, and listed when they are looked at; siblings are sorted when they are listed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.data.queries.siblings import in_order
from doelboom.tui.explorer.widgets.rows import TreeView

_ABOVE = 1
"""The row above the objectives: the whole report."""


class Unfolded:
    """The rows of a report in one view."""

    def __init__(self, outline: Outline, view: TreeView, unfolded: set[str]) -> None:
        """`unfolded` are the codes of what is unfolded where nothing is left out; it is changed in place. What is left
        of a report that is not shown whole is unfolded at first, whatever they are."""
        self._outline, self._view = outline, view
        self._unfolded = unfolded
        self._is_whole = view.kept is None
        self._folded: set[str] = set()
        """What is folded of a report that is not shown whole."""
        zeroes = outline.zeroes(view.measure)
        self._hidden = zeroes if view.hide_zeroes else zeroes & outline.remainders
        """What has no row, unless it is above something that has."""
        self._shown: set[str] | None = None
        """What has a row when all is unfolded; None where that is all but what is hidden."""
        if view.kept is not None or view.hide_zeroes:
            self._shown = self._with_what_is_above(outline.items if view.kept is None else view.kept)
        self._tops = self._sorted(self._parts(None))
        self._places = {code: place for place, code in enumerate(self._tops)}
        self._lists: dict[str, list[str]] = {}
        self._counts = [self._count(code) for code in self._tops]
        self._number()

    def _with_what_is_above(self, codes: Iterable[str]) -> set[str]:
        items = self._outline.items
        shown = set(codes) - self._hidden - {WHOLE}
        above = shown
        # Level by level: most of what is above them is among them, and to ask each for it takes longer than a key may.
        while above := {parent for code in above if (parent := items[code].parent) is not None} - shown:
            shown |= above
        return shown

    def _number(self) -> None:
        """Numbers the lines anew."""
        self._starts = list(accumulate(self._counts, initial=_ABOVE if self._tops else 0))

    def _parts(self, code: str | None) -> tuple[str, ...]:
        """What has a row below an item, in the report's order."""
        parts = self._outline.children.get(code, ())
        shown = self._shown
        if shown is not None:
            return tuple(part for part in parts if part in shown)
        # What is hidden of a report that is shown whole is remainders, which stand at the end.
        return parts[:-1] if parts and parts[-1] in self._hidden else parts

    def _sorted(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        view = self._view
        if view.sort is None:
            return codes
        return in_order(self._outline, codes, view.measure, view.sort, descending=view.descending)

    def _count(self, code: str) -> int:
        """The rows of an item and of what is below it."""
        if not self.is_open(code):
            return 1
        children, parts = self._outline.children, self._parts(code)
        return 1 + len(parts) + sum(self._count(part) - 1 for part in parts if part in children)

    def _listed(self, top: str) -> list[str]:
        """The rows of an objective, listed when they are first looked at."""
        rows = self._lists.get(top)
        if rows is None:
            rows = self._lists[top] = []
            self._list(top, rows, everything=False)
        return rows

    def _list(self, code: str, rows: list[str], *, everything: bool) -> None:
        rows.append(code)
        if everything or self.is_open(code):
            children = self._outline.children
            for part in self._sorted(self._parts(code)):
                if part in children:
                    self._list(part, rows, everything=everything)
                else:
                    rows.append(part)

    # Rows

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, line: int) -> str:
        """The code on a line."""
        if not 0 <= line < len(self):
            raise IndexError(line)
        if line < _ABOVE:
            return WHOLE
        place = bisect_right(self._starts, line) - 1
        return self._listed(self._tops[place])[line - self._starts[place]]

    def __iter__(self) -> Iterator[str]:
        if self._tops:
            yield WHOLE
        for top in self._tops:
            yield from self._listed(top)

    def line_of(self, code: str) -> int | None:
        """The line of an item; None where it has none, or is folded away."""
        if not self._tops or not self.holds(code):
            return None
        if code == WHOLE:
            return 0
        path = self._outline.path(code)
        if not all(map(self.is_open, path[:-1])):
            return None
        place = self._places[path[0]]
        return self._starts[place] + self._listed(path[0]).index(code)

    # Items

    def holds(self, code: str) -> bool:
        """Whether an item has a row, though it may be folded away."""
        if code == WHOLE:
            return bool(self._tops)
        if self._shown is not None:
            return code in self._shown
        return code in self._outline.items and code not in self._hidden

    @cached_property
    def held(self) -> Sequence[str]:
        """All that has a row, folded away or not, in order."""
        if not self._tops:
            return []
        if self._view.sort is None:
            return [WHOLE, *(code for code in self._outline.items if self.holds(code))]
        rows = [WHOLE]
        for top in self._tops:
            self._list(top, rows, everything=True)
        return rows

    def first_of(self, codes: frozenset[str]) -> str | None:
        """The first of some items that has a row, though it may be folded away."""
        return next((code for code in self.held if code in codes), None)

    def parts(self, code: str) -> Sequence[str]:
        """What has a row below an item, in order."""
        return self._tops if code == WHOLE else self._sorted(self._parts(code))

    def beside(self, code: str) -> Sequence[str]:
        """The items on the level of one, below the same parent, in order; the whole report beside the objectives."""
        above = self._outline.above(code)
        return [WHOLE, *self._tops] if above in (None, WHOLE) else self.parts(str(above))

    def can_open(self, code: str) -> bool:
        """Whether there is anything below an item to unfold."""
        return code != WHOLE and code in self._outline.children

    def is_open(self, code: str) -> bool:
        """Whether an item is unfolded."""
        if self._is_whole:
            return code in self._unfolded
        return code not in self._folded and code in self._outline.children

    def open(self, *codes: str) -> None:
        """Unfolds items."""
        self._fold(codes, is_open=True)

    def close(self, *codes: str) -> None:
        """Folds items."""
        self._fold(codes, is_open=False)

    def _fold(self, codes: Iterable[str], *, is_open: bool) -> None:
        tops = set()
        for code in codes:
            if self.is_open(code) != is_open:
                if self._is_whole:
                    (self._unfolded.add if is_open else self._unfolded.discard)(code)
                else:
                    (self._folded.discard if is_open else self._folded.add)(code)
                tops.add(self._outline.path(code)[0])
        for top in tops & self._places.keys():
            self._lists.pop(top, None)
            self._counts[self._places[top]] = self._count(top)
        if tops:
            self._number()
