"""``doelboom search``: the nodes that have some words."""

from __future__ import annotations

import click

from doelboom.data.queries.search import find, sought
from doelboom.data.storage.notes import notes_of
from doelboom.tui.cli.asking.options import common, format_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, outline_for, say_taken_for
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _

_NO_OPTIONS = "--"

find_in_all = later("doelboom.data.years.together.finding:find_in_all")
hits_of_all_view = later("doelboom.tui.views.many:hits_of_all_view")
hits_view = later("doelboom.tui.views.rows:hits_view")
mixed_for = later("doelboom.tui.cli.several:mixed_for")


class SearchCommand(Command):
    """Its words may begin with a minus, as no option of its own does."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        options, rest = _parted(args)
        leaving_out = [argument for argument in options if _leaves_out(argument)]
        others = [argument for argument in options if not _leaves_out(argument)]
        return super().parse_args(ctx, [*others, _NO_OPTIONS, *leaving_out, *rest])


def _parted(args: list[str]) -> tuple[list[str], list[str]]:
    """What stands before the mark behind which there are no options, and what stands behind it."""
    at = args.index(_NO_OPTIONS) if _NO_OPTIONS in args else len(args)
    return args[:at], args[at + 1 :]


def _leaves_out(argument: str) -> bool:
    """Whether an argument is a word that leaves out: longer than ``-h``, with one minus."""
    return argument.startswith("-") and not argument.startswith("--") and len(argument) > len("-h")


@click.command(
    cls=SearchCommand,
    help=_(
        "Find nodes by words in code, title, service, description or note, best first. All words are required; case "
        "and accents do not count. Where nothing has them, one letter may be wrong. A minus before a word leaves out "
        "what has it."
    ),
    examples=(
        ("doelboom search kinderopvang", _("whatever speaks of child care")),
        ("doelboom search energie -corrigeren", _("what speaks of energy, without the corrections")),
        ("doelboom search --format csv sociale tewerkstelling", _("nodes with both words, for a spreadsheet")),
    ),
)
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help=_("At most so many."))
@common
@format_option()
def search(text: tuple[str, ...], limit: int | None, report: str | None, form: str | None) -> None:
    """Writes what a search finds."""
    words_typed = " ".join(text)
    if not sought(words_typed):
        raise click.UsageError(_("no words to look for: letters or digits are"))
    if (reports := mixed_for(report)) is not None:
        found = find_in_all(reports, words_typed, limit)
        if not found.total:
            raise NotFound(_("{text}: no node has these words").format(text=words_typed))
        if found.taken_for:
            say_taken_for(words_typed, found.taken_for)
        write_view(hits_of_all_view(reports.sources, found), form)
        return
    outline = outline_for(report)
    answer = find(outline, words_typed, notes_of(outline.source).texts)
    if not answer.hits:
        raise NotFound(_("{text}: no node has these words").format(text=words_typed))
    if answer.corrected:
        say_taken_for(words_typed, answer.words)
    write_view(hits_view(outline, answer, limit), form)
