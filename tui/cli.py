"""The command line: quick look-ups, exports, and the door to the explorer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parser import ReportError, __version__
from tui.options import EXPORT_FORMATS, ask, common, format_option, language_option, query_options, report_option
from tui.words import _, counted

if TYPE_CHECKING:
    from data.library import Opened
    from data.outline import Outline

FRAMES = ("nodes", "amounts", "variances", "findings")


class NotFound(click.ClickException):
    """Something asked for is not there: exit 1."""

    exit_code = 1


class Wrong(click.ClickException):
    """A report that cannot be read or a file that cannot be written: exit 2."""

    exit_code = 2


class _Group(click.Group):
    """Commands by name; a first word that is no command is a code to open the explorer at."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            return "explore", self.get_command(ctx, "explore"), args
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in self.commands if not self.commands[name].hidden]


def _open(reference: str | None, *, announce: bool = False) -> Opened:
    from data.library import ReportNotFound, open_report

    context = click.get_current_context()
    while reference is None and context.parent is not None:
        context = context.parent
        reference = context.params.get("report")
    try:
        opened = open_report(reference)
    except ReportNotFound as error:
        raise NotFound(str(error)) from None
    except ReportError as error:
        raise Wrong(str(error)) from None
    if opened.warning is not None and not announce:
        click.echo(f"doelboom: {opened.warning}", err=True)
    return opened


def _outline(reference: str | None) -> Outline:
    from data.outline import outline

    return outline(_open(reference).accounts)


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doelboom")
@report_option
@language_option
@click.pass_context
def cli(ctx: click.Context, report: str | None) -> None:
    r"""Explore the annual accounts of a Flemish city in the terminal.

    Without a command: the explorer, at CODE if one is given.

    \b
    Examples:
      doelboom                        the explorer, on the last report opened
      doelboom AC34834                the explorer, at an action
      doelboom open jaarrekening.txt  reads a report, keeps it, opens it
      doelboom show AC34834           its tables and its description
      doelboom variances --limit 10   where account and budget differ most
      doelboom export amounts --format csv -o amounts.csv
    """
    if ctx.invoked_subcommand is None:
        _explore(_open(report), None)


@cli.command(hidden=True)
@click.argument("code")
@common
def explore(code: str, report: str | None) -> None:
    """The explorer, at a code."""
    from data.outline import outline
    from data.search import jump

    opened = _open(report)
    found = jump(outline(opened.accounts), code)
    if not found:
        raise NotFound(_not_found(code))
    _explore(opened, found[0])


def _not_found(code: str) -> str:
    return _("{code}: no such command, and no code that begins so in this report").format(code=code)


def _explore(opened: Opened, code: str | None) -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Wrong(_("the explorer needs a terminal; for pipes there are show, search, variances, check and export"))
    from data.archive import Archive
    from tui.app import Explorer

    Archive().remember(opened.id)
    app = Explorer(opened, code)
    app.run()
    if app.return_code:
        raise Wrong(app.complaint or _("the explorer stopped"))


@cli.command("open")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--no-ui", is_flag=True, help=_("Only read it and sum up."))
@common
def open_command(file: Path, no_ui: bool, report: str | None) -> None:  # noqa: FBT001 - an option
    """Read a report, keep it, and open it."""
    if report is not None:
        raise click.UsageError(_("open takes a FILE; --report is for the other commands"))
    if not file.exists():
        raise Wrong(_("{file}: no such file").format(file=file))
    if file.is_dir():
        raise Wrong(_("{file}: a folder, not a report's file").format(file=file))
    opened = _open(str(file))
    from data.archive import Archive

    Archive().remember(opened.id)
    if no_ui or not sys.stdout.isatty():
        _sum_up(opened)
    else:
        _explore(opened, None)


def _sum_up(opened: Opened) -> None:
    from tui.status import verification

    accounts = opened.accounts
    levels = dict(accounts.nodes.group_by("level").len().iter_rows())
    counts = ", ".join(f"{levels[level]} {level}" for level in ("SD", "OD", "PO", "AC", "PR") if level in levels)
    how = _("known already") if opened.from_archive else _("read")
    click.echo(f"{accounts.source.title} ({opened.id}): {how}")
    nodes = counted("{count} node", "{count} nodes", accounts.nodes.height).format(count=accounts.nodes.height)
    click.echo(f"{nodes}: {counts}")
    click.echo(verification(accounts))
    for note in accounts.source.notes:
        click.echo(note)


@cli.command()
@language_option
@format_option()
def reports(form: str | None) -> None:
    """List the reports known here."""
    import polars as pl

    from data.archive import Archive
    from data.library import BUNDLED, bundled
    from tui.output import write_frame

    archive = Archive()
    last = archive.last or BUNDLED
    entries = [(BUNDLED, bundled().source), *((entry.id, entry.source) for entry in archive.entries())]
    frame = pl.DataFrame(
        {
            "id": [identifier for identifier, _source in entries],
            "title": [source.title for _identifier, source in entries],
            "file": [source.name for _identifier, source in entries],
            "read_at": pl.Series([source.read_at for _identifier, source in entries], dtype=pl.Datetime("us", "UTC")),
            "last": [identifier == last for identifier, _source in entries],
        }
    )
    write_frame(frame, form)
    if outdated := archive.outdated():
        text = counted(
            "{count} report of another version: open its file again",
            "{count} reports of another version: open their files again",
            outdated,
        )
        click.echo(text.format(count=outdated), err=True)


@cli.command()
@click.argument("code")
@common
@format_option()
def show(code: str, report: str | None, form: str | None) -> None:
    """Both tables and the description of CODE (a whole code, its beginning, or its number)."""
    from data.search import jump
    from tui.output import write_node

    outline = _outline(report)
    found = jump(outline, code)
    if not found:
        raise NotFound(_("{code}: no such code in this report").format(code=code))
    exact = found[0].lower() == "".join(code.split()).lower()
    if len(found) > 1 and not exact:
        several = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        raise NotFound(_("{code}: several codes answer to this: {codes}").format(code=code, codes=several))
    write_node(outline, found[0], form)


@cli.command()
@click.argument("text", nargs=-1, required=True)
@common
@format_option()
def search(text: tuple[str, ...], report: str | None, form: str | None) -> None:
    """Find nodes by words in code, title, service or description; all words are required."""
    import polars as pl

    from data.search import search as find
    from tui.output import write_frame

    outline = _outline(report)
    hits = find(outline, " ".join(text))
    if not hits:
        raise NotFound(_("{text}: no node has these words").format(text=" ".join(text)))
    rows = [(hit.code, outline.items[hit.code].title, outline.items[hit.code].service, hit.field) for hit in hits]
    schema = {"code": pl.String, "title": pl.String, "service": pl.String, "found_in": pl.String}
    write_frame(pl.DataFrame(rows, schema=schema, orient="row"), form)


@cli.command()
@query_options
@common
@format_option()
def variances(report: str | None, form: str | None, **asked: Any) -> None:
    """Where account and budget differ most."""
    from tui.output import write_frame

    answer = ask(_open(report).accounts, asked)
    write_frame(answer.rows, form, answer.measure)


@cli.command()
@common
@format_option()
def check(report: str | None, form: str | None) -> None:
    """What the report proves of itself; exit 1 where a figure is in doubt."""
    from data.check import in_doubt
    from tui.output import write_findings

    outline = _outline(report)
    write_findings(outline, form)
    if in_doubt(outline.accounts.findings):
        raise click.exceptions.Exit(1)


@cli.command()
@click.argument("frame", type=click.Choice(FRAMES))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=_("A file; else standard output.")
)
@query_options
@common
@format_option(EXPORT_FORMATS)
def export(frame: str, output: Path | None, report: str | None, form: str | None, **asked: Any) -> None:
    """Write a frame with its own column names: nodes, amounts, variances or findings."""
    from tui.output import export_frame

    accounts = _open(report).accounts
    rows = ask(accounts, asked).rows if frame == "variances" else getattr(accounts, frame)
    if form is None and output is not None and output.suffix.lstrip(".") in EXPORT_FORMATS:
        form = output.suffix.lstrip(".")
    try:
        export_frame(rows, form, output)
    except OSError as error:
        raise Wrong(_("{file}: cannot be written: {why}").format(file=output, why=error.strerror or error)) from None
