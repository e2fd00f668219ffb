"""How the tree was shown, kept from one start to the next as plain values."""

from __future__ import annotations

from dataclasses import replace

from doelboom.data.queries.siblings import FIGURES, ORDERS
from doelboom.parser.records import Measure
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.settings.session import Session
from doelboom.tui.views.words.numbers import Unit


def recalled(session: Session, view: TreeView) -> TreeView:
    """A view as a session remembers it, as far as that still makes sense."""
    measure, unit = session.text("measure"), session.text("unit")
    if measure in list(Measure):
        view = replace(view, measure=Measure(measure))
    if unit is not None and unit in Unit.__members__:
        view = replace(view, unit=Unit[unit])
    if isinstance(columns := session.state.get("columns"), list):
        view = replace(view, columns=frozenset(column for column in columns if column in FIGURES))
    sort = session.text("sort")
    if sort in ORDERS:
        view = replace(view, sort=sort, descending=session.flag("descending", default=True))
    return replace(
        view,
        bars=session.flag("bars", default=view.bars),
        hide_zeroes=session.flag("hide_zeroes", default=view.hide_zeroes),
    )


def remembered(view: TreeView) -> dict[str, str | bool | list[str] | None]:
    """A view as plain values."""
    return {
        "measure": view.measure.value,
        "unit": view.unit.name,
        "bars": view.bars,
        "hide_zeroes": view.hide_zeroes,
        "columns": sorted(view.columns),
        "sort": view.sort,
        "descending": view.descending,
    }
