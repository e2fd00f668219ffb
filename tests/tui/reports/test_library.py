"""A library that several people read: what is published is what is read, by doelboom and by DuckDB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from doelboom.data.storage import files, locations
from doelboom.data.storage.library import Opened
from doelboom.data.storage.shared import libraries, publishing
from doelboom.data.storage.shared.layout import FRAMES, LibraryError
from doelboom.data.storage.shared.publishing import publish
from doelboom.data.storage.shared.reading import load, reports_in
from doelboom.data.years.editions import preferred
from doelboom.data.years.together.ranking import derived
from doelboom.parser.records import Status
from tests.conftest import PROJECT
from tests.tui.running import run
from tests.tui.towns import opened_town


@pytest.fixture
def years() -> list[Opened]:
    return opened_town(2025, twice=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


def settings(folder: Path) -> None:
    """Has the user's settings name a library."""
    locations.settings_folder().mkdir(parents=True, exist_ok=True)
    locations.settings().write_text(f'libraries = ["{folder}"]\n')


@pytest.fixture
def another_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The home of somebody else, who has opened nothing; the libraries are forgotten afterwards."""
    monkeypatch.setattr(libraries, "_folders", [])
    return tmp_path / "other"


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def move_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))


def test_what_is_published_is_what_another_reads(
    years: list[Opened], folder: Path, another_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("variances", "--report", "Lindendorp 2025-2026", "--format", "json")
    own = run(*asked)
    service = years[0].accounts.nodes["service"].drop_nulls()[0]
    searches = [
        ("search", years[0].accounts.nodes["code"][1], "--report", "Lindendorp 2025-2026", "--format", "json"),
        (*asked, "--filter", "de"),
        (*asked, "--service", service.upper(), "--limit", "3"),
        (*asked, "--level", "actions and projects", "--limit", "3"),
    ]
    own_found = [run(*one).rows for one in searches]
    assert all(own_found)
    done = run("library", "publish", str(folder))
    assert (done.code, done.out) == (0, f"{folder}: 2 reports published; 0 stayed as they were\n")
    for shared, opened in zip(reports_in(folder), (years[0], years[2]), strict=True):
        accounts = load(shared)
        assert (shared.id, accounts.summary) == (opened.id, opened.accounts.summary)
        assert shared.source.path is None
        for name in FRAMES:
            assert_frame_equal(getattr(accounts.tables.frames, name), getattr(opened.accounts.tables.frames, name))
    move_out(another_home, monkeypatch)
    assert run("show", "AC", "--report", years[0].id).code == 1
    settings(folder)
    others = run(*asked)
    assert (others.code, others.rows) == (0, own.rows)
    assert [run(*one).rows for one in searches] == own_found
    # What is in no library is asked beside it.
    both = run("variances", "--report", "all", "--format", "json").rows
    assert [row for row in both if row["government"] == "Lindendorp"] == own.rows
    assert {row["year"] for row in both if row["government"] == "Gent"} == {2024}
    listed = {row["id"]: row["state"] for row in run("reports", "--format", "json").rows}
    assert listed == {"bundled": "kept", years[0].id: "shared", years[2].id: "shared"}
    for reference in (years[2].id, "2026", "Lindendorp"):
        assert run("variances", "--report", reference, "--format", "json").code == 0, reference
    diff = run("diff", "2025", "2026", "--format", "json")
    assert diff.rows
    # Nothing of another's is written to.
    assert run("reports", "--prune").out == "Nothing to remove.\n"


def test_duckdb_reads_it_unchanged_with_the_same_answers(years: list[Opened], folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="DUCKDB IS NOT HERE")
    run("library", "publish", str(folder))
    places = {name: f"read_parquet('{folder}/current/{name}/*/*/*.parquet', hive_partitioning=true)" for name in FRAMES}
    sums = duckdb.sql(
        f"SELECT a.government, a.year, sum(a.actual) FROM {places['amounts']} a JOIN {places['nodes']} n "
        "ON a.report = n.report AND a.code = n.code WHERE a.measure = 'exploitatie_uitgaven' AND n.level = 'SD' "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    ours = run(
        "query",
        "SELECT a.government, a.year, SUM(a.actual) AS spent FROM amounts a JOIN nodes n ON a.report = n.report AND "
        "a.code = n.code WHERE a.measure = 'exploitatie_uitgaven' AND n.level = 'SD' AND n.government = 'Lindendorp' "
        "GROUP BY a.government, a.year ORDER BY a.year",
        "--format",
        "json",
    ).rows
    assert [tuple(row.values()) for row in ours] == sums
    assert isinstance(sums[0][2], Decimal)
    count = duckdb.sql(f"SELECT count(*), count(DISTINCT title) FROM {places['nodes']}").fetchall()
    frames = [one.accounts.nodes for one in (years[0], years[2])]
    assert count == [(sum(frame.height for frame in frames), pl.concat(frames)["title"].n_unique())]


@pytest.mark.parametrize("name", ["Liège", "De Panne", "Sint-Niklaas", "A/B=C%2F", "..", "'s-Gravenhage"])
def test_any_name_of_a_government_is_a_folder_and_comes_back(years: list[Opened], folder: Path, name: str) -> None:
    assert run("reports", "--set", years[0].id, f"government={name}").code == 0
    assert run("library", "publish", str(folder), "--report", years[0].id).code == 0
    (shared,) = reports_in(folder)
    assert shared.source.identity.government == name
    assert (folder / "current") in shared.path("nodes").parents or folder in shared.path("nodes").parents
    frame = pl.read_parquet(folder / "current" / "nodes" / "**" / "*.parquet", hive_partitioning=True)
    assert set(frame["government"]) == {name}
    assert set(frame["year"]) == {2025}


def test_what_others_published_stays_and_the_preferred_report_counts(
    years: list[Opened], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, final = years[1].accounts, years[2].accounts
    first = publish(folder, [years[0].accounts, draft], preferred, derived)
    assert (first.version, len(first.written)) == ("000001", 2)
    held = reports_in(folder)
    again = publish(folder, [final], preferred, derived)
    assert [source.id for source in again.stayed] == [years[0].id]
    back = publish(folder, [draft], preferred, derived)
    assert [source.id for source in back.passed_over] == [draft.source.id]
    assert [(one.id, one.source.status) for one in reports_in(folder)] == [
        (years[0].id, Status.UNKNOWN), (final.source.id, Status.FINAL),
    ]  # fmt: skip
    # Who began to read before still reads what was there.
    assert_frame_equal(load(held[1]).nodes, draft.nodes)
    # Old versions go when nobody can be reading them any more.
    publish(folder, [final], preferred, derived)
    assert len(_names(folder / "versions")) == 4
    monkeypatch.setattr(publishing, "_AGE", -1.0)
    publish(folder, [final], preferred, derived)
    assert _names(folder / "versions") == ["000003", "000004", "000005"]
    assert not [name for name in _names(folder) if name.startswith(files.TEMPORARY)]


def test_publishers_at_once_lose_nothing_and_readers_see_a_whole_library(years: list[Opened], folder: Path) -> None:
    publish(folder, [years[0].accounts], preferred, derived)
    program = (
        "import sys; from pathlib import Path; from doelboom.data.storage.library import open_report;"
        "from doelboom.data.storage.shared.publishing import publish;"
        "from doelboom.data.years.editions import preferred;"
        "from doelboom.data.years.together.ranking import derived;"
        "[publish(Path(sys.argv[1]), [open_report(sys.argv[2]).accounts], preferred, derived) for _time in range(4)]"
    )
    command = [sys.executable, "-c", program, str(folder)]
    running = [subprocess.Popen([*command, one.id], cwd=PROJECT) for one in (years[0], years[2])]
    seen = 0
    while any(process.poll() is None for process in running):
        for shared in reports_in(folder):
            assert load(shared).nodes.height
            seen += 1
    assert [process.returncode for process in running] == [0, 0]
    assert seen
    assert [one.id for one in reports_in(folder)] == [years[0].id, years[2].id]


def test_a_publisher_that_fails_leaves_the_library_as_it_was(
    years: list[Opened], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(folder, [years[0].accounts], preferred, derived)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            publish(folder, [years[2].accounts], preferred, derived)
    assert [one.id for one in reports_in(folder)] == [years[0].id]
    assert _names(folder / "versions") == ["000001"]
    with files.locked(folder, 0), pytest.raises(LibraryError, match="another program is publishing"):
        publish(folder, [years[2].accounts], preferred, derived, patience=0)


@pytest.mark.parametrize("spoilt", ["absent", "json", "parquet", "schema"])
def test_a_library_that_is_not_one_is_said_and_the_program_goes_on(
    years: list[Opened], folder: Path, another_home: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    publish(folder, [years[0].accounts], preferred, derived)
    (shared,) = reports_in(folder)
    if spoilt == "absent":
        (folder / "current").unlink()
    elif spoilt == "json":
        (shared.root / "library.json").write_text('{"format": 1, "reports": [{"id": "../x"}]}')
    elif spoilt == "parquet":
        shared.path("nodes").write_bytes(b"PAR1 nothing PAR1")
    else:
        pl.DataFrame({"report": ["x"], "code": ["y"]}).write_parquet(shared.path("nodes"))
    move_out(another_home, monkeypatch)
    settings(folder)
    done = run("reports", "--format", "json")
    assert done.code == 0
    assert (str(folder) in done.err) == (spoilt in ("absent", "json"))
    shown = run("variances", "--report", years[0].id, "--format", "json")
    assert (shown.code, shown.err.count("\n")) == (1, 1)
    assert run("show", "AC34834").code == 0


def test_settings_that_name_no_folders_are_said() -> None:
    locations.settings_folder().mkdir(parents=True, exist_ok=True)
    locations.settings().write_text("libraries = 3\n")
    from doelboom.tui.settings.config import read_config

    (complaint,) = read_config().complaints
    assert complaint.endswith('line 1: libraries is a list of folders such as ["/srv/reports"]')


def _nodes_of(folder: Path) -> Path:
    """The file of the nodes of the later report."""
    return next((folder / "current").resolve().glob("nodes/*/year=2026/*.parquet"))


def _spoilt(path: Path, how: str) -> None:
    frame = pl.read_parquet(path, hive_partitioning=False)
    path.unlink()
    match how:
        case "a pipe":
            os.mkfifo(path)
        case "what steers a terminal":
            frame.with_columns(pl.lit("\x1b]0;q\x07").alias("title")).write_parquet(path)
        case "another type":
            frame.with_columns(pl.lit(1.5).alias("title")).write_parquet(path)
        case _:
            path.write_bytes(b"PAR1" + b"\x00" * 80 + b"PAR1")


@pytest.mark.parametrize("how", ["a pipe", "what steers a terminal", "another type", "noise"])
def test_what_nobody_publishes_is_said_in_a_line_and_never_waited_for(
    how: str, years: list[Opened], folder: Path, another_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("library", "publish", str(folder)).code == 0
    move_out(another_home, monkeypatch)
    settings(folder)
    _spoilt(_nodes_of(folder), how)

    for arguments in (
        ("variances", "--report", "all", "--format", "json"),
        ("search", "de", "--report", "all"),
        ("export", "nodes", "--report", "all", "--format", "csv"),
    ):
        done = run(*arguments)
        assert done.code in (1, 2), arguments
        assert done.out == ""
        assert done.err.count("\n") == 1
        assert "error of its own" not in done.err
        assert "\x1b" not in done.err


@pytest.mark.parametrize("number", ["x", -1, 1.5, True, None, [1]])
def test_a_library_whose_reports_have_states_of_another_kind_is_none(
    number: object, years: list[Opened], folder: Path
) -> None:
    assert run("library", "publish", str(folder)).code == 0
    about = (folder / "current" / "library.json").resolve()
    said = json.loads(about.read_text())
    said["reports"][0]["summary"]["doubts"] = number
    about.write_text(json.dumps(said))
    with pytest.raises(LibraryError, match="not what `doelboom library publish` writes"):
        reports_in(folder)


def test_a_report_that_is_put_right_stays_one_though_a_library_has_it(years: list[Opened], folder: Path) -> None:
    assert run("library", "publish", str(folder)).code == 0
    settings(folder)
    assert run("reports", "--set", years[0].id, "government=Deurle").code == 0

    done = run("variances", "--report", "all", "--format", "json")

    assert done.code == 0
    assert {row["government"] for row in done.rows if row["year"] == 2025} == {"Deurle"}


def test_the_home_of_nobody_is_no_library(folder: Path) -> None:
    locations.settings_folder().mkdir(parents=True, exist_ok=True)
    locations.settings().write_text('libraries = ["~nobody-of-this-name/library"]\n')
    done = run("show", "AC34834", "--format", "plain")
    assert (done.code, done.err) == (0, "")
