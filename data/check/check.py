"""The check: the report proves itself, and this finds the wrong digit.

One computation gives all that is known of a report's figures: findings, remainders, and its state in numbers. The
arithmetic is in the modules beside this one; here it becomes findings. They change nothing: what is printed stays as
printed, and a suggestion is only offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl

from doelboom.data.check.faults.case import Suspicion
from doelboom.data.check.faults.copied import Copy
from doelboom.data.check.faults.misplaced import Misplacement
from doelboom.data.check.faults.weights import Weights, weights_of
from doelboom.data.check.hints import same_words
from doelboom.data.check.ledger import FIGURES, Ledger, Position, Sheet, ledger, room
from doelboom.data.check.missing import deduce, lost_sign
from doelboom.data.check.proof import WholeProof, prove
from doelboom.data.check.rounding import TENTHS, Interval, parts_of, printed_figure, printed_percentage, whole
from doelboom.data.model.accounts import Accounts, Tables
from doelboom.data.model.cells import Cell
from doelboom.data.model.findings import Finding, FindingKind, Operation, Summary
from doelboom.data.model.frames import AMOUNTS, FINDINGS
from doelboom.data.model.outline import REMAINDER
from doelboom.data.model.rows import arguments_of, row_of
from doelboom.parser.records import COLUMNS, Fault, Measure, Place

_MEASURES: dict[Measure | None, int] = {measure: place for place, measure in enumerate(Measure)}
_COLUMNS: dict[str | None, int] = {column: place for place, column in enumerate(COLUMNS)}
_LIMIT = 10**36


def checked(accounts: Accounts, weights: Weights | None = None) -> Accounts:
    """The same accounts with what the check finds: findings, remainders and the summary.

    The findings stand in the report's order, then by measure and column; those of no node come last. The accounts are
    those of `data.model.frames.build` or any others that `data.model.frames.validate` lets pass.

    Args:
        weights: how likely each kind of fault is; by default, as the report's words were had.
    """
    book = ledger(accounts)
    proof = prove(book, weights or weights_of(accounts.source.origin))
    findings = _findings(accounts, proof)
    frames = replace(
        accounts.tables.frames,
        findings=pl.DataFrame([row_of(finding) for finding in findings], FINDINGS, orient="row"),
        remainders=pl.DataFrame(_remainders(proof), AMOUNTS, orient="row"),
    )
    return replace(accounts, tables=Tables.of(frames), summary=_summary(book, findings))


def _summary(book: Ledger, findings: Sequence[Finding]) -> Summary:
    percentages = sum(sheet.printed_percentages() for sheet in book.sheets.values())
    failing = sum(len(sheet.failing_percentages) for sheet in book.sheets.values())
    return Summary(
        percentages=percentages,
        percentages_ok=percentages - failing,
        parents_with_remainder=len({finding.code for finding in findings if finding.kind is FindingKind.REMAINDER}),
        lost_headings=sum(finding.kind is FindingKind.HEADING_LOST for finding in findings),
        doubts=sum(finding.kind.is_doubt for finding in findings),
    )


def _remainders(whole_proof: WholeProof) -> Iterator[list[Any]]:
    """What parents have beyond their children, in the report's order.

    A figure is null where parent and children agree but for rounding, or where a wrong or missing figure leaves it
    unknown; the percentages are null because no report prints them.
    """
    book, proofs = whole_proof.placed, whole_proof.sheets
    parents = sorted({node for proof in proofs.values() for node, _column in proof.remainders})
    for parent in parents:
        for measure in Measure:
            gaps = proofs[measure].remainders
            figures = [_exact(gaps.get((parent, column))) for column in range(len(COLUMNS))]
            yield [book.tree.codes[parent] + REMAINDER, measure.value, *figures]


def _findings(accounts: Accounts, proof: WholeProof) -> list[Finding]:
    book, placed = proof.printed, proof.placed
    nodes = accounts.nodes
    places = [Place(page, line) for page, line in zip(nodes["page"], nodes["line"], strict=True)]
    findings: list[Finding] = [_of_misplacement(book, misplacements, places) for misplacements in proof.misplaced]
    findings += (_of_copy(book, copy, places) for copy in proof.copies)
    for measure, of_sheet in proof.sheets.items():
        sheet = book.sheets[measure]
        findings += (_of_suspicion(book, sheet, suspicion, places) for suspicion in of_sheet.doubts)
        findings += (
            _of_remainder(placed, placed.sheets[measure], at, gap, places) for at, gap in of_sheet.remainders.items()
        )
    findings += _of_faults(accounts, book)
    ordinals: dict[str | None, int] = {code: ordinal for ordinal, code in enumerate(book.tree.codes)}
    findings.sort(
        key=lambda finding: (
            ordinals.get(finding.code, len(ordinals)),
            _MEASURES.get(finding.measure, -1),
            _COLUMNS.get(finding.column, -1),
        )
    )
    return findings


def _exact(hundredths: int | None) -> Decimal | None:
    """A number of hundredths as a decimal; None beyond what the frames can hold."""
    return None if hundredths is None or abs(hundredths) >= _LIMIT else Decimal(f"{hundredths}e-2")


def _cell(book: Ledger, sheet: Sheet, at: Position) -> Cell:
    return Cell(book.tree.codes[at[0]], sheet.measure, COLUMNS[at[1]])


def _bounded(
    finding: Finding, at: Position, expected: Interval, suggestion: int | None, parts: int = TENTHS
) -> Finding:
    """A finding with what is expected of its figure, in hundredths (of a percentage: in so many parts of one)."""
    scale = 1 if at[1] in FIGURES else 100 // parts
    low, high, suggested = (_exact(None if bound is None else bound * scale) for bound in (*expected, suggestion))
    return replace(finding, expected_low=low, expected_high=high, suggestion=suggested)


def _of_cell(kind: FindingKind, book: Ledger, sheet: Sheet, at: Position, places: Sequence[Place]) -> Finding:
    node, column = at
    value = sheet.columns[column][node]
    printed = None
    if value is not None:
        parts = parts_of(sheet.unit)
        printed = printed_figure(value, sheet.unit) if column in FIGURES else printed_percentage(value, parts)
    cell = _cell(book, sheet, at)
    return Finding(kind, cell.code, cell.measure, cell.column, printed, place=places[node])


def _of_suspicion(book: Ledger, sheet: Sheet, suspicion: Suspicion, places: Sequence[Place]) -> Finding:
    kind = FindingKind.PERCENTAGE if suspicion.by_percentage else FindingKind.SUM
    candidates = tuple(_cell(book, sheet, candidate) for candidate in suspicion.candidates)
    finding = replace(_of_cell(kind, book, sheet, suspicion.cell, places), candidates=candidates)
    finding = replace(finding, operation=suspicion.operation)
    return _bounded(finding, suspicion.cell, suspicion.expected, suspicion.suggestion, parts_of(sheet.unit))


def _of_misplacement(book: Ledger, alike: Sequence[Misplacement], places: Sequence[Place]) -> Finding:
    """What stands in the wrong place, with whatever may be it as well."""
    first, node = alike[0], alike[0].named
    finding = Finding(FindingKind.SUM, book.tree.codes[node], operation=first.operation, place=places[node])
    if first.plan is not None:
        codes = [one.plan for one in alike if one.node == node] + [one.node for one in alike if one.node != node]
        return replace(finding, candidates=tuple(Cell(book.tree.codes[code]) for code in codes if code is not None))
    lines = [line for one in alike for pair in one.lines if _differ(book, *pair) for line in pair]
    measures = {measure for measure, _ in lines} if len(lines) > 2 else {lines[0][0]}
    measure = measures.pop() if len(measures) == 1 else None
    return replace(finding, measure=measure, candidates=tuple(_cells_of(book, lines)))


def _of_copy(book: Ledger, copy: Copy, places: Sequence[Place]) -> Finding:
    node = copy.nodes[0]
    cells = tuple(_cells_of(book, [(copy.measure, twin) for twin in copy.nodes]))
    return Finding(
        FindingKind.SUM,
        book.tree.codes[node],
        copy.measure,
        operation=Operation.COPIED,
        candidates=cells,
        place=places[node],
    )


def _differ(book: Ledger, one: tuple[Measure, int], other: tuple[Measure, int]) -> bool:
    return any(
        first[one[1]] != second[other[1]]
        for first, second in zip(book.sheets[one[0]].columns, book.sheets[other[0]].columns, strict=True)
    )


def _cells_of(book: Ledger, lines: Sequence[tuple[Measure, int]]) -> Iterator[Cell]:
    """Every figure and percentage of some lines, each line once."""
    for measure, node in dict.fromkeys(lines):
        yield from (_cell(book, book.sheets[measure], (node, column)) for column in range(len(COLUMNS)))


def _of_remainder(book: Ledger, sheet: Sheet, at: Position, gap: int, places: Sequence[Place]) -> Finding:
    """A remainder: what is expected is the sum of the children, give or take rounding."""
    parent, column = at[0], sheet.columns[at[1]]
    total = (column[parent] or 0) - gap
    half = room(sum(bool(column[child]) for child in book.tree.children[parent]), sheet.unit) // 2
    finding = _of_cell(FindingKind.REMAINDER, book, sheet, at, places)
    return _bounded(finding, at, whole((total - half, total + half), sheet.unit), None)


def _of_faults(accounts: Accounts, book: Ledger) -> Iterator[Finding]:
    """The reader's own faults, with what arithmetic adds to an unreadable figure and words to a lost heading."""
    ordinals: dict[str | None, int] = {code: ordinal for ordinal, code in enumerate(book.tree.codes)}
    hints = same_words(accounts.nodes)
    for row in accounts.faults.iter_rows():
        fault = Fault(**arguments_of(Fault, row))
        finding = Finding(
            FindingKind(fault.kind.value), fault.code, fault.measure, fault.column, fault.printed, place=fault.place
        )
        if finding.kind is FindingKind.HEADING_LOST and fault.code is not None:
            finding = replace(finding, candidates=tuple(map(Cell, hints.get(fault.code, ()))))
        elif finding.kind is FindingKind.UNREADABLE_FIGURE and fault.measure is not None and fault.code in ordinals:
            sheet, column = book.sheets[fault.measure], _COLUMNS.get(fault.column)
            at = (ordinals[fault.code], column) if column is not None else None
            if at is not None and sheet.columns[at[1]][at[0]] is None:
                interval, value = deduce(book.tree, sheet, at, fault.printed)
                unit = sheet.unit if at[1] in FIGURES else 1
                lost = lost_sign(at[1], unit, fault.printed, interval)
                finding = _bounded(finding, at, interval, value if lost is None else lost[1], parts_of(sheet.unit))
                finding = replace(finding, operation=None if lost is None else lost[0])
        yield finding
