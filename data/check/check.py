"""The check: the report proves itself, and this finds the wrong digit.

The arithmetic is in `data.check`; here it becomes findings, and answers for those who ask about them. Findings change
nothing: what is printed stays as printed, and a suggestion is only offered.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl

from doelboom.data.check.case import Doubt
from doelboom.data.check.explain import explain
from doelboom.data.check.hints import same_words
from doelboom.data.check.ledger import FIGURES, Cell, Ledger, Sheet, ledger
from doelboom.data.check.missing import deduce
from doelboom.data.check.rounding import Interval, printed_figure, printed_percentage, whole
from doelboom.data.model.accounts import Accounts, Summary
from doelboom.data.model.frames import AMOUNTS, FINDINGS, MEASURES
from doelboom.data.model.outline import REST
from doelboom.parser.records import COLUMNS, FaultKind, Measure

DOUBT_KINDS = (
    "percentage",
    "sum",
    FaultKind.TABLE_MISSING.value,
    FaultKind.UNREADABLE_FIGURE.value,
    FaultKind.DUPLICATE_CODE.value,
    FaultKind.UNREADABLE_PAGE.value,
)
"""The kinds of finding that put figures in doubt; the others tell what a report leaves out."""

_MEASURES = {measure.value: place for place, measure in enumerate(Measure)}
_COLUMNS = {column: place for place, column in enumerate(COLUMNS)}
_LIMIT = 10**36


def check(accounts: Accounts) -> pl.DataFrame:
    """Every finding about a report, in the report's order, then by measure and column; findings of no node come last.

    Returns a frame with exactly the columns of `data.model.frames.FINDINGS`:

    - `kind`: see section 4 of the design; `code`, `measure` and `column` name the figure, or the parent whose sum is
      off where several figures can be the wrong one. `column` is a percentage's (``spent_pct``, ``of_prior_pct``) where
      the printed percentage itself is wrong.
    - `printed`: the figure as the report prints it.
    - `expected_low`, `expected_high`: what percentages and sums allow for it (euros, FTE, or per cent); null where
      they set no bound. For a remainder: the sum of the children, give or take rounding.
    - `suggestion`: the figure, where exactly one is left.
    - `candidates`: the cells among which the wrong one is, as ``CODE:measure:column``, the likeliest first. Where the
      first is the finding's own cell, that is the one named. For a lost heading: the codes of nodes with the very same
      description. Empty for the other kinds.
    - `page`, `line`: where the node stands in the report (or the fault, where the reader found it).

    The accounts are those of `data.model.frames.build` or any others that `data.model.frames.validate` lets pass.
    """
    book = ledger(accounts)
    places = dict(zip(accounts.nodes["code"], accounts.nodes.select("page", "line").rows(), strict=True))
    rows: list[dict[str, Any]] = []
    for sheet in book.sheets.values():
        proof = explain(book.tree, sheet)
        rows.extend(_doubt_row(book, sheet, doubt) for doubt in proof.doubts)
        rows.extend(_remainder_row(book, sheet, cell, gap) for cell, gap in proof.remainders.items())
    for row in rows:
        row["page"], row["line"] = places[row["code"]]
    rows.extend(_fault_rows(accounts, book))
    ordinals = {code: ordinal for ordinal, code in enumerate(book.tree.codes)}
    rows.sort(
        key=lambda row: (
            ordinals.get(row["code"], len(ordinals)),
            _MEASURES.get(row["measure"], -1),
            _COLUMNS.get(row["column"], -1),
        )
    )
    return pl.DataFrame(rows, schema=FINDINGS, orient="row")


def checked(accounts: Accounts) -> Accounts:
    """The same accounts with their findings filled in."""
    return replace(accounts.whole, findings=check(accounts))


def in_doubt(findings: pl.DataFrame) -> bool:
    """Whether any finding puts a figure in doubt."""
    return not doubts(findings).is_empty()


def doubts(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings that put figures in doubt."""
    return findings.filter(pl.col("kind").cast(pl.String).is_in(DOUBT_KINDS))


def doubtful_codes(findings: pl.DataFrame) -> frozenset[str]:
    """The nodes with a figure in doubt, the candidates of a doubt included.

    Of two readings of the same page, that with fewer such codes is the better one.
    """
    doubtful = doubts(findings)
    cells = doubtful["candidates"].explode().drop_nulls().to_list()
    return frozenset(doubtful["code"].drop_nulls()) | {cell.split(":")[0] for cell in cells}


def doubtful_cells(findings: pl.DataFrame) -> pl.DataFrame:
    """Every cell that is in doubt, for those who draw it so.

    Returns one row a cell: `code`, `measure`, `column`, `named` (the finding names this very cell; otherwise it is
    one of several candidates) and `suggestion` (null where there is none).
    """
    cells: dict[tuple[str, str, str], tuple[bool, Any]] = {}
    for row in doubts(findings).iter_rows(named=True):
        candidates = [tuple(candidate.split(":")) for candidate in row["candidates"]]
        named = row["code"], row["measure"], row["column"]
        if None not in named and candidates[:1] in ([], [named]):
            cells[named] = True, row["suggestion"]
        for candidate in candidates:
            cells.setdefault(candidate, (False, None))
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "code": pl.String,
        "measure": MEASURES,
        "column": pl.String,
        "named": pl.Boolean,
        "suggestion": FINDINGS["suggestion"],
    }
    return pl.DataFrame([(*cell, *state) for cell, state in cells.items()], schema=schema, orient="row")


def summary(accounts: Accounts) -> Summary:
    """A report's state in numbers. The findings are those of the accounts: see `checked`."""
    book = ledger(accounts)
    percentages = sum(sheet.printed_percentages() for sheet in book.sheets.values())
    failing = sum(len(sheet.failing_percentages()) for sheet in book.sheets.values())
    findings = accounts.findings
    return Summary(
        percentages=percentages,
        percentages_ok=percentages - failing,
        parents_with_remainder=findings.filter(pl.col("kind") == "remainder")["code"].n_unique(),
        lost_headings=findings.filter(pl.col("kind") == FaultKind.HEADING_LOST.value).height,
        doubts=doubts(findings).height,
    )


def remainders(accounts: Accounts) -> pl.DataFrame:
    """What parents have beyond their children, with the columns of `data.model.frames.AMOUNTS`.

    Seven rows for each parent with a remainder, its code with ``.rest`` behind it, in the report's order. A figure is
    null where parent and children agree but for rounding, or where a wrong or missing figure leaves it unknown; the
    percentages are null because no report prints them. The findings are those of the accounts: see `checked`.
    """
    found = accounts.findings.filter(pl.col("kind") == "remainder")
    wanted = set(found.select(pl.col("code"), pl.col("measure").cast(pl.String), pl.col("column")).rows())
    parents = found["code"].unique(maintain_order=True).to_list()
    book = ledger(accounts)
    ordinals = {code: ordinal for ordinal, code in enumerate(book.tree.codes)}
    gaps = {measure: sheet.gaps(book.tree) for measure, sheet in book.sheets.items()} if parents else {}
    rows = [
        (
            parent + REST,
            measure.value,
            *(
                _exact(gaps[measure].get((ordinals[parent], place)))
                if (parent, measure.value, column) in wanted
                else None
                for place, column in enumerate(COLUMNS)
            ),
        )
        for parent in parents
        for measure in Measure
    ]
    return pl.DataFrame(rows, schema=AMOUNTS, orient="row")


def _exact(hundredths: int | None) -> Decimal | None:
    """A number of hundredths as a decimal; None beyond what the frames can hold."""
    return None if hundredths is None or abs(hundredths) >= _LIMIT else Decimal(f"{hundredths}e-2")


def _name(book: Ledger, sheet: Sheet, cell: Cell) -> str:
    return f"{book.tree.codes[cell[0]]}:{sheet.measure.value}:{COLUMNS[cell[1]]}"


def _row(
    kind: str, book: Ledger, sheet: Sheet, cell: Cell, expected: Interval, suggestion: int | None
) -> dict[str, Any]:
    """A finding about one cell; `expected` and `suggestion` are in hundredths (a percentage's in tenths)."""
    node, column = cell
    value = sheet.columns[column][node]
    percentage = column not in FIGURES
    scale = 10 if percentage else 1
    printed = None
    if value is not None:
        printed = printed_percentage(value) if percentage else printed_figure(value, sheet.unit)
    low, high, suggested = (_exact(None if bound is None else bound * scale) for bound in (*expected, suggestion))
    return {
        "kind": kind,
        "code": book.tree.codes[node],
        "measure": sheet.measure.value,
        "column": COLUMNS[column],
        "printed": printed,
        "expected_low": low,
        "expected_high": high,
        "suggestion": suggested,
        "candidates": [],
    }


def _doubt_row(book: Ledger, sheet: Sheet, doubt: Doubt) -> dict[str, Any]:
    kind = "percentage" if doubt.by_percentage else "sum"
    row = _row(kind, book, sheet, doubt.cell, doubt.expected, doubt.suggestion)
    return row | {"candidates": [_name(book, sheet, cell) for cell in doubt.candidates]}


def _remainder_row(book: Ledger, sheet: Sheet, cell: Cell, gap: int) -> dict[str, Any]:
    total = (sheet.columns[cell[1]][cell[0]] or 0) - gap
    room = sheet.slack(book.tree, cell[0]) // 2
    return _row("remainder", book, sheet, cell, whole((total - room, total + room), sheet.unit), None)


def _fault_rows(accounts: Accounts, book: Ledger) -> list[dict[str, Any]]:
    """The reader's own faults, with what arithmetic adds to an unreadable figure and words to a lost heading."""
    ordinals = {code: ordinal for ordinal, code in enumerate(book.tree.codes)}
    hints = same_words(accounts.nodes)
    rows: list[dict[str, Any]] = []
    for fault in accounts.faults.iter_rows(named=True):
        row = dict.fromkeys(FINDINGS) | fault | {"candidates": []}
        kind, code, column = fault["kind"], fault["code"], fault["column"]
        if kind == FaultKind.HEADING_LOST.value:
            row["candidates"] = hints.get(code, [])
        elif kind == FaultKind.UNREADABLE_FIGURE.value and code in ordinals and column in _COLUMNS and fault["measure"]:
            sheet = book.sheets[Measure(fault["measure"])]
            cell = ordinals[code], _COLUMNS[column]
            if sheet.columns[cell[1]][cell[0]] is None:
                expected, suggestion = deduce(book.tree, sheet, cell, fault["printed"])
                found = _row(kind, book, sheet, cell, expected, suggestion)
                row |= {name: found[name] for name in ("expected_low", "expected_high", "suggestion")}
        rows.append(row)
    return rows
