"""What the steps of a bridge stand for, in words."""

from __future__ import annotations

from doelboom.data.model.outline import Outline
from doelboom.data.queries.bridge import Step, StepKind
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.findings import doubts_in_words
from doelboom.tui.views.words.titles import name_of


def step_words(outline: Outline, step: Step, measure: Measure) -> str:
    """What a step of a bridge stands for."""
    match step.kind:
        case StepKind.CHILD | StepKind.REMAINDER:
            return name_of(outline, step.codes[0], measure)
        case StepKind.OTHERS:
            count = len(step.codes)
            return counted("{count} other", "{count} others", count).format(count=count)
        case StepKind.DOUBT:
            return _("in doubt: {figures}").format(figures=doubts_in_words(step.doubts, outline.source.year))
        case StepKind.ROUNDING:
            return _("left by rounding")
        case StepKind.UNKNOWN:
            return _("unknown: figures of {codes} are not printed").format(codes=", ".join(step.codes))
