"""Completion in the shells: what is offered, and what the shells are given; and the manual page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.running import run

PROJECT = Path(__file__).parents[3]


def offered(*typed: str, shell: str = "zsh", environ: dict[str, str] | None = None) -> list[str]:
    """What a shell offers for the last of the words typed."""
    done = subprocess.run(
        [sys.executable, "-m", "doelboom.tui.cli.main"],
        env={
            **os.environ,
            **(environ or {}),
            "PYTHONPATH": str(PROJECT),
            "_DOELBOOM_COMPLETE": f"{shell}_complete",
            "COMP_WORDS": " ".join(["doelboom", *typed]),
            "COMP_CWORD": str(len(typed)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    if shell == "bash":
        return [line.partition(",")[2] for line in lines]
    return lines[1::3] if shell == "zsh" else [line.partition(",")[2].partition("\t")[0] for line in lines]


def test_commands() -> None:
    assert offered("va") == ["variances"]
    assert {"open", "show", "search", "variances", "services", "bridge", "check", "export"} <= set(offered(""))


def test_codes_of_the_report() -> None:
    assert offered("AC3483", shell="bash") == ["AC34831", "AC34832", "AC34834", "AC34835"]
    assert offered("show", "34834") == ["AC34834"]
    assert offered("bridge", "sd1002") == ["SD10021", "SD10022", "SD10023", "SD10023.rest", "SD10024"]


def test_options_and_their_values() -> None:
    assert "--preset" in offered("variances", "--pr")
    assert offered("variances", "--preset", "o") == ["overspent"]
    assert offered("export", "am") == ["amounts"]
    assert offered("completion", "f") == ["fish"]


def test_columns_both_ways() -> None:
    assert offered("variances", "--sort", "variance") == ["variance", "variance_pct"]
    assert offered("services", "--sort", "vte_v") == ["vte_variance", "vte_variance_pct"]


def test_services_and_reports() -> None:
    assert offered("variances", "--service", "kinderopv") == ["Dienst Kinderopvang"]
    assert offered("variances", "--service", "kinderopv", shell="bash") == [r"Dienst\ Kinderopvang"]
    assert offered("show", "--report", "bun") == ["bundled"]


def test_a_report_that_is_not_there_offers_nothing_and_says_nothing() -> None:
    assert offered("show", "--report", "nowhere.pdf", "AC") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_own(shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert "_DOELBOOM_COMPLETE" in done.out
    assert f"{shell}_complete" in done.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_understands_it(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not here")
    script = tmp_path / "completion"
    script.write_text(run("completion", shell).out, encoding="utf-8")
    done = subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_bash_completes_a_code(tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("bash is not here")
    program = tmp_path / "doelboom"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m doelboom.tui.cli.main "$@"\n')
    program.chmod(0o755)
    script = tmp_path / "completion"
    script.write_text(run("completion", "bash").out, encoding="utf-8")
    asked = (
        f"source {script}; COMP_WORDS=(doelboom show ac34834); COMP_CWORD=2; "
        'COMPREPLY=(); _doelboom_completion doelboom; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environ = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(["bash", "-c", asked], capture_output=True, text=True, check=False, env=environ)
    assert (done.stdout, done.stderr) == ("AC34834\n", "")


def test_an_unknown_shell_is_wrong_use() -> None:
    done = run("completion", "tcsh")
    assert done.code == 2
    assert done.err.count("\n") == 1


# The manual page


def test_the_manual_page_is_up_to_date() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "doelboom.tui.cli.manual"], capture_output=True, text=True, check=True, cwd=PROJECT
    ).stdout
    kept = (PROJECT / "tui" / "doelboom.1").read_text(encoding="utf-8")
    assert made == kept, "`make manual` brings it up to date"


def test_the_manual_page_names_every_command_and_its_options() -> None:
    page = (PROJECT / "tui" / "doelboom.1").read_text(encoding="utf-8")
    for words in (r"doelboom variances", r"\-\-floor\-pct P", r"doelboom bridge [OPTIONS] [CODE]", "EXIT STATUS"):
        assert words in page


def test_the_manual_page_is_understood() -> None:
    if shutil.which("groff") is None:
        pytest.skip("groff is not here")
    page = PROJECT / "tui" / "doelboom.1"
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", str(page)], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "DOELBOOM(1)" in done.stdout
