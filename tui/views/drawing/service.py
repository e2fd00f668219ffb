"""The detail of a service as text: its name, what its nodes have together, and each of them with its variance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich.text import Text

from doelboom.data.model.doubts import columns_of_sums
from doelboom.data.model.effects import effect_of
from doelboom.data.model.outline import NO_FIGURES, Outline
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import COLUMNS, Figures, Measure
from doelboom.tui.locale.words import _, counted, measure_term
from doelboom.tui.views.drawing.detail import title_of, wrapped
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.drawing.tables import Tables, draw_tables
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, printed, signed
from doelboom.tui.views.words.truncation import cut

_LEAST_TITLE = 8
"""Cells that a title needs to be worth a place beside its code and figure."""


@dataclass(frozen=True, slots=True)
class Service:
    """What is drawn of a service, or of what stands in the place of one."""

    name: str
    codes: Sequence[str]
    """Its nodes."""
    figures: Mapping[Measure, Figures]
    """Their sums."""


def draw_service(outline: Outline, service: Service, measure: Measure, width: int, look: Look) -> Text:
    """A service, the sums of its nodes in the report's two tables, and its nodes by the size of their variance in a
    measure."""
    width, codes = max(20, width), service.codes
    count = counted("{count} action or project", "{count} actions and projects", len(codes)).format(count=len(codes))
    head = [*wrapped(service.name, width, look.strong), *wrapped(count, width, look.dim)]
    figures = {each: service.figures.get(each, NO_FIGURES) for each in Measure}
    # The percentages are worked out from sums: printed ones in doubt have no part in them.
    doubts = outline.accounts.doubts
    doubtful = {
        (each, column): DOUBTFUL
        for each in Measure
        for column in COLUMNS
        if doubts.behind(codes, (each,), columns_of_sums(column))
    }
    tables = draw_tables(Tables(figures, outline.source.year, doubtful), width, look)
    blocks = [Text("\n").join(head), tables, _nodes(outline, codes, measure, width, look)]
    return Text("\n\n").join(block for block in blocks if block.plain)


def _nodes(outline: Outline, codes: Sequence[str], measure: Measure, width: int, look: Look) -> Text:
    """The nodes, a line each, the largest variance first, whichever way; those without one last."""
    variances = {code: outline.figures(code, measure).variance for code in codes}
    ordered = sorted(codes, key=lambda code: _size(variances[code]), reverse=True)
    if not ordered:
        return Text()
    texts = {}
    for code, variance in variances.items():
        doubt = DOUBTFUL if "variance" in outline.doubtful(code, measure) else ""
        texts[code] = (NOTHING if variance is None else signed(printed(variance, measure))) + doubt
    wide, right = max(map(len, ordered)), max(map(len, texts.values()))
    heading = _("Variance, {measure}").format(measure=measure_term(measure))
    lines = wrapped(heading, width, look.term)
    for code in ordered:
        title = Text(title_of(outline.items[code]))
        room = width - wide - right - 2
        cut(title, room if room >= _LEAST_TITLE else 0, fill=True)
        style = (
            look.doubt
            if texts[code].endswith(DOUBTFUL)
            else look.effect(effect_of(measure, variances[code] or Decimal(0)))
        )
        line = Text.assemble(code.ljust(wide), " ", title, " " if title.plain else "")
        lines.append(line.append(" " * (right - len(texts[code]))).append(texts[code], style=style))
    return Text("\n").join(lines)


def _size(variance: Decimal | None) -> Decimal:
    return abs(variance) if variance is not None else Decimal(-1)
