"""``doelboom variances``: where account and budget differ most."""

from __future__ import annotations

from typing import Any

import click

from doelboom.tui.cli.asking.options import common, format_option
from doelboom.tui.cli.asking.ranking import query_options
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import open_for, say_doubts
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _

list_questions = later("doelboom.tui.cli.asking.kept:list_questions")
mixed_for = later("doelboom.tui.cli.several:mixed_for")
variances_asked = later("doelboom.tui.cli.asking.query:variances_asked")
variances_of_all_asked = later("doelboom.tui.cli.asking.query:variances_of_all_asked")


@click.command(
    cls=Command,
    help=_("Where account and budget differ most: rows ranked, with totals."),
    examples=(
        (
            "doelboom variances --sort variance --limit 10",
            _("the ten largest underspendings of operating expenditure"),
        ),
        (
            "doelboom variances --preset not-executed --measure investering_uitgaven --floor 50000",
            _("investments budgeted above 50.000 euro, of which at most 10 % was spent"),
        ),
        ("doelboom variances --preset last-year --limit 20", _("what changed most against the year before")),
        ("doelboom variances --preset staffing --level plans", _("action plans with fewer VTE paid than planned")),
        ("doelboom variances --service kinderopvang --hide-zeroes", _("the actions of one service")),
        ("doelboom variances --report 2023-2024 --limit 10", _("over several years, each once")),
        ("doelboom variances --preset underspent --group plan", _("what stayed unspent, by action plan")),
    ),
)
@query_options
@click.option(
    "--questions",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=list_questions,
    help=_("List the questions that you kept, with the command line of each."),
)
@common
@format_option()
def variances(report: str | None, form: str | None, **asked: Any) -> None:
    """Writes rows of variances."""
    if (reports := mixed_for(report)) is not None:
        write_view(variances_of_all_asked(reports, asked), form)
        say_doubts(*reports.summaries)
        return
    accounts = open_for(report).accounts
    write_view(variances_asked(accounts, asked), form)
    say_doubts(accounts.summary)
