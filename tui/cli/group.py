"""The command line: quick look-ups, exports, and the door to the explorer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doelboom import __version__
from doelboom.tui.cli.answers import COMMANDS
from doelboom.tui.cli.options import (
    ENGINES,
    code_argument,
    common,
    format_option,
    fresh_option,
    language_option,
    log_option,
    report_option,
)
from doelboom.tui.cli.report import NotFound, Wrong, open_for, say
from doelboom.tui.cli.usage import Group
from doelboom.tui.locale.words import _, counted

if TYPE_CHECKING:
    from doelboom.data.storage.library import Opened

SHELLS = ("bash", "zsh", "fish")


@click.group(
    cls=Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Explore the annual accounts of a Flemish city in the terminal. Without a command: the explorer, at CODE if "
        "one is given (doelboom CODE)."
    ),
    later={"doctor": ("doelboom.tui.cli.doctor", "doctor")},
    examples=(
        ("doelboom", _("the explorer, on the last report opened")),
        ("doelboom AC34834", _("the explorer, at an action")),
        ("doelboom open jaarrekening.txt --no-ui", _("reads a report, keeps it, and sums it up")),
        ("doelboom show AC34834", _("an action's tables and its description")),
        ("doelboom variances --limit 10", _("where account and budget differ most")),
        ("doelboom services --sort vte_variance --limit 10", _("the services with the largest VTE gap")),
        ("doelboom bridge SD10023", _("which plans explain the variance of an objective")),
        ("doelboom export amounts -o amounts.csv", _("every figure, for a spreadsheet")),
    ),
)
@click.version_option(__version__, prog_name="doelboom")
@report_option
@log_option
@language_option
@fresh_option
@click.pass_context
def cli(ctx: click.Context, report: str | None, fresh: bool) -> None:  # noqa: ARG001, FBT001 - `_is_fresh` reads it
    """The explorer, unless there is a command."""
    if ctx.invoked_subcommand is None:
        _explore(open_for(report), None)


@cli.command(hidden=True, help=_("The explorer, at a code."))
@code_argument
@fresh_option
@common
def explore(code: str, report: str | None, fresh: bool) -> None:  # noqa: ARG001, FBT001 - `_is_fresh` reads it
    """Opens the explorer at the first code that the one typed may mean."""
    from doelboom.data.model.outline import outline
    from doelboom.data.queries.search import jump, nearest
    from doelboom.tui.cli.asking import meant

    opened = open_for(report)
    tree = outline(opened.accounts)
    found = jump(tree, code)
    if not found:
        words = _("{code}: no such command, and no code that begins so in this report").format(code=code)
        raise NotFound(words + meant(nearest(code, [*cli.list_commands(click.get_current_context()), *tree.items])))
    _explore(opened, found[0])


def _explore(opened: Opened, code: str | None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Wrong(_("the explorer needs a terminal; for pipes there are show, search, variances, check and export"))
    from doelboom.tui.explorer.start import start

    exit_code, complaint = start(opened, code, fresh=_is_fresh())
    if complaint is not None:
        raise Wrong(_("the explorer stopped: {why}").format(why=complaint))
    if exit_code:
        raise click.exceptions.Exit(exit_code)


def _is_fresh() -> bool:
    """Whether `--fresh` was given, before or after the command."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if context.params.get("fresh"):
            return True
        context = context.parent
    return False


@cli.command(
    "open",
    help=_("Read a report (PDF, text or Markdown), keep it, and open it."),
    examples=(
        ("doelboom open jaarrekening.txt --no-ui", _("only reads it and sums up")),
        ("doelboom open jaarrekening.txt --format json", _("the same for a program")),
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--no-ui", is_flag=True, help=_("Only read it and sum up."))
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default=ENGINES[0],
    show_default=True,
    help=_("How to read a PDF: pdfium is fast, pdfplumber thorough; auto takes the second where figures are in doubt."),
)
@click.option("--password", metavar="TEXT", help=_("What opens an encrypted PDF."))
@format_option(text=_("Only read it, and sum up so."))
@fresh_option
@common
def open_command(
    file: Path,
    no_ui: bool,  # noqa: FBT001 - an option
    engine: str,
    password: str | None,
    form: str | None,
    report: str | None,
    fresh: bool,  # noqa: ARG001, FBT001 - `_is_fresh` reads it
) -> None:
    """Reads a report and opens the explorer, or sums it up."""
    if report is not None:
        raise click.UsageError(_("open takes a FILE; --report is for the other commands"))
    if not file.exists():
        raise Wrong(_("{file}: no such file").format(file=file))
    if file.is_dir():
        raise Wrong(_("{file}: a folder, not a report's file").format(file=file))
    opened = open_for(str(file), engine=engine, password=password)
    from doelboom.data.storage.archive import Archive

    Archive().remember(opened.id, opened.accounts.source)
    if form is not None:
        _sum_up_as(opened, form)
    elif no_ui or not sys.stdout.isatty():
        _sum_up(opened)
    else:
        _explore(opened, None)


def _sum_up(opened: Opened) -> None:
    from doelboom.data.model.outline import outline
    from doelboom.tui.views.status import verification

    accounts = opened.accounts
    levels = dict(accounts.nodes.group_by("level").len().iter_rows())
    counts = ", ".join(f"{levels[level]} {level}" for level in ("SD", "OD", "PO", "AC", "PR") if level in levels)
    how = _("known already") if opened.from_archive else _("read")
    click.echo(f"{accounts.source.label}: {how}")
    nodes = counted("{count} node", "{count} nodes", accounts.nodes.height).format(count=accounts.nodes.height)
    click.echo(f"{nodes}: {counts}")
    click.echo(verification(outline(accounts).summary))
    for note in accounts.source.notes:
        click.echo(note)


def _sum_up_as(opened: Opened, form: str) -> None:
    import polars as pl

    from doelboom.data.model.outline import outline
    from doelboom.tui.cli.output import write_view
    from doelboom.tui.views.view import View

    accounts, state = opened.accounts, outline(opened.accounts).summary
    row = {
        "id": opened.id,
        "title": accounts.source.title,
        "file": accounts.source.name,
        "nodes": accounts.nodes.height,
        "percentages": state.percentages,
        "percentages_ok": state.percentages_ok,
        "doubts": state.doubts,
        "parents_with_remainder": state.parents_with_remainder,
        "lost_headings": state.lost_headings,
    }
    write_view(View(pl.DataFrame([row])), form)


@cli.command(help=_("List the reports known here."), examples=(("doelboom reports", _("which there are")),))
@click.option("--prune", is_flag=True, help=_("Remove what is outdated, damaged or left behind; says how much."))
@log_option
@language_option
@format_option()
def reports(form: str | None, prune: bool) -> None:  # noqa: FBT001 - an option
    """Writes a row a report."""
    if prune:
        from doelboom.tui.cli.doctor import prune_reports

        prune_reports()
        return
    import polars as pl

    from doelboom.data.storage.archive import Archive, Entry, LastUnreadable
    from doelboom.data.storage.library import BUNDLED, bundled
    from doelboom.tui.cli.output import write_view
    from doelboom.tui.views.unusable import complaint_of_last
    from doelboom.tui.views.view import View

    archive = Archive()
    entries = [Entry(BUNDLED, bundled().source, 0), *archive.known()]
    try:
        noted = archive.opened_last()
        last = noted.id if noted is not None else BUNDLED
    except LastUnreadable as error:
        last = None
        say(complaint_of_last(error))
    frame = pl.DataFrame(
        {
            "id": [entry.id for entry in entries],
            "title": [entry.source.title for entry in entries],
            "file": [entry.source.name for entry in entries],
            "read_at": pl.Series([entry.source.read_at for entry in entries], dtype=pl.Datetime("us", "UTC")),
            "last": [entry.id == last for entry in entries],
            "state": [entry.kind.name.lower() for entry in entries],
        }
    )
    write_view(View(frame, first=("id", "state", "title", "file")), form)


for _command in COMMANDS:
    cli.add_command(_command)


@cli.command(
    help=_("Print what makes a shell complete commands, options and codes."),
    examples=(
        ('eval "$(doelboom completion bash)"', _("in ~/.bashrc; for zsh the same in ~/.zshrc")),
        ("doelboom completion fish > ~/.config/fish/completions/doelboom.fish", _("for fish, once")),
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
@language_option
def completion(shell: str) -> None:
    """Writes the shell's part of the completion."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(cli, {}, "doelboom", "_DOELBOOM_COMPLETE").source())
