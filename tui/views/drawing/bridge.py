"""The bridge of a node as text: from reference to actual, a bar a step, each with its figure and its sign."""

from __future__ import annotations

from decimal import Decimal

from rich.style import Style
from rich.text import Text

from doelboom.data.model.effects import effect_of
from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, StepKind, bridge
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, column_heading
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.numbers import NOTHING, percentage, printed, signed
from doelboom.tui.views.words.steps import step_words
from doelboom.tui.views.words.titles import name_of
from doelboom.tui.views.words.truncation import cut

_BAR_AT_LEAST = 10
_TITLE_AT_LEAST = 16
_GAPS = 4
"""The cells between code, title, figure, share and bar."""


def draw_bridge(outline: Outline, code: str, measure: Measure, against: Against, width: int, look: Look) -> Text:
    """The bridge within a width: the title, then a line a step, adding up to the parent's variance."""
    answer = bridge(outline, code, measure, against)
    head = Text(f"{code} {name_of(outline, code, measure)}", style=look.strong, no_wrap=True, overflow="ellipsis")
    cut(head, width)
    if answer.difference is None:
        why = _("A figure of {codes} is not printed: there is nothing to explain.").format(
            codes=", ".join(answer.unknown)
        )
        return Text("\n\n").join([head, Text(why)])
    if not answer.steps:
        return Text("\n\n").join([head, Text(_("It has no children that could explain it."))])
    return Text("\n").join([head, Text(), *_lines(answer, outline, measure, width, look)])


def _lines(answer: Bridge, outline: Outline, measure: Measure, width: int, look: Look) -> list[Text]:
    year = outline.source.year
    staff = measure is Measure.FTE
    start_name = column_heading("reference" if answer.against is Against.REFERENCE else "prior", year, staff=staff)
    end_name = column_heading("actual", year, staff=staff)
    amounts = [signed(printed(step.difference, measure)) for step in answer.steps]
    shares = [_share(step.difference, answer.difference) for step in answer.steps]
    figures = max(len(text) for text in [*amounts, printed(answer.start, measure), printed(answer.end, measure)])
    shared = max(map(len, shares))
    whole = max(len(step.code or "") for step in answer.steps)
    # The figures are whole at any width: what there is too little room for is taken from the texts and the bar.
    texts = max(0, width - figures - shared - _GAPS)
    codes = min(whole, texts)
    room = texts - codes
    bar = max(_BAR_AT_LEAST, min(40, room - _TITLE_AT_LEAST - 10)) if room >= _TITLE_AT_LEAST + _BAR_AT_LEAST else 0
    title = room - bar
    largest = max(abs(step.difference) for step in answer.steps)
    lines = [_total(start_name, printed(answer.start, measure), codes + 1 + title, figures, look)]
    for step, amount, part in zip(answer.steps, amounts, shares, strict=True):
        code, name = step.code or "", step_words(outline, step, measure)
        faint = step.kind is not StepKind.CHILD
        style = look.dim if faint else Style()
        line = Text(code, style=style, no_wrap=True)
        cut(line, codes, fill=True)
        named = Text(name, style=style)
        cut(named, title, fill=True)
        line.append_text(Text(" ")).append_text(named)
        effect = look.effect(effect_of(measure, step.difference)) if step.difference else look.dim
        line.append(f" {amount.rjust(figures)}", style=look.dim if faint else effect)
        line.append(f" {part.rjust(shared)} ", style=look.dim)
        if bar:
            difference = step.difference if step.kind is not StepKind.ROUNDING else Decimal(0)
            line.append(_bar(difference, largest, bar, look), style=look.dim if faint else look.bar)
        lines.append(line)
    lines.append(_total(end_name, printed(answer.end, measure), codes + 1 + title, figures, look))
    difference = answer.difference or Decimal(0)
    words = _("Variance") if answer.against is Against.REFERENCE else _("Change")
    lines.append(_total(words, signed(printed(difference, measure)), codes + 1 + title, figures, look))
    return lines


def _total(name: str, amount: str, left: int, figures: int, look: Look) -> Text:
    label = Text(name, style=look.strong, no_wrap=True)
    cut(label, left, fill=True)
    label.append(f" {amount.rjust(figures)}", style=look.strong)
    return label


def _share(part: Decimal, whole: Decimal | None) -> str:
    """A step's part of the whole difference; against its direction it is negative."""
    return NOTHING if not whole else percentage((part * 100 / whole).quantize(Decimal("0.1")))


def _bar(difference: Decimal, largest: Decimal, width: int, look: Look) -> str:
    """A bar from the middle: to the left for less, to the right for more."""
    half = (width - 1) // 2
    length = int((abs(difference) / largest * half).to_integral_value()) if largest else 0
    if difference and not length:
        length = 1
    block, axis = ("\N{FULL BLOCK}", "\N{BOX DRAWINGS LIGHT VERTICAL}") if look.signs.blocks else ("#", "|")
    left = block * length if difference < 0 else ""
    right = block * length if difference > 0 else ""
    return left.rjust(half) + axis + right.ljust(half)
