"""The rows of the tree, counted and listed by parts, beside all of them listed at once."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from doelboom.data.model.outline import WHOLE, Outline, outline
from doelboom.data.queries.siblings import in_order
from doelboom.data.storage.library import bundled
from doelboom.parser.records import Measure
from doelboom.tui.explorer.tree_filter import tree_filter
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.explorer.widgets.unfolded import Unfolded

VIEWS = {
    "whole": TreeView(),
    "staff": TreeView(measure=Measure.FTE),
    "without zeroes": TreeView(measure=Measure.INVESTMENT_RECEIPTS, hide_zeroes=True),
    "sorted": TreeView(sort="variance"),
    "filtered": TreeView(),
    "filtered, sorted, without zeroes": TreeView(hide_zeroes=True, sort="title", descending=False),
    "marked alone": TreeView(only=frozenset({WHOLE, "AC34834", "OD10054", "OD10041.rest"})),
    "nothing": TreeView(only=frozenset()),
}


@pytest.fixture(scope="module")
def gent() -> Outline:
    return outline(bundled())


def has_row(tree: Outline, view: TreeView, code: str) -> bool:
    is_zero = tree.figures(code, view.measure).is_zero
    if (view.kept is not None and code not in view.kept) or (view.hide_zeroes and is_zero):
        return any(has_row(tree, view, below) for below in tree.below(code))
    return not (tree.items[code].is_remainder and is_zero)


def listed(tree: Outline, view: TreeView, shown: Unfolded) -> list[str]:
    """All rows, from the first to the last, as one would list them."""

    def below(codes: tuple[str, ...]) -> list[str]:
        if view.sort is not None:
            codes = in_order(tree, codes, view.measure, view.sort, descending=view.descending)
        rows = []
        for code in codes:
            if has_row(tree, view, code):
                rows += [code, *(below(tree.below(code)) if shown.is_open(code) else [])]
        return rows

    rows = below(tree.below(WHOLE))
    return [WHOLE, *rows] if rows else []


@pytest.mark.parametrize("name", VIEWS)
def test_rows_are_those_listed_at_once_whatever_is_folded(gent: Outline, name: str) -> None:
    view = VIEWS[name]
    if name.startswith("filtered"):
        view = replace(view, filter=tree_filter(gent, "jeugd"))
    shown, chance = Unfolded(gent, view, set()), Random(name)
    foldable = [code for code in gent.items if shown.can_open(code)]
    for _step in range(12):
        expected = listed(gent, view, shown)
        assert list(shown) == expected == [shown[line] for line in range(len(shown))]
        assert [shown.line_of(code) for code in expected] == list(range(len(expected)))
        assert {code for code in gent.items if shown.line_of(code) is not None} == {*expected} - {WHOLE}
        some = chance.sample(foldable, 6)
        shown.open(*some[:4])
        shown.close(*some[4:])
    shown.open(*foldable)
    assert list(shown.held) == list(shown) == listed(gent, view, shown)


def test_what_is_folded_of_a_report_that_is_not_whole_is_not_remembered(gent: Outline) -> None:
    unfolded = {"SD10021"}
    shown = Unfolded(gent, VIEWS["marked alone"], unfolded)
    shown.close("OD10039")
    assert shown.line_of("AC34834") is None
    assert unfolded == {"SD10021"}
    Unfolded(gent, TreeView(), unfolded).open("OD10039")
    assert unfolded == {"SD10021", "OD10039"}
