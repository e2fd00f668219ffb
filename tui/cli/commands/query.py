"""``doelboom query``: a question in SQL over the frames of all reports."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.doubts import DOUBT
from doelboom.data.model.findings import Finding, Summary
from doelboom.data.model.rows import columns_of
from doelboom.data.years.together.statements import Refused
from doelboom.parser.records import Figures, NodeFacts
from doelboom.tui.cli.asking.options import common, format_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import say_doubts
from doelboom.tui.cli.writing.files import VIEW_FORMATS, output_options, view_form, writing
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _

all_or_asked = later("doelboom.tui.cli.several:all_or_asked")
answer = later("doelboom.data.years.together.tables:answer")
answer_view = later("doelboom.tui.views.many:answer_view")

_STDIN = "-"
_WHOSE = ("government", "year", "report")
COLUMNS: dict[str, tuple[str, ...]] = {
    "nodes": (*_WHOSE, "ordinal", *columns_of(NodeFacts)),
    "amounts": (*_WHOSE, "code", "measure", *columns_of(Figures), DOUBT),
    "findings": (*_WHOSE, *columns_of(Finding)),
    "reports": (
        *_WHOSE, "kind", "status", "period_start", "period_end", "file", "read_at", "nodes", "doubts", "remainders",
        "lost_headings",
    ),
    "notes": (*_WHOSE, "code", "note", "changed_at"),
}  # fmt: skip
"""The columns of each table."""


_BY_YEAR = (
    "SELECT n.year, SUM(a.actual) AS spent FROM nodes n JOIN amounts a ON n.report = a.report AND n.code = a.code "
    "WHERE a.measure = 'exploitatie_uitgaven' AND n.level = 'SD' GROUP BY n.year ORDER BY n.year"
)
_STAFF = (
    "SELECT n.year, n.code, n.title, a.actual - a.reference AS variance FROM nodes n JOIN amounts a "
    "ON n.report = a.report AND n.code = a.code WHERE a.measure = 'vte' ORDER BY variance LIMIT 10"
)
_FINDINGS = "SELECT kind, COUNT(*) AS count FROM findings GROUP BY kind ORDER BY kind"


class QueryCommand(Command):
    """Its help lists tables and columns."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(_("Tables and columns")):
            formatter.write_dl([(name, _listed(columns)) for name, columns in COLUMNS.items()])


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(columns)


@click.command(
    cls=QueryCommand,
    help=_(
        "Ask the frames of all reports in SQL (Polars' own): one SELECT, read-only. Every row has its government, year "
        "and report; each year of a government is there once. A code is one node's in its report only: join on report "
        "and code. - reads the statement from standard input."
    ),
    examples=(
        ('doelboom query "SELECT * FROM reports"', _("which reports there are")),
        (f'doelboom query "{_BY_YEAR}"', _("what was spent, by year")),
        (f'doelboom query "{_STAFF}" --format csv', _("where the most staff is missing")),
        (f'doelboom query "{_FINDINGS}" --report all', _("what the checks found")),
    ),
)
@click.argument("statement", metavar="SQL")
@output_options(_("A file; else, or for -, standard output."))
@common
@format_option(VIEW_FORMATS)
def query(
    statement: str,
    output: Path | None,
    force: bool,  # noqa: FBT001 - an option
    report: str | None,
    form: str | None,
) -> None:
    """Writes what a statement answers."""
    text = sys.stdin.read() if statement == _STDIN else statement
    form = view_form(form, output)
    summaries: list[Summary] = []

    def reports() -> Sequence[Accounts]:
        asked: Sequence[Accounts] = all_or_asked(report)
        summaries.extend(accounts.summary for accounts in asked)
        return asked

    try:
        rows = answer(text, reports)
    except Refused as error:
        raise click.UsageError(str(error)) from None
    with writing(output):
        write_view(answer_view(rows), form, output, replace=force)
    say_doubts(*summaries)
