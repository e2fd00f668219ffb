"""A question in SQL over all reports: the same figures as everywhere, and nothing but an answer."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest

from doelboom.data.years.together import tables
from doelboom.data.years.together.statements import Question, Refused, question
from doelboom.data.years.together.tables import TABLES
from doelboom.parser.records import Level, Status
from doelboom.tui.cli.commands.query import COLUMNS
from tests.documents.years import City
from tests.tui import towns as years_of
from tests.tui.running import run
from tests.tui.small_reports import one_digit_off, opened


@pytest.fixture(scope="module")
def town() -> City:
    return years_of.town(2025, twice=True)


@pytest.fixture
def _years(town: City, tmp_path: Path) -> None:
    years_of.opened_town(2025, twice=True)


@pytest.mark.usefixtures("_years")
def test_every_year_of_a_government_is_there_once(town: City) -> None:
    done = run("query", "SELECT government, year, status FROM reports ORDER BY year", "--format", "json")
    assert [tuple(row.values()) for row in done.rows] == [
        ("Gent", 2024, "unknown"), ("Lindendorp", 2025, "unknown"), ("Lindendorp", 2026, "final"),
    ]  # fmt: skip
    assert done.err.startswith("doelboom: 2026: of several reports, Jaarrekening 2026 - Lindendorp")
    statement = """
        SELECT n.year, SUM(a.actual) AS spent  -- each euro once
        FROM nodes n JOIN amounts a ON n.report = a.report AND n.code = a.code
        WHERE a.measure = 'exploitatie_uitgaven' AND n.level = 'SD' AND n.government <> 'Gent'
        GROUP BY n.year ORDER BY 1;
    """
    sums = [
        (report.year, sum(node.amounts[0].actual or 0 for node in report.nodes if node.level is Level.SD))
        for report in (town.report(2025), town.report(2026, Status.FINAL))
    ]
    assert [tuple(row.values()) for row in run("query", statement, "--format", "json").rows] == sums


@pytest.mark.parametrize("table", TABLES)
def test_the_help_lists_the_columns_that_there_are(table: str) -> None:
    rows = run("query", f"SELECT * FROM {table} LIMIT 0", "--format", "csv")
    assert rows.out == ",".join(COLUMNS[table]) + "\n"
    told = "".join(run("query", "--help").out.split())
    assert f"{table}{','.join(COLUMNS[table])}" in told


def test_the_answer_comes_in_every_format_and_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement = "SELECT code, title AS \"set\", 1.5e0 AS x FROM nodes WHERE level = 'SD' ORDER BY code"
    for ending in ("parquet", "xlsx", "md", "csv", "json"):
        assert run("query", statement, "-o", str(tmp_path / f"a.{ending}")).code == 0
    assert pl.read_parquet(tmp_path / "a.parquet").columns == ["code", "set", "x"]
    monkeypatch.setattr("sys.stdin", io.StringIO(statement))
    plain = run("query", "-")
    assert plain.out.startswith("code: SD10021\nset: ")
    table = run("query", statement, "--format", "table", terminal=250).out
    assert table.splitlines()[0].split() == ["code", "set", "x"]


def test_figures_in_doubt_are_marked(tmp_path: Path) -> None:
    report = opened(one_digit_off(), tmp_path)
    done = run(
        "query", "SELECT code, doubt FROM amounts WHERE doubt IS NOT NULL", "--report", report.id, "--format", "json"
    )
    assert [row["code"] for row in done.rows] == ["AC51000"]
    assert "figures of this report are in doubt" in done.err


READING = [
    "SELECT * FROM read_csv('{file}')",
    "SELECT * FROM READ_CSV ('{file}')",
    "SELECT * FROM \"read_csv\"('{file}')",
    "SELECT * FROM nodes WHERE code IN (SELECT a FROM read_csv('{file}'))",
    "WITH t AS (SELECT * FROM read_parquet('{file}')) SELECT * FROM t",
    "SELECT * FROM nodes JOIN read_json('{file}') AS t ON true",
    "SELECT * FROM/**/read_ipc/* */('{file}')",
    "SELECT * FROM nodes, scan_csv('{file}')",
    "SELECT 'a\\' || ' FROM read_csv('{file}') --'",
    "SELECT * FROM '{file}'",
    'SELECT * FROM "{file}"',
    "SELECT /* ' */ * FROM read_csv('{file}') /* ' */",
    "SELECT -- '\n * FROM read_csv('{file}') -- '",
    "COPY nodes TO '{file}'",
    "CREATE TABLE t AS SELECT * FROM nodes",
    "DROP TABLE nodes",
    "INSERT INTO nodes SELECT * FROM nodes",
    "DELETE FROM nodes",
    "UPDATE nodes SET code = 'x'",
    "TRUNCATE nodes",
    "SELECT * INTO t FROM nodes",
    "SELECT 1; DROP TABLE nodes",
    "EXPLAIN SELECT * FROM nodes",
    "SHOW TABLES",
    "WITH t AS (SELECT 1) DELETE FROM nodes",
]


@pytest.mark.parametrize("statement", READING)
def test_what_would_read_or_write_a_file_or_change_a_table_is_refused(statement: str, tmp_path: Path) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a\nhunter2\n")
    done = run("query", statement.format(file=file))
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "hunter2" not in done.err
    assert file.read_text() == "a\nhunter2\n"


@pytest.mark.parametrize(
    "statement", ["", " ; ", "-- nothing", "SELECT 'x", 'SELECT "x', "SELECT /* x", "SELECT `a`", "SELECT $$a$$"]
)
def test_half_a_statement_is_refused_in_words(statement: str) -> None:
    with pytest.raises(Refused):
        question(statement, TABLES)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT nothing FROM nodes", "nothing"),
        ("SELECT * FROM accounts", "accounts"),
        ("SELECT code FROM nodes WHERE", ""),
        ("SELECT code / 'a' FROM nodes", ""),
    ],
)
def test_what_the_engine_does_not_take_is_one_line(statement: str, said: str) -> None:
    done = run("query", statement)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err
    assert "Traceback" not in done.err


def test_what_the_tokens_let_through_is_seen_in_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.csv").write_text("a\nhunter2\n")
    monkeypatch.setattr(tables, "question", lambda statement, _tables: Question(statement, ()))
    with pytest.raises(Refused, match="no file is read"):
        tables.answer(f"SELECT * FROM read_csv('{tmp_path}/secret.csv')", tuple)


def test_a_text_may_say_what_it_likes() -> None:
    asked = "SELECT code FROM nodes WHERE title = 'DROP TABLE read_csv(''x''); --' OR code = 'SD10021'"
    assert [row["code"] for row in run("query", asked, "--format", "json").rows] == ["SD10021"]
