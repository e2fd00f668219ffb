"""The tables of all reports, of which can be asked in SQL: each year of a government once, each row with its report."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import Schema
from doelboom.data.queries.differences import amounts_with_doubts
from doelboom.data.storage.notes import notes_of
from doelboom.data.years.together.many import REPORT, of_all
from doelboom.data.years.together.statements import Refused, question

TABLES = ("nodes", "amounts", "findings", "reports", "notes")
_SCAN = "SCAN ["
"""How the plan of what reads a file begins."""


def tables_of(reports: Sequence[Accounts], names: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Some of the tables of some reports, by name."""
    frames: dict[str, Callable[[Accounts], pl.DataFrame]] = {
        "nodes": lambda accounts: accounts.nodes,
        "amounts": amounts_with_doubts,
        "findings": lambda accounts: accounts.findings,
        "reports": _about,
        "notes": _notes,
    }

    def with_report(frame_of: Callable[[Accounts], pl.DataFrame]) -> Callable[[Accounts], pl.DataFrame]:
        return lambda accounts: frame_of(accounts).select(pl.lit(accounts.source.id, pl.String).alias(REPORT), pl.all())

    return {name: of_all(reports, with_report(frames[name])) for name in names}


def _about(accounts: Accounts) -> pl.DataFrame:
    """A report in one row."""
    identity, summary = accounts.source.identity, accounts.summary
    period = identity.plan_period or (None, None)
    row = {
        "kind": identity.kind.value,
        "status": identity.status.value,
        "period_start": period[0],
        "period_end": period[1],
        "file": accounts.source.name,
        "read_at": accounts.source.read_at,
        "nodes": accounts.nodes.height,
        "doubts": summary.doubts,
        "remainders": summary.parents_with_remainder,
        "lost_headings": summary.lost_headings,
    }
    schema: Schema = {
        **dict.fromkeys(("kind", "status"), pl.String),
        **dict.fromkeys(("period_start", "period_end"), pl.Int16),
        "file": pl.String,
        "read_at": pl.Datetime("us", "UTC"),
        **dict.fromkeys(("nodes", "doubts", "remainders", "lost_headings"), pl.UInt32),
    }
    return pl.DataFrame([row], schema)


def _notes(accounts: Accounts) -> pl.DataFrame:
    kept = notes_of(accounts.source).all
    rows = [(note.code, note.text, note.changed_at) for note in kept]
    schema: Schema = {"code": pl.String, "note": pl.String, "changed_at": pl.Datetime("us", "UTC")}
    return pl.DataFrame(rows, schema, orient="row")


def answer(statement: str, reports: Callable[[], Sequence[Accounts]]) -> pl.DataFrame:
    """What a statement in SQL answers over the tables of some reports, which are only made if it names one.

    Raises:
        Refused: it is no question, or names what is not there; the message is one line.
    """
    asked = question(statement, TABLES)
    made = tables_of(reports(), asked.tables) if asked.tables else {}
    context = pl.SQLContext({name: frame.lazy() for name, frame in made.items()})
    try:
        plan = context.execute(asked.text, eager=False)
        # What the tokens let through reads no file, whatever the engine's next version takes for a table.
        if _SCAN in plan.explain(optimized=False):
            raise Refused("no file is read or written")
        return _plain(plan.collect())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OverflowError) as error:
        raise Refused(_first_line(error)) from None


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """An answer whose texts are texts: what is one of a few is written as what it is."""
    return frame.with_columns(pl.selectors.by_dtype(pl.Enum, pl.Categorical).cast(pl.String))
