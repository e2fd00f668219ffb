"""The cells of tables that compare amounts, drawn alike wherever they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.style import Style
from rich.text import Text

from doelboom.data.model.queries import SUBTOTAL
from doelboom.data.queries.search import spans
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, effect_word
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, Unit, in_unit, percentage, share, signed

_AMOUNTS = (
    "reference", "actual", "spent_pct", "variance", "variance_pct", "prior", "change", "change_pct", "effect",
)  # fmt: skip


def amount_columns(terms: Terms) -> list[Column]:
    """The columns of amounts, percentages and effect, by their names in `data.model.queries.VARIANCES`."""
    return [Column(key, terms.heading(key), figures=key != "effect") for key in _AMOUNTS]


def draw_cell(
    key: str,
    row: Mapping[str, Any],
    measure: Measure,
    unit: Unit,
    look: Look,
    words: Sequence[str] = (),
    doubtful: frozenset[str] = frozenset(),
) -> Text:
    """One cell of a row, its columns as in `data.queries.variances`; `words` are marked in texts, and a figure
    in one of the `doubtful` columns as such."""
    if key in doubtful:
        cell = draw_cell(key, row, measure, unit, look)
        return Text(f"{cell.plain}{DOUBTFUL}", style=look.doubt)
    value = row[key]
    faint = look.strong if row["mark"] == SUBTOTAL else look.dim if row["mark"] is not None else Style()
    match key:
        case "variance" | "vte_variance":
            of = Measure.FTE if key == "vte_variance" else measure
            style = look.effect(row["effect"]) if key == "variance" and value else faint
            return Text(signed(in_unit(value, of, unit)), style=style)
        case "change":
            return Text(signed(in_unit(value, measure, unit)), style=faint)
        case "vte_reference" | "vte_actual":
            return Text(in_unit(value, Measure.FTE, unit), style=faint)
        case "spent_pct":
            return Text(percentage(value) if row["mark"] != "rest" else "", style=faint)
        case "effect":
            return Text(effect_word(value), style=look.effect(value))
        case "actions":
            return Text(str(value), style=faint)
        case "reference" | "actual" | "prior":
            return Text(in_unit(value, measure, unit), style=faint)
        case _ if key.endswith("_pct"):
            known = row[key.removesuffix("_pct")] is not None
            return Text(share(value) if known else NOTHING, style=faint if value is not None else look.dim)
        case _:
            cell = Text(value or "", style=faint)
            for start, end in spans(cell.plain, words):
                cell.stylize(look.match, start, end)
            return cell


def sums_in_words(
    name: str,
    totals: Mapping[str, Decimal | None],
    measure: Measure,
    unit: Unit,
    *,
    against_prior: bool = False,
    doubtful: Collection[str] = (),
) -> list[str]:
    """What some rows add up to, below their table: in full, and for where there is less room. `name` says which rows,
    `doubtful` which of the sums a figure in doubt is among."""
    sums = {column: in_unit(value, measure, unit) for column, value in totals.items()}
    sums |= {column: signed(sums[column]) for column in ("variance", "change")}
    sums |= {column: f"{sums[column]}{DOUBTFUL}" for column in doubtful if column in sums}
    if against_prior:
        templates = [_("{rows}: last year {prior}, actual {actual}, change {change}"), _("{rows}: change {change}")]
    else:
        templates = [
            _("{rows}: budget {reference}, actual {actual}, variance {variance}"),
            _("{rows}: variance {variance}"),
        ]
    return [template.format(rows=name, **sums) for template in templates]
