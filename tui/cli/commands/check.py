"""``doelboom check``: what the report proves of itself."""

from __future__ import annotations

import sys

import click

from doelboom.data.model.outline import Outline
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lines import terminal_width, wrapped
from doelboom.tui.cli.options import common, form_or_default, format_option
from doelboom.tui.cli.output import write_view
from doelboom.tui.cli.report import outline_for, say
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import findings_view
from doelboom.tui.views.words.findings import describe_finding
from doelboom.tui.views.words.status import verification


@click.command(
    cls=Command,
    help=_("What the report proves of itself: every finding; exit 1 where a figure is in doubt."),
    examples=(("doelboom check", _("the percentages and sums of the report, proved")),),
)
@common
@format_option()
def check(report: str | None, form: str | None) -> None:
    """Writes the findings."""
    outline = outline_for(report)
    form = form_or_default(form)
    if form in ("json", "csv"):
        write_view(findings_view(outline.source, outline.accounts.findings), form)
    else:
        _write_lines(outline, terminal_width() if form == "table" else None)
    if outline.summary.doubts:
        say(_("figures are in doubt"))
        raise click.exceptions.Exit(1)


def _write_lines(outline: Outline, width: int | None) -> None:
    """The state of the report, then a line a finding."""
    lines = wrapped(f"{outline.source.label}\n{verification(outline.summary)}", width)
    for finding in outline.findings_in_order:
        lines += wrapped(f"{finding.code or '-'}: {describe_finding(finding, outline)}", width, indent="  ")
    sys.stdout.write("\n".join(lines) + "\n")
