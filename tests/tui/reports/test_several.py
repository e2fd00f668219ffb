"""Several reports asked at once: a row says of which it is, and no year of a government counts twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from doelboom.data.storage.library import Opened
from doelboom.parser.records import Level, Status
from tests.documents.years import City
from tests.tui import towns as years_of
from tests.tui.running import run
from tests.tui.small_reports import opened, small_text


@pytest.fixture(scope="module")
def town() -> City:
    return years_of.town(2025, twice=True)


@pytest.fixture
def years(town: City, tmp_path: Path) -> list[Opened]:
    """Three reports of two years: of the later one a draft, too. The bundled one is there besides."""
    return years_of.opened_town(2025, twice=True)


def _leaves(town: City, year: int, status: Status | None = None) -> dict[str, Decimal | None]:
    nodes = town.report(year, status).nodes
    return {node.code: node.amounts[0].actual for node in nodes if node.level in (Level.AC, Level.PR)}


def test_variances_of_years_have_each_year_once_and_name_the_report_that_counts(
    town: City, years: list[Opened]
) -> None:
    done = run("variances", "--report", "Lindendorp", "--format", "json")
    draft, final = years[1], years[2]
    assert done.code == 0
    assert done.err == (
        f"doelboom: 2026: of several reports, Jaarrekening 2026 - Lindendorp ({final.id}) counts; not "
        f"Jaarrekening 2026 (ontwerp) - Lindendorp ({draft.id})\n"
    )
    found = {(row["year"], row["code"]): row["actual"] for row in done.rows}
    expected = {(2025, code): value for code, value in _leaves(town, 2025).items()}
    expected |= {(2026, code): value for code, value in _leaves(town, 2026, Status.FINAL).items()}
    assert found == expected
    assert {row["government"] for row in done.rows} == {"Lindendorp"}
    sizes = [abs(row["variance"]) for row in done.rows]
    assert sizes == sorted(sizes, reverse=True)
    plain = run("variances", "--report", "2025-2026", "--limit", "1", "--hide-zeroes").out
    assert plain.startswith("2 reports: Lindendorp 2025 - 2026\n")
    assert "\nBudget: " in plain
    assert "Budget 20" not in plain


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("all", {("Gent", 2024), ("Lindendorp", 2025), ("Lindendorp", 2026)}),
        ("2024-2025", {("Gent", 2024), ("Lindendorp", 2025)}),
        ("Gent 2024, Lindendorp 2026", {("Gent", 2024), ("Lindendorp", 2026)}),
        ("lindendorp 2020-2030", {("Lindendorp", 2025), ("Lindendorp", 2026)}),
    ],
)
@pytest.mark.usefixtures("years")
def test_which_reports_are_meant(reference: str, expected: set[tuple[str, int]], tmp_path: Path) -> None:
    path = tmp_path / "nodes.parquet"
    assert run("export", "nodes", "--report", reference, "-o", str(path)).code == 0
    assert set(pl.read_parquet(path).select("government", "year").unique().rows()) == expected


@pytest.mark.usefixtures("years")
def test_a_question_of_several_reports_is_as_that_of_one() -> None:
    asked = ("--measure", "vte", "--filter", "de", "--floor-pct", "10", "--format", "json")
    one = run("variances", "--report", "2025", *asked).rows
    many = run("variances", "--report", "2025-2026", "--sort", "year", *asked).rows
    of_2025 = [
        {name: row[name] for name in row if name not in ("government", "year")} for row in many if row["year"] == 2025
    ]
    assert sorted(of_2025, key=lambda row: row["code"]) == sorted(one, key=lambda row: row["code"])
    assert one
    done = run("variances", "--report", "all", "--group", "plan")
    assert (done.code, "possible: service" in done.err) == (2, True)
    grouped = run("variances", "--report", "2025-2026", "--group", "service", "--format", "table")
    assert "(subtotal)" in grouped.out


@pytest.mark.usefixtures("years")
def test_services_search_and_exports_say_of_which_report_a_row_is(town: City, tmp_path: Path) -> None:
    rows = run("services", "--report", "2025-2026", "--format", "json").rows
    assert {row["year"] for row in rows} == {2025, 2026}
    total = sum(filter(None, _leaves(town, 2025).values()))
    assert sum(row["actual"] for row in rows if row["year"] == 2025) == total
    code = next(iter(_leaves(town, 2025)))
    hits = run("search", code, "--report", "all", "--format", "json").rows
    assert (hits[0]["government"], hits[0]["year"], hits[0]["code"]) == ("Lindendorp", 2025, code)
    assert run("search", "gentenaars", "--report", "all", "--format", "json").rows[0]["government"] == "Gent"
    for frame in ("amounts", "findings", "notes"):
        path = tmp_path / f"{frame}.csv"
        assert run("export", frame, "--report", "all", "-o", str(path)).code == 0
        assert path.read_text().startswith("government,year,")


@pytest.mark.usefixtures("years")
def test_what_names_no_government_is_said_to_be_left_out(tmp_path: Path) -> None:
    nameless = opened(small_text().replace("Groep Lindendorp", "Het bestuur"), tmp_path)
    done = run("variances", "--report", "all", "--format", "json")
    assert f"({nameless.id}): names no government, and is left out" in done.err
    assert "2027" not in {str(row["year"]) for row in done.rows}
