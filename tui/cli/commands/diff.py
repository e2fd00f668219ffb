"""``doelboom diff``: two reports beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doelboom.data.model.doubts import FIGURES
from doelboom.data.model.outline import Outline
from doelboom.data.storage.notes import notes_of
from doelboom.data.years.matching import Standing
from doelboom.tui.cli.asking.options import format_option, language_option, log_option
from doelboom.tui.cli.asking.ranking import material_options, measure_option, rows_options
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import outline_for, say, say_doubts
from doelboom.tui.cli.writing.files import VIEW_FORMATS, output_options, view_form, writing
from doelboom.tui.cli.writing.output import write_text, write_view
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.equivalent import standing_typed

if TYPE_CHECKING:
    from doelboom.data.years.pair.beside import Beside

beside = later("doelboom.data.years.pair.beside:beside")
diff_asked = later("doelboom.tui.cli.asking.query:diff_asked")
standings_view = later("doelboom.tui.views.beside:standings_view")
texts_view = later("doelboom.tui.views.beside:texts_view")
text_lines = later("doelboom.tui.views.beside:text_lines")

_FIGURES, _NODES, _TEXTS = "figures", "nodes", "texts"
_STANDINGS = {standing_typed(standing): standing for standing in Standing}
"""What became of a node, as it is typed."""


def _columns(_context: click.Context, _parameter: click.Parameter, typed: str | None) -> tuple[str, str] | None:
    if typed is None:
        return None
    parts = tuple(part.strip() for part in typed.split(":"))
    if len(parts) != len(("before", "after")) or any(part not in FIGURES for part in parts):
        words = _("{columns}: two columns with a colon between them, such as reference:reference; possible: {possible}")
        raise click.BadParameter(words.format(columns=typed, possible=", ".join(FIGURES)))
    return parts[0], parts[1]


@click.command(
    cls=Command,
    help=_(
        "Two reports beside each other, A and B: a year, an id or a FILE. What moved, came and went; where figures "
        "differ most; and, of two readings of one report, what their texts say, word by word. A node is the same where "
        'code and title agree; where only one of them does, it is asked about ("renamed?"; "perhaps, other code") '
        "and stays two rows. A node that one report lacks has no figure there, and its difference is what it adds."
    ),
    examples=(
        ("doelboom diff 2023 2024 --limit 10", _("where two years' accounts differ most")),
        ("doelboom diff 2023 2024 --columns reference:reference", _("budget against budget")),
        ("doelboom diff 2023 2024 --show nodes", _("which actions are new, gone, moved, renamed")),
        ("doelboom diff 2023 2024 --only new,gone --measure investering_uitgaven", _("investments that came or went")),
        ("doelboom diff jaarrekening.txt verbeterd.txt --show texts", _("what two readings say, word by word")),
    ),
)
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option(
    "--columns",
    metavar="A:B",
    callback=_columns,
    help=_(
        "Which column of A against which of B: reference, actual or prior. Default: the accounts, else the budgets."
    ),
)
@click.option(
    "--show",
    type=click.Choice((_FIGURES, _NODES, _TEXTS)),
    default=_FIGURES,
    show_default=True,
    help=_("Figures apart; what became of nodes; or texts, word by word."),
)
@click.option(
    "--only",
    metavar="WHAT",
    help=_("Only nodes that are: {standings} (several parted by commas).").format(standings=", ".join(_STANDINGS)),
)
@click.option("--unchanged", is_flag=True, help=_("With the rows that are the same in both."))
@measure_option
@material_options
@rows_options
@output_options(_("A file; else, or for -, standard output."))
@log_option
@language_option
@format_option(VIEW_FORMATS)
def diff(
    before: str,
    after: str,
    columns: tuple[str, str] | None,
    show: str,
    only: str | None,
    unchanged: bool,  # noqa: FBT001 - an option
    output: Path | None,
    force: bool,  # noqa: FBT001 - an option
    form: str | None,
    **asked: Any,
) -> None:
    """Writes what differs."""
    standings = _standings_of(only)
    form = view_form(form, output)
    for_people = form in ("table", "plain", "md", "xlsx")
    trees = outline_for(before), outline_for(after)
    _check_governments(*trees)
    both: Beside = replace(
        beside(*trees, columns),
        only=standings,
        unchanged=unchanged,
        notes=(notes_of(trees[0].source).texts, notes_of(trees[1].source).texts),
    )
    with writing(output):
        if show == _TEXTS and form in ("table", "plain"):
            write_text(text_lines(both), output, replace=force)
        else:
            view = (
                texts_view(both)
                if show == _TEXTS
                else standings_view(both, standings)
                if show == _NODES
                else diff_asked(both, asked, for_people=for_people)
            )
            write_view(view, form, output, replace=force)
    if show == _FIGURES:
        say_doubts(*(tree.summary for tree in trees))


def _standings_of(typed: str | None) -> Sequence[Standing]:
    names = [name.strip().rstrip("?") for name in typed.split(",")] if typed is not None else []
    for name in names:
        if name not in _STANDINGS:
            words = _("--only: there is no {name}; possible: {possible}")
            raise click.UsageError(words.format(name=name or "-", possible=", ".join(_STANDINGS)))
    return [_STANDINGS[name] for name in names]


def _check_governments(before: Outline, after: Outline) -> None:
    """Says where the reports are not of one government, since codes then mean nothing."""
    was, is_now = before.source.identity, after.source.identity
    if was.key is not None and is_now.key is not None and was.key != is_now.key:
        words = _("{before} and {after} are two governments: their codes have nothing to do with each other")
        say(words.format(before=was.government, after=is_now.government))
