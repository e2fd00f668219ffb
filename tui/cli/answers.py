"""The commands that answer a question and end: show, search, variances, services, bridge, check, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from doelboom.parser.records import Measure
from doelboom.tui.cli.options import (
    BASES,
    EXPORT_FORMATS,
    code_argument,
    common,
    format_option,
    measure_option,
    output_option,
    query_options,
    rows_options,
)
from doelboom.tui.cli.report import NotFound, Wrong, open_for, outline_for, say
from doelboom.tui.cli.usage import Command
from doelboom.tui.locale.words import _, counted

FRAMES = ("nodes", "amounts", "variances", "services", "findings")
_BINARY = ("parquet", "xlsx")
_FOR_SERVICES = ("measure", "text", "sort", "limit")
"""The options of a query that a view by service has too."""


@click.command(
    cls=Command,
    short_help=_("What the report prints of one CODE."),
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
    from doelboom.tui.cli.asking import code_of
    from doelboom.tui.cli.output import write_node

    outline = outline_for(report)
    write_node(outline, code_of(outline, code), form)


@click.command(
    cls=Command,
    short_help=_("Find nodes by words."),
    help=_(
        "Find nodes by words in code, title, service or description, best first. All words are required; case and "
        "accents do not count. Where nothing has them, one letter may be wrong."
    ),
    examples=(
        ("doelboom search kinderopvang", _("whatever speaks of child care")),
        ("doelboom search --format csv sociale tewerkstelling", _("nodes with both words, for a spreadsheet")),
    ),
)
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help=_("At most so many."))
@common
@format_option()
def search(text: tuple[str, ...], limit: int | None, report: str | None, form: str | None) -> None:
    """Writes what a search finds."""
    import polars as pl

    from doelboom.data.queries.search import find
    from doelboom.tui.cli.output import write_view
    from doelboom.tui.views.view import View

    outline = outline_for(report)
    asked = " ".join(text)
    found = find(outline, asked)
    if not found.hits:
        raise NotFound(_("{text}: no node has these words").format(text=asked))
    if found.corrected:
        words = _("{text}: no node has these words; taken for {meant}")
        say(words.format(text=asked, meant=", ".join(dict.fromkeys(found.words))))
    items = outline.items
    rows = [(hit.code, items[hit.code].title, items[hit.code].service, hit.field) for hit in found.hits[:limit]]
    schema = {"code": pl.String, "title": pl.String, "service": pl.String, "found_in": pl.String}
    count = counted("{count} match", "{count} matches", len(found.hits)).format(count=len(found.hits))
    title = f"{outline.source.label}: {count}"
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    write_view(View(frame, title_lines=[title], title=title, first=("code", "title", "found_in")), form)


@click.command(
    cls=Command,
    short_help=_("Where account and budget differ most."),
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
    ),
)
@query_options
@common
@format_option()
def variances(report: str | None, form: str | None, **asked: Any) -> None:
    """Writes rows of variances."""
    from doelboom.tui.cli.asking import variances_asked
    from doelboom.tui.cli.output import write_view

    write_view(variances_asked(open_for(report).accounts, asked), form)


@click.command(
    cls=Command,
    short_help=_("Budget, account and VTE by service."),
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
    from doelboom.tui.cli.asking import services_asked
    from doelboom.tui.cli.output import write_view

    write_view(services_asked(open_for(report).accounts, asked), form)


@click.command(
    cls=Command,
    short_help=_("Which children explain a variance."),
    help=_("Which children explain the variance of CODE: steps that add up to it, the largest first."),
    examples=(
        ("doelboom bridge SD10023", _("which plans explain the variance of an objective")),
        ("doelboom bridge OD10041 --measure vte --most 5", _("the five actions that explain a plan's VTE")),
        ("doelboom bridge SD10023 --against prior", _("what explains the change against the year before")),
    ),
)
@code_argument
@measure_option
@click.option(
    "--against",
    type=click.Choice(BASES),
    default=BASES[0],
    show_default=True,
    help=_("From the budget (reference) or from the year before (prior)."),
)
@click.option("--most", metavar="N", type=click.IntRange(min=1), help=_("Name at most so many, the others together."))
@common
@format_option()
def bridge(code: str, measure: str, against: str, most: int | None, report: str | None, form: str | None) -> None:
    """Writes a bridge."""
    from doelboom.data.model.queries import Against
    from doelboom.data.queries.bridge import bridge as bridge_of
    from doelboom.tui.cli.asking import code_of
    from doelboom.tui.cli.output import form_or_default, write_view
    from doelboom.tui.views.bridge_steps import bridge_view

    outline = outline_for(report)
    found = code_of(outline, code)
    answer = bridge_of(outline, found, Measure(measure), Against(against), most)
    if answer.difference is None:
        raise NotFound(_("{code}: what there is to explain is unknown; the report prints no figure").format(code=found))
    form = form_or_default(form)
    write_view(bridge_view(outline, answer, in_words=form in ("table", "plain")), form)
    if not answer.steps:
        say(_("{code}: there is nothing below it that could explain its variance").format(code=found))


@click.command(
    cls=Command,
    short_help=_("What the report proves of itself."),
    help=_("What the report proves of itself: every finding; exit 1 where a figure is in doubt."),
    examples=(("doelboom check", _("the percentages and sums of the report, proved")),),
)
@common
@format_option()
def check(report: str | None, form: str | None) -> None:
    """Writes the findings."""
    from doelboom.tui.cli.output import write_findings

    outline = outline_for(report)
    write_findings(outline, form)
    if outline.summary.doubts:
        say(_("figures are in doubt"))
        raise click.exceptions.Exit(1)


@click.command(
    cls=Command,
    short_help=_("Write rows to a file."),
    help=_(
        "Write rows to a file, exactly those of the view and in its order. csv, json and parquet have the frames' own "
        "column names and plain numbers; xlsx and md a header that says what the rows are."
    ),
    examples=(
        ("doelboom export amounts -o amounts.csv", _("every figure of the report")),
        (
            "doelboom export variances --preset overspent --floor 100000 -o overspent.xlsx",
            _("a workbook of what was overspent by 100.000 euro or more"),
        ),
        ("doelboom export nodes --format csv --decimal-comma -o nodes.csv", _("for a spreadsheet set to Dutch")),
    ),
)
@click.argument("frame", type=click.Choice(FRAMES))
@output_option
@click.option(
    "--decimal-comma", is_flag=True, help=_("csv with semicolons and decimal commas, for Dutch spreadsheets.")
)
@query_options
@common
@format_option(EXPORT_FORMATS, _("Default: what the file's name ends in, else csv."))
def export(
    frame: str,
    output: Path | None,
    decimal_comma: bool,  # noqa: FBT001 - an option
    report: str | None,
    form: str | None,
    **asked: Any,
) -> None:
    """Writes a view to a file."""
    from doelboom.tui.cli.output import write_view

    _check_options(click.get_current_context(), frame, asked)
    form = _form_of(form, output, decimal_comma=decimal_comma)
    view = _exported_view(frame, report, asked)
    try:
        write_view(view, form, output, decimal_comma=decimal_comma)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = output if output is not None else _("standard output")
        raise Wrong(_("{file}: cannot be written: {why}").format(file=name, why=error.strerror or error)) from None


def _exported_view(frame: str, report: str | None, asked: dict[str, Any]) -> Any:
    from doelboom.tui.cli.asking import services_asked, variances_asked
    from doelboom.tui.views.questions import findings_view, frame_view

    accounts = open_for(report).accounts
    if frame == "variances":
        return variances_asked(accounts, asked)
    if frame == "services":
        return services_asked(accounts, asked)
    if frame == "findings":
        return findings_view(accounts.source, accounts.findings)
    return frame_view(accounts.source, frame, getattr(accounts, frame))


def _check_options(ctx: click.Context, frame: str, asked: dict[str, Any]) -> None:
    """Says which options have no say in this frame, instead of leaving them out silently."""
    allowed = tuple(asked) if frame == "variances" else _FOR_SERVICES if frame == "services" else ()
    given = [
        parameter.opts[-1]
        for parameter in ctx.command.params
        if parameter.name in asked
        and parameter.name not in allowed
        and ctx.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError(_("{options}: says nothing of {frame}").format(options=", ".join(given), frame=frame))


def _form_of(form: str | None, output: Path | None, *, decimal_comma: bool) -> str:
    import sys

    if form is None:
        ending = output.suffix.lstrip(".").lower() if output is not None else ""
        if ending and ending not in EXPORT_FORMATS:
            words = _("a name that ends in .{ending} does not say which format; --format does")
            raise click.UsageError(words.format(ending=ending))
        form = ending or "csv"
    if decimal_comma and form != "csv":
        raise click.UsageError(_("--decimal-comma: says nothing of {form}, only of csv").format(form=form))
    if output is None and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(_("{form}: not for a terminal; -o FILE says where to").format(form=form))
    return form


COMMANDS = (show, search, variances, services, bridge, check, export)
"""In the order in which the help names them."""
