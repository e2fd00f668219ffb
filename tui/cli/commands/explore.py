"""``doelboom [CODE]``: the explorer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import outline
from doelboom.data.queries.search import jump
from doelboom.data.storage.library import Opened
from doelboom.tui.cli.asking.names import did_you_mean
from doelboom.tui.cli.asking.options import code_argument, common, fresh_option, given, linear_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, Wrong, open_for
from doelboom.tui.locale.words import _

_UNABLE = ("", "dumb", "unknown")
"""What TERM is where a terminal can only write line after line: there the explorer is told."""
start = later("doelboom.tui.explorer.start:start")
start_linear = later("doelboom.tui.linear.start:start")


@click.command(cls=Command, hidden=True, help=_("The explorer, at a code."))
@code_argument
@fresh_option
@linear_option
@common
def explore(
    code: str | None,
    report: str | None,
    fresh: bool,  # noqa: ARG001, FBT001 - read by `given`
    linear: bool,  # noqa: ARG001, FBT001 - read by `given`
) -> None:
    """Opens the explorer at the first code that the one typed may mean; without one where the user stopped."""
    opened = open_for(report)
    open_explorer(opened, _code_meant(opened, code) if code is not None else None)


def _code_meant(opened: Opened, typed: str) -> str:
    tree = outline(opened.accounts)
    codes = jump(tree, typed)
    if not codes:
        context = click.get_current_context().find_root()
        assert isinstance(context.command, click.Group)
        words = _("{code}: no such command, and no code that begins so in this report").format(code=typed)
        raise NotFound(words + did_you_mean(typed, [*context.command.list_commands(context), *tree.items]))
    return codes[0]


def _is_dumb() -> bool:
    return os.environ.get("TERM", "dumb") in _UNABLE


def open_explorer(
    opened: Opened, code: str | None, watched: tuple[Path, Callable[[Path], Accounts]] | None = None
) -> None:
    """Runs the explorer until the user ends it, as lines where that is asked for, or where the terminal can only write;
    `watched` as `tui.explorer.start.start` has it.

    Raises:
        Wrong: there is no terminal, or the explorer failed.
        click.exceptions.Exit: it ended with an exit code of its own.
    """
    fresh = given(click.get_current_context(), "fresh") is not None
    if given(click.get_current_context(), "linear") or (_is_dumb() and sys.stdin.isatty()):
        start_linear(opened, code, fresh=fresh)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Wrong(
            _(
                "the explorer needs a terminal; for pipes there are --linear, and show, search, variances, check "
                "and export"
            )
        )
    exit_code, complaint = start(opened, code, fresh=fresh, watched=watched)
    if complaint is not None:
        raise Wrong(_("the explorer stopped: {why}").format(why=complaint))
    if exit_code:
        raise click.exceptions.Exit(exit_code)
