"""The README's pictures show what the explorer shows now: ``make screenshots`` takes them anew."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from doelboom.tui.locale.words import use_language
from screenshots.take import FOLDER, PICTURES, Picture, take

README = FOLDER.parent / "README.md"


def words_of(svg: str) -> list[str]:
    """The texts of a picture, without what only draws it."""
    return [
        html.unescape(text).replace("\N{NO-BREAK SPACE}", " ") for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    ]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_not_stale(picture: Picture) -> None:
    try:
        taken = await take(picture)
    finally:
        use_language("en")
    kept = (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert words_of(taken) == words_of(kept), "make screenshots"


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"!\[[^\]]+\]\((screenshots/[^)]+)\)", README.read_text(encoding="utf-8"))
    assert len(shown) >= 4
    assert [name for name in shown if not (README.parent / Path(name)).exists()] == []
