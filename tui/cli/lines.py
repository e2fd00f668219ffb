"""What is written line by line, for pipes and screen readers: nothing is coloured, boxed or cut off."""

from __future__ import annotations

import shutil
import sys
import textwrap
from decimal import Decimal
from typing import TYPE_CHECKING

from doelboom.data.model.outline import Outline
from doelboom.parser.formats.markup import printable
from doelboom.parser.records import COLUMNS, Measure
from doelboom.tui.locale.words import _, column_heading, level_name, measure_term
from doelboom.tui.views.words.captions import in_words
from doelboom.tui.views.words.findings import describe_finding
from doelboom.tui.views.words.numbers import percentage, printed
from doelboom.tui.views.words.titles import title_of

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
    for row in in_words(view.frame).iter_rows(named=True):
        lines = []
        for name, value in row.items():
            lines += _labelled(view, name, value)
        blocks.append(lines)
    totals = {name: value for name, value in view.totals.items() if value is not None}
    if totals and view.frame.height > 1:
        label = _("Total")
        blocks.append(
            [
                f"{label}, {terms.heading(name)}: {' '.join((terms.text(name, value), terms.unit(name))).rstrip()}"
                for name, value in totals.items()
            ]
        )
    return "\n\n".join("\n".join(lines) for lines in blocks if lines) + ("\n" if blocks else "")


def _labelled(view: View, name: str, value: object) -> list[str]:
    text = printable(view.terms.text(name, value))
    if not text:
        figures = view.frame.schema[name].is_decimal()
        missing = figures and value is None and not (name == "spent_pct" or view.frame[name].is_null().all())
        return [f"{view.terms.heading(name)}: {_('not printed')}"] if missing else []
    amount = isinstance(value, Decimal) and not name.endswith("_pct")
    unit = view.terms.unit(name) if amount else ""
    # An empty line parts records, so none may stand inside of one.
    text = "\n  ".join(line for line in text.split("\n") if line.strip())
    return [f"{view.terms.heading(name)}: {text}{' ' if unit else ''}{unit}"]


def node(outline: Outline, code: str) -> str:
    """A node: a fact a line, then a figure a line, its findings and its description."""
    item = outline.items[code]
    year = outline.source.year
    period = f"{item.period_start} - {item.period_end}" if item.period_start is not None else None
    facts = {
        _("Report"): outline.source.label,
        _("Code"): code,
        _("Title"): title_of(item),
        _("Level"): _("remainder") if item.is_remainder else level_name(item.level, outline.source.level_words),
        _("In"): " > ".join(outline.path(code)[:-1]) or None,
        _("Service"): item.service,
        _("Entity"): item.entity,
        _("Period"): period,
        _("Status"): item.status,
        _("Phase"): item.phase,
    }
    lines = [f"{label}: {value}" for label, value in facts.items() if value]
    for measure in Measure:
        figures = outline.figures(code, measure)
        staff = measure is Measure.FTE
        unit = "VTE" if staff else "euro"
        for column in COLUMNS:
            value = getattr(figures, column)
            label = f"{measure_term(measure)}, {column_heading(column, year, staff=staff)}"
            if value is None:
                lines.append(f"{label}: {_('not printed')}")
            elif column.endswith("_pct"):
                lines.append(f"{label}: {percentage(value)}")
            else:
                lines.append(f"{label}: {printed(value, measure)} {unit}")
    lines += [f"{_('Finding')}: {describe_finding(finding, outline)}" for finding in outline.findings.get(code, ())]
    if item.description:
        lines += [f"{_('Description')}:", *item.description.split("\n")]
    return "\n".join(map(printable, lines)) + "\n"
