"""The log and the doctor help, and tell nothing of what a report says; pruning says what it freed."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doelboom.data.storage import entry as store
from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive
from doelboom.tui.terminal.log import LOGGER
from tests.documents import in_columns
from tests.hostile.archives import entry, report_file
from tests.hostile.test_hostile_output import Run
from tests.hostile.test_hostile_output import run as run
from tests.tui.small_reports import small_text


@pytest.fixture(autouse=True)
def _no_log_left() -> Iterator[None]:
    handlers, propagate = list(LOGGER.handlers), LOGGER.propagate
    yield
    for handler in [one for one in LOGGER.handlers if one not in handlers]:
        LOGGER.removeHandler(handler)
        handler.close()
    LOGGER.propagate = propagate


def words_of(text: str) -> set[str]:
    """The words and figures of a report that nobody but the report would write."""
    found = set(re.findall(r"[A-Z]?[a-z]{5,}|\d{1,3}(?:\.\d{3})+|\d+,\d+%?", text))
    return found - {"Stad"}


COMMANDS = (
    ("open", "{file}", "--no-ui"),
    ("open", "{file}", "--no-ui"),
    ("show", "AC51000"),
    ("search", "Bomen", "planten"),
    ("search", "nergens"),
    ("show", "AC99999"),
    ("variances",),
    ("check",),
    ("export", "nodes", "-o", "{folder}/none/uit.csv"),
    ("reports", "--prune"),
    ("doctor",),
)


def test_a_log_tells_what_was_done_and_nothing_of_the_report(run: Run, tmp_path: Path) -> None:
    log, file = tmp_path / "log", tmp_path / "r.txt"
    text = small_text()
    file.write_text(text)
    for command in COMMANDS:
        run("--log", str(log), *(word.format(file=file, folder=tmp_path) for word in command))

    logged = log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    lines = logged.splitlines()
    assert all(
        re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \d+ (DEBUG|INFO|WARNING|ERROR) ", line) for line in lines
    )
    for helps in (
        r"doelboom \d.*textual \d",
        rf"{re.escape(str(file))}: {file.stat().st_size} bytes read in \d+\.\d{{3}} s: year 2027, .* 5 nodes",
        r"-s\d+p\d+\.report: kept$",
        r"kept before as 2027-",
        r"ends with exit code 0",
        r"ends with exit code 1",
        r"ends with exit code 2",
    ):
        assert re.search(helps, logged, re.MULTILINE), helps
    own = {"remainder", "heading", "terminal", "reports", "doelboom", "Linux", "exit", "click"}
    assert {word for word in words_of(text) - own if re.search(rf"\b{re.escape(word)}\b", logged)} <= {"jaar"}
    assert "nergens" not in logged
    assert "AC51000" not in logged


def test_an_error_of_its_own_is_one_line_and_its_places_are_in_the_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"

    def fail(*_arguments: object, **_options: object) -> None:
        try:
            dict[str, str]()["Bomen planten \x1b[31m"]
        except KeyError as error:
            raise RuntimeError("Bomen planten \x1b[31m " + "x" * 9999) from error

    monkeypatch.setattr("doelboom.data.storage.library.bundled", fail)
    code, out, err = run("--log", str(log), "check")

    assert (code, out) == (2, "")
    assert err.startswith("doelboom: stopped by an error of its own: RuntimeError: Bomen planten")
    assert err.count("\n") == 1
    assert len(err) < 400
    logged = log.read_text()
    assert re.search(r"ERROR doelboom failed: RuntimeError\n.* ERROR +at \S+main\.py:\d+ in ", logged)
    assert "before it failed: KeyError" in logged
    assert "Bomen" not in logged


def test_without_a_log_nothing_is_logged_anywhere(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = report_file(tmp_path)
    run("open", str(file), "--no-ui")
    entry(locations.archive(), file).write_bytes(b"")

    code, _out, err = run("open", str(file), "--no-ui")

    assert (code, err) == (0, "")


@pytest.mark.parametrize("path", ["none/log", ".", "\x1b[31m/log"])
def test_a_log_that_cannot_be_written_is_wrong_use(path: str, run: Run, tmp_path: Path) -> None:
    code, out, err = run("--log", str(tmp_path / path), "check")

    assert (code, out) == (2, "")
    assert "--log" in err
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_a_full_disk_stops_the_log_and_nothing_else(run: Run) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")

    assert run("--log", "/dev/full", "check")[0] == 0


def test_the_doctor_tells_versions_terminal_folders_archive_and_what_a_reader_gives_up(
    run: Run, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm\x1b[31m-256color")
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    file = report_file(tmp_path)
    run("open", str(file), "--no-ui")
    kept = entry(locations.archive(), file)
    shutil.copy(kept, kept.with_name(kept.name.replace(store.version(), "s1p0")))
    (locations.archive() / ".writing-x").mkdir()

    code, out, err = run("doctor")

    assert (code, err) == (0, "")
    for line in (
        r"  doelboom: \d",
        r"  python: 3\.",
        r"  textual: 8\.",
        r"  polars: 2\.",
        r"  pdfplumber: \d",
        r"  pypdfium2: \d",
        r"  TERM: xterm�\[31m-256color",
        r"  COLORTERM: -",
        r"  NO_COLOR: -",
        r"  size: ",
        r"  inside: tmux",
        r"  encoding: utf-8",
        r"  unicode: yes",
        rf"  data: {home}/data/doelboom, drwx------, can be written",
        r"  reports: 1 \(\d+ kB\)",
        r"  of another version: 1 \(\d+ kB\)",
        r"  damaged: 0 \(0 kB\)",
        r"  left behind: 1 \(0 kB\)",
        r"  opened last: 2027-[0-9a-f]{12}",
        r"  files: (only the document and programs \(Landlock \d+\)|what this user may read \(no Landlock here\))",
        r"  network, programs, processes: (none \(seccomp\)|what this user may \(no seccomp here\))",
        r"  limits: core, file, open, cpu, stack, data, processes",
    ):
        assert re.search(f"^{line}", out, re.MULTILINE), line
    assert "Bomen" not in out


def test_the_doctor_comes_to_a_home_that_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(os, "access", lambda *_arguments: False)

    code, out, _err = run("doctor")

    assert code == 0
    assert "  data: " in out
    assert "Not a directory" in out or "cannot be made" in out


def test_pruning_says_what_it_removed_and_how_much_it_freed(run: Run, tmp_path: Path) -> None:
    file = report_file(tmp_path)
    run("open", str(file), "--no-ui")
    kept = entry(locations.archive(), file)
    for version in ("s0p1", "s1p0"):
        shutil.copy(kept, kept.with_name(kept.name.replace(store.version(), version)))
    (locations.archive() / ".writing-x").mkdir()
    (locations.archive() / ".writing-x" / "nodes.parquet").write_bytes(b"x" * 2_900_000)

    code, out, err = run("reports", "--prune")

    assert (code, err) == (0, "")
    assert re.fullmatch(r"Removed: 2 reports of another version, 1 leftover; 3,0 MB freed\.\n", out)
    assert run("reports", "--prune")[1] == "Nothing to remove.\n"
    assert [one.id for one in Archive().entries()] == [kept.name[:17]]


def test_nothing_is_written_outside_the_users_folders(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not under /tmp, not beside the report: an audit hook sees every file that is opened for writing, or made."""
    file = report_file(tmp_path)
    program = AUDITED.format(home=str(home), file=str(file))
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    import subprocess

    from tests.conftest import PROJECT

    done = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert list(temporary.iterdir()) == []
    assert "wrote" in done.stdout


AUDITED = """
import os, sys
allowed = ({home!r}, "/dev/")
seen = []
def watch(event, arguments):
    if event == "open":
        path, _mode, flags = arguments
        if isinstance(path, str) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen.append(path)
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink"):
        seen.extend(str(one) for one in arguments[:2] if isinstance(one, (str, os.PathLike)))
sys.addaudithook(watch)
from doelboom.tui.cli.main import main
for line in (["open", {file!r}, "--no-ui"], ["show", "AC51000"], ["check"], ["reports", "--prune"]):
    sys.argv = ["doelboom", *line]
    main()
outside = [path for path in seen if not path.startswith(allowed)]
assert not outside, outside
print("wrote", len(seen))
"""


_FAILING = """
from doelboom.parser.grammar import grammar
from doelboom.parser.layout.cleaning import running

def failing(whole, fails):
    def function(*arguments):
        if fails(*arguments):
            raise IndexError("Bomen planten")
        return whole(*arguments)
    return function

running.text_line = failing(running.text_line, lambda line, *_: {line})
grammar.assemble = failing(grammar.assemble, lambda *_: {all})
"""


@pytest.fixture
def failing_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Path]:
    """Makes the process that reads PDFs fail, on a line or on the whole; a PDF for it."""

    def make(whole: bool) -> Path:
        program = tmp_path / "program"
        program.mkdir()
        line = "'grond trekt' in line.text"
        (program / "sitecustomize.py").write_text(_FAILING.format(line=line if not whole else False, all=whole))
        monkeypatch.setenv("PYTHONPATH", str(program))
        return in_columns.draw(in_columns.report("Een zin."), tmp_path / "r.pdf", per_page=25)

    return make


def test_a_failure_of_the_reading_process_is_doelbooms_own_and_the_log_says_where(
    run: Run, tmp_path: Path, failing_reader: Callable[[bool], Path]
) -> None:
    file, log = failing_reader(True), tmp_path / "log"

    code, out, err = run("--log", str(log), "open", str(file), "--no-ui")

    assert (code, out) == (2, "")
    assert err.startswith("doelboom: r.pdf: doelboom failed on it (IndexError)")
    assert "please report" in err
    assert err.count("\n") == 1
    assert "damaged" not in err
    assert re.search(
        r"ERROR r\.pdf: doelboom failed on it \(IndexError\).*: parser/grammar/grammar\.py:\d+ in read_rows",
        log.read_text(),
    )
    assert "Bomen" not in err + log.read_text()


def test_a_failure_on_one_line_is_a_finding_with_its_page_and_the_rest_is_read(
    run: Run, tmp_path: Path, failing_reader: Callable[[bool], Path]
) -> None:
    file, log = failing_reader(False), tmp_path / "log"

    code, _out, err = run("--log", str(log), "open", str(file), "--no-ui")

    assert code == 0
    assert "Bomen" not in err
    assert re.search(
        r"page 1: doelboom failed on it \(IndexError\).*: parser/layout/cleaning/running\.py:\d+ in ", log.read_text()
    )
    code, out, _err = run("check")
    assert (code, out.count("page not readable; page 1: doelboom failed on it (IndexError)")) == (1, 1)
    _code, out, _err = run("export", "amounts", "--format", "csv")
    assert "AC51000,exploitatie_uitgaven,1000.00,900.00,800.00,90.0,112.5" in out
