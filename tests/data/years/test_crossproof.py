"""Last year's account in two reports: exactly what was restated is found, and every other difference is explained."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.cells import Cell
from doelboom.data.model.frames import build
from doelboom.data.model.outline import Outline, outline
from doelboom.data.years.crossproof import AFTER, BEFORE, CrossProof, Part, cross_proof
from doelboom.data.years.matching import match
from doelboom.parser.records import Amounts, Level, Measure, Report
from tests.documents.invent import amounts
from tests.documents.years import ChangeKind, City, city


def _tree(report: Report) -> Outline:
    return outline(checked(build(report)))


def _proof(before: Report, after: Report) -> CrossProof:
    trees = _tree(before), _tree(after)
    return cross_proof(*trees, match(*trees))


def _with(report: Report, code: str, line: Amounts) -> Report:
    """A report with one line another, its sums as they were."""
    nodes = tuple(
        replace(node, amounts=tuple(line if one.measure is line.measure else one for one in node.amounts))
        if node.code == code
        else node
        for node in report.nodes
    )
    return replace(report, nodes=nodes)


@pytest.mark.parametrize("seed", range(4))
def test_exactly_what_was_restated_is_found_none_besides(seed: int) -> None:
    town = city(seed, 2024, 3, new_plan=2026)
    for before, after in zip(town.reports, town.reports[1:], strict=False):
        proof = _proof(before, after)
        expected = [
            (change.code, change.measure, change.was, change.now) for change in town.of(ChangeKind.RESTATED, after.year)
        ]
        assert [(one.code, one.measure, one.before, one.after) for one in proof.restated] == expected
        assert proof.compared > 250
        # What moved, came and went made sums that differ, and is named.
        assert {Part.MOVED_IN, Part.MOVED_OUT, Part.WENT} <= {
            cause.part for one in proof.explained for cause in one.causes
        }
        levels = {node.code: node.level for node in after.nodes}
        assert {levels[one.code] for one in proof.explained} <= {Level.SD, Level.OD, Level.PO}


def _cell(town: City) -> tuple[str, Measure, Decimal]:
    """A large account of 2024 that the report of 2025 prints alike, of a leaf that nothing became of."""
    proof_free = {change.code for change in town.changes} | {code for change in town.changes for code in change.others}
    later = {node.code: node for node in town.reports[1].nodes}
    for node in town.reports[0].nodes:
        if node.level in (Level.AC, Level.PR) and node.code in later and node.code not in proof_free:
            for line, now in zip(node.amounts, later[node.code].amounts, strict=True):
                if (
                    line.measure is not Measure.FTE
                    and line.actual
                    and line.actual > 100_000
                    and line.actual == now.prior
                ):
                    return node.code, line.measure, line.actual
    raise AssertionError


def _line(report: Report, code: str, measure: Measure) -> Amounts:
    return next(line for node in report.nodes if node.code == code for line in node.amounts if line.measure is measure)


@pytest.mark.parametrize("side", [BEFORE, AFTER])
def test_where_one_is_in_doubt_the_other_settles_it(side: str) -> None:
    town = city(7, 2024, 2)
    before, after = town.reports
    code, measure, right = _cell(town)
    wrong = right + 40_000
    if side == BEFORE:
        before = _with(before, code, replace(_line(before, code, measure), actual=wrong))
    else:
        after = _with(after, code, replace(_line(after, code, measure), prior=wrong))
    proof = _proof(before, after)
    (found,) = [one for one in proof.restated if one.code == code]
    assert (found.doubtful, found.suggestion) == (side, right)
    assert found.finding(of_later=side == AFTER).suggestion == right
    assert found.finding(of_later=side != AFTER).suggestion is None


def test_a_figure_in_doubt_that_the_other_report_prints_alike_is_confirmed() -> None:
    """A plan's account is wrong such that its percentages agree: the report's own arithmetic doubts the objective's,
    and the report of the year after, which prints that one alike, says which of the two it is."""
    town = city(4, 2024, 2)
    before, after = town.reports
    measure = Measure.FINANCING_EXPENDITURE
    line = _line(before, "OD40961", measure)
    assert line.actual is not None
    wrong = amounts(measure, line.reference or Decimal(0), line.actual + 30_000, line.prior or Decimal(0))
    before = _with(before, "OD40961", wrong)
    objective = next(node.parent for node in before.nodes if node.code == "OD40961")
    (doubt,) = _tree(before).accounts.doubts.by_code
    assert doubt == objective
    proof = _proof(before, after)
    assert proof.confirmed == ((Cell(doubt, measure, BEFORE), Cell(doubt, measure, AFTER)),)
    (found,) = [one for one in proof.restated if one.code == "OD40961"]
    assert (found.before, found.after, found.suggestion) == (line.actual + 30_000, line.actual, None)


def test_another_unit_is_no_restatement() -> None:
    """A report in thousands of euros and one in euros print one account differently."""
    town = city(8, 2024, 2)
    before, after = town.reports
    nodes = tuple(replace(node, amounts=tuple(map(_in_thousands, node.amounts))) for node in before.nodes)
    rounded = replace(before, amount_unit=Decimal(1000), nodes=nodes)
    found = {(one.code, one.measure) for one in _proof(rounded, after).restated}
    expected = {(change.code, change.measure) for change in town.of(ChangeKind.RESTATED)}
    assert found == expected


def _in_thousands(line: Amounts) -> Amounts:
    if line.measure is Measure.FTE:
        return line
    figures = (line.reference or Decimal(0), line.actual or Decimal(0), line.prior or Decimal(0))
    return amounts(line.measure, *(round(figure / 1000) * Decimal(1000) for figure in figures))
