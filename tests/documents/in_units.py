"""An invented report as a text with tabs, its figures printed in any of the ways that reports print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from doelboom.parser import Amounts, Level, Measure, Node, Report


@dataclass(frozen=True, slots=True)
class Units:
    """How figures are printed."""

    separator: str = "."
    """Between thousands."""
    negative: str = "-{}"
    currency: str = ""
    """Before amounts of money."""
    cents: bool = False
    decimals: int = 1
    """Of percentages."""
    percent: str = "%"
    nothing: str = "0"
    """What is printed for a percentage of zero: a zero, or words."""
    scale: int = 1
    """How many euros one is."""
    header: str = ""
    """What stands behind the title of the budget table."""

    def amount(self, value: Decimal | None, measure: Measure) -> Decimal:
        """A figure as it can be read from paper: rounded to what is printed."""
        assert value is not None
        if measure is Measure.FTE:
            return value
        return (value / self.scale).quantize(Decimal(1), ROUND_HALF_UP) * self.scale

    def percentage(self, part: Decimal | None, whole: Decimal | None) -> Decimal | None:
        """A percentage as it can be read from paper."""
        assert part is not None
        assert whole is not None
        if not whole:
            return Decimal(0) if self.nothing == "0" else None
        return (part * 100 / whole).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)

    def figure(self, value: Decimal, places: int) -> str:
        whole, _, fraction = f"{abs(value):,.{places}f}".partition(".")
        text = whole.replace(",", self.separator) + (f",{fraction}" if fraction else "")
        return self.negative.format(text) if value < 0 else text

    def percentage_text(self, value: Decimal) -> str:
        """A percentage as it is printed."""
        return self.figure(value, self.decimals) + self.percent


def _cells(line: Amounts, units: Units) -> list[str]:
    def money(value: Decimal | None) -> str:
        assert value is not None
        if line.measure is Measure.FTE:
            return units.figure(value, 2)
        printed = units.amount(value, line.measure) / units.scale
        return units.currency + units.figure(printed, 2 if units.cents else 0)

    def share(whole: Decimal | None) -> str:
        value = units.percentage(line.actual, whole)
        return units.nothing if value is None else units.percentage_text(value)

    return [money(line.reference), money(line.actual), share(line.reference), money(line.prior), share(line.prior)]


def tables(node: Node, year: int, units: Units) -> Iterator[str]:
    """The lines of both tables of a node."""
    title = f"Budgettaire onderbouwing{units.header}"
    yield "\t".join(
        [
            title,
            "",
            f"Budget {year}",
            f"Jaarrekening {year}",
            f"% Besteding budget {year}",
            f"Jaarrekening {year - 1}",
            f"Jaarrekening {year} t.o.v. {year - 1}",
        ]
    )
    for line in node.amounts[:-1]:
        section, direction = line.measure.value.split("_")
        first = section.capitalize() if direction == "uitgaven" else ""
        yield "\t".join([first, direction.capitalize(), *_cells(line, units)])
    yield ""
    yield "\t".join(
        [
            "Onderbouwing personeel",
            "",
            f"Plan {year}",
            f"Betaald {year}",
            f"% Besteding plan {year}",
            f"Betaald {year - 1}",
            f"Betaald {year} t.o.v. {year - 1}",
        ]
    )
    yield "\t".join(["VTE", "", *_cells(node.amounts[-1], units)])
    yield ""


def _heading(node: Node) -> Iterator[str]:
    period = f"{node.period_start} - {node.period_end}"
    if node.level is Level.SD:
        yield from (f"### Beleidsdoelstelling {node.code}", "", node.title or "", "")
        return
    yield "### Actieplan" if node.level in (Level.OD, Level.PO) else "### Acties"
    yield ""
    if not node.code_printed:
        return
    if node.level in (Level.OD, Level.PO):
        yield "\t".join([node.code, node.title or "", period, node.entity or ""])
    elif node.level is Level.PR:
        cells = [f"{node.code} - {node.title}", node.status or "", node.phase or "", period, node.service or ""]
        yield "\t".join(cells)
    else:
        yield f"{node.code} - {node.title}\t{node.service}"
    yield ""


def lines(report: Report, units: Units) -> Iterator[str]:
    """The report's lines."""
    for node in report.nodes:
        yield from _heading(node)
        if node.description:
            yield from (*node.description.split("\n"), "")
        yield from tables(node, report.year, units)


def write(report: Report, units: Units, path: Path) -> Path:
    """Writes a report to a file."""
    path.write_text("\n".join(lines(report, units)), encoding="utf-8")
    return path
