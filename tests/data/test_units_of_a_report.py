"""Reports in other units than whole euros and tenths of a per cent: what is printed is kept, and the check knows it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from doelboom.data.reading.second_reading import read_checked
from tests.documents.in_units import Units, write
from tests.documents.invent import Size, invent

_SIZE = Size(objectives=1, plans=3, leaves=4)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "units",
    [
        Units(),
        Units(cents=True),
        Units(decimals=0),
        Units(decimals=2),
        Units(separator=" ", currency="€ "),
        Units(separator="", percent=""),
        Units(separator="'", negative="({})", nothing="n.v.t."),
        Units(negative="{}-", nothing="-"),
    ],
    ids=str,
)
def test_a_right_report_is_read_to_the_last_figure_and_is_in_no_doubt(tmp_path: Path, seed: int, units: Units) -> None:
    written = invent(seed, _SIZE)
    path = write(written, units, tmp_path / "report.txt")

    accounts = read_checked(path)

    assert accounts.findings.filter(accounts.findings["kind"].cast(str) != "heading lost").rows() == []
    lines = [line for node in written.nodes for line in node.amounts]
    for line, row in zip(lines, accounts.amounts.iter_rows(named=True), strict=True):
        assert (row["reference"], row["actual"], row["prior"]) == tuple(
            units.amount(getattr(line, name), line.measure) for name in ("reference", "actual", "prior")
        )
        assert row["spent_pct"] == units.percentage(line.actual, line.reference)
        assert row["of_prior_pct"] == units.percentage(line.actual, line.prior)


@pytest.mark.parametrize(
    ("units", "room"), [(Units(decimals=0), Decimal(1)), (Units(decimals=2), Decimal("0.01"))], ids=str
)
def test_a_percentage_outside_what_its_decimals_allow_is_found(tmp_path: Path, units: Units, room: Decimal) -> None:
    written = invent(2, _SIZE)
    path = write(written, units, tmp_path / "report.txt")
    shares = (
        line.actual * 100 / line.reference
        for node in written.nodes
        for line in node.amounts
        if line.reference and line.actual and min(abs(line.reference), abs(line.actual)) > 100_000
    )
    right = next(shares).quantize(room, ROUND_HALF_UP)
    texts = [units.percentage_text(value) for value in (right, right + 2 * room)]
    text = path.read_text()
    assert texts[0] in text
    path.write_text(text.replace(f"\t{texts[0]}\t", f"\t{texts[1]}\t", 1))

    kinds = read_checked(path).findings["kind"].cast(str).to_list()

    assert "percentage" in kinds
