"""Rows of variances in groups on the screen: a row for each subtotal, with or without the rows below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import polars as pl
from rich.text import Text

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import GROUP, Group, Query, groups_of
from doelboom.data.model.sums import sum_of
from doelboom.data.queries.variances import Variances
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.drawing.service import Service, draw_service
from doelboom.tui.views.questions import GROUPS

_PREFIX = "\N{NULL}group:"
"""How the keys of subtotals begin; no code does."""

Drawn = Callable[[Mapping[str, Any]], Sequence[Text]]
"""What makes the cells of a row."""


def group_key(group: str | None) -> str:
    """The key of a group's subtotal."""
    return f"{_PREFIX}{group or ''}"


def name_of_group(key: str) -> str:
    """The group whose subtotal has a key: a node's code, or a service; "" where there is none."""
    return key.removeprefix(_PREFIX)


def is_group(key: str | None) -> bool:
    """Whether a key is that of a subtotal."""
    return key is not None and key.startswith(_PREFIX)


def grouped_rows(
    answer: Variances, unfolded: Collection[str], columns: Sequence[Column], look: Look, drawn: Drawn
) -> list[tuple[str, Sequence[Text]]]:
    """A row for each group, by key, and below those that are `unfolded` (by key) their rows."""
    groups = answer.groups
    assert groups is not None
    below: dict[str, list[Mapping[str, Any]]] = {}
    names = [name_of_group(key) for key in unfolded]
    for row in answer.rows.filter(pl.col(GROUP).fill_null("").is_in(names)).iter_rows(named=True):
        below.setdefault(group_key(row[GROUP]), []).append(row)
    rows: list[tuple[str, Sequence[Text]]] = []
    for row in groups.iter_rows(named=True):
        key = group_key(row[GROUP])
        is_unfolded = key in unfolded
        count = counted("{count} row", "{count} rows", row["count"]).format(count=row["count"])
        row["title"] = f"{row['title'] or _('(none)')} ({count})"
        cells = list(drawn(row))
        place = next(number for number, column in enumerate(columns) if column.key == "code")
        sign = look.signs.unfolded if is_unfolded else look.signs.folded
        cells[place] = Text(f"{sign} {row['code'] or ''}".rstrip(), style=look.strong)
        rows.append((key, cells))
        if is_unfolded:
            rows += [(one["code"], _indented(drawn(one), place)) for one in below.get(key, ())]
    return rows


def _indented(cells: Sequence[Text], place: int) -> list[Text]:
    """The cells of a row below its group: its code stands under the group's."""
    return [Text("  ").append_text(cell) if number == place else cell for number, cell in enumerate(cells)]


def folding(answer: Variances) -> dict[str, str]:
    """The subtotal to which each row belongs, by key; that of a subtotal itself is its own."""
    pairs = answer.rows.select("code", GROUP).rows() if answer.sums is not None else []
    owners = {code: group_key(group) for code, group in pairs}
    return owners | {owner: owner for owner in owners.values()}


def choose_group(screen: BaseScreen[Any], query: Query, chosen: Callable[[Group | None], None]) -> None:
    """Asks by what the rows of a question are to stand together."""
    groups = groups_of(query.scope)
    if not groups:
        screen.say(_("Nothing stands above policy objectives by which they could stand together."))
        return
    options = [("", _("one list"), ""), *((group.value, _(GROUPS[group]), "") for group in groups)]
    current = query.group.value if query.group is not None else ""
    screen.choose(_("Group by"), options, current, "b", lambda value: chosen(Group(value) if value else None))


def draw_group(outline: Outline, answer: Variances, key: str, width: int, look: Look) -> Text:
    """Everything about a group that is no node's: what its rows have together."""
    codes = [code for code, owner in folding(answer).items() if owner == key and code != key]
    figures = {measure: sum_of([outline.figures(code, measure) for code in codes]) for measure in Measure}
    return draw_service(
        outline, Service(name_of_group(key) or _("(none)"), codes, figures), answer.measure, width, look
    )
