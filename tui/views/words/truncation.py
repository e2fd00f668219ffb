"""Texts cut to a width: with an ellipsis, and never at a number, since a part of a figure reads as another one."""

from __future__ import annotations

import re

from rich.text import Text

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_WITH_DIGIT = re.compile(r"\S*\d\S*")


def cut(text: Text, width: int, *, fill: bool = False) -> None:
    """Cuts a text where it is wider than `width` cells; where it is not, `fill` brings it to that width with spaces.

    A word with a digit in it is there whole, with more words behind it, or not at all.
    """
    whole = text.plain
    if width <= 0:
        text.plain = ""
    elif text.cell_len > width:
        text.truncate(width, overflow="ellipsis")
        kept = len(text.plain) - 1
        for word in _WITH_DIGIT.finditer(whole):
            if word.start() <= kept <= word.end():
                text.plain = whole[: word.start()] + _ELLIPSIS
                break
    if fill:
        text.pad_right(max(0, width - text.cell_len))
