"""Positioned words: what both engines, and text in columns, make of a page."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import field
from functools import partial
from typing import NamedTuple

from doelboom.parser.dataclass import dataclass
from doelboom.parser.vocabulary import BREAK_HYPHEN, HYPHENS

_CHARACTERS = str.maketrans(
    {
        # What stands on paper as a hyphen is one, also where a font's map calls it soft: Typst's do for every hyphen.
        **dict.fromkeys(f"{HYPHENS}\N{SOFT HYPHEN}\N{FULLWIDTH HYPHEN-MINUS}", "-"),
        "\N{LATIN SMALL LIGATURE FF}": "ff",
        "\N{LATIN SMALL LIGATURE FI}": "fi",
        "\N{LATIN SMALL LIGATURE FL}": "fl",
        "\N{LATIN SMALL LIGATURE FFI}": "ffi",
        "\N{LATIN SMALL LIGATURE FFL}": "ffl",
        "\N{LATIN SMALL LIGATURE LONG S T}": "st",
        "\N{LATIN SMALL LIGATURE ST}": "st",
        "\N{ZERO WIDTH SPACE}": None,
        "\N{ZERO WIDTH NON-JOINER}": None,
        "\N{ZERO WIDTH JOINER}": None,
        "\N{WORD JOINER}": None,
        "\N{ZERO WIDTH NO-BREAK SPACE}": None,
    }
)
_BROKEN_OFF = re.compile(f"(?<=[^\\W\\d_]){BREAK_HYPHEN}$")
_TEX = str.maketrans(
    {
        "\x10": "\N{LEFT DOUBLE QUOTATION MARK}",
        "\x11": "\N{RIGHT DOUBLE QUOTATION MARK}",
        "\x12": "\N{DOUBLE LOW-9 QUOTATION MARK}",
        "\x15": "\N{EN DASH}",
        "\x16": "\N{EM DASH}",
        "\x1b": "\N{LATIN SMALL LIGATURE FF}",
        "\x1c": "\N{LATIN SMALL LIGATURE FI}",
        "\x1d": "\N{LATIN SMALL LIGATURE FL}",
        "\x1e": "\N{LATIN SMALL LIGATURE FFI}",
        "\x1f": "\N{LATIN SMALL LIGATURE FFL}",
    }
)
"""What TeX's fonts (the Cork encoding) have where others have no character, and where no map says so."""
_TEX_CODE = re.compile("[\x10-\x12\x15\x16\x1b-\x1f]")
_PAIR = re.compile("[\u4100-\u7a7a]")
"""A code unit that can be letters, as Ghostscript writes a ligature's: U+7469 for "t" (0x74) and "i" (0x69), or U+6900
and U+6A00 for "ij"."""
_TRIPLE = re.compile("\u6600([\u4100-\ud700])")
"""Two units that can be three letters, as it writes those: the second has the sum of "f" (0x66) and the third."""
_SIGN_BEFORE_DIGIT = re.compile("^[\N{EN DASH}\N{FIGURE DASH}\N{EM DASH}](?=[0-9])")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = "\x00"
MAY_END_RAISED = re.compile(r"[^\W\d_A-Z]\d$")
"""A word that can end in a superscript: a digit straight after a small letter."""


class Word(NamedTuple):
    """A run of characters without white space. Lengths in points (or any one unit), y downwards.

    A tuple and not a dataclass: a report has a hundred thousand of them.
    """

    text: str
    x0: float
    x1: float
    y: float
    """The baseline, which both engines give alike whatever the font says of its height."""
    size: float
    """The em, after every scaling."""


make_word: Callable[[tuple[str, float, float, float, float]], Word] = partial(tuple.__new__, Word)
"""A word from its fields, without a call of Python for each: half the time."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page's words, packed: a long report's words stay far below the memory that its file takes to draw."""

    number: int
    """From 1."""
    height: float
    texts: str
    """The words' texts, one a line."""
    boxes: array[float]
    """x0, x1, y and size of every word."""
    first_line: int | None = None
    """In a text: the number of the line on which the page begins."""
    drawn: array[float] = field(default_factory=lambda: array("f"))
    """x0, x1, top and bottom of each line and box that is drawn on it."""
    recognised: bool = False
    """Whether its text was recognised in a picture of it."""

    def words(self) -> list[Word]:
        """The words, unpacked."""
        if not self.texts:
            return []
        boxes = self.boxes
        columns = (self.texts.split("\n"), boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4])
        return list(map(make_word, zip(*columns, strict=True)))


@dataclass(slots=True)
class Columns:
    """Words as columns of their fields: to put them together takes half the time that a tuple each would take."""

    texts: list[str] = field(default_factory=list)
    x0s: list[float] = field(default_factory=list)
    x1s: list[float] = field(default_factory=list)
    baselines: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, words: Iterable[Word]) -> Columns:
        """The columns of some words."""
        columns = tuple(map(list, zip(*words, strict=True)))
        return cls(*columns) if columns else cls()

    @property
    def all(self) -> tuple[list[str], list[float], list[float], list[float], list[float]]:
        """The columns, in the order of a word's fields."""
        return self.texts, self.x0s, self.x1s, self.baselines, self.sizes

    def append(self, word: Word) -> None:
        """Adds a word."""
        self.texts.append(word.text)
        for column, value in zip(self.all[1:], word[1:], strict=True):
            column.append(value)

    def words(self) -> list[Word]:
        """The words, one by one."""
        return list(map(make_word, zip(*self.all, strict=True)))


def packed(number: int, height: float, words: Iterable[Word], first_line: int | None = None) -> Page:
    """A page of words, which may stand anywhere; see `packed_columns`."""
    return packed_columns(number, height, Columns.of(words), first_line)


def packed_columns(
    number: int,
    height: float,
    words: Columns,
    first_line: int | None = None,
    sides: tuple[float, float] | None = None,
) -> Page:
    """A page of words, but for those that stand nowhere or have no size, as far as a float of four bytes can tell.

    Args:
        number: the page's, from 1.
        height: the page's.
        words: all that it says.
        first_line: in a text, the number of the line on which it begins.
        sides: where the page begins and ends from left to right. Words outside are not printed, nor is what they go on
            to say inside, as a printer's marks do.
    """
    boxes = _boxes(words)
    if sides is not None and boxes and _reaches_out(boxes, sides, height):
        words = Columns.of(_printed_words(words.words(), sides, height))
        boxes = _boxes(words)
    if not math.isfinite(sum(boxes)) or 0 in boxes[3::4]:
        words = Columns.of(word for word in words.words() if _is_placed(word))
        boxes = _boxes(words)
    return Page(number, height, "\n".join(words.texts), boxes, first_line)


def _reaches_out(boxes: array[float], sides: tuple[float, float], height: float) -> bool:
    """Whether some words begin left of a page, end right of it, or stand above or below."""
    baselines = boxes[2::4]
    return min(boxes[0::4]) < sides[0] or max(boxes[1::4]) > sides[1] or min(baselines) < 0 or max(baselines) > height


def _printed_words(words: Iterable[Word], sides: tuple[float, float], height: float) -> list[Word]:
    """The words that begin on the page and go on from none that begins outside."""
    left, right = sides
    inside: list[Word] = []
    before: Word | None = None
    """The last word outside, or that goes on from one."""
    for word in words:
        out = word.x0 < left - word.size or word.x0 >= right or not 0 <= word.y <= height
        if out or (before is not None and _goes_on(before, word)):
            before = word
        else:
            inside.append(word)
    return inside


def _goes_on(before: Word, word: Word) -> bool:
    """Whether a word stands right behind another in the same type."""
    em = before.size
    return word.size == em and abs(word.y - before.y) < 0.1 * em and -em < word.x0 - before.x1 < em


def _boxes(words: Columns) -> array[float]:
    boxes = array("f", bytes(16 * len(words.texts)))
    for at, column in enumerate(words.all[1:]):
        boxes[at::4] = array("f", column)
    return boxes


def _is_placed(word: Word) -> bool:
    """Whether a word has a place and a size."""
    return math.isfinite(sum(box := array("f", word[1:]))) and box[3] > 0


def printed(text: str) -> str:
    """A word's characters as a reader sees them: ligatures taken apart, one minus sign, nothing invisible."""
    if text.isascii():
        return text
    text = _BROKEN_OFF.sub(_MARK, text)
    text = text.translate(_CHARACTERS).replace(_MARK, BREAK_HYPHEN)
    if _PAIR.search(text):
        text = _with_pairs_apart(text)
    return _SIGN_BEFORE_DIGIT.sub("-", text)


def with_tex_characters(text: str) -> str:
    """The same text, one character for each, with those that only TeX's fonts have at codes that print nothing."""
    return text.translate(_TEX) if _TEX_CODE.search(text) else text


def _with_pairs_apart(text: str) -> str:
    """A word with its code units that are letters written as these, where its other letters are Latin ones."""
    apart = _PAIR.sub(_pair, _TRIPLE.sub(_triple, text))
    return apart if all(character < "\u0250" for character in apart if character.isalpha()) else text


def _triple(match: re.Match[str]) -> str:
    third = chr(max(0, (ord(match[1]) >> 8) - ord("f")))
    return f"ff{third}" if ord(match[1]) & 0xFF == 0 and third.isascii() and third.isalpha() else match[0]


def _pair(match: re.Match[str]) -> str:
    first, second = chr(ord(match[0]) >> 8), chr(ord(match[0]) & 0xFF)
    if not (first.isascii() and first.isalpha()):
        return match[0]
    if second == "\x00":
        return first
    return first + second if second.isascii() and second.isalpha() else match[0]


def superscript(text: str) -> str:
    """The same text, its digits raised."""
    return text.translate(_SUPERSCRIPTS)


def raised(text: str) -> str:
    """A word whose last digit stands above the line: "m2" as "m²"."""
    return text[:-1] + superscript(text[-1])
