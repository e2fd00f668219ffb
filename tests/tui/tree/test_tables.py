"""The detail's tables at every width: no heading is broken inside a word, no figure is wrapped or cut."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style

from doelboom.data.model.outline import WHOLE, outline
from doelboom.data.storage.library import bundled
from doelboom.parser.records import Figures, Measure
from doelboom.tui.locale.words import use_language
from doelboom.tui.views.drawing.detail import draw_detail
from doelboom.tui.views.drawing.look import PLAIN, Look
from doelboom.tui.views.drawing.tables import Tables, draw_tables
from doelboom.tui.views.words.numbers import percentage, printed, signed

YEAR = 2024
CONSOLE = Console()
HEADINGS = {
    *("Budgettaire", "onderbouwing", "Onderbouwing", "personeel", "Personeel", "Exploitatie", "Investering"),
    *("Financiering", "Uitgaven", "Ontvangsten", "Uitgaven,", "Saldo", "VTE", "Budget", "Plan", "Jaarrekening"),
    *("Betaald", "%", "Besteding", "budget", "plan", "t.o.v.", "in", "Exploitatie:"),
    # the break that Dutch allows, with its hyphen
    *("Jaar-", "rekening"),
    *("Variance", "Effect", "favourable", "favourable,", "adverse", "adverse,", "as", "budgeted", "the", "account"),
    *("budget,", "Afwijking", "gunstig", "gunstig,", "ongunstig", "ongunstig,", "volgens", "Effect:", "het", "de"),
}


def check(figures: dict[Measure, Figures], width: int) -> None:
    text = draw_tables(Tables(figures, YEAR, {}), width, PLAIN).plain
    whole = {"·", "+0", "0,", "·,", str(YEAR), str(YEAR - 1)}
    for measure, line in figures.items():
        for value in (line.reference, line.actual, line.prior, line.variance):
            if value is not None:
                whole |= {printed(value, measure), signed(printed(value, measure))}
        whole |= {percentage(line.spent_pct), percentage(line.of_prior_pct)}
    for spent, received in zip(list(figures)[:6:2], list(figures)[1:6:2], strict=True):
        for column in ("reference", "actual", "prior", "variance"):
            out, into = getattr(figures[spent], column), getattr(figures[received], column)
            if out is not None and into is not None:
                whole |= {printed(into - out, spent), signed(printed(into - out, spent))}
    for word in text.split():
        bare = word.rstrip(",") if re.search(r"\d", word) else word
        assert word in HEADINGS or bare in whole, f"{word!r} at {width}:\n{text}"
    longest = max(map(len, text.split("\n")))
    assert longest <= width, f"{longest} in {width}:\n{text}"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", [WHOLE, "SD10021", "AC34834", "OD10041", "PO10044"])
def test_at_every_width(code: str, language: str) -> None:
    use_language(language)
    report = outline(bundled())
    figures = {measure: report.figures(code, measure) for measure in Measure}
    # A screen of 40 columns leaves 38 to the detail, and a wide one has it beside the tree.
    for width in range(36, 211):
        check(figures, width)


AMOUNT = st.none() | st.decimals(Decimal(-(10**10)), Decimal(10**10), places=2)
LINE = st.builds(Figures, AMOUNT, AMOUNT, AMOUNT, st.none() | st.decimals(0, 999, places=1), st.none())


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, min_size=7, max_size=7), st.integers(36, 210))
def test_whatever_the_figures(lines: list[Figures], width: int) -> None:
    check(dict(zip(Measure, lines, strict=True)), width)


def test_headings_too_long_to_stand_beside_their_figures_stand_above_them() -> None:
    line = Figures(Decimal("-1234567890.12"), Decimal(1), Decimal(1), Decimal(1), Decimal(1))
    lines = draw_tables(Tables(dict.fromkeys(Measure, line), YEAR, {}), 38, PLAIN).plain.split("\n")
    at = lines.index(" Budget 2024")
    assert lines[at + 1].split() == ["-1.234.567.890,12"] * 2


@pytest.mark.parametrize("width", [37, 28])
def test_the_balances_end_where_the_figures_do(width: int) -> None:
    lines = [Figures(Decimal(spent), Decimal(spent), Decimal(1), Decimal(1), Decimal(1)) for spent in (5000, 62)]
    figures = {measure: lines[number % 2] for number, measure in enumerate(Measure)}
    drawn = draw_tables(Tables(figures, YEAR, {}), width, PLAIN).plain.split("\n")
    heads = [line for line in drawn if line.endswith("Uitgaven Ontvangsten")]
    balances = [line for line in drawn if line.endswith(" -4.938")]
    assert len(heads) == 3
    assert len(balances) == 6
    assert {len(line) for line in balances} == {len(line) for line in heads}


def test_what_is_zero_in_a_section_is_faint_and_not_a_heading() -> None:
    line = Figures(Decimal(0), Decimal(0), Decimal(0), Decimal(0), Decimal(0))
    look = Look(term=Style(bold=True), dim=Style(italic=True))
    drawn = draw_tables(Tables(dict.fromkeys(Measure, line), YEAR, {}), 38, look).split("\n")[0]
    assert [drawn.get_style_at_offset(CONSOLE, place).bold for place in (0, 14)] == [True, None]


@pytest.mark.parametrize("width", range(20, 60))
def test_no_line_ends_within_a_period(width: int) -> None:
    assert " 2020 - 2027" in f" {draw_detail(outline(bundled()), 'OD10039', width, PLAIN).plain}".replace("\n", "\n ")
