"""One question asked of several reports at once: rows of all of them, each with its government and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.queries import GROUP, VARIANCES, Group, Scope, ServiceQuery
from doelboom.data.queries.differences import LACKS_A_FIGURE, order_by, totals
from doelboom.data.queries.groups import subtotals
from doelboom.data.queries.search import Matches, nodes_with
from doelboom.data.queries.services import Services, services
from doelboom.data.queries.variances import comparison
from doelboom.data.storage.notes import notes_of
from doelboom.data.storage.shared.layout import REPORT as REPORT
from doelboom.data.years.together.files import GOVERNMENT, YEAR
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

WHOSE = (GOVERNMENT, YEAR)
GROUPS = (Group.SERVICE,)
"""By what the rows of several reports can stand together: a plan's code is another's in another report."""


def of_all(reports: Sequence[Accounts], frame_of: Callable[[Accounts], pl.DataFrame]) -> pl.DataFrame:
    """The rows of a frame of each report, in the order of the reports, with `WHOSE` before their columns."""
    frames = []
    for accounts in reports:
        identity = accounts.source.identity
        whose = (pl.lit(identity.government, pl.String).alias(GOVERNMENT), pl.lit(identity.year, pl.Int16).alias(YEAR))
        frames.append(frame_of(accounts).select(*whose, pl.all()))
    # Reports print percentages with one decimal or with two.
    return pl.concat(frames, how="diagonal_relaxed")


class InGroups:
    """How the rows of several reports stand together: by their service, the only group that reports have in common."""

    __slots__ = ()

    def with_groups(self, rows: pl.DataFrame, group: Group) -> pl.DataFrame:
        """Rows with their service."""
        return rows.with_columns(pl.col(group.value).alias(GROUP))

    def subtotals(self, group: Group, measure: Measure, rows: pl.DataFrame) -> pl.DataFrame:
        """What the services add up to, over all reports."""
        return subtotals((), group, measure, rows)


@dataclass(frozen=True, eq=False, slots=True)
class Many(InGroups):
    """Several reports, of which a question can be asked as of one (`data.queries.variances.Asked`)."""

    reports: tuple[Accounts, ...]
    lacks: pl.Expr = LACKS_A_FIGURE
    among: pl.DataFrame | None = None
    """The only nodes that are asked about, with `REPORT` and `code`; None for all."""

    def comparison(self, measure: Measure, scope: Scope) -> pl.DataFrame:
        """The rows of all reports of a level for a measure: `ordinal`, `WHOSE`, then as of one, and `REPORT`."""

        def rows(accounts: Accounts) -> pl.DataFrame:
            whose = pl.lit(accounts.source.id, pl.String).alias(REPORT)
            return comparison(accounts, measure, scope).drop("ordinal").with_columns(whose)

        every = of_all(self.reports, rows)
        if self.among is not None:
            every = every.join(self.among, on=[REPORT, "code"], how="semi", maintain_order="left")
        return every.with_row_index("ordinal")

    def with_words(self, rows: pl.DataFrame, text: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
        """The rows of the nodes that a search finds in their report; words are taken for others only where no report
        has them as they were typed."""
        found = self.matches(text)
        if any(one.keys and not one.taken_for for one in found):
            found = [one if not one.taken_for else replace(one, keys=(), taken_for=()) for one in found]
        taken_for = tuple(dict.fromkeys(word for one in found for word in one.taken_for))
        return rows.join(self.keys(found), on=[REPORT, "code"], how="semi", maintain_order="left"), taken_for

    def matches(self, text: str) -> list[Matches]:
        """What a search finds in each report."""
        return [nodes_with(accounts, text, notes_of(accounts.source).texts) for accounts in self.reports]

    def keys(self, found: Sequence[Matches]) -> pl.DataFrame:
        """The nodes that were found in each report: `REPORT` and `code`."""
        pairs = [(report.source.id, key) for report, one in zip(self.reports, found, strict=True) for key in one.keys]
        return pl.DataFrame(pairs, {REPORT: pl.String, "code": pl.String}, orient="row")


COLUMNS = (*WHOSE, *VARIANCES)
"""The columns of variances of several reports, each of which can be sorted by."""


def services_of_all(reports: Sequence[Accounts], query: ServiceQuery) -> Services:
    """The view by service of each report, all in one order: `WHOSE`, then as of one."""
    answers = {id(accounts): services(accounts, replace(query, sort=None, text=None)) for accounts in reports}
    rows = of_all(reports, lambda accounts: answers[id(accounts)].rows).with_row_index("ordinal")
    total = rows.height
    taken_for: tuple[str, ...] = ()
    if query.text is not None:
        asked = [services(accounts, query) for accounts in reports]
        exact = any(answer.rows.height and not answer.taken_for for answer in asked)
        kept = [answer for answer in asked if not (exact and answer.taken_for)]
        names = {name for answer in kept for name in answer.rows["service"].drop_nulls()}
        rows = rows.filter(pl.col("service").is_in(list(names)))
        taken_for = tuple(dict.fromkeys(word for answer in kept for word in answer.taken_for))
    by_size = query.sort is None
    ordered = order_by(rows, query.sort or "variance", descending=query.descending or by_size, by_size=by_size)
    ordered = ordered.drop("ordinal")
    summed = tuple(name for name in next(iter(answers.values())).totals)
    return Services(ordered, total, query.measure, totals(ordered, summed), taken_for)
