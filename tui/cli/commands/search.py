"""``doelboom search``: the nodes that have some words."""

from __future__ import annotations

import click

from doelboom.data.queries.search import find
from doelboom.data.storage.notes import notes_of
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.options import common, format_option
from doelboom.tui.cli.output import write_view
from doelboom.tui.cli.report import NotFound, outline_for, say
from doelboom.tui.locale.words import _

hits_view = later("doelboom.tui.views.rows:hits_view")


@click.command(
    cls=Command,
    help=_(
        "Find nodes by words in code, title, service, description or note, best first. All words are required; case "
        "and accents do not count. Where nothing has them, one letter may be wrong."
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
    outline = outline_for(report)
    words_typed = " ".join(text)
    answer = find(outline, words_typed, notes_of(outline.source).texts)
    if not answer.hits:
        raise NotFound(_("{text}: no node has these words").format(text=words_typed))
    if answer.corrected:
        words = _("{text}: no node has these words; taken for {meant}")
        say(words.format(text=words_typed, meant=", ".join(dict.fromkeys(answer.words))))
    write_view(hits_view(outline, answer, limit), form)
