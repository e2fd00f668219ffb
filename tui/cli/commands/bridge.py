"""``doelboom bridge``: which children explain a variance."""

from __future__ import annotations

import click

from doelboom.data.model.outline import WHOLE
from doelboom.data.model.queries import Against
from doelboom.parser.records import Measure
from doelboom.tui.cli.asking.names import code_of
from doelboom.tui.cli.asking.options import choice, common, form_or_default, format_option
from doelboom.tui.cli.asking.ranking import measure_option
from doelboom.tui.cli.group import Command
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.report import NotFound, outline_for, say, say_doubts
from doelboom.tui.cli.writing.output import write_view
from doelboom.tui.locale.words import _

bridge_of = later("doelboom.data.queries.bridge:bridge")
bridge_view = later("doelboom.tui.views.rows:bridge_view")


@click.command(
    cls=Command,
    help=_(
        "Which children explain the variance of CODE, or of the whole report: steps that add up to it, the largest "
        "first."
    ),
    examples=(
        ("doelboom bridge", _("which objectives explain the variance of the whole report")),
        ("doelboom bridge SD10023", _("which plans explain the variance of an objective")),
        ("doelboom bridge OD10041 --measure vte --most 5", _("the five actions that explain a plan's VTE")),
        ("doelboom bridge SD10023 --against prior", _("what explains the change against the year before")),
    ),
)
@click.argument("code", required=False, shell_complete=later("doelboom.tui.cli.offers:codes"))
@measure_option
@click.option(
    "--against",
    type=choice(Against),
    default=Against.REFERENCE.value,
    show_default=True,
    help=_("From the budget (reference) or from the year before (prior)."),
)
@click.option("--most", metavar="N", type=click.IntRange(min=1), help=_("Name at most so many, the others together."))
@common
@format_option()
def bridge(
    code: str | None, measure: str, against: str, most: int | None, report: str | None, form: str | None
) -> None:
    """Writes a bridge."""
    outline = outline_for(report)
    node = code_of(outline, code) if code is not None else WHOLE
    answer = bridge_of(outline, node, Measure(measure), Against(against), most)
    if answer.difference is None:
        lacking = ", ".join(answer.unknown)
        raise NotFound(
            _("{code}: what there is to explain is unknown; the report prints no figure").format(code=lacking)
        )
    form = form_or_default(form)
    write_view(bridge_view(outline, answer, in_words=form in ("table", "plain")), form)
    if not answer.steps:
        say(_("{code}: there is nothing below it that could explain its variance").format(code=code))
    say_doubts(outline.summary)
