"""Hostile PDFs: an error of one line, within bounds of time and memory, whatever is wrong with them.

What comes from one small document is read in forked processes; what takes a process down goes through the guard.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from doelboom.data.reading import sandbox as guarded
from doelboom.data.reading.sandbox import read_guarded
from doelboom.parser import FaultKind, ReportError
from tests.conftest import PROJECT
from tests.hostile.growing import objects_of_pages
from tests.hostile.pdfs import CASES, NEED_A_GUARD, case, document, mutated, written
from tests.hostile.texts import complaint
from tests.parser.small_reports import action, report

SECONDS, MEGABYTES = 20, 2048
MUTATED = 30
SLOW_BY_PDFPLUMBER = (
    "a stream of 40 MB of spaces",
    "a stream compressed three times",
    "a stream with 150.000 words",
    "a word of a million letters",
    "states that are never given back",
    "arrays in arrays",
    "four thousand empty pages",
    "numbers of a million digits",
)
"""Seconds of pure Python each; the guard bounds them, and `make fuzz` reads them."""
ENGINES = ("pdfium", "pdfplumber")


def ends(engine: str, folder: Path, files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """How reading each of some documents ended."""
    paths = []
    for name, content in files.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(content)
        paths.append(str(path))
    command = [sys.executable, "-m", "tests.hostile.bounded", str(SECONDS), str(MEGABYTES), engine, *paths]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == len(files)
    return {one["file"].removesuffix(".pdf"): one for one in told}


def assert_clear(told: dict[str, Any]) -> None:
    assert told["end"] in ("read", "refused"), told
    if told["end"] == "refused":
        assert told["message"].startswith(f"{told['file']}: ")
        assert complaint(told["message"]) is None
        assert len(told["message"]) < 500


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_wrong_on_purpose_is_read_or_refused(engine: str, tmp_path: Path) -> None:
    slow = SLOW_BY_PDFPLUMBER if engine == "pdfplumber" else ()
    names = [name for name in CASES if name not in NEED_A_GUARD and name not in slow]

    for told in ends(engine, tmp_path, {name: case(name) for name in names}).values():
        assert_clear(told)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_cut_anywhere_is_read_or_refused(engine: str, tmp_path: Path) -> None:
    whole = written(document())
    files = {f"cut at {size}": whole[:size] for size in range(9, len(whole), 101)}

    for told in ends(engine, tmp_path, files).values():
        assert_clear(told)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_with_anything_changed_is_read_or_refused(engine: str, tmp_path: Path) -> None:
    chance = random.Random(engine)
    whole = written(document())
    files = {f"mutated {number}": mutated(whole, chance) for number in range(MUTATED)}
    files |= {f"table off by {shift}": written(document(), shift=shift) for shift in (-999, -1, 1, 7, 10**9)}

    for told in ends(engine, tmp_path, files).values():
        assert_clear(told)


@pytest.mark.parametrize("name", NEED_A_GUARD)
def test_what_takes_a_reader_down_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MEGABYTES", 1200)
    monkeypatch.setattr(guarded, "PAGE_SECONDS", 1)
    path = tmp_path / "kwaad.pdf"
    path.write_bytes(case(name))

    with pytest.raises(ReportError) as caught:
        read_guarded(path)

    message = str(caught.value)
    assert message.startswith("kwaad.pdf: ")
    assert "page 1 cannot be read: " in message
    assert "it took more than 1 seconds" in message or "SIG" in message
    assert complaint(message) is None


def test_the_other_pages_are_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "PAGE_SECONDS", 1)
    objects = objects_of_pages(report(*(action(f"AC{51_000 + at}") for at in range(6))))
    CASES["a form that draws itself"](bomb := document(1))
    last = max(objects)
    objects |= {last + number: _moved(body, last) for number, body in bomb.items() if number not in (1, 2)}
    # The second page is the bad one.
    objects[2] = objects[2].replace(b" 12 0 R ", b" %d 0 R " % (last + 10))
    path = tmp_path / "kwaad.pdf"
    path.write_bytes(written(objects))

    accounts = read_guarded(path)

    unread = accounts.findings.filter(pl.col("kind") == FaultKind.UNREADABLE_PAGE.value)
    assert unread["page"].to_list() == [2]
    printed = unread["printed"].item()
    assert printed.startswith("page 2 cannot be read: ")
    assert "it took more than 1 seconds" in printed or "SIG" in printed
    assert {"SD310", "AC51005"} <= set(accounts.nodes["code"])


def _moved(body: bytes, by: int) -> bytes:
    """An object whose references, but for that to the pages, are moved with those that they name."""
    return re.sub(
        rb"\b(\d+) 0 R", lambda match: match[0] if match[1] == b"2" else b"%d 0 R" % (int(match[1]) + by), body
    )


def test_a_cancelled_reading_leaves_no_process(tmp_path: Path) -> None:
    path = tmp_path / "groot.pdf"
    path.write_bytes(written(document(pages=500)))
    seen: list[int] = []

    class Cancelled(Exception):
        pass

    def progress(done: int, _count: int) -> None:
        seen.append(done)
        if done == 3:
            raise Cancelled

    children: list[subprocess.Popen[bytes]] = []
    whole = subprocess.Popen

    def started(*arguments: Any, **options: Any) -> Any:
        children.append(whole(*arguments, **options))
        return children[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "Popen", started)
        with pytest.raises(Cancelled):
            read_guarded(path, progress=progress)

    assert seen == [1, 2, 3]
    assert [child.poll() is not None for child in children] == [True]


def test_nothing_is_imported_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("data", "parser"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "leeg.pdf"
    path.write_bytes(case("nothing wrong"))

    with pytest.raises(ReportError, match="not a report of policy objectives"):
        read_guarded(path)


def test_a_reader_that_says_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    path = tmp_path / "leeg.pdf"
    path.write_bytes(case("nothing wrong"))

    with pytest.raises(ReportError, match=r"leeg\.pdf: before the first page was read, the reader ended with code 1"):
        read_guarded(path)


def test_the_guard_changes_nothing_of_a_reading(documents: Path) -> None:
    from doelboom.data.reading.second_reading import read_checked
    from tests.hostile.archives import same

    path = documents / "jaarrekening-2024-documentatie.pdf"
    if not path.exists():
        pytest.skip(f"THE REPORT'S PDF IS NOT HERE: {path}")

    assert same(read_guarded(path), read_checked(path))
