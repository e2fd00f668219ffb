"""``doelboom brief``: one node on one page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from doelboom.data.storage.files import write_whole
from doelboom.parser.records import Measure
from doelboom.tui.brief.text import WIDTH
from doelboom.tui.brief.writing import ENDINGS, FORMS, written
from doelboom.tui.cli.asking.names import code_of
from doelboom.tui.cli.asking.options import choice, code_argument, common
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.report import outline_for, say_doubts
from doelboom.tui.cli.writing.files import form_by_ending, output_options, writing
from doelboom.tui.cli.writing.lines import terminal_width
from doelboom.tui.locale.words import _


@click.command(
    cls=Command,
    help=_(
        "CODE on one page: its place, both tables, what explains its variance, the largest below it, findings and "
        "your note. As Markdown, as text, or as one HTML file with its pictures drawn, to look at or to print."
    ),
    examples=(
        ("doelboom brief AC34834 -o AC34834.html", _("a page for a browser or a printer")),
        ("doelboom brief SD10023", _("the same as Markdown; on a terminal as text")),
        ("doelboom brief OD10041 --format html --measure vte > plan.html", _("about its staff")),
    ),
)
@code_argument
@output_options(_("A file, whose name's ending says the format; else standard output."))
@click.option(
    "--measure", type=choice(Measure), help=_("What its variance is of; else operating expenditure, if it has any.")
)
@common
@click.option("--format", "form", type=click.Choice(FORMS), help=_("Default: by FILE, else text on a terminal and md."))
def brief(
    code: str,
    output: Path | None,
    force: bool,  # noqa: FBT001 - an option
    measure: str | None,
    report: str | None,
    form: str | None,
) -> None:
    """Writes the page of a node."""
    form = form or form_by_ending(output, "text" if output is None and sys.stdout.isatty() else "md", ENDINGS)
    outline = outline_for(report)
    width = terminal_width() if output is None else None
    page = written(
        outline,
        code_of(outline, code),
        form,
        Measure(measure) if measure is not None else None,
        width if width is not None else WIDTH,
    )
    say_doubts(outline.summary)
    if output is None:
        sys.stdout.write(page)
        return
    with writing(output):
        write_whole(output, page.encode("utf-8", "replace"), replace=force)
