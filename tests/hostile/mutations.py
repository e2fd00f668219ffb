"""The bundled report as text again, and ways to spoil it: lines and cells lost, doubled, swapped; digits changed."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from doelboom.data.model.accounts import Accounts
from doelboom.parser.records import Measure
from tests.parser.small_reports import action, budget_header, budget_lines, cells, lost, staff_header, staff_line

_ORDER = ("reference", "actual", "spent_pct", "prior", "of_prior_pct")


def printed(value: Decimal | None, measure: Measure, column: str) -> str:
    """A figure as the report prints it."""
    if value is None:
        return ""
    if column.endswith("_pct"):
        text = f"{value:,.1f}%"
    else:
        text = f"{value:,.2f}" if measure is Measure.FTE else f"{value:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))


def text_of(accounts: Accounts, objective: str | None = None) -> list[str]:
    """The lines of a report with these facts and figures; `objective`: that one and what is below it only."""
    year = accounts.source.year
    figures: dict[str, list[Any]] = {}
    for row in accounts.amounts.iter_rows(named=True):
        measure = Measure(row["measure"])
        line = tuple(printed(row[column], measure, column) for column in _ORDER)
        figures.setdefault(row["code"], []).append(line)
    parents = dict(accounts.nodes.select("code", "parent").iter_rows())
    blocks: list[str] = []
    for node in accounts.nodes.iter_rows(named=True):
        code, top = node["code"], node["code"]
        while parents[top] is not None:
            top = parents[top]
        if objective not in (None, top):
            continue
        *budget, staff = figures[code]
        table = [budget_header(year), *budget_lines(*budget), "", staff_header(year), staff_line(staff)]
        below = "\n".join(table)
        period = f"{node['period_start']} - {node['period_end']}"
        match node["level"]:
            case "SD":
                blocks.append(f"Beleidsdoelstelling {code}\n\n{node['title']}\n\n{below}\n")
            case "OD" | "PO":
                heading = cells(code, node["title"], period, node["entity"] or "")
                blocks.append(f"Actieplan\n{heading}\n\nWat dit plan wil.\n\n{below}\n")
            case "PR":
                heading = cells(f"{code} - {node['title']}", node["status"] or "", node["phase"] or "", period)
                blocks.append(f"Projecten\n{heading}\t{node['service'] or ''}\n\nWat dit project doet.\n\n{below}\n")
            case _ if not node["code_printed"]:
                blocks.append(lost("Wat deze actie doet.", below))
            case _:
                blocks.append(action(code, node["title"], node["service"], "Wat deze actie doet.", below))
    return "\n".join(blocks).split("\n")


Lines = list[str]
Mutation = Callable[[Lines, random.Random], None]


def _drop_line(lines: Lines, chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double_line(lines: Lines, chance: random.Random) -> None:
    at = _row(lines, chance)
    lines.insert(at, lines[at])


def _swap_lines(lines: Lines, chance: random.Random) -> None:
    at = _row(lines, chance)
    other = max(0, at - 1)
    lines[at], lines[other] = lines[other], lines[at]


def _swap_far(lines: Lines, chance: random.Random) -> None:
    at, other = _row(lines, chance), _row(lines, chance)
    lines[at], lines[other] = lines[other], lines[at]


def _drop_block(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    del lines[at : at + chance.randrange(2, 40)]


def _join_lines(lines: Lines, chance: random.Random) -> None:
    at = min(_row(lines, chance), len(lines) - 2)
    lines[at : at + 2] = [f"{lines[at]} {lines[at + 1]}"]


def _row(lines: Lines, chance: random.Random) -> int:
    """A line with figures."""
    return chance.choice([number for number, line in enumerate(lines) if line.count("\t") > 3])


def _in_row(change: Callable[[list[str], int, random.Random], None]) -> Mutation:
    def mutate(lines: Lines, chance: random.Random) -> None:
        at = _row(lines, chance)
        row = lines[at].split("\t")
        figures = [place for place, cell in enumerate(row) if any(sign.isdigit() for sign in cell)]
        if figures:
            change(row, chance.choice(figures), chance)
            lines[at] = "\t".join(row)

    return mutate


def _drop_cell(row: list[str], place: int, _chance: random.Random) -> None:
    del row[place]


def _empty_cell(row: list[str], place: int, _chance: random.Random) -> None:
    row[place] = ""


def _double_cell(row: list[str], place: int, _chance: random.Random) -> None:
    row.insert(place, row[place])


def _swap_cells(row: list[str], place: int, chance: random.Random) -> None:
    other = chance.randrange(len(row))
    row[place], row[other] = row[other], row[place]


def _change_digit(row: list[str], place: int, chance: random.Random) -> None:
    _one_sign(row, place, chance, lambda sign: chance.choice([digit for digit in "0123456789" if digit != sign]))


def _drop_digit(row: list[str], place: int, chance: random.Random) -> None:
    _one_sign(row, place, chance, lambda _sign: "")


def _letter_for_digit(row: list[str], place: int, chance: random.Random) -> None:
    _one_sign(row, place, chance, lambda sign: {"0": "O", "1": "l", "5": "S", "8": "B"}.get(sign, "?"))


def _one_sign(row: list[str], place: int, chance: random.Random, new: Callable[[str], str]) -> None:
    cell = row[place]
    at = chance.choice([number for number, sign in enumerate(cell) if sign.isdigit()])
    row[place] = cell[:at] + new(cell[at]) + cell[at + 1 :]


def _turn_sign(row: list[str], place: int, _chance: random.Random) -> None:
    row[place] = row[place].removeprefix("-") if row[place].startswith("-") else f"-{row[place]}"


MUTATIONS: dict[str, Mutation] = {
    "line dropped": _drop_line,
    "line doubled": _double_line,
    "line swapped with the one above": _swap_lines,
    "lines swapped": _swap_far,
    "block dropped": _drop_block,
    "lines joined": _join_lines,
    "cell dropped": _in_row(_drop_cell),
    "cell emptied": _in_row(_empty_cell),
    "cell doubled": _in_row(_double_cell),
    "cells swapped": _in_row(_swap_cells),
    "digit changed": _in_row(_change_digit),
    "digit dropped": _in_row(_drop_digit),
    "letter for a digit": _in_row(_letter_for_digit),
    "sign turned": _in_row(_turn_sign),
}
"""Each spoils a text in place, once."""
