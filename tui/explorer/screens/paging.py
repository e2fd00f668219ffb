"""The page of a node, written to a file that the user names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _


def ask_for_page(
    screen: BaseScreen[Any],
    outline: Outline,
    code: str | None,
    measure: Measure | None = None,
) -> None:
    """Asks for a file and writes the page of a node there."""
    from doelboom.tui.brief.writing import ENDINGS, write_page
    from doelboom.tui.export.names import file_name

    if code is None:
        screen.say(_("Nothing is highlighted to write a page of."), warning=True)
        return
    if code == WHOLE:
        screen.say(_("A page is of one node: the whole report has none."))
        return

    def write(path: Path) -> None:
        write_page(outline, code, path, measure, replace=True)

    suggestion = file_name(code, outline.source.year, ending="html")
    title, words = _("Write {code} on one page").format(code=code), _("The page of {code} is written to {file}")
    screen.write_to_file(suggestion, tuple(ENDINGS), write, lambda file: words.format(code=code, file=file), title)
