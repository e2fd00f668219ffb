"""A small report as text in columns, and any such text drawn as a PDF, character for character."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

YEAR = 2031
FIGURES = {
    "Exploitatie": (("1.000", "900", "90,0%", "800", "112,5%"), ("20", "30", "150,0%", "10", "300,0%")),
    "Investering": (("500", "400", "80,0%", "0", "0,0%"), ("0", "0", "0,0%", "0", "0,0%")),
    "Financiering": (("0", "0", "0,0%", "0", "0,0%"), ("-5", "-5", "100,0%", "0", "0,0%")),
}
STAFF = ("4,50", "4,05", "90,0%", "4,00", "101,3%")
TEXT = (
    "We vergroenen de straten van de hele stad, zodat het er ook in een hete",
    "zomer goed wonen is, en zodat het water van een bui in de grond trekt en",
    "niet in de riool loopt.",
)
_LABELS = (14, 13)


def _heads(reference: str, actual: str) -> list[str]:
    return [
        f"{reference} {YEAR}",
        f"{actual} {YEAR}",
        f"% Besteding {reference.lower()} {YEAR}",
        f"{actual} {YEAR - 1}",
        f"{actual} {YEAR} t.o.v. {YEAR - 1}",
    ]


def tables(*, apart: int = 3) -> list[str]:
    """The lines of both tables; `apart`: how many spaces part the cells of their headers, 0 where they touch."""
    lines = []
    for title, heads in (
        ("Budgettaire onderbouwing", _heads("Budget", "Jaarrekening")),
        ("Onderbouwing personeel", _heads("Plan", "Betaald")),
    ):
        widths = [len(head) + apart for head in heads]
        start = sum(_LABELS)
        lines += ["", title.ljust(start) + "".join(map(str.rjust, heads, widths))]
        rows = [(section, figures) for section, pair in FIGURES.items() for figures in pair]
        labels: tuple[str, ...] = ("Uitgaven", "Ontvangsten") * 3
        if title.endswith("personeel"):
            rows, labels = [("VTE", STAFF)], ("",)
        for number, ((section, figures), label) in enumerate(zip(rows, labels, strict=True)):
            first = "" if number % 2 else section
            lines.append(first.ljust(_LABELS[0]) + label.ljust(_LABELS[1]) + "".join(map(str.rjust, figures, widths)))
    return lines


def report(*below: str, apart: int = 3) -> list[str]:
    """The lines of an objective, a plan and an action; `below`: what stands below the tables of the last."""
    return [
        "Beleidsdoelstelling SD310",
        "",
        "Een stad waar iedereen graag woont",
        *tables(apart=apart),
        "",
        "Actieplan",
        "",
        "OD4100       De straten vergroenen            2026 - 2031      Groep Lindendorp",
        "",
        *TEXT,
        *tables(apart=apart),
        "",
        "Acties",
        "",
        "AC51000 - Bomen planten                       Groendienst",
        *tables(apart=apart),
        "",
        *below,
    ]


def draw(lines: Sequence[str], path: Path, *, size: float = 6.0, pitch: float = 1.3, per_page: int = 200) -> Path:
    """Draws lines as a PDF, a character of a fixed width for each; `pitch`: from line to line, in em.

    The page is as wide as the longest line: what stands outside it nobody sees, and is no text.
    """
    width = max(160, *map(len, lines))
    made = FPDF(unit="pt", format=(40 + 0.6 * size * width, 60 + size * pitch * per_page))
    made.set_auto_page_break(False)
    made.set_font("courier", size=size)
    for start in range(0, len(lines), per_page):
        made.add_page()
        for number, line in enumerate(lines[start : start + per_page], start=1):
            indent = len(line) - len(line.lstrip())
            made.text(20 + 0.6 * size * indent, 30 + number * size * pitch, line.lstrip())
    made.output(str(path))
    return path
