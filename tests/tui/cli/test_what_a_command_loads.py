"""What the start of a command loads, and that what it loads later is there."""

from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest

from doelboom.tui.cli.group import cli
from doelboom.tui.cli.lazy import load
from tests.conftest import PROJECT


@pytest.mark.parametrize(
    ("arguments", "not_loaded"),
    [
        (["show", "AC34834", "--format", "plain"], {"polars", "textual", "rich", "pdfplumber", "rapidfuzz"}),
        (["variances", "--format", "csv"], {"textual", "pdfplumber", "rapidfuzz", "xlsxwriter"}),
        (["completion", "zsh"], {"polars", "textual", "rich"}),
        (["--help"], {"polars", "textual", "rich"}),
        (["variances", "--help"], {"polars", "textual", "rich"}),
    ],
)
def test_a_command_loads_only_what_it_needs(arguments: list[str], not_loaded: set[str]) -> None:
    script = (
        f"import sys\nsys.argv = {['doelboom', *arguments]!r}\nfrom doelboom.tui.cli.main import main\n"
        f"assert main() == 0\nprint(*(set({sorted(not_loaded)!r}) & sys.modules.keys()), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "\n")


PLACES = sorted(
    place
    for path in (PROJECT / "tui" / "cli").rglob("*.py")
    for place in re.findall(r'later\("([\w.:]+)"\)', path.read_text(encoding="utf-8"))
)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_imported_later_is_there(place: str) -> None:
    assert callable(load(place))


def test_every_command_is_in_its_place() -> None:
    context = click.Context(cli, info_name="doelboom")
    modules = {path.stem for path in (PROJECT / "tui" / "cli" / "commands").glob("[a-z]*.py")}
    assert modules == set(cli.lazy)
    for name in modules:
        command = cli.get_command(context, name)
        assert command is not None
        assert command.name == name
        assert command.help
