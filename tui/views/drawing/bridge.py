"""The bridge of a node as text: a waterfall from reference to actual, each step with its figure and its sign."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from decimal import Decimal

from rich.style import Style
from rich.text import Text

from doelboom.data.model.effects import effect_of
from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, Step, StepKind
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, column_heading
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.drawing.waterfall import Axis, axis_of, draw_span
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, percentage, printed, signed
from doelboom.tui.views.words.steps import (
    difference_term,
    share_heading,
    share_of,
    share_words,
    step_words,
)
from doelboom.tui.views.words.titles import shown_title
from doelboom.tui.views.words.truncation import cut

_SIGN = 2
"""The cells before a code: whether there is a bridge below it."""
_TITLE_AT_LEAST, _TITLE_READABLE, _TITLE_ENOUGH = 16, 30, 40
_BAR_AT_LEAST, _BAR_ENOUGH = 10, 60


@dataclass(frozen=True, slots=True)
class DrawnBridge:
    """A bridge within a width."""

    heading: Text
    """What stands above the lines and does not scroll with them: whose bridge it is, and the columns' names."""
    lines: tuple[Text, ...]
    first_step: int | None = None
    """The number of the first step's line, the others behind it; None where there are no steps."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """The cells of each column; 0 for one that there is no room for."""

    code: int
    title: int
    figures: int
    share: int
    words: int
    bar: int

    @property
    def left(self) -> int:
        """The cells of sign, code and title, with those between them."""
        return _SIGN + self.code + (1 + self.title if self.title else 0)


def draw_bridge(outline: Outline, answer: Bridge, width: int, look: Look) -> DrawnBridge:
    """The bridge within a width: a line a step, between those of the figures that they lead from and to."""
    item = outline.item(answer.code)
    title = shown_title(outline, answer.code, answer.measure)
    subject = title if item.is_whole else f"{item.code} {title}"
    if answer.difference is None or not answer.steps:
        codes = ", ".join(answer.unknown)
        unknown = _("A figure of {codes} is not printed: there is nothing to explain.").format(codes=codes)
        why = unknown if answer.difference is None else _("It has no children that could explain it.")
        head = Text(subject, style=look.strong)
        cut(head, width)
        return DrawnBridge(head, tuple(map(Text, ["", *textwrap.wrap(why, max(1, width))])))
    drawing = _Drawing(outline, answer, width, look)
    return DrawnBridge(drawing.heading(subject), drawing.lines(), first_step=1)


class _Drawing:
    """What the lines of one bridge have in common."""

    def __init__(self, outline: Outline, answer: Bridge, width: int, look: Look) -> None:
        assert answer.start is not None
        assert answer.end is not None
        self._outline, self._answer, self._look = outline, answer, look
        self._start, self._end = answer.start, answer.end
        self._totals = self._marked_totals(answer.start, answer.end)
        self._amounts = [self._amount(step) for step in answer.steps]
        parts = [share_of(step, answer) for step in answer.steps]
        self._shares = [NOTHING if share is None else percentage(share) for share in parts]
        self._words = [share_words(share, brief=True) for share in parts]
        self._columns = self._arranged(width)
        levels = [level for step in answer.steps for level in (step.before, step.after)]
        self._axis: Axis = axis_of([self._start, self._end, *levels])

    def _marked_totals(self, start: Decimal, end: Decimal) -> tuple[str, str, str]:
        """The figures that it leads from and to, and their difference, marked where they are in doubt."""
        measure = self._answer.measure
        doubtful = {cell.column for cell in self._answer.doubts}
        base = "reference" if self._answer.against is Against.REFERENCE else "prior"
        from_text, to_text, whole = (printed(value, measure) for value in (start, end, end - start))
        return (
            _marked(from_text, doubtful, base),
            _marked(to_text, doubtful, "actual"),
            _marked(signed(whole), doubtful, base, "actual"),
        )

    def _amount(self, step: Step) -> str:
        doubt = DOUBTFUL if step.doubts else ""
        return signed(printed(step.difference, self._answer.measure)) + doubt

    def _arranged(self, width: int) -> _Columns:
        """The columns that there is room for. The figures are whole at any width: what lacks is taken from the bar, the
        words, the title, and at last the code."""
        figures = max(map(len, [*self._amounts, *self._totals, difference_term(self._answer.against)]))
        share = max(map(len, self._shares))
        room = max(0, width - figures - share - _SIGN - 2)
        code = min(max(len(step.code or "") for step in self._answer.steps), room)
        room -= code
        words = 0
        title = max(0, min(_TITLE_AT_LEAST, room - 1))
        room -= title + 1
        if room < _BAR_AT_LEAST + 1:
            return _Columns(code, max(0, title + room) if title else 0, figures, share, 0, 0)
        bar = _BAR_AT_LEAST
        room -= bar + 1
        heading = len(share_heading(self._answer.against)) - share
        if room >= heading:
            share, room = share + max(0, heading), room - max(0, heading)
        told = max(map(len, self._words))
        if told and room >= told + 1 + _TITLE_READABLE - title:
            words, room = told, room - told - 1
        more = min(room // 2, _TITLE_ENOUGH - title)
        title, room = title + more, room - more
        more = min(room, _BAR_ENOUGH - bar)
        bar, room = bar + more, room - more
        return _Columns(code, title + room, figures, share, words, bar)

    def heading(self, subject: str) -> Text:
        """Whose bridge it is, in the place of code and title, then the names of the columns."""
        look, columns = self._look, self._columns
        line = Text(subject, style=look.strong, no_wrap=True)
        cut(line, columns.left, fill=True)
        name = difference_term(self._answer.against)
        line.append(f" {name.rjust(columns.figures)}", style=look.dim)
        share = share_heading(self._answer.against)
        line.append(f" {(share if len(share) <= columns.share else '%').rjust(columns.share)}", style=look.dim)
        if columns.words:
            line.append(" " * (columns.words + 1))
        if columns.bar:
            axis = _("not from zero") if self._axis.is_cut else _("from zero")
            line.append(f" {axis if len(axis) <= columns.bar else ''}", style=look.dim)
        return line

    def lines(self) -> tuple[Text, ...]:
        """The figure that it starts from, the steps, and the figure that they lead to, with the whole difference."""
        answer, measure = self._answer, self._answer.measure
        year, staff = self._outline.source.year, measure is Measure.FTE
        start = column_heading("reference" if answer.against is Against.REFERENCE else "prior", year, staff=staff)
        end = column_heading("actual", year, staff=staff)
        start, end = answer.ends or (start, end)
        steps = zip(answer.steps, self._amounts, self._shares, self._words, strict=True)
        from_text, to_text, whole = self._totals
        return (
            self._total(start, from_text, self._start),
            *(self._step(*step) for step in steps),
            self._total(end, to_text, self._end),
            self._total(difference_term(answer.against), whole, None),
        )

    def _total(self, name: str, figure: str, level: Decimal | None) -> Text:
        look, columns = self._look, self._columns
        line = Text(name, style=look.strong, no_wrap=True)
        cut(line, columns.left, fill=True)
        line.append(f" {figure.rjust(columns.figures)}", style=look.strong)
        if columns.bar and level is not None:
            line.append(" " * (1 + columns.share + (1 + columns.words if columns.words else 0)))
            line.append(f" {self._total_bar(level)}", style=self._bar_style)
        return line

    def _total_bar(self, level: Decimal) -> str:
        blocks, width = self._look.signs.blocks, self._columns.bar
        bar = draw_span(self._axis, Decimal(0), level, width, blocks=blocks)
        if not self._axis.is_cut:
            return bar
        cut_here = "\N{ALMOST EQUAL TO}" if blocks else "~"
        return cut_here + bar[1:] if level > 0 else bar[:-1] + cut_here

    @property
    def _bar_style(self) -> Style:
        return self._look.bar_of(self._answer.measure)

    def _step(self, step: Step, amount: str, share: str, words: str) -> Text:
        look, columns = self._look, self._columns
        faint = step.kind is not StepKind.CHILD
        style = look.dim if faint else Style()
        leads_on = step.code is not None and bool(self._outline.below(step.code))
        line = Text(f"{look.signs.folded if leads_on else ' '} ", style=style, no_wrap=True)
        code = Text(step.code or "", style=style)
        cut(code, columns.code, fill=True)
        line.append_text(code)
        if columns.title:
            name = Text(step_words(self._outline, step, self._answer.measure), style=style)
            cut(name, columns.title, fill=True)
            line.append(" ").append_text(name)
        effect = look.effect(effect_of(self._answer.measure, step.difference)) if step.difference else look.dim
        figure_style = look.doubt if step.doubts else look.dim if faint else effect
        line.append(" " * (1 + columns.figures - len(amount))).append(amount, style=figure_style)
        line.append(f" {share.rjust(columns.share)}", style=look.dim)
        if columns.words:
            line.append(f" {words.ljust(columns.words)}", style=look.dim)
        if columns.bar and step.kind is not StepKind.ROUNDING:
            bar = draw_span(self._axis, step.before, step.after, columns.bar, blocks=look.signs.blocks)
            line.append(f" {bar}", style=look.dim if faint else self._bar_style)
        return line


def _marked(figure: str, doubtful: set[str | None], *columns: str) -> str:
    return f"{figure}{DOUBTFUL}" if doubtful.intersection(columns) else figure


def bridge_row(outline: Outline, answer: Bridge, step: Step) -> Sequence[str]:
    """The cells of a step, for copying: code, what it stands for, figure, per cent of the whole."""
    share = share_of(step, answer)
    figure = signed(printed(step.difference, answer.measure))
    return [
        step.code or "",
        step_words(outline, step, answer.measure),
        figure,
        NOTHING if share is None else percentage(share),
    ]
