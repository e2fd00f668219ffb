"""The two official tables of a node, drawn for a width.

Where there is room a table stands as in the report, a row a line; where there is not, turned: a row a column, with
the report's own headings whole. Either way every figure is as printed, with the variance and the balance added.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich.style import Style
from rich.text import Text

from doelboom.data.model.doubts import printed_columns
from doelboom.data.model.effects import effect_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Figures, Measure
from doelboom.tui.locale.words import _, column_heading, effect_word
from doelboom.tui.views.drawing.look import Look
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.numbers import NOTHING, percentage, printed, signed

SECTIONS = (
    ("Exploitatie", Measure.OPERATING_EXPENDITURE, Measure.OPERATING_RECEIPTS),
    ("Investering", Measure.INVESTMENT_EXPENDITURE, Measure.INVESTMENT_RECEIPTS),
    ("Financiering", Measure.FINANCING_EXPENDITURE, Measure.FINANCING_RECEIPTS),
)
_PRINTED = ("reference", "actual", "spent_pct", "prior", "of_prior_pct", "variance")
"""The columns in the order in which the report prints them, and the variance."""
_LABEL = 13
_LONGEST_LABEL = 30
_FIGURE = len("Ontvangsten")
"""Characters that a figure's column has at least when turned: as many as its heading, so that from one node to the
next the columns stay where they are and little has to be painted anew."""
_SHORT_MARK = 3
"""Characters up to which a mark stands beside its figure; a suggestion stands under it, in the same column."""
_BROKEN = {"Jaarrekening": "Jaar- rekening"}
"""Headings that would make a column wider than its figures, with the break that Dutch allows."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What is drawn: a node's figures by measure, the year, and which cells are in doubt."""

    figures: Mapping[Measure, Figures]
    year: int
    doubtful: Mapping[tuple[Measure, str], str]
    """By measure and column, what to say of a figure in doubt ("?1.234" for a suggestion, "?" without one)."""

    def is_doubtful(self, column: str, *measures: Measure) -> bool:
        """Whether a column is worked out, for one of these lines, from a figure in doubt."""
        return any((measure, printed) in self.doubtful for measure in measures for printed in printed_columns(column))


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    style: Style
    below: str = ""
    """What stands under it: the suggestion for a figure in doubt."""

    @property
    def width(self) -> int:
        return max(len(self.text), len(self.below))


def draw_tables(tables: Tables, width: int, look: Look) -> Text:
    """Both tables, within a width."""
    wide = _wide(tables, width, look)
    if max(line.cell_len for line in wide) <= width:
        return Text("\n").join(wide)
    return Text("\n").join(_turned(tables, width, look))


def _cell(tables: Tables, measure: Measure, column: str, look: Look) -> _Cell:
    figures = tables.figures[measure]
    value: Decimal | None = getattr(figures, column)
    if column in ("variance", "change"):
        text = NOTHING if value is None else signed(printed(value, measure))
        if value is not None and tables.is_doubtful(column, measure):
            return _Cell(f"{text}{DOUBTFUL}", look.doubt)
        style = look.effect(effect_of(measure, value)) if value else look.dim
        return _Cell(text, style)
    text = percentage(value) if column.endswith("_pct") else printed(value, measure)
    if (mark := tables.doubtful.get((measure, column))) is not None:
        short = len(mark) <= _SHORT_MARK
        return _Cell(f"{text}{mark if short else DOUBTFUL}", look.doubt, "" if short else mark)
    return _Cell(text, Style() if value else look.dim)


def _balance(tables: Tables, spent: Measure, received: Measure, column: str, look: Look) -> _Cell:
    out: Decimal | None = getattr(tables.figures[spent], column)
    into: Decimal | None = getattr(tables.figures[received], column)
    if out is None or into is None:
        return _Cell(NOTHING, look.dim)
    text = printed(into - out, spent)
    if column == "variance":
        text = signed(text)
    if tables.is_doubtful(column, spent, received):
        return _Cell(f"{text}{DOUBTFUL}", look.doubt)
    return _Cell(text, look.dim)


def _wide(tables: Tables, width: int, look: Look) -> list[Text]:
    columns = _PRINTED
    rows: list[tuple[str, Style, list[_Cell]]] = []
    for name, spent, received in SECTIONS:
        rows.append((name, look.strong, []))
        for label, measure in (("Uitgaven", spent), ("Ontvangsten", received)):
            rows.append((f" {label}", Style(), [_cell(tables, measure, column, look) for column in columns]))
        cells = [
            _balance(tables, spent, received, column, look) if not column.endswith("_pct") else _Cell("", look.dim)
            for column in columns
        ]
        if not (tables.figures[spent].is_zero and tables.figures[received].is_zero):
            rows.append((" Saldo", look.dim, cells))
    staff = [("VTE", Style(), [_cell(tables, Measure.FTE, column, look) for column in columns])]
    widths = [max(9, *(cells[index].width for _, _, cells in rows + staff if cells)) for index in range(len(columns))]
    budget, personnel = (
        [_column_name(column, tables.year, staff=staff) for column in columns] for staff in (False, True)
    )
    widths = _widened(widths, budget, width - _LABEL - len(columns))
    lines = _heading("Budgettaire onderbouwing", budget, widths, look)
    lines += [line for label, style, cells in rows for line in _rows(label, style, cells, widths)]
    lines += [Text(), *_heading("Onderbouwing personeel", personnel, widths, look)]
    lines += [line for label, style, cells in staff for line in _rows(label, style, cells, widths)]
    if effects := _effects(tables):
        lines += [Text(), *(Text(part, style=look.dim) for part in textwrap.wrap(effects, max(width, 40)))]
    return lines


def _effects(tables: Tables) -> str:
    """The effects of the operating variances in words, for who sees no colours."""
    parts = []
    for label, measure in (("Uitgaven", Measure.OPERATING_EXPENDITURE), ("Ontvangsten", Measure.OPERATING_RECEIPTS)):
        variance = tables.figures[measure].variance
        if variance:
            amount = signed(printed(variance, measure)) + (DOUBTFUL if tables.is_doubtful("variance", measure) else "")
            parts.append(f"{label} {amount} {effect_word(effect_of(measure, variance))}")
    return f"Exploitatie: {', '.join(parts)}" if parts else ""


def _column_name(column: str, year: int, *, staff: bool) -> str:
    return _("Variance") if column == "variance" else column_heading(column, year, staff=staff)


def _broken(text: str, width: int) -> list[str]:
    for word, parts in _BROKEN.items():
        if len(word) > width:
            text = text.replace(word, parts)
    return textwrap.wrap(text, width) or [""]


def _widened(widths: Sequence[int], names: Sequence[str], room: int) -> list[int]:
    """The widths, with what is left of the room given to the columns whose headings are the tallest."""
    widened = list(widths)
    for _step in range(max(0, room - sum(widened))):
        heights = [len(_broken(name, width)) for name, width in zip(names, widened, strict=True)]
        tallest = max(heights)
        if tallest <= 2:
            break
        widened[heights.index(tallest)] += 1
    return widened


def _heading(title: str, names: Sequence[str], widths: Sequence[int], look: Look) -> list[Text]:
    stacked = [_broken(title, _LABEL - 1), *(_broken(name, width) for name, width in zip(names, widths, strict=True))]
    height = max(map(len, stacked))
    lines = []
    for number in range(height):
        parts = [column[number - height + len(column)] if number >= height - len(column) else "" for column in stacked]
        line = Text(parts[0].ljust(_LABEL), style=look.term)
        for part, width in zip(parts[1:], widths, strict=True):
            line.append(" " + part.rjust(width), style=look.dim)
        lines.append(line)
    return lines


def _rows(label: str, style: Style, cells: Sequence[_Cell], widths: Sequence[int], left: int = _LABEL) -> list[Text]:
    """A labelled row of cells, and the row of what stands under them, if anything does."""
    lines = [Text.assemble((label.ljust(left) if cells else label, style))]
    if any(cell.below for cell in cells):
        lines.append(Text(" " * left))
    for cell, width in zip(cells, widths, strict=False):
        for line, text in zip(lines, (cell.text, cell.below), strict=False):
            space = " " * (1 + width - len(text))
            if cell.style.reverse:
                line.append(space).append(text, style=cell.style)
            else:
                # Space and figure in one style: fewer bytes over a slow line, and the same to see.
                line.append(space + text, style=cell.style)
    return lines


def _turned(tables: Tables, width: int, look: Look) -> list[Text]:
    lines: list[Text] = []
    for name, spent, received in SECTIONS:
        if (
            tables.figures[spent].is_zero
            and tables.figures[received].is_zero
            and not _in_doubt(tables, spent, received)
        ):
            zero = "0" if _is_printed(tables.figures[spent]) and _is_printed(tables.figures[received]) else NOTHING
            line = Text.assemble((name, look.term))
            for words in (f"  Uitgaven {zero},", f" Ontvangsten {zero}"):
                if line.cell_len + len(words) > width:
                    lines.append(line)
                    line = Text(" ")
                line.append(words, style=look.dim)
            lines += [line, Text()]
            continue
        table = _turned_table(name, tables, {"Uitgaven": spent, "Ontvangsten": received}, width, look)
        right = max(line.cell_len for line in table[:2])
        lines += [*table, *_turned_balances(tables, spent, received, right, look), Text()]
    lines += _turned_table("Personeel", tables, {"VTE": Measure.FTE}, width, look)
    return lines


def _turned_balances(tables: Tables, spent: Measure, received: Measure, right: int, look: Look) -> list[Text]:
    """The balances of budget and account, each on its line up to the table's right edge: from node to node only their
    digits are others."""
    rows = [
        (f" Saldo {words}", _balance(tables, spent, received, column, look))
        for column, words in (("reference", _("in the budget")), ("actual", _("in the account")))
    ]
    left = max(len(label) for label, _cell in rows)
    if left + 1 + max(cell.width for _label, cell in rows) <= right:
        return [line for label, cell in rows for line in _rows(label, look.dim, [cell], [right - left - 1], left)]
    return [
        line
        for label, cell in rows
        for line in (Text(label, style=look.dim), *_rows("", look.dim, [cell], [right - 1], 0))
    ]


def _in_doubt(tables: Tables, *measures: Measure) -> bool:
    return any(measure in measures for measure, _ in tables.doubtful)


def _is_printed(figures: Figures) -> bool:
    return None not in (figures.reference, figures.actual, figures.prior)


def _turned_table(name: str, tables: Tables, measures: Mapping[str, Measure], width: int, look: Look) -> list[Text]:
    staff = Measure.FTE in measures.values()
    rows = [
        (
            _column_name(column, tables.year, staff=staff),
            [_cell(tables, measure, column, look) for measure in measures.values()],
        )
        for column in _PRINTED
    ]
    widths = [max(_FIGURE, *(cells[index].width for _, cells in rows)) for index in range(len(measures))]
    effects = []
    if Measure.OPERATING_EXPENDITURE in measures.values():
        words = [
            effect_word(effect_of(measure, tables.figures[measure].variance))
            + (DOUBTFUL if tables.is_doubtful("effect", measure) else "")
            for measure in measures.values()
        ]
        if all(len(word) <= size for word, size in zip(words, widths, strict=True)):
            rows.append((_("Effect"), [_Cell(word, look.dim) for word in words]))
        else:
            # Words wider than the figures do not make their columns so: from node to node those stay where they are.
            named = ", ".join(f"{title} {word}" for title, word in zip(measures, words, strict=True) if word)
            effects = [Text(f" {part}", style=look.dim) for part in textwrap.wrap(f"{_('Effect')}: {named}", width - 1)]
    figures = sum(widths) + len(widths)
    longest = 1 + max(len(word) for heading, _cells in rows for word in heading.split())
    if longest + figures <= width:
        label = min(width - figures, _LONGEST_LABEL)
        return _beside(name, list(measures), rows, widths, label, look) + effects
    if figures <= width or len(measures) == 1:
        return _below(name, list(measures), rows, widths, width, look) + effects
    # Too wide for one another: one after the other.
    parts = [_turned_table(name, tables, {title: measure}, width, look) for title, measure in measures.items()]
    return [line for part in parts for line in part]


_TurnedRows = Sequence[tuple[str, Sequence[_Cell]]]


def _beside(
    name: str, titles: Sequence[str], rows: _TurnedRows, widths: Sequence[int], label: int, look: Look
) -> list[Text]:
    """A turned table whose headings stand before their figures."""
    lines = [_turned_head(name.ljust(label), titles, widths, look)]
    for heading, cells in rows:
        parts = textwrap.wrap(heading, label - 1, break_long_words=False)
        lines += [Text(f" {part}", style=look.dim) for part in parts[:-1]]
        lines += _rows(f" {parts[-1]}", look.dim, cells, widths, label)
    return lines


def _below(
    name: str, titles: Sequence[str], rows: _TurnedRows, widths: Sequence[int], width: int, look: Look
) -> list[Text]:
    """A turned table whose figures stand on the line below their heading, where there is no room beside it."""
    left = max(0, width - sum(widths) - len(widths))
    lines = [Text(name, style=look.term), _turned_head(" " * left, titles, widths, look)]
    for heading, cells in rows:
        parts = textwrap.wrap(heading, max(1, width - 1), break_long_words=False)
        lines += [Text(f" {part}", style=look.dim) for part in parts]
        lines += _rows(" " * left, look.dim, cells, widths, left)
    return lines


def _turned_head(label: str, titles: Sequence[str], widths: Sequence[int], look: Look) -> Text:
    head = Text(label, style=look.term)
    for title, size in zip(titles, widths, strict=True):
        head.append(" " + title.rjust(size), style=look.dim)
    return head
