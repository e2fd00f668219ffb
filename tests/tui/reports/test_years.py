"""A node over the years on the command line, and the report that a year means."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from doelboom.data.model.identity import Status
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.corrections import correct
from doelboom.data.storage.library import Opened, open_report
from tests.documents.years import ChangeKind, City, city, write_text
from tests.tui.kept import doelboom, here
from tests.tui.terminal import Terminal


@pytest.fixture(scope="module")
def town() -> City:
    return city(3, 2022, 3, twice=True)


@dataclass(frozen=True)
class Known:
    """The reports of a city, opened; the final one of the last year was opened last."""

    by_name: dict[str, Opened]

    def id(self, name: str) -> str:
        return self.by_name[name].id


@pytest.fixture
def known(home: Path, tmp_path: Path, town: City) -> Known:
    names = {}
    for report in town.reports:
        opened = open_report(str(write_text(report, tmp_path)))
        names[f"{report.year}{'' if report.status is not Status.PROVISIONAL else ' draft'}"] = opened
    Archive().remember(names["2024"].id, names["2024"].accounts.source)
    return Known(names)


def test_every_format_has_the_same_years(known: Known, town: City) -> None:
    change = town.of(ChangeKind.RENAMED, 2023)[0]
    rows = json.loads(here("show", change.code, "--years", "--format", "json").out)
    printed = {
        report.year: next(node for node in report.nodes if node.code == change.code).amounts[0]
        for report in town.reports
    }
    assert [(row["year"], row["presence"], row["from_prior"]) for row in rows] == [
        (2022, "renamed?", True), (2023, "same", False), (2024, "same", False),
    ]  # fmt: skip
    assert [row["actual"] for row in rows] == [
        float(value) for value in (printed[2023].prior, printed[2023].actual, printed[2024].actual) if value is not None
    ]
    assert [row["report"] for row in rows] == [known.id("2023"), known.id("2023"), known.id("2024")]
    assert rows[0]["perhaps"] == change.code
    table = list(csv.DictReader(io.StringIO(here("show", change.code, "--years", "--format", "csv").out)))
    assert [float(row["actual"]) for row in table] == [row["actual"] for row in rows]
    plain = here("show", change.code, "--years").out
    assert "2022*: the account of 2022 as the report of 2023 prints it" in plain
    assert f"2022: renamed? {change.code} is there: " in plain
    assert f"2024: of several reports, {known.by_name['2024'].accounts.source.label} counts; not " in plain


def test_several_measures_are_told_apart(known: Known, town: City) -> None:
    code = town.reports[0].nodes[0].code
    said = here("show", code, "--years", "--measure", "vte", "--measure", "exploitatie_ontvangsten", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert {row["measure"] for row in rows} == {"vte", "exploitatie_ontvangsten"}
    assert here("show", code, "--measure", "vte").line.startswith("--measure goes with --years")


@pytest.mark.parametrize(("columns", "expected"), [(120, "█"), (40, "more columns")])
def test_on_a_terminal_every_figure_is_whole(known: Known, town: City, columns: int, expected: str) -> None:
    code = town.reports[0].nodes[0].code
    with Terminal("show", code, "--years", size=(columns, 30)) as it:
        it.until_shown(expected, "of several reports")


def test_a_year_means_the_report_that_speaks_for_it(known: Known) -> None:
    def meant(reference: str) -> tuple[str, str]:
        said = here("check", "--report", reference)
        return said.out.splitlines()[0] if said.out else "", said.err

    label = {name: opened.accounts.source.label for name, opened in known.by_name.items()}
    assert meant("2023") == (label["2023"], "")
    assert meant("Lindendorp 2022") == (label["2022"], "")
    shown, said = meant("2024")
    assert shown == label["2024"]
    assert said == f"doelboom: 2024: of several reports, {label['2024']} counts; not {label['2024 draft']}\n"
    assert meant("lindendorp")[0] == label["2024"]
    assert meant("Gent 2024")[0] == "Jaarrekening 2024 - Gent (bundled)"
    assert "2019: no such file, and no report with that id" in meant("2019")[1]
    # Of two governments that of the report opened last is meant.
    correct(known.id("2023"), [("government", "Elmsdaal"), ("year", 2022)])
    assert meant("2022")[0] == label["2022"]
    assert meant("elmsdaal/2022")[0].startswith("Jaarrekening 2022 - Elmsdaal")
    Archive().remember("bundled")
    assert "2022: reports of several governments answer to this: Elmsdaal 2022, Lindendorp 2022" in meant("2022")[1]


def test_the_check_says_whether_the_neighbouring_years_agree(known: Known, town: City) -> None:
    """Both figures with their places; a sum whose parts moved is explained; exit and own findings are as without."""
    (change,) = town.of(ChangeKind.RESTATED, 2023)
    (moved,) = town.of(ChangeKind.MOVED, 2023)
    said = here("check", "--report", "2023")
    lines = said.out.splitlines()
    assert said.code == 0
    label = known.by_name["2022"].accounts.source.label
    assert any(line.startswith(f"{label} prints 1 figure of 2022 otherwise; ") for line in lines)
    (restated,) = [line for line in lines if line.startswith(f"{change.code}: restated: ")]
    assert re.search(r"in the report of 2022 \(line \d+\); .* in the report of 2023 \(line \d+\)$", restated)
    explained = [line for line in lines if re.match(r"\w+: \d+ lines? differs?: ", line)]
    assert any(f"{moved.code} moved out" in line for line in explained if line.startswith(f"{moved.others[0]}: "))
    rows = json.loads(here("check", "--report", "2023", "--format", "json").out)
    ours = [row for row in rows if row["other_report"] == known.id("2022")]
    assert [(row["kind"], row["code"], row["column"], row["expected_low"]) for row in ours] == [
        ("restated", change.code, "prior", float(change.was or 0))
    ]
    assert ours[0]["line"] > 0
    assert ours[0]["other_line"] > 0


def test_a_report_alone_is_checked_as_ever(home: Path, tmp_path: Path, town: City) -> None:
    open_report(str(write_text(town.reports[0], tmp_path)))
    said = doelboom("check", "--report", "2022")
    assert (said.code, len(said.out.splitlines())) == (0, 2)
    assert here("check", "--report", "2022", "--format", "csv").out.strip().endswith(",page,line")
