"""Taking a view along: exactly its rows, in its order, as a file for programs, spreadsheets or texts.

CSV, JSON and Parquet carry the frame's own column names and exact numbers. XLSX and Markdown are for people: they have
a header that says what the rows are, and the headings of the screen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from doelboom.tui.export.writing import to_csv, to_json, write_whole
from doelboom.tui.views.captions import Terms, in_words

if TYPE_CHECKING:
    import polars as pl

FORMS = ("csv", "json", "parquet", "xlsx", "md")
"""What a view can be exported as: the names are those of ``--format`` and the endings of the files."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&#])")


def export_view(
    frame: pl.DataFrame,
    title_lines: Sequence[str],
    form: str,
    path: Path,
    *,
    terms: Terms = Terms(),  # noqa: B008 - immutable
    decimal_comma: bool = False,
) -> None:
    """Writes a view to a file, whole or not at all.

    Args:
        frame: the rows, in order: what is on the screen, without what is hidden.
        title_lines: what xlsx and md say above the table: report, measure, question, level, floors.
        form: one of `FORMS`.
        terms: what names the columns and gives the amounts their unit, in xlsx and md.
        decimal_comma: for csv, see `tui.export.writing.to_csv`; nothing for the others.

    Raises:
        ValueError: there is no such form.
        OSError: the file cannot be written; one that was there stays as it was.
    """
    write_whole(path, exported(frame, title_lines, form, terms=terms, decimal_comma=decimal_comma))


def exported(
    frame: pl.DataFrame,
    title_lines: Sequence[str],
    form: str,
    *,
    terms: Terms = Terms(),  # noqa: B008 - immutable
    decimal_comma: bool = False,
) -> bytes:
    """The content of the file that `export_view` writes; see there."""
    match form:
        case "csv":
            return to_csv(frame, decimal_comma=decimal_comma).encode()
        case "json":
            return (to_json(frame.to_dicts()) + "\n").encode()
        case "parquet":
            buffer = io.BytesIO()
            frame.write_parquet(buffer)
            return buffer.getvalue()
        case "md":
            return to_markdown(in_words(frame), title_lines, terms).encode()
        case "xlsx":
            # Only who exports a workbook pays for loading the library that writes it.
            from doelboom.tui.export.workbook import to_workbook

            return to_workbook(in_words(frame), title_lines, terms)
    raise ValueError(f"no such form: {form}")


def to_markdown(frame: pl.DataFrame, title_lines: Sequence[str], terms: Terms) -> str:
    """A table in GitHub's Markdown, figures the report's way, right-aligned; the title lines above it."""
    lines = [f"**{_escaped(line)}**" if number == 0 else _escaped(line) for number, line in enumerate(title_lines)]
    # Two spaces at the end keep each title line a line of its own.
    text = "  \n".join(lines) + "\n\n" if lines else ""
    figures = {name for name, dtype in frame.schema.items() if dtype.is_numeric()}
    rows = [
        [_escaped(terms.heading(name)) for name in frame.columns],
        ["---:" if name in figures else "---" for name in frame.columns],
        *(
            [_escaped(terms.text(name, value)) for name, value in zip(frame.columns, row, strict=True)]
            for row in frame.iter_rows()
        ),
    ]
    return text + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line of the source."""
    escaped = _MARKDOWN.sub(r"\\\1", text)
    return re.sub(r"\s*[\r\n]+\s*", "<br>", escaped).strip()
