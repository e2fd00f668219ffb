"""The page's pictures as SVG that stands in the page itself: its colours are classes of the page's style."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from doelboom.tui.brief.page import Bar, Kind, Step, Waterfall
from doelboom.tui.views.drawing.waterfall import Axis, axis_of

_WIDTH = 720
_ROW, _BAR = 20, 12
_LABEL, _FIGURE = 300, 92
"""The room of a name, and behind it that of a figure; the rest is the bars'."""
_LETTERS = 50
"""Characters of a name that its room holds for certain."""
_EDGE = 2
"""What is left free at the right, for the line of a frame."""
_LEFT = _LABEL + _FIGURE + 12


def bars(drawn: Sequence[Bar], label: str, legend: tuple[str, str]) -> str:
    """Budgets as frames, what became of them as bars in them; euros on one scale, FTE on their own.

    Args:
        label: what the picture shows, for who cannot see it.
        legend: what a frame is, and what a bar in it.
    """
    parts = []
    for number, bar in enumerate(drawn):
        alike = [other for other in drawn if (other.kind is Kind.STAFF) is (bar.kind is Kind.STAFF)]
        axis = axis_of([value for other in alike for value in (other.reference, other.actual) if value is not None])
        # Amounts of nothing are compared here: an axis without zero would show another share than there is.
        axis = Axis(min(axis.low, Decimal(0)), max(axis.high, Decimal(0)))
        top = _ROW * number
        parts.append(_text(0, top, bar.label))
        parts.append(_text(_LABEL + _FIGURE, top, f"{bar.actual_text} / {bar.reference_text}", end=True))
        if bar.actual is not None:
            parts.append(_rectangle(axis, Decimal(0), bar.actual, top + 2, _BAR - 4, bar.kind.value))
        if bar.reference is not None:
            parts.append(_rectangle(axis, Decimal(0), bar.reference, top, _BAR, "frame"))
    top = _ROW * len(drawn)
    names = f"{legend[1]} / {legend[0]}"
    parts.append(_text(_LABEL + _FIGURE, top, names, end=True, style="faint"))
    return _picture(parts, top + _ROW, label)


def waterfall(drawn: Waterfall) -> str:
    """The steps from one figure to the other, each where the one before ended."""
    axis = axis_of([level for step in drawn.steps for level in _levels(step)])
    parts = []
    for number, step in enumerate(drawn.steps):
        top = _ROW * number
        style = "strong" if step.is_total else "faint" if step.is_faint else ""
        parts.append(_text(0, top, step.name, style=style))
        parts.append(_text(_LABEL + _FIGURE, top, step.text, end=True, style="doubt" if step.is_doubtful else style))
        start = axis.high if axis.high < 0 else max(axis.low, Decimal(0)) if step.is_total else step.before
        kind = "total" if step.is_total else f"{drawn.kind.value} step"
        parts.append(_rectangle(axis, start, step.after, top, _BAR, kind))
        if step.is_total and axis.is_cut:
            parts.append(_cut_mark(step.after, top))
    return _picture(parts, _ROW * len(drawn.steps), drawn.title)


def _levels(step: Step) -> tuple[Decimal, ...]:
    return (step.after,) if step.is_total else (step.before, step.after)


def _x(axis: Axis, amount: Decimal) -> float:
    span = axis.high - axis.low
    share = (amount - axis.low) / span if span else Decimal(0)
    return _LEFT + float(max(Decimal(0), min(Decimal(1), share))) * (_WIDTH - _EDGE - _LEFT)


def _rectangle(axis: Axis, one: Decimal, other: Decimal, top: float, height: int, style: str) -> str:
    left, right = sorted((_x(axis, one), _x(axis, other)))
    width = max(right - left, 1 if one != other else 0)
    return f'<rect class="{style}" x="{left:.1f}" y="{top + 3:.1f}" width="{width:.1f}" height="{height}"/>'


def _cut_mark(amount: Decimal, top: float) -> str:
    """A gap in a bar whose beginning is not drawn."""
    x = _LEFT + 10 if amount > 0 else _WIDTH - _EDGE - 14
    return f'<path class="gap" d="M{x} {top + _BAR + 4}l4 -{_BAR + 2}"/>'


def _text(x: float, top: float, text: str, *, end: bool = False, style: str = "") -> str:
    if not end and len(text) > _LETTERS:
        text = f"{text[: _LETTERS - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"
    anchor = ' text-anchor="end"' if end else ""
    name = f' class="{style}"' if style else ""
    return f'<text x="{x:.0f}" y="{top + _BAR + 1:.0f}"{anchor}{name}>{escape(text)}</text>'


def _picture(parts: Sequence[str], height: int, label: str) -> str:
    drawn = "\n".join(parts)
    picture = f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}">\n{drawn}\n</svg>'
    return f'<div class="scroll">{picture}</div>'
