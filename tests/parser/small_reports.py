"""Reports that the tests write themselves: the form of the real ones, and nothing of their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from doelboom.parser import Amounts, Measure, Node, Report

YEAR = 2027

Figures = tuple[str, str, str, str, str]
"""The cells of one line, as printed: reference, actual, % spent, prior, % change."""

NOTHING: Figures = ("0", "0", "0,0%", "0", "0,0%")
NOBODY: Figures = ("0,00", "0,00", "0,0%", "0,00", "0,0%")
SOME: Figures = ("1.250.400", "1.000.320", "80,0%", "900.000", "111,1%")
FEW: Figures = ("4,50", "4,05", "90,0%", "4,00", "101,3%")

_LABELS = (
    ("Exploitatie", "Uitgaven"),
    ("", "Ontvangsten"),
    ("Investering", "Uitgaven"),
    ("", "Ontvangsten"),
    ("Financiering", "Uitgaven"),
    ("", "Ontvangsten"),
)


def cells(*texts: str) -> str:
    """A table row."""
    return "\t".join(texts)


def budget_header(year: int = YEAR, *, wide: bool = True, name: str = "Budgettaire onderbouwing") -> str:
    """The header of the budget table: seven cells, or six."""
    columns = [f"Budget {year}", f"Jaarrekening {year}", f"% Besteding budget {year}"]
    columns += [f"Jaarrekening {year - 1}", f"Jaarrekening {year} t.o.v. {year - 1}"]
    return cells(name, *([""] if wide else []), *columns)


def staff_header(year: int = YEAR, *, wide: bool = True, name: str = "Onderbouwing personeel") -> str:
    """The header of the staffing table: seven cells, or six."""
    columns = [f"Plan {year}", f"Betaald {year}", f"% Besteding plan {year}"]
    columns += [f"Betaald {year - 1}", f"Betaald {year} t.o.v. {year - 1}"]
    return cells(name, *([""] if wide else []), *columns)


def budget_lines(*figures: Figures, spelled: dict[str, str] | None = None) -> list[str]:
    """The six lines of the budget table; those that are not given print zeros."""
    spelled = spelled or {}
    lines = [*figures, *[NOTHING] * (len(_LABELS) - len(figures))]
    return [
        cells(spelled.get(section, section), spelled.get(direction, direction), *line)
        for (section, direction), line in zip(_LABELS, lines, strict=True)
    ]


def staff_line(figures: Figures = FEW, *, wide: bool = True) -> str:
    """The line of the staffing table."""
    return cells("VTE", *([""] if wide else []), *figures)


def tables(*figures: Figures, staff: Figures = FEW, year: int = YEAR, wide: bool = True) -> str:
    """Both tables of a node. `wide` is that of the staffing table."""
    budget = [budget_header(year), *budget_lines(*(figures or (SOME,)))]
    return "\n".join([*budget, "", staff_header(year, wide=wide), staff_line(staff, wide=wide)])


def objective(code: str = "SD310", title: str = "Een stad waar iedereen graag woont", below: str | None = None) -> str:
    """A policy objective; `below` is what follows its title, its tables by default."""
    return f"### Beleidsdoelstelling {code}\n\n{title}\n\n{tables() if below is None else below}\n"


def plan(code: str = "OD4100", title: str = "De straten vergroenen", text: str = "", below: str | None = None) -> str:
    """An action plan with its marker."""
    heading = cells(code, title, "2026 - 2031", "Groep Lindendorp")
    return f"#### Actieplan\n\n{heading}\n\n{text}\n\n{tables() if below is None else below}\n"


def action(
    code: str = "AC51000",
    title: str = "Bomen planten langs de lanen",
    service: str | None = "Groendienst",
    text: str = "We planten elk jaar bomen.",
    below: str | None = None,
) -> str:
    """An action with its marker; without a service its heading has one cell."""
    heading = f"{code} - {title}" + (f"\t{service}" if service else "")
    return f"#### Acties\n\n{heading}\n\n{text}\n\n{tables() if below is None else below}\n"


def lost(text: str = "Van deze actie is de kop verdwenen.", below: str | None = None) -> str:
    """An action whose heading is lost: its marker, its text, its tables."""
    return f"#### Acties\n\n{text}\n\n{tables() if below is None else below}\n"


def contents(*lines: tuple[str, str, int]) -> str:
    """A table of contents."""
    return "\n".join(["Inhoudstafel\tPagina", *(f"{code} - {title}\t{page}" for code, title, page in lines), ""])


def report(*nodes: str) -> str:
    """A whole report: an objective and a plan, then the nodes."""
    return "\n".join([objective(), plan(), *nodes])


@dataclass(frozen=True)
class Reading:
    """A report that was read, with short ways to what a test asks of it."""

    report: Report

    def __getitem__(self, code: str) -> Node:
        found = [node for node in self.report.nodes if node.code == code]
        assert len(found) == 1, f"{code} in {self.codes}"
        return found[0]

    @property
    def codes(self) -> list[str]:
        return [node.code for node in self.report.nodes]

    @property
    def faults(self) -> list[tuple[str, str | None, str | None, str | None]]:
        """Kind, code, measure and column of each fault."""
        return [
            (fault.kind.value, fault.code, fault.measure.value if fault.measure else None, fault.column)
            for fault in self.report.faults
        ]

    def figures(self, code: str, measure: str) -> tuple[str | None, ...]:
        """Reference, actual, prior, % spent and % change of a line, as strings."""
        line: Amounts = self[code].amounts[list(Measure).index(Measure(measure))]
        values = (line.reference, line.actual, line.prior, line.spent_pct, line.of_prior_pct)
        return tuple(None if value is None else f"{value.normalize():f}" for value in values)


Read = Callable[[str | bytes], Reading]
"""Reads a text from a file, as the fixture `read` does."""


READ = ("1250400", "1000320", "900000", "80", "111.1")
STAFF_READ = ("4.5", "4.05", "4", "90", "101.3")
NULLS = (None,) * 5
MEASURES = [
    "exploitatie_uitgaven",
    "exploitatie_ontvangsten",
    "investering_uitgaven",
    "investering_ontvangsten",
    "financiering_uitgaven",
    "financiering_ontvangsten",
]
SIX: list[Figures] = [
    ("1.000", "100", "10,0%", "200", "50,0%"),
    ("2.000", "200", "10,0%", "400", "50,0%"),
    ("3.000", "300", "10,0%", "600", "50,0%"),
    ("4.000", "400", "10,0%", "800", "50,0%"),
    ("5.000", "500", "10,0%", "1.000", "50,0%"),
    ("6.000", "600", "10,0%", "1.200", "50,0%"),
]


def with_tables(*lines: str, staff: bool = True) -> str:
    """A report of which AC51000 has these lines for a budget table."""
    below = "\n".join([*lines, *(["", staff_header(), staff_line()] if staff else [])])
    return report(action(below=below))


def references(read: Read, text: str) -> list[str | None]:
    """What the budget table of AC51000 has for a reference, by line."""
    reading = read(text)
    return [reading.figures("AC51000", measure)[0] for measure in MEASURES]
