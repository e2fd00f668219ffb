"""How far a report has proved itself, in one line."""

from __future__ import annotations

from decimal import Decimal

from doelboom.data.model.findings import Summary
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.numbers import grouped


def verification(state: Summary) -> str:
    """The verification state: percentages that agree, parents with a remainder, figures in doubt, lost headings."""
    number = grouped(Decimal(state.percentages_ok), 0)
    if state.percentages_ok == state.percentages:
        parts = [_("{count} percentages ok").format(count=number)]
    else:
        total = grouped(Decimal(state.percentages), 0)
        parts = [_("{count} of {total} percentages ok").format(count=number, total=total)]
    if state.doubts:
        text = counted("{count} figure in doubt", "{count} figures in doubt", state.doubts)
        parts.insert(0, text.format(count=state.doubts))
    if state.parents_with_remainder:
        text = counted(
            "{count} parent with a remainder", "{count} parents with a remainder", state.parents_with_remainder
        )
        parts.append(text.format(count=state.parents_with_remainder))
    if state.lost_headings:
        text = counted("{count} heading lost", "{count} headings lost", state.lost_headings)
        parts.append(text.format(count=state.lost_headings))
    return " \N{MIDDLE DOT} ".join(parts)
