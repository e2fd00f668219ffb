"""``doelboom services``: budget, account and VTE by service."""

from __future__ import annotations

from typing import Any

import click

from doelboom.tui.cli.asking.options import common, format_option
from doelboom.tui.cli.asking.ranking import measure_option, rows_options
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import open_for, say_doubts
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _

services_asked = later("doelboom.tui.cli.asking.query:services_asked")
services_of_all_asked = later("doelboom.tui.cli.asking.query:services_of_all_asked")
several_for = later("doelboom.tui.cli.several:several_for")


@click.command(
    cls=Command,
    help=_("By service (dienst), over all plans: budget, account, variance, VTE, and how many actions and projects."),
    examples=(
        ("doelboom services --sort vte_variance --limit 10", _("the services with the largest VTE gap")),
        ("doelboom services --measure investering_uitgaven", _("investments by service")),
    ),
)
@measure_option
@rows_options
@common
@format_option()
def services(report: str | None, form: str | None, **asked: Any) -> None:
    """Writes the view by service."""
    if (reports := several_for(report)) is not None:
        write_view(services_of_all_asked(reports, asked), form)
        say_doubts(*(one.summary for one in reports))
        return
    accounts = open_for(report).accounts
    write_view(services_asked(accounts, asked), form)
    say_doubts(accounts.summary)
