"""Taking a view along: exactly its rows, in its order, as a file for programs, spreadsheets or texts.

CSV, JSON and Parquet carry the frame's own column names and exact numbers. XLSX and Markdown are for people: they have
a header that says what the rows are, and the headings of the screen.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from doelboom.data.storage.files import write_whole
from doelboom.tui.export.csv_text import to_csv
from doelboom.tui.export.json_text import to_json
from doelboom.tui.export.markdown import to_markdown
from doelboom.tui.views.words.captions import Terms, chosen, chosen_in_words

if TYPE_CHECKING:
    import polars as pl

FORMS = ("csv", "json", "parquet", "xlsx", "md")
"""What a view can be exported as: the names are those of ``--format`` and the endings of the files."""


def export_view(
    frame: pl.DataFrame,
    title_lines: Sequence[str],
    form: str,
    path: Path,
    *,
    terms: Terms = Terms(),  # noqa: B008 - immutable
    decimal_comma: bool = False,
    replace: bool = False,
) -> None:
    """Writes a view to a file, whole or not at all.

    Args:
        frame: the rows, in order: what is on the screen, without what is hidden.
        title_lines: what xlsx and md say above the table: report, measure, question, level, floors.
        form: one of `FORMS`.
        terms: what names the columns and gives the amounts their unit, in xlsx and md.
        decimal_comma: for csv, see `tui.export.csv_text.to_csv`; nothing for the others.
        replace: whether a file that is there may be replaced.

    Raises:
        ValueError: there is no such form.
        FileExistsError: there is a file, which is not to be replaced.
        OSError: the file cannot be written; one that was there stays as it was.
    """
    content = exported(frame, title_lines, form, terms=terms, decimal_comma=decimal_comma)
    write_whole(path, content, replace=replace)


def exported(
    frame: pl.DataFrame,
    title_lines: Sequence[str],
    form: str,
    *,
    terms: Terms = Terms(),  # noqa: B008 - immutable
    columns: Sequence[str] = (),
    decimal_comma: bool = False,
) -> bytes:
    """The content of the file that `export_view` writes, see there; with `columns`, those of the frame's alone."""
    match form:
        case "csv":
            return to_csv(chosen(frame, columns), decimal_comma=decimal_comma).encode()
        case "json":
            return (to_json(chosen(frame, columns).to_dicts()) + "\n").encode()
        case "parquet":
            buffer = io.BytesIO()
            chosen(frame, columns).write_parquet(buffer)
            return buffer.getvalue()
        case "md":
            return to_markdown(chosen_in_words(frame, columns), title_lines, terms).encode()
        case "xlsx":
            # Only who exports a workbook pays for loading the library that writes it.
            from doelboom.tui.export.workbook import to_workbook

            return to_workbook(chosen_in_words(frame, columns), title_lines, terms)
    raise ValueError(f"no such form: {form}")
