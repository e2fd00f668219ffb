"""The view by service (*dienst*): what the actions and projects of each service have together, over all plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT, FIGURES
from doelboom.data.model.frames import AMOUNT
from doelboom.data.model.outline import NO_FIGURES, Outline
from doelboom.data.model.queries import NO_SERVICE, REMAINDERS, SERVICES, ServiceQuery
from doelboom.data.model.sums import printed_share
from doelboom.data.queries.differences import (
    LACKS_A_FIGURE,
    doubt_column,
    order_by,
    share_of,
    totals,
    with_differences,
)
from doelboom.data.queries.levels import leaves
from doelboom.data.queries.remainders import remainders
from doelboom.data.queries.search import fold, names_with, sought
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Figures, Measure

_SUMMED = ("reference", "actual", "variance", "prior", "change", "vte_reference", "vte_actual", "vte_variance")
_KEYS = ("service", "mark")
ServiceKey = tuple[str | None, str | None]
"""What a row by service is known by: the service, or where there is none, the mark."""


@dataclass(frozen=True, slots=True)
class Services:
    """The answer: rows in order, and how many there were to choose from."""

    rows: pl.DataFrame
    total: int
    measure: Measure
    totals: dict[str, Decimal | None]
    """The sums of the amounts over the rows that have them; None without."""
    taken_for: tuple[str, ...] = ()
    """The words that were looked for instead of those of the filter, which no service has in its name."""

    def head(self, limit: int) -> Services:
        """The first rows, with totals of their own."""
        rows = self.rows.head(limit)
        return replace(self, rows=rows, totals=totals(rows, _SUMMED))


def services(accounts: Accounts, query: ServiceQuery = ServiceQuery()) -> Services:  # noqa: B008 - immutable
    """The rows that answer a query. Ties keep the order in which the report first names the services."""
    measure = query.measure
    money, staff = _sums(accounts, measure), _sums(accounts, Measure.FTE)
    staff = staff.select(
        *_KEYS, *(pl.col(name).alias(f"vte_{name}") for name in FIGURES), pl.col("unknown", "actions", "codes")
    )
    joined = money.join(staff, on=_KEYS, how="full", nulls_equal=True, coalesce=True, suffix="_vte")
    rows = with_differences(joined, measure).with_columns(
        pl.coalesce("actions", "actions_vte").alias("actions"),
        pl.concat_list(pl.col("codes", "codes_vte").fill_null([])).list.unique(maintain_order=True).alias("codes"),
        pl.max_horizontal("unknown", "unknown_vte").alias("unknown"),
        (pl.col("vte_actual") - pl.col("vte_reference")).cast(AMOUNT).alias("vte_variance"),
    )
    rows = rows.with_columns(share_of("vte_variance", "vte_reference").alias("vte_variance_pct"))
    # Remainders come last among ties: they stand in no one place of the report.
    rows = rows.sort("ordinal", nulls_last=True, maintain_order=True).drop("ordinal").with_row_index("ordinal")
    doubt = doubt_column(accounts.doubts, rows["codes"].to_list(), (measure, Measure.FTE), FIGURES)
    everything = rows.with_columns(doubt).select("ordinal", *SERVICES, DOUBT)
    rows_shown = everything
    taken_for: tuple[str, ...] = ()
    if query.text is not None and sought(query.text):
        found = names_with(everything["service"].drop_nulls(), query.text)
        rows_shown, taken_for = everything.filter(pl.col("service").is_in(list(found.keys))), found.taken_for
    if query.sort is not None:
        rows_shown = order_by(rows_shown, query.sort, descending=query.descending)
    else:
        rows_shown = order_by(rows_shown, "variance", descending=True, by_size=True)
    rows_shown = rows_shown.drop("ordinal")
    return Services(rows_shown, everything.height, measure, totals(rows_shown, _SUMMED), taken_for)


def figures_by_service(accounts: Accounts) -> dict[ServiceKey, dict[Measure, Figures]]:
    """The sums of every measure by (service, mark), as `services` has them, with the two percentages that a report
    prints of a line worked out from them: zero where they would be a share of zero."""
    figures: dict[ServiceKey, dict[Measure, Figures]] = {}
    for measure in Measure:
        for row in _sums(accounts, measure).iter_rows(named=True):
            reference, actual, prior = (row[name] for name in FIGURES)
            line = Figures(reference, actual, prior, printed_share(actual, reference), printed_share(actual, prior))
            figures.setdefault((row["service"], row["mark"]), {})[measure] = line
    return figures


def nodes_of(outline: Outline, service: ServiceKey, measure: Measure) -> tuple[str, ...]:
    """The codes that the row of a (service, mark) is made of for a measure, in the report's order: its actions and
    projects, or the remainders that there are in that measure."""
    name, mark = service
    of_report = leaves(outline.accounts)
    if mark == REMAINDERS:
        return tuple(
            item.code
            for item in outline.items.values()
            if item.is_remainder and outline.figures(item.code, measure) != NO_FIGURES
        )
    return tuple(item.code for item in outline.items.values() if item.service == name and item.code in of_report)


def _sums(accounts: Accounts, measure: Measure) -> pl.DataFrame:
    """A measure's figures by service, with `ordinal` (where the service first stands), `actions`, `unknown` and the
    `codes` that are summed."""
    nodes = accounts.nodes.filter(pl.col("code").is_in(list(leaves(accounts))))
    lines = accounts.amounts.filter(pl.col("measure") == measure.value).select("code", *FIGURES)
    of_leaves = nodes.select(
        "ordinal", "code", "service", pl.when(pl.col("service").is_null()).then(pl.lit(NO_SERVICE)).alias("mark")
    ).join(lines, on="code", how="left", maintain_order="left")
    rest = remainders(accounts, measure).with_columns(
        pl.lit(None, pl.UInt32).alias("ordinal"),
        pl.lit(None, pl.String).alias("service"),
        pl.lit(REMAINDERS).alias("mark"),
    )
    everything = pl.concat([of_leaves, rest.select(of_leaves.columns)])
    return everything.group_by(_KEYS, maintain_order=True).agg(
        pl.col("ordinal").min(),
        pl.col("code").alias("codes"),
        pl.col("ordinal").count().alias("actions"),
        LACKS_A_FIGURE.sum().alias("unknown"),
        *(
            pl.when(pl.col(name).null_count() == 0).then(pl.col(name).sum().cast(AMOUNT)).alias(name)
            for name in FIGURES
        ),
    )


def service_names(accounts: Accounts) -> list[str]:
    """The services that actions and projects name, in the order in which the report first does."""
    return accounts.nodes["service"].drop_nulls().unique(maintain_order=True).to_list()


def services_like(accounts: Accounts, text: str) -> list[str]:
    """The services that a typed name may mean: the one that is it, whatever its case and accents; else all in whose
    name its words stand. Nothing where there is none."""
    return names_like(service_names(accounts), text)


def names_like(names: Sequence[str], text: str) -> list[str]:
    """The same among the names of services."""
    folded_name = fold(" ".join(text.split()))
    exact = [name for name in names if name == text] or [name for name in names if fold(name) == folded_name]
    return exact or [name for name in names if folded_name and all(word in fold(name) for word in folded_name.split())]
