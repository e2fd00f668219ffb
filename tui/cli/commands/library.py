"""``doelboom library``: reports for several people, in one folder."""

from __future__ import annotations

from pathlib import Path

import click

from doelboom.data.model.accounts import BUNDLED
from doelboom.data.storage.shared.layout import LibraryError
from doelboom.data.years.editions import preferred
from doelboom.parser.formats.printable import printable
from doelboom.tui.cli.asking.options import common
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, Wrong, say
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.reports.editions import nameless_words

all_or_asked = later("doelboom.tui.cli.several:all_or_asked")
derived = later("doelboom.data.years.together.ranking:derived")
publish_reports = later("doelboom.data.storage.shared.publishing:publish")

_LAYOUT = """
    DIR/current/                    what is read; another version takes its place in one step
    DIR/current/library.json        the reports, and where each comes from
    DIR/current/nodes/government=Gent/year=2024/ID.parquet
    DIR/current/amounts/...         findings/, remainders/ and faults/ in the same way

    SELECT a.year, sum(a.actual) FROM read_parquet('DIR/current/amounts/*/*/*.parquet', hive_partitioning = true) a
    JOIN read_parquet('DIR/current/nodes/*/*/*.parquet') n ON a.report = n.report AND a.code = n.code
    WHERE a.measure = 'exploitatie_uitgaven' AND n.level = 'SD' GROUP BY a.year
"""
"""What a library looks like, for programs that read it."""


class LibraryCommand(Command, click.Group):
    """Its help says what a library looks like."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write(f"{_('What is in it')}:\n{_LAYOUT}")
        super().format_epilog(ctx, formatter)


@click.group(
    cls=LibraryCommand,
    help=_(
        "A library of reports in a folder that several people read, named in their settings: libraries = "
        '["/srv/reports"]. It is Parquet, parted by government and year (hive), in the frames\' own columns, which '
        "DuckDB, Spark, Trino and Polars read as it is."
    ),
    examples=(("doelboom library publish library", _("publishes your reports in a folder")),),
)
def library() -> None:
    """What is done to libraries."""


@library.command(
    cls=Command,
    help=_(
        "Publish reports in the library DIR: all, or those that --report names, each year of a government once. What "
        "others published stays; of one year's reports the one to be preferred does (final before draft, then the one "
        "read last). Who reads meanwhile sees the old library or the new one, whole."
    ),
    examples=(
        ("doelboom library publish library", _("all your reports")),
        ("doelboom library publish library --report 2024", _("one of them")),
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@common
def publish(folder: Path, report: str | None) -> None:
    """Publishes reports."""
    reports = all_or_asked(report)
    named = []
    for accounts in reports:
        identity = accounts.source.identity
        if identity.key is None or identity.year is None:
            say(nameless_words(accounts.source))
        elif accounts.source.id != BUNDLED:
            # That one everybody has.
            named.append(accounts)
    if not named:
        raise NotFound(_("no report of your own to publish; `doelboom open FILE` reads one"))
    try:
        done = publish_reports(folder, named, preferred, derived)
    except LibraryError as error:
        raise Wrong(printable(str(error))) from None
    except OSError as error:
        words = _("{file}: cannot be written: {why}")
        raise Wrong(words.format(file=printable(str(folder)), why=error.strerror or error)) from None
    for source in done.passed_over:
        say(_("{report}: not published; the library has one to be preferred").format(report=source.label))
    written = len(done.written)
    count = counted("{count} report published", "{count} reports published", written).format(count=written)
    stayed = _("{count} stayed as they were").format(count=len(done.stayed))
    click.echo(f"{folder}: {count}; {stayed}")
