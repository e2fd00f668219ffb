"""Invented reports: nodes and figures drawn by seed, their sums and percentages right."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from doelboom.parser import Amounts, Level, Measure, Node, Report

_NOUNS = [
    "straten",
    "buurten",
    "pleinen",
    "fietspaden",
    "bibliotheken",
    "sporthallen",
    "jongeren",
    "ouderen",
    "gezinnen",
    "verenigingen",
    "ondernemers",
    "vrijwilligers",
    "bewoners",
    "bezoekers",
    "leerlingen",
    "kunstenaars",
    "wandelwegen",
    "speelterreinen",
    "markten",
    "waterlopen",
    "daken",
    "gevels",
    "parken",
    "bomen",
    "tuinen",
    "ateliers",
    "feesten",
    "toneelzalen",
    "kerkhoven",
    "archieven",
    "loketten",
    "buslijnen",
    "bruggen",
    "laadpalen",
]
_VERBS = [
    "vernieuwen",
    "onderhouden",
    "versterken",
    "uitbreiden",
    "begeleiden",
    "ondersteunen",
    "verlichten",
    "vergroenen",
    "herinrichten",
    "bevragen",
    "opvolgen",
    "informeren",
    "vormgeven",
    "bestuderen",
    "samenbrengen",
]
_ADJECTIVES = [
    "nieuwe",
    "groene",
    "veilige",
    "oude",
    "drukke",
    "rustige",
    "toegankelijke",
    "betaalbare",
    "duurzame",
    "efficiënte",
    "gezellige",
    "officiële",
    "gecoördineerde",
    "financiële",
    "afgelegen",
    "kwetsbare",
    "tijdelijke",
]
_LINKS = [
    "in de wijk",
    "met de buurt",
    "voor het hele jaar",
    "op vraag van",
    "zonder uitstel",
    "samen met de",
    "ten behoeve van",
    "rond het",
]
_TAILS = (
    "dit kost €\N{NO-BREAK SPACE}1.250.000 over drie jaar",
    "de in- en uitstroom blijft gelijk",
    "wie wil (en kan), doet mee: iedereen telt",
    "dat is 12,5% meer dan gepland",
    "dit gebeurt in eigen beheer",
    "de vraag naar 'groene' daken groeit",
    "zie ook het plan van 2019 - 2024",
)
_SERVICES = (
    "Groendienst",
    "Dienst Straten en Pleinen",
    "Sportdienst",
    "Dienst Samenleven en Welbevinden",
    "IVA Musea en Erfgoed",
    "Cel Subsidies, Evenementen en Vergunningen (noord en zuid)",
    "Bureau voor Bewonersvragen",
    "Departement Financiën",
)
_STATUS = ("Lopend", "Afgewerkt", "Stopgezet")
_PHASE = ("Ontwerp", "Uitvoering", "Nazorg", "Onderzoek")


@dataclass(frozen=True, slots=True)
class Size:
    """How large an invented report is."""

    objectives: int = 1
    plans: int = 2
    leaves: int = 3
    """Actions and projects, at most, in a plan."""
    lost: float = 0.1
    """The part of the actions whose heading is lost."""
    words: int = 1
    """How often longer the descriptions are."""


def invent(seed: int, size: Size = Size(), year: int = 2024) -> Report:
    """A report: its nodes in order, its parents' figures the sums of their children's."""
    return Inventor(random.Random(seed), size, year).report()


class Inventor:
    """Draws nodes and figures."""

    def __init__(self, draw: random.Random, size: Size, year: int) -> None:
        self.draw, self.size, self.year = draw, size, year
        self.number = draw.randrange(10_000, 90_000)

    def code(self, prefix: str) -> str:
        self.number += self.draw.randrange(1, 7)
        if prefix in ("AC", "PR") and self.draw.random() < 0.3:
            return f"{prefix}{self.draw.choice('ABCDJKW')}{self.number % 10_000:04d}"
        return f"{prefix}{self.number}"

    def words(self) -> str:
        draw = self.draw
        noun = draw.choice(_NOUNS)
        return f"{draw.choice(_ADJECTIVES)} {noun} {draw.choice(_LINKS)} {draw.choice(_NOUNS)}"

    def title(self, most: int) -> str:
        parts = [self.words() for _ in range(self.draw.randrange(1, most + 1))]
        text = f"{self.draw.choice(_VERBS)} van " + " en ".join(parts)
        if self.draw.random() < 0.15:
            text += f" ({self.draw.choice(_NOUNS)}/{self.draw.choice(_NOUNS)})"
        if self.draw.random() < 0.1:
            text += f" - {self.draw.choice(_VERBS)}"
        return text[0].upper() + text[1:]

    def sentence(self) -> str:
        draw = self.draw
        parts = [f"we {draw.choice(_VERBS)} de {self.words()}" for _ in range(draw.randrange(1, 4))]
        text = ", ".join(parts)
        if draw.random() < 0.3:
            text += f"; {draw.choice(_TAILS)}"
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self) -> str:
        count = self.draw.randrange(1, 3) * self.size.words
        return " ".join(self.sentence() for _ in range(count + self.draw.randrange(0, 2)))

    def bullet(self) -> str:
        parts = [self.words() for _ in range(self.draw.randrange(1, 4))]
        return f"- {'; '.join(parts)}"

    def description(self) -> str | None:
        draw = self.draw
        if draw.random() < 0.15:
            return None
        blocks = [self.paragraph() for _ in range(draw.randrange(1, 4))]
        if draw.random() < 0.4:
            blocks.insert(
                draw.randrange(1, len(blocks) + 1), "\n".join(self.bullet() for _ in range(draw.randrange(2, 5)))
            )
        return "\n\n".join(blocks)

    def line(self, measure: Measure) -> tuple[Decimal, Decimal, Decimal]:
        """Reference, actual and prior of a leaf."""
        draw = self.draw
        if measure is Measure.FTE:
            if draw.random() < 0.3:
                return Decimal("0.00"), Decimal("0.00"), Decimal("0.00")
            top = draw.choice((500, 5_000, 150_000))
            return tuple(Decimal(draw.randrange(0, top)).scaleb(-2) for _ in range(3))  # type: ignore[return-value]
        usual = measure in (Measure.OPERATING_EXPENDITURE, Measure.OPERATING_RECEIPTS)
        if draw.random() > (0.8 if usual else 0.25):
            return Decimal(0), Decimal(0), Decimal(0)
        top = draw.choice((900, 60_000, 2_000_000, 90_000_000))
        values = [draw.randrange(0, top) for _ in range(3)]
        return tuple(Decimal(-value if draw.random() < 0.08 else value) for value in values)  # type: ignore[return-value]

    def leaf(self, level: Level, parent: str, lost: int) -> Node:
        draw = self.draw
        figures = tuple(amounts(measure, *self.line(measure)) for measure in Measure)
        if lost:
            text = self.paragraph()
            return Node(f"{parent}.x{lost}", Level.AC, parent, code_printed=False, description=text, amounts=figures)
        node = Node(
            self.code(level.value),
            level,
            parent,
            title=self.title(4),
            service=draw.choice(_SERVICES),
            description=self.description(),
            amounts=figures,
        )
        if level is Level.PR:
            start = draw.randrange(2012, 2025)
            node = replace(
                node,
                status=draw.choice(_STATUS),
                phase=draw.choice(_PHASE),
                period_start=start,
                period_end=start + draw.randrange(0, 9),
            )
        return node

    def report(self) -> Report:
        nodes: list[Node] = []
        for _ in range(self.size.objectives):
            objective = Node(self.code("SD"), Level.SD, None, title=self.title(3))
            plans: list[Node] = []
            below: list[Node] = []
            for _ in range(self.size.plans):
                level = Level.OD if self.draw.random() < 0.9 else Level.PO
                code = self.code(level.value)
                leaves: list[Node] = []
                lost = 0
                for _ in range(self.draw.randrange(1, self.size.leaves + 1)):
                    gone = self.draw.random() < self.size.lost
                    lost += gone
                    kind = Level.PR if self.draw.random() < 0.2 else Level.AC
                    leaves.append(self.leaf(kind, code, lost if gone else 0))
                plan = Node(
                    code,
                    level,
                    objective.code,
                    title=self.title(3),
                    entity="Groep Lindendorp",
                    period_start=self.year - 4,
                    period_end=self.year + 3,
                    description=self.description(),
                    amounts=total(leaves),
                )
                plans.append(plan)
                below += [plan, *leaves]
            nodes += [replace(objective, amounts=total(plans)), *below]
        return Report(self.year, None, tuple(nodes))


def amounts(measure: Measure, reference: Decimal, actual: Decimal, prior: Decimal) -> Amounts:
    """A line with its percentages as they are printed: one decimal, half up, zero where the reference is."""
    spent, of_prior = _percentage(actual, reference), _percentage(actual, prior)
    return Amounts(reference, actual, prior, spent, of_prior, measure=measure)


def _percentage(part: Decimal, whole: Decimal) -> Decimal:
    if not whole:
        return Decimal("0.0")
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def total(nodes: Iterable[Node]) -> tuple[Amounts, ...]:
    """The lines of a parent."""
    nodes = list(nodes)
    lines = []
    for at, measure in enumerate(Measure):
        reference, actual, prior = (
            sum((getattr(node.amounts[at], column) for node in nodes), Decimal(0))
            for column in ("reference", "actual", "prior")
        )
        lines.append(amounts(measure, reference, actual, prior))
    return tuple(lines)
