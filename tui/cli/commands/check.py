"""``doelboom check``: what the report proves of itself."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from doelboom.data.model.outline import Outline
from doelboom.data.years.crossproof import CrossProof, cross_proofs
from doelboom.data.years.series import Years
from doelboom.tui.cli.asking.names import code_of
from doelboom.tui.cli.asking.options import common, form_or_default, format_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import outline_for, say
from doelboom.tui.cli.writing.lines import terminal_width, wrapped
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.export.json_text import to_json
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.check.crossproof import cross_proof_lines, verdict
from doelboom.tui.views.words.check.findings import describe_finding
from doelboom.tui.views.words.check.status import verification

findings_with_years = later("doelboom.tui.views.crossproof:findings_with_years")
account_of = later("doelboom.tui.views.words.check.equations:account_of")


@click.command(
    cls=Command,
    help=_("What the report proves of itself: every finding; exit 1 where a figure is in doubt."),
    examples=(
        ("doelboom check", _("the percentages and sums of the report, proved")),
        (
            "doelboom check --report bundled",
            _("a report by its id, year or file; other years of it are asked, where there are any"),
        ),
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
    proofs = list(cross_proofs(Years(outline)))
    if form in ("json", "csv"):
        write_view(findings_with_years(outline, proofs), form)
        for proof in proofs:
            say(verdict(proof, of_later=proof.is_later(outline.source)))
    else:
        _write_lines(outline, proofs, terminal_width() if form == "table" else None)
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


def _write_lines(outline: Outline, proofs: Sequence[CrossProof], width: int | None) -> None:
    """The state of the report, then a line a finding; then whether the reports of neighbouring years agree."""
    lines = wrapped(f"{outline.source.label}\n{verification(outline.summary)}", width)
    for finding in outline.findings_in_order:
        lines += wrapped(f"{finding.code or '-'}: {describe_finding(finding, outline)}", width, indent="  ")
    for proof in proofs:
        for line in cross_proof_lines(proof, of_later=proof.is_later(outline.source)):
            lines += wrapped(line, width, indent="  ")
    sys.stdout.write("\n".join(lines) + "\n")
