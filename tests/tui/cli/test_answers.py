"""The answers of the command line: each question by one command; tables that fit; lines for pipes; what is wrong."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

from doelboom.data.model.outline import outline
from doelboom.data.model.queries import Preset, Query, ServiceQuery
from doelboom.data.queries.bridge import bridge
from doelboom.data.queries.services import services
from doelboom.data.queries.variances import variances
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.views.words.numbers import printed, signed
from tests.tui.running import run, run_in_terminal
from tests.tui.small_reports import one_digit_off, opened, small_text

DRAWN = re.compile("[\u2500-\u259f]")
"""Characters that only draw."""

COMMANDS = [
    ("show", "AC34834"),
    ("search", "talent"),
    ("variances",),
    ("services",),
    ("bridge", "SD10023"),
    ("check",),
    ("reports",),
]


# What is said beside an answer


def test_a_filter_says_what_it_was_taken_for() -> None:
    done = run("variances", "--filter", "talnet", "--limit", "1")
    assert (done.code, done.err) == (0, "doelboom: talnet: nothing has these words; taken for talent\n")
    assert "Filter: talnet (taken for talent)" in done.out
    done = run("services", "--filter", "kinderopvnag")
    assert (done.code, done.err) == (0, "doelboom: kinderopvnag: nothing has these words; taken for kinderopvang\n")
    assert "Filter: kinderopvnag (taken for kinderopvang)" in done.out
    assert run("variances", "--filter", "talent").err == ""


def test_a_question_never_replaces_the_measure_asked_for_without_a_word() -> None:
    asked = ("variances", "--preset", "staffing", "--limit", "1")
    done = run(*asked, "--measure", "exploitatie_uitgaven")
    assert done.err == "doelboom: --preset staffing: ranks vte, not exploitatie_uitgaven\n"
    assert "Measure: VTE" in done.out
    assert run(*asked).err == run(*asked, "--measure", "vte").err == ""
    assert run("variances", "--preset", "overspent", "--measure", "vte").err.endswith("not vte\n")


def test_corrections_say_so_before_their_title_and_can_be_left_out() -> None:
    table = run("variances", "--limit", "3", "--format", "table", terminal=160).out
    (line,) = [line for line in table.splitlines() if line.startswith("ACA0010")]
    assert "(correction) Corrigeren" in line
    assert "n.v.t." in line
    done = run("variances", "--no-corrections")
    assert "ACA0010" not in done.out
    assert "Corrections: left out" in done.out
    assert "; 5 corrections left out" in done.out


def test_rows_in_groups_have_subtotals_for_people_and_a_column_for_programs() -> None:
    asked = ("variances", "--group", "plan", "--floor", "1000000")
    table = run(*asked, "--format", "table", terminal=160).out.splitlines()
    codes = [line.split()[0] for line in table if re.match("(OD|AC)", line)]
    assert codes[:5] == ["OD10050", "ACA0010", "AC35498", "OD10042", "AC34421"]
    assert any(line.startswith("OD10050") and "(subtotal)" in line and "+5.620.248" in line for line in table)
    rows = run(*asked, "--format", "json").rows
    assert [(row["code"], row["group"]) for row in rows[:3]] == [
        ("ACA0010", "OD10050"), ("AC35498", "OD10050"), ("AC34421", "OD10042")
    ]  # fmt: skip
    plain = run(*asked).out
    assert "Grouped by: action plan" in plain
    assert plain.count("Mark: subtotal") == len({row["group"] for row in rows})
    markdown = run("export", *asked, "--format", "md").out
    assert markdown.count("subtotal") == plain.count("Mark: subtotal")


def test_a_group_that_the_level_does_not_have_is_wrong_use() -> None:
    done = run("variances", "--level", "plans", "--group", "service")
    assert done.code == 2
    assert "--group service: says nothing of plans; possible: objective" in done.err


# The five questions, each by one command, with the rows of the functions that the screens show


def test_the_ten_largest_underspendings_of_operating_expenditure(gent: Opened) -> None:
    rows = run("variances", "--sort", "variance", "--limit", "10", "--format", "json").rows
    assert [row["code"] for row in rows] == [
        "AC34421", "ACC9900", "ACD3811", "ACD3725", "ACD3812", "ACW1410", "AC34439", "AC34989", "ACK1210", "ACC1011",
    ]  # fmt: skip
    assert rows == variances(gent.accounts, Query(sort="variance", descending=False)).rows.head(10).to_dicts()


def test_investments_budgeted_above_50000_and_spent_under_ten_per_cent(gent: Opened) -> None:
    question = ("--preset", "not-executed", "--measure", "investering_uitgaven", "--floor", "50.000")
    rows = run("variances", *question, "--format", "json").rows
    assert [(row["code"], row["reference"], row["actual"]) for row in rows] == [("AC34439", 78493, 0)]
    query = Query(Preset.NOT_EXECUTED, Measure.INVESTMENT_EXPENDITURE, floor=Decimal(50000))
    assert rows == variances(gent.accounts, query).rows.to_dicts()


def test_services_with_the_largest_vte_gap(gent: Opened) -> None:
    rows = run("services", "--sort", "vte_variance", "--limit", "3", "--format", "json").rows
    assert [(row["service"], row["vte_variance"]) for row in rows] == [
        ("IVA Stedelijk Onderwijs", Decimal("-99.67")),
        ("Dienst Activering en Werk", Decimal("-82.07")),
        ("Dienst Kinderopvang", Decimal("-73.70")),
    ]
    query = ServiceQuery(sort="vte_variance", descending=False)
    assert rows == services(gent.accounts, query).rows.head(3).to_dicts()


def test_what_changed_most_against_2023(gent: Opened) -> None:
    rows = run("variances", "--preset", "last-year", "--limit", "3", "--format", "json").rows
    assert [(row["code"], row["change"]) for row in rows] == [
        ("AC34439", 14043190),
        ("OD10043.x1", 9380281),
        ("ACC9900", 7724282),
    ]
    assert rows == variances(gent.accounts, Query(Preset.LAST_YEAR)).rows.head(3).to_dicts()


def test_which_children_explain_the_variance_of_sd10023(gent: Opened) -> None:
    rows = run("bridge", "SD10023", "--format", "json").rows
    assert [(row["code"], row["difference"]) for row in rows][:2] == [("OD10051", -4793585), ("OD10050", 4454072)]
    answer = bridge(outline(gent.accounts), "SD10023", Measure.OPERATING_EXPENDITURE)
    assert [row["difference"] for row in rows] == [step.difference for step in answer.steps]
    assert sum(row["difference"] for row in rows) == answer.difference == -790130


# Tables


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_a_table_fits_the_terminal(command: tuple[str, ...], width: int) -> None:
    done = run(*command, terminal=width)
    assert (done.code, done.err) == (0, "")
    assert max(map(cell_len, done.out.splitlines())) <= width


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 160])
def test_titles_are_cut_and_figures_never(gent: Opened, width: int) -> None:
    lines = run("variances", "--limit", "30", terminal=width).out.splitlines()
    for row in variances(gent.accounts, Query()).rows.head(30).iter_rows(named=True):
        (line,) = [line for line in lines if line.startswith(f"{row['code']} ")]
        assert signed(printed(row["variance"], Measure.OPERATING_EXPENDITURE)) in line.split()


def test_columns_without_room_are_named() -> None:
    assert "No room for: Level, Service" in run("variances", terminal=80).out
    assert "No room" not in run("variances", terminal=250).out


def test_the_column_sorted_by_is_always_there() -> None:
    for column, heading in (("prior", "2023"), ("change_pct", "%"), ("service", "Service"), ("spent_pct", "spent")):
        out = run("variances", "--sort", column, "--limit", "3", terminal=60).out
        assert heading in out.partition("──")[0]


def test_a_terminal_too_small_for_a_table_gets_lines() -> None:
    assert "Code: AC34421" in run("variances", "--limit", "1", terminal=15).out


def test_the_title_counts_and_the_totals_are_below() -> None:
    lines = run("variances", "--sort", "variance", "--limit", "3", terminal=200).out.splitlines()
    assert lines[0].startswith("Jaarrekening 2024 - Gent (bundled): Largest variances, Exploitatie, uitgaven")
    assert lines[0].endswith("3 of 256")
    assert "-12.304.610" in lines[-1].split()


NAMED = (
    ("show", "AC51000"),
    ("search", "planten"),
    ("variances",),
    ("services",),
    ("bridge", "OD4100"),
    ("check",),
    ("export", "nodes"),
    ("export", "amounts"),
    ("export", "variances"),
    ("export", "services"),
    ("export", "findings"),
)


@pytest.mark.parametrize("form", ["table", "plain"])
@pytest.mark.parametrize("command", NAMED, ids=" ".join)
def test_every_answer_names_its_report_in_its_first_line(command: tuple[str, ...], form: str, tmp_path: Path) -> None:
    reports = [opened(small_text(text=f"We planten {trees}."), tmp_path) for trees in ("eiken", "beuken")]
    labels = [f"Jaarrekening 2027 - Lindendorp ({report.id})" for report in reports]

    first = [run(*command, "--report", report.id, "--format", form).out.splitlines()[0] for report in reports]

    assert labels[0] != labels[1]
    for line, label in zip(first, labels, strict=True):
        assert line.removeprefix("Report: ").startswith(label)


@pytest.mark.parametrize("command", [command for command in NAMED if command[0] == "export"], ids=" ".join)
def test_every_export_for_people_names_its_report(command: tuple[str, ...], tmp_path: Path) -> None:
    report = opened(small_text(), tmp_path)
    label = f"Jaarrekening 2027 - Lindendorp ({report.id})"
    assert run(*command, "--report", report.id, "-o", str(tmp_path / "uit.md")).code == 0
    assert (tmp_path / "uit.md").read_text(encoding="utf-8").startswith(f"**{label}")
    assert run(*command, "--report", report.id, "-o", str(tmp_path / "uit.xlsx")).code == 0
    assert str(load_workbook(tmp_path / "uit.xlsx").worksheets[0]["A1"].value).startswith(label)


@pytest.mark.parametrize("command", NAMED, ids=" ".join)
def test_a_program_gets_the_columns_and_no_title(command: tuple[str, ...], tmp_path: Path) -> None:
    report = opened(small_text(), tmp_path)
    answer = run(*command, "--report", report.id, "--format", "csv").out
    assert report.id not in answer + run(*command, "--report", report.id, "--format", "json").out
    assert "Jaarrekening" not in answer.splitlines()[0]


def test_floors_service_and_words_are_in_the_title() -> None:
    question = ("--floor", "1000", "--floor-pct", "2,5", "--service", "kinderopvang", "--filter", "tot")
    title = run("variances", *question, terminal=250).out.splitlines()[0]
    assert title.endswith("actions and projects, Dienst Kinderopvang, tot, floors: 1.000 euro and 2,5 %, 1 of 256")
    title = run("variances", "--measure", "vte", "--floor", "1000", terminal=250).out.splitlines()[0]
    assert "floors: 0 % (a floor in euro says nothing of FTE)" in title


def test_a_table_in_a_pipe_is_neither_cut_nor_drawn(gent: Opened) -> None:
    out = run("variances", "--format", "table").out
    for row in variances(gent.accounts, Query()).rows.iter_rows(named=True):
        assert row["title"] is None or " ".join(row["title"].split()) in out
    assert not DRAWN.search(out)


def test_a_real_terminal_gets_a_table_and_a_pipe_gets_lines() -> None:
    code, seen = run_in_terminal("variances", "--limit", "2", columns=100)
    assert code == 0
    assert "────" in seen
    done = subprocess.run(
        [sys.executable, "-m", "doelboom.tui.cli.main", "variances", "--limit", "2"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Code: AC34421\n" in done.stdout


# Lines


@pytest.mark.parametrize("command", COMMANDS)
def test_plain_reads_line_by_line(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done == run(*command, "--format", "plain")
    assert not DRAWN.search(done.out)
    assert "\x1b" not in done.out
    assert "…" not in done.out


def test_plain_says_label_value_and_unit() -> None:
    lines = run("variances", "--sort", "variance", "--limit", "1").out.splitlines()
    for line in (
        "Budget 2024: 26.790.236 euro",
        "Variance: -4.784.375 euro",
        "Variance %: -17,9%",
        "Effect: favourable",
        "Rows: 1 of 256",
    ):
        assert line in lines
    lines = run("variances", "--preset", "staffing", "--limit", "1").out.splitlines()
    assert "Plan 2024: 398,62 VTE" in lines
    assert "Question: Staffing gaps, fewer FTE paid than planned" in lines


def test_plain_says_what_is_not_applicable_and_what_is_lost() -> None:
    assert "Variance %: n.v.t." in run("variances", "--filter", "ACD3817").out
    assert "Title: heading lost" in run("variances", "--filter", "OD10039.x1").out
    assert "Title: not in this report" in run("variances", "--filter", "OD10041.rest").out


def test_an_empty_line_parts_records_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text(small_text(text="Eerste alinea.\n\nTweede alinea."), encoding="utf-8")
    out = run("export", "nodes", "--format", "plain", "--report", str(path)).out
    records = out.strip().split("\n\n")
    assert len(records) == 1 + 5
    assert all("Code: " in record for record in records[1:])


# For programs


@pytest.mark.parametrize("command", [*COMMANDS[1:5], COMMANDS[6]])
def test_json_and_csv_have_the_same_columns(command: tuple[str, ...]) -> None:
    rows = run(*command, "--format", "json").rows
    (head, *_rest) = csv.reader(io.StringIO(run(*command, "--format", "csv").out))
    assert list(rows[0]) == head


def test_a_remainder_as_json_and_csv() -> None:
    node = run("show", "OD10041.rest", "--format", "json").rows
    assert node["amounts"][0]["reference"] == Decimal("531258.00")
    (row, *_rest) = csv.DictReader(io.StringIO(run("show", "OD10041.rest", "--format", "csv").out))
    assert (row["code"], row["reference"], row["spent_pct"]) == ("OD10041.rest", "531258.00", "")


# What is wrong


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("show", "AC1"), 1, "AC1: no such code in this report"),
        (("show", "AC34843"), 1, 'did you mean "AC34834"'),
        (("show", "AC348"), 1, "AC348: several codes answer to this: AC34819, AC34831"),
        (("bridge", "QQ"), 1, "QQ: no such code in this report"),
        (("search", "qqqqqq"), 1, "qqqqqq: no node has these words"),
        (("variances", "--service", "Dienst Kinderopvnag"), 1, 'did you mean "Dienst Kinderopvang"'),
        (("variances", "--service", "onderwijs"), 1, "several services have these words"),
        (("variances", "--sort", "varience"), 2, 'there is no column varience; did you mean "variance"'),
        (("variances", "--floor", "much"), 2, "much is not a number such as 50000 or 2,5"),
        (("services", "--sort", "code"), 2, "there is no column code"),
        (("vairances",), 1, 'did you mean "variances"'),
    ],
)
def test_what_may_have_been_meant_is_said_in_one_line(arguments: tuple[str, ...], code: int, complaint: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("doelboom: ")
    assert complaint in done.err
    assert done.err.count("\n") == 1


def test_a_figure_in_doubt_is_exit_1_with_a_line(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text(one_digit_off(), encoding="utf-8")
    done = run("check", "--report", str(path))
    assert (done.code, done.err) == (1, "doelboom: figures are in doubt\n")
    assert "AC51000" in done.out


def test_a_word_taken_for_another_is_said() -> None:
    done = run("search", "talnet", "--format", "json")
    assert (done.code, done.err) == (0, "doelboom: talnet: nothing has these words; taken for talent\n")
    assert [row["code"] for row in done.rows] == ["AC34834", "SD10022"]


def test_a_leaf_has_nothing_to_explain_and_says_so() -> None:
    done = run("bridge", "AC34834")
    assert done.code == 0
    assert done.err == "doelboom: AC34834: there is nothing below it that could explain its variance\n"


def test_what_was_read_can_be_summed_up_for_a_program(tmp_path: Path) -> None:
    path = tmp_path / "verslag.txt"
    path.write_text(small_text(), encoding="utf-8")
    summed = run("open", str(path), "--format", "json").rows[0]
    assert (summed["nodes"], summed["doubts"], summed["lost_headings"]) == (5, 0, 1)
    assert run("--report", summed["id"], "show", "51001").code == 0
