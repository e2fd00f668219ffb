"""The check of *Jaarrekening 2024 - Gent*, and of made-up reports that are right: no false alarm, every remainder."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import polars as pl
import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.frames import AMOUNTS, FINDINGS, build
from doelboom.parser.records import COLUMNS, Amounts, Level, Measure, Node, Report
from tests.data.what_the_check_says import check, doubtful_codes, in_doubt, remainders, summary

REMAINDERS = [
    ("OD10040", "vte", "actual", "-0.66"),
    ("OD10040", "vte", "prior", "-0.67"),
    ("OD10041", "exploitatie_uitgaven", "reference", "531258.00"),
    ("OD10041", "exploitatie_uitgaven", "actual", "507861.00"),
    ("OD10041", "exploitatie_uitgaven", "prior", "485324.00"),
    ("OD10041", "exploitatie_ontvangsten", "reference", "1049.00"),
    ("OD10041", "exploitatie_ontvangsten", "actual", "1074.00"),
    ("OD10041", "exploitatie_ontvangsten", "prior", "1102.00"),
    ("OD10041", "vte", "reference", "4.94"),
    ("OD10041", "vte", "actual", "3.79"),
    ("OD10041", "vte", "prior", "4.67"),
    ("OD10045", "exploitatie_uitgaven", "prior", "22874.00"),
    ("SD10023", "vte", "actual", "-0.26"),
    ("OD10053", "exploitatie_uitgaven", "prior", "16930.00"),
    ("OD10053", "exploitatie_ontvangsten", "prior", "-13407.00"),
    ("OD10054", "vte", "prior", "-0.09"),
]
"""All that the parents of the report have more than their children together."""


def test_the_report_has_no_figure_in_doubt_and_remainders_where_children_are_missing(figures_2024: Accounts) -> None:
    findings = figures_2024.findings

    assert dict(findings.schema) == dict(pl.Schema(FINDINGS))
    assert findings["kind"].value_counts().sort("kind").rows() == [("remainder", 16), ("heading lost", 19)]
    assert not in_doubt(findings)
    assert doubtful_codes(findings) == frozenset()
    cells = findings.filter(pl.col("kind") == "remainder").select("code", pl.col("measure").cast(pl.String), "column")
    assert cells.rows() == [row[:3] for row in REMAINDERS]

    state = summary(figures_2024)
    assert (state.percentages, state.percentages_ok) == (3836, 3836)
    assert (state.parents_with_remainder, state.lost_headings, state.doubts) == (6, 19, 0)


def test_remainders_are_rows_of_amounts(figures_2024: Accounts) -> None:
    rest = remainders(figures_2024)

    assert rest["code"].unique(maintain_order=True).to_list() == [
        "OD10040.rest",
        "OD10041.rest",
        "OD10045.rest",
        "SD10023.rest",
        "OD10053.rest",
        "OD10054.rest",
    ]
    found = {
        (row["code"].removesuffix(".rest"), row["measure"], column): row[column]
        for row in rest.iter_rows(named=True)
        for column in ("reference", "actual", "prior")
        if row[column] is not None
    }
    assert found == {row[:3]: Decimal(row[3]) for row in REMAINDERS}
    assert rest["spent_pct"].null_count() == rest["of_prior_pct"].null_count() == rest.height


def test_findings_stand_in_the_reports_order(figures_2024: Accounts) -> None:
    ordinals = dict(figures_2024.nodes.select("code", "ordinal").iter_rows())
    places = [
        (ordinals[code], -1 if measure is None else list(Measure).index(Measure(measure)))
        for code, measure in figures_2024.findings.select("code", "measure").iter_rows()
    ]

    assert places == sorted(places)


def test_the_bundled_figures_and_the_document_say_the_same(figures_2024: Accounts, document_2024: Accounts) -> None:
    same = [name for name in FINDINGS if name not in ("candidates", "page", "line")]

    assert document_2024.findings.select(same).equals(figures_2024.findings.select(same))


def test_lost_headings_whose_words_stand_elsewhere_get_a_hint(document_2024: Accounts) -> None:
    lost = document_2024.findings.filter(pl.col("kind") == "heading lost")
    hints = {code: codes for code, codes in lost.select("code", "candidates").iter_rows() if codes}

    assert hints["OD10039.x1"] == ["AC34834"]
    assert hints["OD10040.x1"] == ["ACD3812"]
    assert hints["OD10041.x1"] == ["ACD3717"]
    assert hints["OD10052.x4"] == ["ACW1235"]
    assert "AC34998" in hints["OD10054.x1"]
    assert len(hints) == 6
    titles = document_2024.nodes.filter(~pl.col("code_printed"))["title"]
    assert titles.null_count() == len(titles) == 19


@pytest.mark.parametrize("seed", range(6))
def test_a_made_up_report_that_is_right_has_no_finding(seed: int) -> None:
    assert check(made_up(random.Random(seed))).is_empty()


@pytest.mark.parametrize("share", [0.05, 0.5, 1.0])
@pytest.mark.parametrize("longest", [1, 6, 33])
def test_garbage_gets_findings_and_never_an_error(figures_2024: Accounts, share: float, longest: int) -> None:
    chance = random.Random(longest)
    amounts = figures_2024.amounts.head(7 * 60)
    for column in COLUMNS:
        figures = [
            chance.choice([None, Decimal(chance.randrange(-(10**longest), 10**longest))])
            if chance.random() < share
            else figure
            for figure in amounts[column].to_list()
        ]
        amounts = amounts.with_columns(pl.Series(column, figures, amounts.schema[column]))
    accounts = figures_2024.having(nodes=figures_2024.nodes.head(60), amounts=amounts)

    after = checked(accounts)

    assert dict(after.findings.schema) == dict(pl.Schema(FINDINGS))
    assert in_doubt(after.findings)
    assert summary(after).percentages_ok < summary(after).percentages
    assert dict(remainders(after).schema) == dict(pl.Schema(AMOUNTS))


def made_up(chance: random.Random) -> Accounts:
    """A report whose figures are sums of unrounded ones, each rounded as it is printed; percentages likewise."""
    tree: dict[str, str | None] = {}
    for objective in range(3):
        tree[f"SD{objective}"] = None
        for plan in range(chance.randrange(1, 5)):
            tree[f"OD{objective}{plan}"] = f"SD{objective}"
            tree |= {f"AC{objective}{plan}{action}": f"OD{objective}{plan}" for action in range(chance.randrange(12))}
    exact: dict[str, dict[Measure, list[Fraction]]] = {}
    for code, parent in reversed(tree.items()):
        for measure in Measure:
            mine = exact.setdefault(code, {}).get(measure)
            if mine is None:
                size = chance.choice([0, 0, 3, 40, 5_000, 700_000, 90_000_000])
                spread = chance.choice([0, 1, 1])
                mine = [Fraction(size * chance.randrange(-5, 1000), 999) * chance.choice([1, spread]) for _ in range(3)]
                exact[code][measure] = mine
            if parent is not None:
                above = exact.setdefault(parent, {}).get(measure, [Fraction(0)] * 3)
                exact[parent][measure] = [one + other for one, other in zip(above, mine, strict=True)]
    nodes = tuple(
        Node(
            code,
            Level(code[:2]),
            parent,
            amounts=tuple(printed(measure, *exact[code][measure]) for measure in Measure),
        )
        for code, parent in tree.items()
    )
    return build(Report(2024, None, nodes))


def printed(measure: Measure, reference: Fraction, actual: Fraction, prior: Fraction) -> Amounts:
    """A line as a report prints it."""
    places = 2 if measure is Measure.FTE else 0
    spent, change = (rounded(actual / value * 100, 1) if value else Decimal("0.0") for value in (reference, prior))
    planned, paid, before = (rounded(value, places) for value in (reference, actual, prior))
    return Amounts(planned, paid, before, spent, change, measure=measure)


def rounded(value: Fraction, places: int) -> Decimal:
    """A value rounded half up, from thirty digits."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
