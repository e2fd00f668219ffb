"""What an invented report looks like, and its texts as they are printed, for every program alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from doelboom.parser import Amounts, Level, Measure, Node, Report

SECTIONS = ("Exploitatie", "Investering", "Financiering")
DIRECTIONS = ("Uitgaven", "Ontvangsten")

_WIDE_CHARACTER = 0.64
_WIDEST_FIGURE = 11
_LONGEST_HEADER = 12


@dataclass(frozen=True, slots=True)
class Look:
    """A layout. Lengths in points."""

    size: float = 9.0
    leading: float = 1.25
    """Line distance, in em."""
    paper: tuple[float, float] = (595.0, 842.0)
    margin: float = 45.0
    shift: float = 0.0
    """How much farther right even pages stand, as for binding."""
    table: str = "ruled"
    """"ruled", "banded" or "bare"."""
    heading: str = "bar"
    """"bar" or "plain"."""
    repeat_header: bool = False
    header_align: str = "right"
    """How the figures' headers are set: "left", "center" or "right"; figures are always set right."""
    hyphenated: bool = False
    """Whether header words are parted by hyphens over two lines."""
    labels: float = 0.34
    """The part of a table's width that its labels take."""
    service: float = 0.3
    """The part of a heading's width that the service takes."""
    minus: str = "-"
    bullet: str = "•"
    nothing: str | None = None
    """What a missing description is printed as, if anything."""
    head: tuple[str, ...] = ("Jaarrekening {year}    Documentatie",)
    foot: tuple[str, ...] = ("Lindendorp, stad aan het water    {page}/{pages}",)
    push: float = 0.0
    """White space at the start, which moves every page break."""
    padding: float = 3.0
    paragraph: float = 4.0
    """White space between paragraphs."""
    font: str = "sans"
    """"sans" or "serif"."""
    justify: bool = False
    contents: bool = True
    """Whether a table of contents comes first."""
    ruled_cells: bool = False
    """Whether lines are drawn around the cells of headings."""
    justified_cells: bool = False
    """Whether the text in the cells of headings is justified."""

    def heading_widths(self, cells: int, padding: float = 0.0) -> list[float]:
        """How wide the cells of a heading are that has so many, with `padding` on either side of what is in one."""
        last = self.width * self.service
        narrow, usual = self.size * 7 + 2 * padding, self.size * 8 + 2 * padding
        return {
            2: [self.width - last, last],
            4: [narrow, self.width - narrow - 2.4 * usual, usual, 1.4 * usual],
            5: [self.width - last - 2 * narrow - usual, narrow, narrow, usual, last],
        }[cells]

    @property
    def width(self) -> float:
        return self.paper[0] - 2 * self.margin - abs(self.shift)


HEADS: tuple[tuple[str, ...], ...] = (
    ("Jaarrekening {year}    Documentatie",),
    ("Stad Lindendorp", "Overzicht van alle beleidsdoelstellingen    14/05/2031"),
    ("{section}",),
    (),
)
FEET: tuple[tuple[str, ...], ...] = (
    ("Lindendorp, stad aan het water    {page}/{pages}",),
    ("{page}",),
    ("G:\\financiën\\JR{year}\\documentatie_v3.docx    14/05/2031 09:31", "Pagina {page} van {pages}"),
    ("- {page} -",),
)


def draw_look(seed: int) -> Look:
    """A layout by chance."""
    draw = random.Random(seed)
    size = draw.choice((7.5, 8.0, 9.0, 10.0))
    paper = draw.choice(((595.0, 842.0), (612.0, 792.0), (842.0, 595.0)))
    look = Look(
        size=size,
        leading=draw.choice((1.15, 1.25, 1.4)),
        paper=paper,
        margin=draw.choice((36.0, 45.0, 54.0)),
        shift=draw.choice((0.0, 0.0, 14.0)),
        table=draw.choice(("ruled", "banded", "bare")),
        heading=draw.choice(("bar", "plain")),
        repeat_header=draw.random() < 0.5,
        header_align=draw.choice(("right", "center", "left")),
        hyphenated=draw.random() < 0.4,
        labels=draw.choice((0.3, 0.34, 0.4)),
        service=draw.choice((0.22, 0.3, 0.35)),
        minus=draw.choice(("-", "\N{EN DASH}", "\N{MINUS SIGN}")),
        bullet=draw.choice(("•", "-", "\N{EN DASH}")),
        nothing=draw.choice((None, "-")),
        head=draw.choice(HEADS),
        foot=draw.choice(FEET),
        push=draw.uniform(0, 200),
        padding=draw.choice((2.0, 3.0, 5.0)),
        paragraph=draw.choice((4.0, 6.0)),
        font=draw.choice(("sans", "serif")),
        justify=draw.random() < 0.3,
        contents=draw.random() < 0.7,
    )
    return fitted(look)


def fitted(look: Look) -> Look:
    """The look, its type so small that no figure is wider than its column, its long header words parted if they are."""
    column = look.width * (1 - look.labels) / 5 - 2 * look.padding
    size = min(look.size, column / (_WIDEST_FIGURE * _WIDE_CHARACTER))
    hyphenated = look.hyphenated or size * _LONGEST_HEADER * _WIDE_CHARACTER > column
    return replace(look, size=round(size, 1) - 0.1 if size < look.size else size, hyphenated=hyphenated)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report as it is printed, from top to bottom.

    `kind` is "objective" and "title" (one cell), "marker", "heading" (cells), "paragraph", "bullet", "budget" and
    "staff" (rows of cells, the header first; a cell of the header is its lines), "contents" (rows of two cells).
    """

    kind: str
    cells: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def parts(report: Report, look: Look) -> Iterator[Part]:
    """A report's parts."""
    if look.contents:
        listed = [node for node in report.nodes if node.level in (Level.SD, Level.OD, Level.PO)]
        rows = tuple((f"{node.code} - {node.title}", str(3 * at + 1)) for at, node in enumerate(listed))
        yield Part("contents", rows=rows)
    for node in report.nodes:
        yield from _heading(node)
        yield from _description(node, look)
        yield Part("budget", rows=budget_rows(node.amounts, report.year, look))
        yield Part("staff", rows=staff_rows(node.amounts, report.year, look))


def _heading(node: Node) -> Iterator[Part]:
    if node.level is Level.SD:
        yield Part("objective", (f"Beleidsdoelstelling {node.code}",))
        yield Part("title", (node.title or "",))
        return
    yield Part("marker", ("Actieplan" if node.level in (Level.OD, Level.PO) else "Acties",))
    period = f"{node.period_start} - {node.period_end}"
    if not node.code_printed:
        yield Part("heading", ("", ""))
    elif node.level in (Level.OD, Level.PO):
        yield Part("heading", (node.code, node.title or "", period, node.entity or ""))
    elif node.level is Level.PR:
        cells = (f"{node.code} - {node.title}", node.status or "", node.phase or "", period, node.service or "")
        yield Part("heading", cells)
    else:
        yield Part("heading", (f"{node.code} - {node.title}", node.service or ""))


def _description(node: Node, look: Look) -> Iterator[Part]:
    if node.description is None:
        if look.nothing is not None and node.level is not Level.SD:
            yield Part("paragraph", (look.nothing,))
        return
    for block in node.description.split("\n\n"):
        if block.startswith("- "):
            for line in block.split("\n"):
                yield Part("bullet", (look.bullet, line.removeprefix("- ")))
        else:
            yield Part("paragraph", (block,))


def money(value: Decimal | None, minus: str) -> str:
    """Whole euros: "1.234.567"."""
    assert value is not None
    text = f"{abs(value):,.0f}".replace(",", ".")
    return minus + text if value < 0 else text


def fte(value: Decimal | None, minus: str) -> str:
    """FTE: "1.234,56"."""
    assert value is not None
    text = f"{abs(value):,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return minus + text if value < 0 else text


def percentage(value: Decimal | None, minus: str) -> str:
    """A percentage: "85,8%"."""
    assert value is not None
    text = f"{abs(value):,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return (minus if value < 0 else "") + text + "%"


def _figures(line: Amounts, minus: str) -> tuple[str, ...]:
    show = fte if line.measure is Measure.FTE else money
    return (
        show(line.reference, minus),
        show(line.actual, minus),
        percentage(line.spent_pct, minus),
        show(line.prior, minus),
        percentage(line.of_prior_pct, minus),
    )


def budget_rows(lines: tuple[Amounts, ...], year: int, look: Look) -> tuple[tuple[str, ...], ...]:
    """Header and rows of the budget table, seven cells each."""
    header = (
        "Budgettaire onderbouwing",
        "",
        f"Budget {year}",
        f"Jaarrekening {year}",
        f"% Besteding budget {year}",
        f"Jaarrekening {year - 1}",
        f"Jaarrekening {year} t.o.v. {year - 1}",
    )
    if look.hyphenated:
        header = (
            "Budgettaire onder-\nbouwing",
            "",
            f"Bud-\nget {year}",
            f"Jaarreke-\nning {year}",
            f"% Beste-\nding bud-\nget {year}",
            f"Jaarreke-\nning {year - 1}",
            f"Jaarreke-\nning {year}\nt.o.v. {year - 1}",
        )
    rows = [
        (section if not at else "", direction, *_figures(lines[2 * SECTIONS.index(section) + at], look.minus))
        for section in SECTIONS
        for at, direction in enumerate(DIRECTIONS)
    ]
    return (header, *rows)


def staff_rows(lines: tuple[Amounts, ...], year: int, look: Look) -> tuple[tuple[str, ...], ...]:
    """Header and row of the staffing table, six cells each."""
    header = (
        "Onderbouwing personeel",
        f"Plan {year}",
        f"Betaald {year}",
        f"% Besteding plan {year}",
        f"Betaald {year - 1}",
        f"Betaald {year} t.o.v. {year - 1}",
    )
    if look.hyphenated:
        header = ("Onderbou-\nwing perso-\nneel", *header[1:3], f"% Beste-\nding plan\n{year}", *header[4:])
    return (header, ("VTE", *_figures(lines[-1], look.minus)))


def furniture(line: str, look: Look, year: int, page: int, pages: int, section: str) -> list[str]:
    """A head's or foot's line, as one text or a left and a right one."""
    text = line.format(year=year, page=page, pages=pages, section=section)
    return text.split("    ")


def plain_look(look: Look) -> Look:
    """The same look in what the standard fonts of PDF can print."""
    return replace(look, minus="-" if look.minus == "\N{MINUS SIGN}" else look.minus)
