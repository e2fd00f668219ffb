"""What the command line writes: tables for people, lines for pipes and screen readers, JSON and CSV for programs.

JSON and CSV carry the frames' own column names and plain numbers. In a pipe nothing is coloured, boxed or cut off.
"""

from __future__ import annotations

import io
import shutil
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doelboom.data.model.outline import Outline
from doelboom.parser.formats.markup import printable
from doelboom.parser.records import COLUMNS, Measure
from doelboom.tui.export.csv_text import to_csv
from doelboom.tui.export.export import exported
from doelboom.tui.export.files import write_whole
from doelboom.tui.export.json_text import to_json
from doelboom.tui.locale.words import _, column_heading, level_name, measure_term
from doelboom.tui.views.captions import in_words
from doelboom.tui.views.numbers import percentage, printed
from doelboom.tui.views.titles import title_of
from doelboom.tui.views.view import View

if TYPE_CHECKING:
    import polars as pl


def form_or_default(form: str | None) -> str:
    """The format asked for; else a table on a terminal and plain lines in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "plain")


def terminal_width() -> int | None:
    """How many cells a line has; None where standard output is no terminal, so that nothing is cut off."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


# Views


def write_view(view: View, form: str | None, output: Path | None = None, *, decimal_comma: bool = False) -> None:
    """Writes a view to standard output, or whole or not at all to a file.

    Raises:
        OSError: the file cannot be written; one that was there stays as it was.
    """
    form = form_or_default(form)
    if form in ("table", "plain"):
        to_screen = output is None
        text = table(view, terminal_width() if to_screen else None) if form == "table" else blocks(view)
        content = text.encode()
    else:
        content = exported(view.frame, view.title_lines, form, terms=view.terms, decimal_comma=decimal_comma)
    if output is not None:
        write_whole(output, content)
        return
    sys.stdout.flush()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(content.decode())


def table(view: View, width: int | None) -> str:
    """The rows as a table within a width (None: any), with a title above and totals below."""
    from doelboom.tui.views.text_table import columns_of, fit

    totals = {name: view.terms.text(name, value) for name, value in view.totals.items() if value is not None}
    frame = in_words(view.frame)
    columns = columns_of(frame.drop("mark", strict=False), view.terms, totals)
    fitted = fit(columns, width, view.first)
    if fitted is None:
        return blocks(view)
    lines = _wrapped(view.title if view.title is not None else "\n".join(view.title_lines), width)
    rule = "-" * fitted.width if width is None else "\N{BOX DRAWINGS LIGHT HORIZONTAL}" * fitted.width
    lines += [*([""] if lines else []), *fitted.head, rule, *fitted.rows]
    if fitted.total.strip():
        lines += [rule, fitted.total]
    if fitted.left_out:
        words = _("No room for: {columns} (a wider terminal has it, or --format plain)")
        lines += ["", *_wrapped(words.format(columns=", ".join(fitted.left_out)), width)]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, width: int | None) -> list[str]:
    import textwrap

    lines = [printable(line) for line in text.split("\n") if line]
    return lines if width is None else [part for line in lines for part in textwrap.wrap(line, max(width, 20))]


def blocks(view: View) -> str:
    """A line a value, for screen readers: label, value, unit; an empty line between records, the totals last."""
    terms = view.terms
    records = [[printable(line) for line in view.title_lines]] if view.title_lines else []
    for row in in_words(view.frame).iter_rows(named=True):
        lines = []
        for name, value in row.items():
            lines += _labelled(view, name, value)
        records.append(lines)
    totals = {name: value for name, value in view.totals.items() if value is not None}
    if totals and view.frame.height > 1:
        label = _("Total")
        records.append(
            [
                f"{label}, {terms.heading(name)}: {' '.join((terms.text(name, value), terms.unit(name))).rstrip()}"
                for name, value in totals.items()
            ]
        )
    return "\n\n".join("\n".join(lines) for lines in records if lines) + ("\n" if records else "")


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


# One node


def write_node(outline: Outline, code: str, form: str | None) -> None:
    """Writes a node: its tables and its description."""
    match form_or_default(form):
        case "table":
            _print_detail(outline, code)
        case "plain":
            sys.stdout.write("\n".join(map(printable, _node_lines(outline, code))) + "\n")
        case "json":
            sys.stdout.write(to_json(_node(outline, code)) + "\n")
        case _:
            sys.stdout.write(to_csv(_amounts(outline, code)))


def _node(outline: Outline, code: str) -> dict[str, Any]:
    """A node with the columns of the frame `nodes`, and its lines; of a remainder, what there is to say."""
    nodes = outline.accounts.nodes
    rows = nodes.filter(nodes["code"] == code).to_dicts()
    about = rows[0] if rows else {"code": code, "parent": outline.items[code].parent}
    return {**about, "amounts": _amounts(outline, code).drop("code").to_dicts()}


def _amounts(outline: Outline, code: str) -> pl.DataFrame:
    """The lines of a node or of a remainder, with the columns of the frame `amounts`."""
    import polars as pl

    rows = [
        (code, measure.value, *(getattr(outline.figures(code, measure), column) for column in COLUMNS))
        for measure in Measure
    ]
    return pl.DataFrame(rows, schema=outline.accounts.amounts.schema, orient="row")


def _print_detail(outline: Outline, code: str) -> None:
    from rich.cells import cell_len

    from doelboom.tui.views.detail import draw_detail
    from doelboom.tui.views.look import PLAIN

    width = terminal_width()
    text = draw_detail(outline, code, width if width is not None else 120, PLAIN)
    lines = [printable(outline.source.label), "", *(line.rstrip() for line in text.plain.split("\n"))]
    if width is not None:
        lines = [part for line in lines for part in (_wrapped(line, width) if cell_len(line) > width else [line])]
    sys.stdout.write("\n".join(lines) + "\n")


def _node_lines(outline: Outline, code: str) -> list[str]:
    from doelboom.tui.views.findings import describe_finding

    item = outline.items[code]
    year = outline.source.year
    period = f"{item.period_start} - {item.period_end}" if item.period_start is not None else None
    facts = {
        _("Report"): outline.source.label,
        _("Code"): code,
        _("Title"): title_of(item),
        _("Level"): _("remainder") if item.is_remainder else level_name(item.level),
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
    return lines


# The check


def write_findings(outline: Outline, form: str | None) -> None:
    """Writes the check: a summary and a line a finding for people, the whole frame for programs."""
    from doelboom.tui.views.findings import describe_finding
    from doelboom.tui.views.status import verification

    form = form_or_default(form)
    if form in ("json", "csv"):
        write_view(View(outline.accounts.findings), form)
        return
    width = terminal_width() if form == "table" else None
    lines = _wrapped(f"{outline.source.label}\n{verification(outline.summary)}", width)
    for finding in outline.findings_in_order:
        lines += _hanging(f"{finding.code or '-'}: {describe_finding(finding, outline)}", width)
    sys.stdout.write("\n".join(lines) + "\n")


def _hanging(text: str, width: int | None) -> list[str]:
    import textwrap

    text = printable(text)
    return [text] if width is None else textwrap.wrap(text, max(width, 20), subsequent_indent="  ")
