"""The check's answers as frames, for tests that compare tables."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from doelboom.data.check.check import checked
from doelboom.data.model import findings as model
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.findings import Finding, Summary
from doelboom.data.model.frames import FINDINGS, MEASURES, Schema


def check(accounts: Accounts) -> pl.DataFrame:
    """What the check finds."""
    return checked(accounts).findings


def remainders(accounts: Accounts) -> pl.DataFrame:
    """The remainders of checked accounts."""
    return accounts.remainders


def summary(accounts: Accounts) -> Summary:
    """The state in numbers of checked accounts."""
    return accounts.summary


def doubts(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings that put figures in doubt."""
    return findings.filter([finding.kind.is_doubt for finding in _records(findings)])


def in_doubt(findings: pl.DataFrame) -> bool:
    """Whether any finding puts a figure in doubt."""
    return not doubts(findings).is_empty()


def doubtful_codes(findings: pl.DataFrame) -> frozenset[str]:
    """The nodes with a figure in doubt."""
    return model.doubtful_codes(_records(findings))


def doubtful_cells(findings: pl.DataFrame) -> pl.DataFrame:
    """A row a cell in doubt."""
    rows = [
        (cell.code, cell.measure, cell.column, doubt.named, doubt.suggestion)
        for cell, doubt in model.doubts_of(_records(findings)).items()
    ]
    schema: Schema = {
        "code": pl.String,
        "measure": MEASURES,
        "column": pl.String,
        "named": pl.Boolean,
        "suggestion": FINDINGS["suggestion"],
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _records(findings: pl.DataFrame) -> Iterator[Finding]:
    return model.findings_of(findings.iter_rows())
