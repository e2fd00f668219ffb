"""Pipes that nobody reads, in the place of files: said in one line, and never waited for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import PROJECT


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "doelboom.tui.cli.main", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.parametrize(
    "before", [["--log"], ["export", "amounts", "--format", "csv", "-o"], ["brief", "AC34834", "-o"]]
)
def test_a_pipe_that_nobody_reads(before: list[str], tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)

    done = run(*before, str(pipe), *(["show", "AC34834"] if before == ["--log"] else []))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert f"{pipe}: cannot be written: a pipe that nobody reads" in done.stderr


def test_a_pipe_that_is_read_gets_all_of_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    seen: list[str] = []
    reader = Thread(target=lambda: seen.append(pipe.read_text(encoding="utf-8")))
    reader.start()

    done = run("export", "amounts", "--format", "csv", "-o", str(pipe))

    reader.join(30)
    assert (done.returncode, done.stderr) == (0, "")
    assert seen == [run("export", "amounts", "--format", "csv").stdout]


def test_settings_that_are_a_pipe(home: Path) -> None:
    settings = home / "config" / "doelboom" / "config.toml"
    settings.parent.mkdir(parents=True)
    os.mkfifo(settings)

    done = run("show", "AC34834", "--format", "plain")

    assert done.returncode == 0
    assert "Code: AC34834" in done.stdout
