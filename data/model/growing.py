"""From frames to the tree of a report."""

from __future__ import annotations

from doelboom.data.check.check import doubtful_cells, remainders, summary
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import NO_FIGURES, REST, Doubt, Figures, Item, Outline
from doelboom.parser.records import COLUMNS, Level, Measure


def grown(accounts: Accounts) -> Outline:
    """The tree of a report, from its frames."""
    items: dict[str, Item] = {}
    children: dict[str | None, list[str]] = {}
    for row in accounts.nodes.iter_rows(named=True):
        parent = row["parent"]
        items[row["code"]] = Item(
            code=row["code"],
            level=Level(row["level"]),
            parent=parent,
            depth=items[parent].depth + 1 if parent is not None else 0,
            title=row["title"],
            service=row["service"],
            entity=row["entity"],
            period_start=row["period_start"],
            period_end=row["period_end"],
            status=row["status"],
            phase=row["phase"],
            description=row["description"],
            page=row["page"],
            line=row["line"],
            printed=row["code_printed"],
        )
        children.setdefault(parent, []).append(row["code"])
    ordinals = {code: ordinal for ordinal, code in enumerate(items)}
    rests = _remainders(accounts, items, children)

    def line_of(code: str, measure: Measure) -> Figures:
        if code in rests:
            return rests[code].get(measure, NO_FIGURES)
        place = ordinals[code] * len(Measure) + list(Measure).index(measure)
        return Figures(*accounts.amounts.select(COLUMNS).row(place))

    return Outline(
        accounts,
        _in_order(items, children),
        {code: tuple(below) for code, below in children.items()},
        tuple(accounts.findings.iter_rows(named=True)),
        _doubts(accounts),
        summary(accounts),
        line_of,
    )


def _remainders(
    accounts: Accounts, items: dict[str, Item], children: dict[str | None, list[str]]
) -> dict[str, dict[str, Figures]]:
    """The lines of the remainders, which are put among the items and children."""
    rests: dict[str, dict[str, Figures]] = {}
    for row in remainders(accounts).iter_rows(named=True):
        code, parent = row["code"], row["code"].removesuffix(REST)
        rests.setdefault(code, {})[row["measure"]] = Figures(row["reference"], row["actual"], row["prior"])
        if code not in items:
            above = items[parent]
            items[code] = Item(code, Level.AC, parent, above.depth + 1, printed=False, is_rest=True)
            children[parent].append(code)
    return rests


def _in_order(items: dict[str, Item], children: dict[str | None, list[str]]) -> dict[str, Item]:
    """The items with each remainder after the last below its parent."""
    ordered: dict[str, Item] = {}

    def visit(code: str) -> None:
        ordered[code] = items[code]
        for child in children.get(code, ()):
            visit(child)

    for root in children.get(None, ()):
        visit(root)
    return ordered


def _doubts(accounts: Accounts) -> dict[str, dict[tuple[Measure, str], Doubt]]:
    found: dict[str, dict[tuple[Measure, str], Doubt]] = {}
    for row in doubtful_cells(accounts.findings).iter_rows(named=True):
        cell = Measure(row["measure"]), row["column"]
        found.setdefault(row["code"], {})[cell] = Doubt(row["named"], row["suggestion"])
    return found
