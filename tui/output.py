"""What the command line writes: tables for people, lines for pipes and screen readers, JSON and CSV for programs.

JSON and CSV carry the frames' own column names and plain numbers. In a pipe nothing is coloured, boxed or cut off.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from data.outline import Outline
from parser.records import COLUMNS, Measure
from tui.numbers import grouped, percentage, printed
from tui.words import _, column_heading, level_name, measure_term

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet runs as a formula."""
_TITLE_WIDTH = 30


def form_or_default(form: str | None) -> str:
    """The format asked for; else a table on a terminal and plain lines in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "plain")


# Frames


def write_frame(frame: pl.DataFrame, form: str | None, measure: Measure | None = None) -> None:
    """Writes a frame to standard output; `measure` says in what its amounts are, where they are of one measure."""
    match form_or_default(form):
        case "table":
            _print_table(frame, measure)
        case "plain":
            _print_blocks(frame, measure)
        case other:
            export_frame(frame, other, None)


def export_frame(frame: pl.DataFrame, form: str | None, output: Path | None) -> None:
    """Writes a frame whole, with its own column names, to a file or to standard output.

    Raises:
        OSError: the file cannot be written; one that was there stays as it was.
    """
    match form or "csv":
        case "json":
            content = (to_json(frame.to_dicts()) + "\n").encode()
        case "parquet":
            buffer = io.BytesIO()
            frame.write_parquet(buffer)
            content = buffer.getvalue()
        case "csv":
            content = to_csv(frame).encode()
        case other if output is None:
            write_frame(frame, other)
            return
        case other:
            content = _as_text(frame, other).encode()
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, content)


def _as_text(frame: pl.DataFrame, form: str) -> str:
    stream, sys.stdout = sys.stdout, io.StringIO()
    try:
        write_frame(frame, form)
        return sys.stdout.getvalue()
    finally:
        sys.stdout = stream


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: under another name first, then renamed.

    Raises:
        OSError: it cannot be written.
    """
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def to_json(value: Any) -> str:
    """JSON with exact numbers: a decimal is written as it is, null stays null."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(str(key))}: {to_json(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            inner = ",\n".join(to_json(item) for item in value) if value and isinstance(value[0], dict) else None
            return f"[\n{inner}\n]" if inner is not None else "[" + ", ".join(to_json(item) for item in value) + "]"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return json.dumps(value.isoformat())
        case _:
            return json.dumps(value, ensure_ascii=False)


def to_csv(frame: pl.DataFrame) -> str:
    """CSV, UTF-8, plain numbers, null as an empty cell. A text that a spreadsheet would run gets a ``'`` before it."""
    harmless = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if isinstance(dtype, pl.List):
            column = column.list.join(" ")
        elif isinstance(dtype, pl.Datetime):
            column = column.dt.to_string("iso:strict")
        if isinstance(dtype, pl.List) or dtype == pl.String:
            runs = pl.any_horizontal(column.str.starts_with(sign) for sign in _RUN_BY_SPREADSHEETS)
            column = pl.when(runs).then(pl.lit("'") + column).otherwise(column)
        harmless.append(column.alias(name))
    return frame.select(harmless).write_csv()


def _heading(name: str) -> str:
    return {
        "code": _("Code"), "level": _("Level"), "title": _("Title"), "service": _("Service"), "entity": _("Entity"),
        "reference": _("Budget"), "actual": _("Actual"), "prior": _("Prior"), "spent_pct": _("% spent"),
        "variance": _("Variance"), "variance_pct": _("Variance %"), "change": _("Change"), "change_pct": _("Change %"),
        "effect": _("Effect"), "mark": _("Mark"), "found_in": _("Found in"), "id": _("Report"), "file": _("File"),
        "read_at": _("Read"), "last": _("Last"), "measure": _("Measure"), "kind": _("Finding"), "column": _("Column"),
        "printed": _("Printed"), "suggestion": _("Suggestion"), "description": _("Description"),
    }.get(name, name)  # fmt: skip


def _shown(value: Any, name: str, measure: Measure | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else ""
        case Decimal() if name.endswith("_pct"):
            return percentage(value)
        case Decimal():
            return printed(value, measure) if measure is not None else grouped(value, 2)
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case list():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _print_table(frame: pl.DataFrame, measure: Measure | None) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    kept = [name for name in frame.columns if frame[name].null_count() < frame.height or not frame.height]
    for name in kept:
        figures = frame.schema[name].is_numeric()
        table.add_column(
            Text(_heading(name)),
            justify="right" if figures else "left",
            no_wrap=figures or name in ("code", "id", "level"),
            overflow="fold" if name == "code" else "ellipsis",
        )
    for row in frame.select(kept).iter_rows():
        table.add_row(*(Text(_shown(value, name, measure)) for name, value in zip(kept, row, strict=True)))
    Console(highlight=False, markup=False).print(table)


def _print_blocks(frame: pl.DataFrame, measure: Measure | None) -> None:
    """A line a value: label, value, unit; an empty line between records."""
    unit = "" if measure is None else " VTE" if measure is Measure.FTE else " euro"
    blocks = []
    for row in frame.iter_rows(named=True):
        lines = []
        for name, value in row.items():
            text = _shown(value, name, measure)
            if text:
                amount = isinstance(value, Decimal) and not name.endswith("_pct")
                lines.append(f"{_heading(name)}: {text}{unit if amount else ''}")
        blocks.append("\n".join(lines))
    sys.stdout.write("\n\n".join(blocks) + ("\n" if blocks else ""))


# One node


def write_node(outline: Outline, code: str, form: str | None) -> None:
    """Writes a node: its tables and its description."""
    match form_or_default(form):
        case "table":
            _print_detail(outline, code)
        case "plain":
            sys.stdout.write("\n".join(_node_lines(outline, code)) + "\n")
        case "json":
            node = outline.accounts.nodes.filter(pl.col("code") == code).to_dicts()
            amounts = outline.accounts.amounts.filter(pl.col("code") == code).drop("code").to_dicts()
            sys.stdout.write(to_json({**(node[0] if node else {"code": code}), "amounts": amounts}) + "\n")
        case _:
            sys.stdout.write(to_csv(outline.accounts.amounts.filter(pl.col("code") == code)))


def _print_detail(outline: Outline, code: str) -> None:
    from rich.console import Console

    from tui.detail import draw_detail
    from tui.look import PLAIN

    console = Console(highlight=False, markup=False)
    console.print(draw_detail(outline, code, console.width, PLAIN), soft_wrap=True)


def _node_lines(outline: Outline, code: str) -> list[str]:
    from tui.detail import title_of
    from tui.findings import describe_finding

    item = outline.items[code]
    year = outline.accounts.source.year
    period = f"{item.period_start} - {item.period_end}" if item.period_start is not None else None
    facts = {
        _("Code"): code,
        _("Title"): title_of(item),
        _("Level"): _("remainder") if item.is_rest else level_name(item.level),
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
    from tui.findings import describe_finding
    from tui.status import verification

    form = form_or_default(form)
    findings = outline.accounts.findings
    if form in ("json", "csv"):
        export_frame(findings, form, None)
        return
    lines = [verification(outline.accounts)]
    for finding in findings.iter_rows(named=True):
        code = finding["code"] or "-"
        lines.append(f"{code}: {describe_finding(finding, outline)}")
    sys.stdout.write("\n".join(lines) + "\n")
