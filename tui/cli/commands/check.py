"""``doelboom check``: what the report proves of itself."""

from __future__ import annotations

import sys

import click

from doelboom.data.model.outline import Outline
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.lines import terminal_width, wrapped
from doelboom.tui.cli.names import code_of
from doelboom.tui.cli.options import common, form_or_default, format_option
from doelboom.tui.cli.output import write_view
from doelboom.tui.cli.report import outline_for, say
from doelboom.tui.export.json_text import to_json
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import findings_view
from doelboom.tui.views.words.findings import describe_finding
from doelboom.tui.views.words.status import verification

account_of = later("doelboom.tui.views.words.equations:account_of")


@click.command(
    cls=Command,
    help=_("What the report proves of itself: every finding; exit 1 where a figure is in doubt."),
    examples=(
        ("doelboom check", _("the percentages and sums of the report, proved")),
        ("doelboom check --explain AC34834", _("the equations of an action, and what explains those that fail")),
    ),
)
@click.option(
    "--explain",
    metavar="CODE",
    help=_("The equations that the figures of CODE stand in, what each allows, and which explanation won."),
)
@common
@format_option()
def check(explain: str | None, report: str | None, form: str | None) -> None:
    """Writes the findings, or what is behind those of one node."""
    outline = outline_for(report)
    form = form_or_default(form)
    if explain is not None:
        _explain(outline, code_of(outline, explain), form)
        return
    if form in ("json", "csv"):
        write_view(findings_view(outline.source, outline.accounts.findings), form)
    else:
        _write_lines(outline, terminal_width() if form == "table" else None)
    if outline.summary.doubts:
        say(_("figures are in doubt"))
        raise click.exceptions.Exit(1)


def _explain(outline: Outline, code: str, form: str) -> None:
    """Writes the equations of a node and the explanations of those that fail; exit 1 where a figure is in doubt."""
    if form == "csv":
        raise click.UsageError(_("--explain has no rows for csv; ask for plain or json"))
    told = account_of(outline, code)
    findings = outline.findings.get(code, ())
    if form == "json":
        sys.stdout.write(to_json(told.data) + "\n")
    else:
        width = terminal_width() if form == "table" else None
        lines = [title for finding in findings for title in wrapped(describe_finding(finding, outline), width)]
        lines += [part for line in told.lines for part in wrapped(line, width, indent="  ")]
        sys.stdout.write("\n".join([code, *lines]) + "\n")
    if any(finding.kind.is_doubt for finding in findings) or outline.doubts_of(code):
        raise click.exceptions.Exit(1)


def _write_lines(outline: Outline, width: int | None) -> None:
    """The state of the report, then a line a finding."""
    lines = wrapped(f"{outline.source.label}\n{verification(outline.summary)}", width)
    for finding in outline.findings_in_order:
        lines += wrapped(f"{finding.code or '-'}: {describe_finding(finding, outline)}", width, indent="  ")
    sys.stdout.write("\n".join(lines) + "\n")
