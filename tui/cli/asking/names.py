"""Names as they are typed: the code that is meant, and what may have been meant by one that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from doelboom.data.model.outline import Outline
from doelboom.data.queries.search import jump, nearest
from doelboom.tui.cli.report import NotFound
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.filters import first_few


def did_you_mean(typed: str, names: Iterable[str]) -> str:
    """Which of the names may have been meant, to stand behind a complaint; nothing where none is near."""
    likely = ", ".join(f'"{name}"' for name in nearest(typed, names))
    return _("; did you mean {names}?").format(names=likely) if likely else ""


def code_of(outline: Outline, typed: str) -> str:
    """The one code that a whole code, its beginning or its number stands for.

    Raises:
        NotFound: there is none, or more than one.
    """
    codes = jump(outline, typed)
    if not codes:
        words = _("{code}: no such code in this report").format(code=typed)
        raise NotFound(words + did_you_mean(typed, outline.items))
    if len(codes) > 1 and codes[0].lower() != "".join(typed.split()).lower():
        words = _("{code}: several codes answer to this: {codes}")
        raise NotFound(words.format(code=typed, codes=first_few(codes)))
    return codes[0]
