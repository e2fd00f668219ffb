"""Layouts that nobody thought of: widths, sizes, margins and page breaks drawn by Hypothesis."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from doelboom.parser import read_report
from tests.documents.compare import differences
from tests.documents.invent import Size, invent
from tests.documents.looks import FEET, HEADS, Look, fitted
from tests.documents.producers import writer
from tests.examples import examples

_CELLS = {"bare": (False, False), "ruled": (True, False), "ruled and justified": (True, True)}
"""Whether lines are drawn around the cells of headings, and whether the text in them is justified."""


def _look(cells: str, **values: Any) -> Look:
    ruled, justified = _CELLS[cells]
    return fitted(Look(ruled_cells=ruled, justified_cells=justified, **values))


_LOOKS = st.builds(
    _look,
    cells=st.sampled_from(list(_CELLS)),
    size=st.floats(6.5, 11),
    leading=st.floats(1.12, 1.5),
    paper=st.sampled_from(((595.0, 842.0), (842.0, 595.0), (500.0, 700.0))),
    margin=st.floats(34, 60),
    shift=st.floats(0, 20),
    table=st.sampled_from(("ruled", "banded", "bare")),
    heading=st.sampled_from(("bar", "plain")),
    repeat_header=st.booleans(),
    header_align=st.sampled_from(("left", "center", "right")),
    hyphenated=st.booleans(),
    labels=st.floats(0.28, 0.42),
    service=st.floats(0.2, 0.38),
    minus=st.sampled_from(("-", "\N{EN DASH}")),
    bullet=st.sampled_from(("•", "-", "\N{EN DASH}")),
    nothing=st.sampled_from((None, "-")),
    head=st.sampled_from(HEADS),
    foot=st.sampled_from(FEET),
    push=st.floats(0, 400),
    padding=st.floats(2, 6),
    paragraph=st.floats(4, 9),
    font=st.sampled_from(("sans", "serif")),
    justify=st.just(False),
    contents=st.booleans(),
)


@pytest.mark.parametrize("producer", ["fpdf", "reportlab", "typst"])
def test_any_layout_reads_as_written(producer: str) -> None:
    write = writer(producer)

    @settings(
        examples(8),
        # Shrinking sets hundreds of documents; the layout that failed says enough.
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(look=_LOOKS, seed=st.integers(0, 10_000))
    def check(look: Look, seed: int) -> None:
        report = invent(seed, Size(plans=1, leaves=3))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.pdf"
            write(report, look, path)
            read = read_report(path)
            # On one page nothing repeats: a foot of more lines can as well be text.
            assume(read.pages != 1)
            assert differences(report, read) == []

    check()
