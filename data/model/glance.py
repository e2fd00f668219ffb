"""The tree of a report as plain JSON, kept beside its frames: what a look-up and a first screen need of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from doelboom.data.model.accounts import Accounts, Summary
from doelboom.data.model.outline import NO_FIGURES, Doubt, Figures, Item, Outline
from doelboom.parser.records import Level, Measure

_PLACES = {measure: place for place, measure in enumerate(Measure)}
_AMOUNTS = ("expected_low", "expected_high", "suggestion")
"""The columns of a finding that are exact decimals, kept as texts."""


def to_glance(tree: Outline) -> dict[str, Any]:
    """A tree as values that JSON has; exact decimals as texts."""
    return {
        "items": [_item_values(item) for item in tree.items.values()],
        "lines": {code: [_line_values(tree.figures(code, measure)) for measure in Measure] for code in tree.items},
        "findings": [
            {name: _text(value) if name in _AMOUNTS else value for name, value in row.items()}
            for row in tree.findings_in_order
        ],
        "doubts": [
            [code, measure.value, column, doubt.named, _text(doubt.suggestion)]
            for code, cells in tree.doubts.items()
            for (measure, column), doubt in cells.items()
        ],
        "summary": [
            tree.summary.percentages,
            tree.summary.percentages_ok,
            tree.summary.parents_with_remainder,
            tree.summary.lost_headings,
            tree.summary.doubts,
        ],
    }


def from_glance(accounts: Accounts, glance: dict[str, Any]) -> Outline:
    """The tree that `to_glance` kept."""
    items: dict[str, Item] = {}
    children: dict[str | None, list[str]] = {}
    for values in glance["items"]:
        item = _item(values)
        items[item.code] = item
        children.setdefault(item.parent, []).append(item.code)
    lines = glance["lines"]

    def line_of(code: str, measure: Measure) -> Figures:
        values = lines[code][_PLACES[measure]]
        return Figures(*map(_decimal, values)) if values is not None else NO_FIGURES

    doubts: dict[str, dict[tuple[Measure, str], Doubt]] = {}
    for code, measure, column, named, suggestion in glance["doubts"]:
        doubts.setdefault(code, {})[Measure(measure), column] = Doubt(named, _decimal(suggestion))
    findings = tuple(
        {name: _decimal(value) if name in _AMOUNTS else value for name, value in row.items()}
        for row in glance["findings"]
    )
    below = {code: tuple(codes) for code, codes in children.items()}
    return Outline(accounts, items, below, findings, doubts, Summary(*glance["summary"]), line_of)


def _item_values(item: Item) -> list[Any]:
    return [
        item.code,
        item.level.value,
        item.parent,
        item.depth,
        item.title,
        item.service,
        item.entity,
        item.period_start,
        item.period_end,
        item.status,
        item.description,
        item.phase,
        item.page,
        item.line,
        item.printed,
        item.is_rest,
    ]


def _item(values: list[Any]) -> Item:
    (code, level, parent, depth, title, service, entity, start, end, status, text, phase, page, line, printed, rest) = (
        values
    )
    return Item(
        code, Level(level), parent, depth, title, service, entity, start, end, status, phase, text, page, line,
        printed, rest,
    )  # fmt: skip


def _line_values(figures: Figures) -> list[str | None] | None:
    values = (figures.reference, figures.actual, figures.prior, figures.spent_pct, figures.of_prior_pct)
    return [_text(value) for value in values] if any(value is not None for value in values) else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
