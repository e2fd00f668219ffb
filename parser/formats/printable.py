"""Text without what has no place on paper: what every other module shows or keeps has gone through here.

Control characters and direction overrides never get past it, in linear time whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

STEERING = (
    "\N{SOFT HYPHEN}\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Characters without a shape of their own, that steer direction, joining or line breaking (Unicode's Cf), as they stand
between the brackets of a pattern."""
_RUN = re.compile(r"[^\w\s\x00-\u02ff]{5,}")
"""Where more marks than `_MOST_MARKS` can follow one another; all else is passed over at the speed of a pattern."""
_MOST_MARKS = 4
"""More marks on one letter than any language that a report is written in."""


def printable(text: str) -> str:
    """The text without what has no place on paper: one line, single spaces, composed letters.

    Control characters become the replacement character, so that a reader sees that something stood there; marks
    that only steer the direction or the line breaking go, and so does a flood of combining marks.
    """
    # No control character is printable, nor any that only steers: most texts need no more than a look.
    if text.isprintable() and (text.isascii() or _is_composed(text)):
        return " ".join(text.split())
    invisible, control = _unprintable()
    text = control.sub("\N{REPLACEMENT CHARACTER}", text)
    # Composing can take one mark apart into two, so that there is another look after it.
    text = _without_floods(composed(invisible.sub("", text)))
    return " ".join(text.split())


@cache
def _unprintable() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What only steers, and control characters. A look-up rarely meets one, and need not compile them."""
    return re.compile(f"[{STEERING}]"), re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def composed(text: str) -> str:
    """The text with its letters and their marks put together, where a flood of marks is none."""
    # Composing takes quadratic time over a long run of marks, so that a flood goes before it.
    return unicodedata.normalize("NFC", _without_floods(text))


def _is_composed(text: str) -> bool:
    return _RUN.search(text) is None and unicodedata.is_normalized("NFC", text)


def _without_floods(text: str) -> str:
    """The text without the marks that would pile up on one letter and cover the lines above."""
    return _RUN.sub(lambda match: "".join(_with_few_marks(match[0])), text)


def _with_few_marks(text: str) -> Iterator[str]:
    """The characters of a run, but for those marks that follow too many others."""
    marks = 0
    for character in text:
        marks = marks + 1 if character >= "\u0300" and unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            yield character
