"""``doelboom show``: what the report prints of a node."""

from __future__ import annotations

import sys

import click

from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.names import code_of
from doelboom.tui.cli.options import code_argument, common, form_or_default, format_option
from doelboom.tui.cli.report import outline_for, say_doubts
from doelboom.tui.locale.words import _

_TEXTS = {
    "table": later("doelboom.tui.cli.tables:node"),
    "plain": later("doelboom.tui.cli.lines:node"),
    "json": later("doelboom.tui.export.node:node_json"),
    "csv": later("doelboom.tui.export.node:node_csv"),
}
"""A node in each format."""


@click.command(
    cls=Command,
    help=_("Both tables and the description of CODE: a whole code, its beginning, or its number."),
    examples=(
        ("doelboom show AC34834", _("an action's tables, as the report prints them")),
        ("doelboom show 34834 --format json", _("the same for a program")),
    ),
)
@code_argument
@common
@format_option()
def show(code: str, report: str | None, form: str | None) -> None:
    """Writes a node."""
    outline = outline_for(report)
    sys.stdout.write(_TEXTS[form_or_default(form)](outline, code_of(outline, code)))
    say_doubts(outline.summary)
