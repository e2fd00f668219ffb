"""``doelboom notes``: the user's own notes on a report."""

from __future__ import annotations

import sys

import click

from doelboom.data.storage.notes import notes_of
from doelboom.tui.cli.asking.names import code_of
from doelboom.tui.cli.asking.options import common, form_or_default, format_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, Wrong, outline_for, say
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.export.names import file_name
from doelboom.tui.locale.words import _
from doelboom.tui.terminal.editor import EditorError, edited
from doelboom.tui.views.words.notes import note_lines

notes_view = later("doelboom.tui.views.rows:notes_view")


@click.command(
    cls=Command,
    help=_(
        "Your notes on a report: a line each, or the one on CODE. They are kept apart from the report, by government "
        "and year, so that they stay when it is read again."
    ),
    examples=(
        ("doelboom notes", _("all notes on this report")),
        ('doelboom notes AC34834 --set "Ask for the contract"', _("writes one")),
        ("doelboom notes AC34834 --remove", _("takes it away")),
    ),
)
@click.argument("code", required=False, shell_complete=later("doelboom.tui.cli.offers:codes"))
@click.option("--set", "text", metavar="TEXT", help=_("Write this in its place; - for what comes in."))
@click.option("--edit", is_flag=True, help=_("Write it in the editor that $VISUAL or $EDITOR names."))
@click.option("--remove", is_flag=True, help=_("Take it away."))
@common
@format_option()
def notes(
    code: str | None,
    text: str | None,
    edit: bool,  # noqa: FBT001 - an option
    remove: bool,  # noqa: FBT001 - an option
    report: str | None,
    form: str | None,
) -> None:
    """Writes notes, or what they say."""
    if sum([text is not None, edit, remove]) > 1:
        raise click.UsageError(_("--set, --edit and --remove: one of them"))
    outline = outline_for(report)
    kept = notes_of(outline.source)
    if code is None:
        if text is not None or edit or remove:
            raise click.UsageError(_("a note is on a CODE: which one?"))
        form = form_or_default(form)
        if not kept.all:
            form = form if form in ("json", "csv") else None
            click.echo(_("{report}: no notes yet").format(report=outline.source.label), err=form is not None)
        if form is not None:
            write_view(notes_view(outline, kept, first_lines=form == "table"), form)
        return
    code = code_of(outline, code)
    before = kept.text(code)
    if text is not None or edit or remove:
        text = "" if remove else _edited(code, before) if edit else sys.stdin.read() if text == "-" else text
        try:
            another = kept.put(code, text or "", seen=before)
        except OSError as error:
            raise Wrong(_("The note cannot be kept: {why}").format(why=error.strerror or error)) from None
        words = _("The note on {code} is kept.") if code in kept else _("The note on {code} is taken away.")
        click.echo(words.format(code=code))
        if another:
            say(_("Another program had changed this note: both texts are kept."))
        return
    if not before:
        raise NotFound(_("{code}: no note on it").format(code=code))
    sys.stdout.write("\n".join(note_lines(before)) + "\n")


def _edited(code: str, text: str) -> str:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Wrong(_("--edit needs a terminal; --set writes a note without one"))
    try:
        return edited(text, file_name(_("note"), code, ending="md"))
    except EditorError as error:
        raise Wrong(str(error)) from None
