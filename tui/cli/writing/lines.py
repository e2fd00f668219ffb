"""What is written line by line, for pipes and screen readers: nothing is coloured, boxed or cut off."""

from __future__ import annotations

import shutil
import sys
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

from doelboom.data.model.cells import Doubt
from doelboom.data.model.outline import Outline
from doelboom.data.storage.notes import notes_of
from doelboom.parser.formats.printable import printable
from doelboom.parser.records import COLUMNS, Measure
from doelboom.tui.locale.words import _, column_heading, measure_term
from doelboom.tui.views.words.captions import chosen_in_words
from doelboom.tui.views.words.check.findings import DOUBTFUL, describe_finding, doubt_sign, figure
from doelboom.tui.views.words.levels import kind_words
from doelboom.tui.views.words.notes import note_lines
from doelboom.tui.views.words.titles import shown_title

if TYPE_CHECKING:
    from doelboom.tui.views.questions import View

_NARROWEST = 20


def terminal_width() -> int | None:
    """How many cells a line has; None where standard output is no terminal, so that nothing is cut off."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def wrapped(text: str, width: int | None, indent: str = "") -> list[str]:
    """A text's lines, each within a width (None: any); what goes on is indented."""
    lines = [printable(line) for line in text.split("\n") if line]
    if width is None:
        return lines
    width = max(width, _NARROWEST)
    return [part for line in lines for part in textwrap.wrap(line, width, subsequent_indent=indent)]


def records(view: View) -> str:
    """A line a value, for screen readers: label, value, unit; an empty line between records, the totals last."""
    terms = view.terms
    blocks = [[printable(line) for line in view.title_lines]] if view.title_lines else []
    in_doubt = view.in_doubt or [frozenset()] * view.shown.height
    frame = chosen_in_words(view.shown, view.columns)
    for row, doubtful in zip(frame.iter_rows(named=True), in_doubt, strict=True):
        lines = []
        for name, value in row.items():
            lines += labelled(view, name, value, is_doubtful=name in doubtful)
        blocks.append(lines)
    totals = {
        name: value
        for name, value in view.totals.items()
        if value is not None and (not view.columns or name in view.columns)
    }
    if totals and view.frame.height > 1:
        label = _("Total")
        blocks.append(
            [
                f"{label}, {terms.heading(name)}: {' '.join((total_text(view, name), terms.unit(name))).rstrip()}"
                for name in totals
            ]
        )
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + ("\n" if blocks else "")


def total_text(view: View, name: str) -> str:
    """What the rows add up to in a column, marked where a figure in doubt is among them."""
    sign = DOUBTFUL if name in view.totals_in_doubt else ""
    return f"{view.terms.text(name, view.totals[name])}{sign}"


def labelled(view: View, name: str, value: object, *, is_doubtful: bool) -> list[str]:
    """A value with its label and unit; nothing where there is nothing to tell."""
    text = printable(view.terms.text(name, value))
    if not text:
        figures = view.shown.schema[name].is_decimal()
        is_told = name != "spent_pct" and name not in view.terms.named
        missing = figures and value is None and is_told and not view.shown[name].is_null().all()
        return [f"{view.terms.heading(name)}: {_('not printed')}"] if missing else []
    amount = isinstance(value, Decimal) and not name.endswith("_pct")
    unit = view.terms.unit(name) if amount else ""
    # An empty line parts records, so none may stand inside of one.
    text = "\n  ".join(line for line in text.split("\n") if line.strip())
    sign = DOUBTFUL if is_doubtful else ""
    return [f"{view.terms.heading(name)}: {text}{sign}{' ' if unit else ''}{unit}"]


def node(outline: Outline, code: str) -> str:
    """A node: a fact a line, then a figure a line, its findings, the user's note and its description."""
    item = outline.items[code]
    year = outline.source.year
    period = f"{item.period_start} - {item.period_end}" if item.period_start is not None else None
    facts = {
        _("Report"): outline.source.label,
        _("Code"): code,
        _("Title"): shown_title(outline, code),
        _("Level"): kind_words(item, outline.source),
        _("In"): " > ".join(outline.path(code)[:-1]) or None,
        _("Service"): item.service,
        _("Entity"): item.entity,
        _("Period"): period,
        _("Status"): item.status,
        _("Phase"): item.phase,
    }
    lines = [f"{label}: {value}" for label, value in facts.items() if value]
    doubts = outline.doubts_of(code)
    for measure in Measure:
        figures = outline.figures(code, measure)
        staff = measure is Measure.FTE
        for column in COLUMNS:
            label = f"{measure_term(measure)}, {column_heading(column, year, staff=staff)}"
            words = _figure_in_words(getattr(figures, column), measure, column, doubts.get((measure, column)))
            lines.append(f"{label}: {words}")
    lines += [f"{_('Finding')}: {describe_finding(finding, outline)}" for finding in outline.findings.get(code, ())]
    if note := notes_of(outline.source).text(code):
        lines += [f"{_('Note')}:", *note_lines(note)]
    if item.description:
        lines += [f"{_('Description')}:", *item.description.split("\n")]
    return "\n".join(map(printable, lines)) + "\n"


def _figure_in_words(value: Decimal | None, measure: Measure, column: str, doubt: Doubt | None) -> str:
    """A figure with its unit, and with what is to be said of it where it is in doubt."""
    sign = doubt_sign(doubt) if doubt is not None else ""
    words = _("not printed")
    if value is not None:
        words = f"{figure(value, measure, column)}{sign}"
        if not column.endswith("_pct"):
            words += " VTE" if measure is Measure.FTE else " euro"
    if doubt is None or doubt.suggestion is None:
        return words
    meant = _("suggestion: {value}").format(value=figure(doubt.suggestion, measure, column))
    return f"{words} ({meant})"
