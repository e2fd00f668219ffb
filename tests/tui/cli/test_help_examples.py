"""Every example that a help text gives, taken from that text and run as it stands."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from doelboom.tui.cli.group import cli
from tests.documents import in_office
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.tui.running import run, run_in_terminal
from tests.tui.small_reports import opened, small_text

CONTEXT = click.Context(cli, info_name="doelboom")
COMMANDS = cli.list_commands(CONTEXT)


def examples(*command: str) -> list[str]:
    """The command lines below "Examples" in a help text."""
    done = run(*command, "--help")
    assert (done.code, done.err) == (0, "")
    _before, heading, after = done.out.partition("\nExamples:\n")
    assert heading or not getattr(cli.get_command(CONTEXT, command[0]) if command else cli, "examples", ())
    return [line.strip() for line in after.splitlines() if line.startswith("  ") and not line.startswith("   ")]


ALL = [line for command in [(), *((name,) for name in COMMANDS)] for line in examples(*command)]


def test_there_are_examples_of_what_matters() -> None:
    for name in ("open", "show", "search", "variances", "services", "bridge", "check", "export", "completion"):
        assert examples(name), name


@pytest.fixture
def _report_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that the examples open."""
    in_office.write(invent(4, Size(plans=1, leaves=2)), Look(), tmp_path / "jaarrekening.docx")
    for year in (2022, 2023, 2024):
        text = small_text().replace("2027", str(year)).replace("2026", str(year - 1))
        (tmp_path / f"{year}.pdf").write_text(text, encoding="utf-8")
    (tmp_path / "jaarrekening.txt").write_text(small_text(), encoding="utf-8")
    (tmp_path / "verbeterd.txt").write_text(small_text(text="We planten meer bomen."), encoding="utf-8")
    for year in (2023, 2024):
        text = small_text().replace("2026", str(year - 1)).replace("2027", str(year))
        opened(text, tmp_path, f"{year}.txt")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("_report_at_hand")
@pytest.mark.parametrize("line", sorted(set(ALL)))
def test_an_example_works_as_it_stands(line: str, tmp_path: Path) -> None:
    # What surrounds the command is the shell's: "$(...)" and > belong to it.
    bare = line.removeprefix('eval "$(').removesuffix(')"').partition(" > ")[0]
    program, *arguments = shlex.split(bare)
    assert program == "doelboom"
    if not arguments or arguments[0] not in COMMANDS:
        code, seen = run_in_terminal(*arguments, keys=b"q\r", until=b"Jaarrekening")
        assert code == 0, seen
        return
    done = run(*arguments)
    assert (done.code, done.err) == (0, ""), done.err
    if "-o" in arguments:
        assert (tmp_path / arguments[arguments.index("-o") + 1]).stat().st_size > 0
    else:
        assert done.out


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_a_command_line_is_never_wrapped(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    wide = examples(*command)
    monkeypatch.setenv("COLUMNS", "40")
    assert examples(*command) == wide


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained_in_the_list(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    assert not command.get_short_help_str(68).endswith("...")
