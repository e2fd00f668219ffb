"""What marked rows add up to, in words."""

from __future__ import annotations

from doelboom.data.queries.marked import Total
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import counted
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.numbers import Unit, in_unit, signed


def total_words(total: Total, measure: Measure, unit: Unit) -> list[str]:
    """The totals in a line, and in shorter ones: figures are whole in each."""
    terms = Terms(measure)
    marked = counted("{count} marked", "{count} marked", total.count).format(count=total.count)
    if total.within:
        within = counted("{count} of them within another", "{count} of them within others", total.within)
        marked = f"{marked}, {within.format(count=total.within)}"
    lacking = ""
    if total.lacking:
        words = counted("{count} row lacks a figure", "{count} rows lack a figure", total.lacking)
        lacking = f"; {words.format(count=total.lacking)}"
    if total.lacking == total.count - total.within:
        return [marked + lacking, marked]
    sums = {name: in_unit(value, measure, unit) for name, value in total.sums.items()}
    sums["variance"] = signed(sums["variance"])
    figures = {
        name: f"{terms.heading(name)} {text}{'?' if name in total.doubtful else ''}" for name, text in sums.items()
    }
    all_of_them = f"{marked}: {', '.join(figures.values())}"
    variance = f"{marked}: {figures['variance']}"
    return [all_of_them + lacking, all_of_them, variance + lacking, variance, marked]
