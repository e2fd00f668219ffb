"""Taking a view along: its rows, in its order, in every form, harmless to a spreadsheet, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from doelboom.data.model.queries import VARIANCES, Preset, Query
from doelboom.data.queries.variances import variances
from doelboom.data.storage.files import write_whole
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.export.csv_text import runs, to_csv
from doelboom.tui.export.export import FORMS, export_view, exported
from doelboom.tui.export.json_text import to_json
from doelboom.tui.views.questions import variances_view
from doelboom.tui.views.words.captions import Terms
from tests.tui.driving import explore
from tests.tui.exports import TERMS, cells, underspendings
from tests.tui.running import run

HARMFUL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "=cmd|' /C calc'!A0"]


@pytest.fixture
def view(gent: Opened) -> tuple[pl.DataFrame, list[str]]:
    return underspendings(gent)


def texts(*values: str | None) -> pl.DataFrame:
    return pl.DataFrame({"title": list(values)}, schema={"title": pl.String})


# The same rows in every form


def test_csv_has_the_frames_columns_and_plain_numbers(view: tuple[pl.DataFrame, list[str]], tmp_path: Path) -> None:
    frame, lines = view
    path = tmp_path / "rows.csv"
    export_view(frame, lines, "csv", path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert list(rows[0]) == [*VARIANCES, "doubt"]
    assert [row["code"] for row in rows] == frame["code"].to_list()
    assert (rows[0]["variance"], rows[0]["variance_pct"], rows[0]["mark"]) == ("-4784375.00", "-17.9", "")


def test_csv_for_a_dutch_spreadsheet(view: tuple[pl.DataFrame, list[str]]) -> None:
    content = exported(*view, "csv", decimal_comma=True)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert (rows[0]["code"], rows[0]["variance"], rows[0]["variance_pct"]) == ("AC34421", "-4784375,00", "-17,9")
    assert rows[0]["service"] == "Dienst Kinderopvang"


def test_json_is_exact_and_says_null(view: tuple[pl.DataFrame, list[str]]) -> None:
    rows = json.loads(exported(*view, "json"), parse_float=Decimal)
    assert rows == view[0].to_dicts()
    assert str(rows[0]["variance"]) == "-4784375.00"
    assert rows[0]["mark"] is None


def test_parquet_is_the_frame_itself(view: tuple[pl.DataFrame, list[str]]) -> None:
    frame = pl.read_parquet(io.BytesIO(exported(*view, "parquet")))
    assert frame.equals(view[0])
    assert frame.schema == view[0].schema


def test_markdown_is_a_table_with_a_heading(view: tuple[pl.DataFrame, list[str]]) -> None:
    text = exported(*view, "md", terms=TERMS).decode()
    lines = text.splitlines()
    assert lines[0] == "**Jaarrekening 2024 - Gent (bundled)**  "
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + 10
    assert "| Budget 2024 | Actual 2024 |" in table[0]
    assert table[2].startswith(
        "| AC34421 | AC | Inrichten kinderopvang tot 3 jaar | Dienst Kinderopvang | 26.790.236 |"
    )
    assert "---:" in table[1]


def test_xlsx_has_numbers_formats_and_a_header(view: tuple[pl.DataFrame, list[str]]) -> None:
    frame, lines = view
    content = exported(frame, lines, "xlsx", terms=TERMS)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows[: len(lines)]] == lines
    top = len(lines) + 1
    assert rows[top][:5] == ["Code", "Level", "Title", "Service", "Budget 2024"]
    assert [row[0] for row in rows[top + 1 :]] == frame["code"].to_list()
    reference, spent, variance, share = (sheet.cell(top + 2, number) for number in (5, 7, 8, 9))
    assert (reference.value, reference.number_format) == (26790236, "#,##0")
    assert (spent.value, spent.number_format) == (0.821, "0.0%")
    assert (variance.value, variance.number_format) == (-4784375, "#,##0")
    assert (share.value, share.number_format) == (-0.179, "0.0%")
    assert sheet.freeze_panes == f"B{top + 2}"


def test_the_header_names_report_measure_preset_level_and_floors(gent: Opened) -> None:
    query = Query(Preset.NOT_EXECUTED, Measure.INVESTMENT_EXPENDITURE, floor=Decimal(50000), floor_pct=Decimal("2.5"))
    lines = variances_view(gent.accounts.source, query, variances(gent.accounts, query)).title_lines
    assert lines == [
        "Jaarrekening 2024 - Gent (bundled)",
        "Question: Not executed, at most 10 % spent",
        "Measure: Investering, uitgaven (investment expenditure), euro",
        "Level: actions and projects",
        "Floors: budget above 50.000 euro, 2,5 %",
        "Sorted by: Budget 2024, downwards",
        "Rows: 1 of 253; 10 below the floors",
    ]


def test_fte_have_two_decimals_in_xlsx_and_no_floor_in_euro(gent: Opened) -> None:
    query = Query(Preset.STAFFING, floor=Decimal(50000))
    answer = variances(gent.accounts, query)
    lines = variances_view(gent.accounts.source, query, answer).title_lines
    assert "Floors: 0 % (a floor in euro says nothing of FTE)" in lines
    content = exported(answer.rows, lines, "xlsx", terms=Terms(answer.measure, 2024))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    cell = sheet.cell(len(lines) + 3, 8)
    assert (cell.value, cell.number_format) == (-86.66, "#,##0.00")


def test_what_is_not_applicable_is_an_empty_cell_and_says_so_in_words(gent: Opened) -> None:
    rows = variances(gent.accounts, Query()).rows.filter(pl.col("code") == "ACD3817")
    assert cells(exported(rows, [], "xlsx", terms=TERMS))[1][8] is None
    assert "| n.v.t. |" in exported(rows, [], "md", terms=TERMS).decode()
    assert json.loads(exported(rows, [], "json"))[0]["variance_pct"] is None


def test_rows_without_a_heading_say_what_they_are_to_people_only(gent: Opened) -> None:
    rows = variances(gent.accounts, Query()).rows.filter(pl.col("code").is_in(["OD10041.rest", "OD10039.x1"]))
    titles = [row[2] for row in cells(exported(rows, [], "xlsx", terms=TERMS))[1:]]
    assert sorted(titles) == ["heading lost", "not in this report"]
    assert {row["title"] for row in json.loads(exported(rows, [], "json"))} == {None}


def test_an_amount_too_long_for_a_double_stays_exact(tmp_path: Path) -> None:
    amount = Decimal("12345678901234567.89")
    frame = pl.DataFrame({"actual": [amount]}, schema={"actual": pl.Decimal(38, 2)})
    assert cells(exported(frame, [], "xlsx"))[1] == ["12345678901234567.89"]
    assert to_csv(frame) == "actual\n12345678901234567.89\n"


@pytest.mark.parametrize("form", FORMS)
def test_no_rows_are_a_file_without_rows(gent: Opened, form: str) -> None:
    rows = variances(gent.accounts, Query(floor=Decimal(10**12))).rows
    assert rows.is_empty()
    assert exported(rows, ["Nothing"], form, terms=TERMS)


# Harmless


@pytest.mark.parametrize("text", HARMFUL)
def test_no_text_is_run_by_a_spreadsheet(text: str) -> None:
    assert runs(text)
    for comma in (False, True):
        (_head, (cell,)) = csv.reader(
            io.StringIO(to_csv(texts(text), decimal_comma=comma).lstrip("\ufeff"), newline=""), delimiter=";"
        )
        assert cell == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(exported(texts(text), [text], "xlsx"))).active
    assert sheet is not None
    for row in (1, 4):
        assert sheet.cell(row, 1).data_type == "s"
        if row == 4:
            assert sheet.cell(row, 1).quotePrefix


def test_a_link_stays_a_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported(texts("https://example.org"), [], "xlsx"))).active
    assert sheet is not None
    assert sheet.cell(2, 1).hyperlink is None
    assert sheet.cell(2, 1).value == "https://example.org"


def test_negative_numbers_are_numbers_and_no_harmful_texts() -> None:
    frame = pl.DataFrame({"actual": [Decimal("-5.00")]}, schema={"actual": pl.Decimal(38, 2)})
    assert to_csv(frame) == "actual\n-5.00\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("*x* _y_ `z`", r"\*x\* \_y\_ \`z\`"),
        ("[a](b) <b>", r"\[a\](b) \<b\>"),
        ("one\n\ntwo", "one<br>two"),
        (r"back\slash", r"back\\slash"),
        ("&amp;", r"\&amp;"),
    ],
)
def test_markdown_shows_a_text_as_it_is(text: str, written: str) -> None:
    assert exported(texts(text), [], "md").decode().splitlines()[2] == f"| {written} |"


# Whole or not at all


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_cannot_be_written_leaves_nothing(
    view: tuple[pl.DataFrame, list[str]], tmp_path: Path, form: str
) -> None:
    with pytest.raises(OSError, match="No such file"):
        export_view(*view, form, tmp_path / "nowhere" / "rows")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_halfway_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new", replace=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    write_whole(link, b"new", replace=True)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()


def test_an_unknown_form_is_an_error(view: tuple[pl.DataFrame, list[str]], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="docx"):
        export_view(*view, "docx", tmp_path / "rows.docx")


def test_the_workbook_library_is_loaded_only_for_a_workbook() -> None:
    script = (
        "import sys\nimport polars as pl\nfrom doelboom.tui.export.export import exported\n"
        "frame = pl.DataFrame({'title': ['a']})\n"
        "exported(frame, [], 'csv')\nassert 'xlsxwriter' not in sys.modules\n"
        "exported(frame, [], 'xlsx')\nassert 'xlsxwriter' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_of_what_is_nested() -> None:
    assert to_json({"a": [], "b": [{"c": Decimal("1.0")}], "d": None}) == '{"a": [], "b": [\n{"c": 1.0}\n], "d": null}'


# By the explorer: the same question says the same of itself


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        (("v",), ("variances", "--hide-zeroes")),
        (("v", "z", "s", "enter"), ("variances", "--sort", "variance")),
        (("d",), ("services",)),
        (("K",), ("findings",)),
    ],
)
async def test_the_screen_and_the_command_line_have_one_header(
    gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    by_screen, by_command = Path("screen.md"), Path("command.md")
    async with explore(gent) as it:
        await it.press(*keys)
        await it.press("e", "ctrl+u")
        await it.type_in(by_screen.name)
        await it.press("enter")
        await it.until(by_screen.exists, "the file")
    assert run("export", *command, "--report", "bundled", "-o", by_command.name).code == 0
    header, rows = by_screen.read_text(encoding="utf-8").split("\n\n")
    assert header.splitlines()[0] == "**Jaarrekening 2024 - Gent (bundled)**  "
    assert len(header.splitlines()) > 1
    assert by_command.read_text(encoding="utf-8").split("\n\n")[0] == header
    assert rows.startswith("| ")


async def test_the_tree_says_its_measure_and_its_filter(
    gent: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = Path("tree.md")
    async with explore(gent) as it:
        await it.press("slash")
        await it.type_in("talent")
        await it.press("enter", "e", "ctrl+u")
        await it.type_in(written.name)
        await it.press("enter")
        await it.until(written.exists, "the file")
    assert written.read_text(encoding="utf-8").split("\n\n")[0].splitlines() == [
        "**Jaarrekening 2024 - Gent (bundled)**  ",
        "Measure: Exploitatie, uitgaven (operating expenditure), euro  ",
        "Filter: talent",
    ]
