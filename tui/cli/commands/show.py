"""``doelboom show``: what the report prints of a node."""

from __future__ import annotations

import sys

import click

from doelboom.parser.records import Measure
from doelboom.tui.cli.asking.names import code_of
from doelboom.tui.cli.asking.options import choice, code_argument, common, form_or_default, format_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import outline_for, say_doubts
from doelboom.tui.locale.words import _

_TEXTS = {
    "table": later("doelboom.tui.cli.writing.tables:node"),
    "plain": later("doelboom.tui.cli.writing.lines:node"),
    "json": later("doelboom.tui.export.node:node_json"),
    "csv": later("doelboom.tui.export.node:node_csv"),
}
"""A node in each format."""
write_years = later("doelboom.tui.cli.writing.years:write_years")


@click.command(
    cls=Command,
    help=_("Both tables and the description of CODE: a whole code, its beginning, or its number."),
    examples=(
        ("doelboom show AC34834", _("an action's tables, as the report prints them")),
        ("doelboom show 34834 --format json", _("the same for a program")),
        ("doelboom show 34834 --years", _("the same action in the reports of all years that are known here")),
    ),
)
@code_argument
@click.option("--years", is_flag=True, help=_("Over the years: in every report of this government known here."))
@click.option(
    "--measure",
    "measures",
    type=choice(Measure),
    multiple=True,
    help=_("With --years: which lines of the tables; else the operating expenditure."),
)
@common
@format_option()
def show(code: str, report: str | None, form: str | None, years: bool, measures: tuple[str, ...]) -> None:  # noqa: FBT001 - an option
    """Writes a node."""
    if measures and not years:
        raise click.UsageError(_("--measure goes with --years"))
    outline = outline_for(report)
    code, form = code_of(outline, code), form_or_default(form)
    if years:
        write_years(outline, code, [Measure(name) for name in measures], form)
    else:
        sys.stdout.write(_TEXTS[form](outline, code))
    say_doubts(outline.summary)
