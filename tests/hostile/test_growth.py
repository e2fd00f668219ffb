"""No input costs its square: what reading and checking hostile shapes takes, counted in calls and not in seconds."""

from __future__ import annotations

from contextlib import suppress
from cProfile import Profile
from pathlib import Path

import pytest

from doelboom.data.reading.second_reading import read_checked
from doelboom.parser import ReportError
from tests.examples import EXHAUSTIVE
from tests.hostile.growing import FORMATS, LINES, NODES, ROWS, SHAPES, file_of

TRIED = dict.fromkeys(FORMATS, SHAPES) if EXHAUSTIVE else {"tabs": {**LINES, **NODES}, "page": {**LINES, **ROWS}}
"""Shapes by format. A text and a PDF go through nearly all of it: tabs through the grammar and the check, a page
through the layout as well."""
SIZE = 200 if EXHAUSTIVE else 20
LEAST = 3_000
"""So many calls more are worth a look."""
TARGET = 2.8
"""Of what twice as much more costs more: twice where it grows with the size, four times where with the square."""


def calls(path: Path) -> int:
    """How many functions are called to read and check a report, Python's own ones among them."""
    profile = Profile()
    with suppress(ReportError):
        profile.runcall(read_checked, path, engine="pdfium")
    return sum(function.callcount for function in profile.getstats())


@pytest.mark.parametrize("form", TRIED)
def test_twice_the_input_costs_no_more_than_twice(form: str, tmp_path: Path) -> None:
    above = {}
    for shape in TRIED[form]:
        size = 3 * SIZE if shape in NODES else SIZE
        paths = [file_of(shape, form, times * size, tmp_path) for times in (1, 2, 4)]
        # What is worked out once for all is no part of what is asked.
        calls(paths[0])
        small, middle, large = map(calls, paths)
        # Of some nodes the check tries more explanations than of many, so that only the whole tells.
        most = (TARGET - 1) * middle if shape in NODES else TARGET * abs(middle - small)
        if large - middle > max(LEAST, most):
            above[shape] = f"{small}, {middle}, {large}"
    assert not above
