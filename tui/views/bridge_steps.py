"""The steps of a bridge in words: what each stands for, and what stands above them."""

from __future__ import annotations

import polars as pl

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, Step, StepKind, steps_frame
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.captions import Terms
from doelboom.tui.views.numbers import printed, signed
from doelboom.tui.views.questions import facts_lines, measure_words
from doelboom.tui.views.titles import title_of
from doelboom.tui.views.view import View

_FIRST = ("title", "difference", "code", "after", "before", "step")


def bridge_view(outline: Outline, answer: Bridge, *, in_words: bool) -> View:
    """The steps of a bridge; in words for people, who are told what a step is where it is not one node's."""
    frame = steps_frame(outline, answer)
    if in_words:
        titles = [step_words(outline, step) for step in answer.steps]
        frame = frame.with_columns(pl.Series("title", titles, pl.String)).drop("codes")
    totals = {"difference": answer.difference} if answer.steps else {}
    return View(frame, Terms(answer.measure, outline.source.year), _lines(outline, answer), None, totals, _FIRST)


def step_words(outline: Outline, step: Step) -> str:
    """What a step of a bridge stands for."""
    match step.kind:
        case StepKind.CHILD:
            return title_of(outline.items[step.codes[0]])
        case StepKind.OTHERS:
            count = len(step.codes)
            return counted("{count} other", "{count} others", count).format(count=count)
        case StepKind.REMAINDER:
            return _("not in this report")
        case StepKind.ROUNDING:
            return _("left by rounding")
        case StepKind.UNKNOWN:
            return _("unknown: figures of {codes} are not printed").format(codes=", ".join(step.codes))


def _lines(outline: Outline, answer: Bridge) -> list[str]:
    """From what to what it goes, and what is unknown."""
    terms = Terms(answer.measure, outline.source.year)
    is_variance = answer.against is Against.REFERENCE
    unknown = _("unknown: the report prints no such figure")
    start, end, difference = (
        printed(value, answer.measure) if value is not None else unknown
        for value in (answer.start, answer.end, answer.difference)
    )
    lines = facts_lines(
        outline.source,
        (answer.code, title_of(outline.items[answer.code])),
        (_("Measure"), measure_words(answer.measure)),
        (terms.heading("reference" if is_variance else "prior"), start),
        (terms.heading("actual"), end),
        (terms.heading("variance" if is_variance else "change"), signed(difference)),
    )
    below = [code for code in answer.unknown if code != answer.code]
    if below:
        lines.append(_("Unknown, since a figure is not printed: {codes}").format(codes=", ".join(below)))
    return lines
