"""What the command line writes: tables for people, lines for pipes and screen readers, JSON and CSV for programs.

JSON and CSV carry the frames' own column names and plain numbers.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

from doelboom.data.model.queries import GROUP
from doelboom.data.storage.files import write_whole
from doelboom.tui.cli.asking.options import form_or_default
from doelboom.tui.cli.lazy import later
from doelboom.tui.cli.writing.lines import records, terminal_width, wrapped
from doelboom.tui.export.export import exported
from doelboom.tui.views.questions import View

table = later("doelboom.tui.cli.writing.tables:rows")


def write_view(
    view: View, form: str | None, output: Path | None = None, *, decimal_comma: bool = False, replace: bool = False
) -> None:
    """Writes a view to standard output, or whole or not at all to a file; over one that is there only if it may be
    replaced.

    Raises:
        FileExistsError: there is a file, which is not to be replaced.
        OSError: the file cannot be written; one that was there stays as it was.
    """
    form = form_or_default(form)
    content: bytes
    if form == "table":
        content = table(view, terminal_width() if output is None else None).encode()
    elif form == "plain":
        content = records(view).encode()
    else:
        # In a text subtotals can be read; in a workbook they would be added up with the rows.
        frame = view.shown.drop(GROUP, strict=False) if form == "md" else view.frame
        content = exported(
            frame, view.title_lines, form, terms=view.terms, columns=view.columns, decimal_comma=decimal_comma
        )
    _write(content, output, replace=replace)


def write_text(lines: Sequence[str], output: Path | None = None, *, replace: bool = False) -> None:
    """Writes lines of text for people, each within the width of a terminal; raises as `write_view` does."""
    width = terminal_width() if output is None else None
    text = "".join(f"{part}\n" for line in lines for part in wrapped(line, width) or [""])
    _write(text.encode(), output, replace=replace)


def _write(content: bytes, output: Path | None, *, replace: bool) -> None:
    if output is not None:
        write_whole(output, content, replace=replace)
        return
    sys.stdout.flush()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        sys.stdout.write(content.decode())
