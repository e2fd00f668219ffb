"""What the steps of a bridge stand for, and how much of the whole they are, in words."""

from __future__ import annotations

from decimal import Decimal

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against
from doelboom.data.model.sums import ratio
from doelboom.data.queries.bridge import Bridge, Step, StepKind
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.words.check.findings import doubts_in_words
from doelboom.tui.views.words.numbers import NOTHING, percentage
from doelboom.tui.views.words.titles import shown_title


def step_words(outline: Outline, step: Step, measure: Measure) -> str:
    """What a step of a bridge stands for."""
    match step.kind:
        case StepKind.CHILD | StepKind.REMAINDER:
            return shown_title(outline, step.codes[0], measure)
        case StepKind.OTHERS:
            count = len(step.codes)
            return counted("{count} other", "{count} others", count).format(count=count)
        case StepKind.DOUBT:
            return _("in doubt: {figures}").format(figures=doubts_in_words(step.doubts, outline.source.year))
        case StepKind.ROUNDING:
            return _("left by rounding")
        case StepKind.UNKNOWN:
            return _("unknown: figures of {codes} are not printed").format(codes=", ".join(step.codes))


def difference_term(against: Against) -> str:
    """What the whole of a bridge is called."""
    return _("Variance") if against is Against.REFERENCE else _("Change")


def share_heading(against: Against) -> str:
    """What a step's per cent are of."""
    return _("% of the variance") if against is Against.REFERENCE else _("% of the change")


def share_of(step: Step, answer: Bridge) -> Decimal | None:
    """A step's part of the whole in per cent, negative where it goes the other way; None where the whole is zero."""
    if not answer.difference:
        return None
    return ratio(step.difference, answer.difference)


def share_words(share: Decimal | None, *, brief: bool = False) -> str:
    """What a part of the whole has to be told of in words, since no part is expected to be so: more than the whole,
    or against it. Nothing of any other."""
    if share is None or 0 <= share <= 100:
        return ""
    if share > 100:
        return _("more than the whole")
    if share >= -100:
        return _("the other way")
    return _("the other way, and more") if brief else _("the other way, more than the whole")


def told(step: Step, answer: Bridge) -> list[str]:
    """How much of the whole a step is: in a sentence, in a shorter one, and as short as can be."""
    share = share_of(step, answer)
    if share is None:
        return [""]
    is_variance = answer.against is Against.REFERENCE
    whole = _("{share} of the variance") if is_variance else _("{share} of the change")
    words = whole.format(share=percentage(share) if share is not None else NOTHING)
    remarkable = share_words(share)
    return [f"{words}: {remarkable}", remarkable, share_words(share, brief=True)] if remarkable else [words]
