"""The page in the form that is asked for."""

from __future__ import annotations

from pathlib import Path

from doelboom.data.model.outline import Outline
from doelboom.data.storage.files import write_whole
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.brief.contents import page_of
from doelboom.tui.brief.html import to_html
from doelboom.tui.brief.markdown import to_markdown
from doelboom.tui.brief.text import WIDTH, to_text

FORMS = ("md", "html", "text")
"""What a page can be written as."""
ENDINGS = {"md": "md", "html": "html", "htm": "html", "txt": "text", "text": "text"}
"""The form that the ending of a file's name asks for."""


def written(outline: Outline, code: str, form: str, measure: Measure | None = None, width: int = WIDTH) -> str:
    """The page of a node in one of `FORMS`, with the user's note on it.

    Args:
        width: the cells of a line of text.

    Raises:
        KeyError: there is no such node.
        ValueError: there is no such form.
    """
    page = page_of(outline, code, notes_of(outline.source).text(code), measure)
    match form:
        case "md":
            return to_markdown(page)
        case "html":
            return to_html(page)
        case "text":
            return to_text(page, width)
    raise ValueError(f"no such form: {form}")


def write_page(
    outline: Outline, code: str, path: Path, measure: Measure | None = None, *, replace: bool = False
) -> None:
    """Writes a page to a file, whole or not at all, in the form that the name's ending asks for; over one that is there
    only if it may be replaced.

    Raises:
        KeyError: there is no such node, or no form with this ending.
        FileExistsError: there is a file, which is not to be replaced.
        OSError: the file cannot be written; one that was there stays as it was.
    """
    form = ENDINGS[path.suffix.lstrip(".").lower()]
    write_whole(path, written(outline, code, form, measure).encode("utf-8", "replace"), replace=replace)
