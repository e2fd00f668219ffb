"""The thorough engine: words from pdfplumber's characters."""

from __future__ import annotations

import contextlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pdfplumber

from doelboom.parser.dataclass import dataclass
from doelboom.parser.errors import ReportError
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import (
    MAY_END_RAISED,
    Columns,
    Page,
    Word,
    packed_columns,
    printed,
    raised,
    with_tex_characters,
)
from doelboom.parser.pdf.pdfium import MOST_CHARACTERS, PageError

_UNMAPPED = re.compile(r"\(cid:(\d+)\)")
"""What pdfminer puts for a code that it knows no character for."""
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_BULLET_CODES = frozenset({127, 129, 141, 143, 144, 157})
"""The unused codes of WinAnsiEncoding, which stand for a bullet (ISO 32000-1, annex D.2, note 3)."""


def read_page(document: pdfplumber.pdf.PDF, index: int) -> Page:
    """The words of one page, closed again whatever happens.

    Raises:
        PageError: pdfplumber cannot interpret the page, or it has absurdly many characters.
    """
    try:
        page = document.pages[index]
    except Exception as error:
        raise PageError(f"cannot be loaded ({_reason(error)})") from None
    try:
        frame = _Frame.of(page)
        characters = page.chars
        drawn = [*page.rects, *page.lines, *page.curves]
    except Exception as error:
        # pdfminer raises what its tokens lead it to (KeyError, struct.error, RecursionError, ...): all mean the same.
        raise PageError(f"cannot be interpreted ({_reason(error)})") from None
    finally:
        page.close()
    if len(characters) > MOST_CHARACTERS:
        raise PageError(f"has {len(characters)} characters, more than {MOST_CHARACTERS}")
    frame = frame.turned(characters)
    words = Columns.of(_words(characters, frame))
    made = packed_columns(index + 1, frame.height, words, sides=(0.0, frame.width))
    return made if frame.turn or page.rotation else replace(made, drawn=frame.drawn(drawn))


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:100]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The part of a page that is shown, from its top left corner, and how it is turned to be read."""

    left: float
    top: float
    width: float
    height: float
    bottom: float
    """How far above the page's lower end the shown part ends; baselines are counted from there."""
    turn: int = 0

    @classmethod
    def of(cls, page: Any) -> _Frame:
        left, top, right, bottom = map(float, page.cropbox)
        return cls(left, top, right - left, bottom - top, float(page.mediabox[3]) - bottom)

    def turned(self, characters: Iterable[dict[str, Any]]) -> _Frame:
        """The frame in which most of some characters can be read, if they are written across the page."""
        turns = Counter(_turn(character["matrix"]) for character in characters)
        turn = max((90, 270), key=lambda turn: turns[turn])
        if turns[turn] <= turns[0]:
            return self
        return replace(self, width=self.height, height=self.width, turn=turn)

    def drawn(self, boxes: Iterable[dict[str, Any]]) -> array[float]:
        """x0, x1, top and bottom of what is drawn."""
        values: list[float] = []
        for box in boxes:
            values += (float(box[side]) - self.left for side in ("x0", "x1"))
            values += (float(box[side]) - self.top for side in ("top", "bottom"))
        return array("f", values)

    def place(self, character: dict[str, Any]) -> tuple[float, float, float, float]:
        """x0, x1, baseline and em of a character."""
        x0, x1 = float(character["x0"]) - self.left, float(character["x1"]) - self.left
        matrix = character["matrix"]
        if not self.turn:
            return x0, x1, self.height - float(matrix[5]) + self.bottom, float(character["size"])
        top, bottom = float(character["top"]) - self.top, float(character["bottom"]) - self.top
        baseline = float(matrix[4]) - self.left
        if self.turn == 90:
            return self.width - bottom, self.width - top, baseline, x1 - x0
        return top, bottom, self.height - baseline, x1 - x0


def _turn(matrix: Sequence[float]) -> int | None:
    """By how much a page has to be turned so that a character stands upright; None for one that is aslant."""
    if abs(matrix[1]) <= SETTINGS.slope * abs(matrix[0]):
        return 0
    if abs(matrix[0]) <= SETTINGS.slope * abs(matrix[1]):
        return 90 if matrix[1] > 0 else 270
    return None


class _Run:
    """A word being collected: characters on one baseline without white space between them."""

    __slots__ = ("last_y", "size", "texts", "x0", "x1", "y")

    def __init__(self, text: str, x0: float, x1: float, y: float, size: float) -> None:
        self.texts = [text]
        self.x0, self.x1, self.y, self.size = x0, x1, y, size
        self.last_y = y

    def takes(self, x0: float, y: float, size: float) -> bool:
        em = max(self.size, size)
        return (
            -SETTINGS.word_overlap * em < x0 - self.x1 < SETTINGS.word_gap * em
            and abs(y - self.y) < SETTINGS.slant * em
        )

    def word(self) -> Word | None:
        text = "".join(self.texts)
        if self.y - self.last_y > SETTINGS.raised * self.size and MAY_END_RAISED.search(text):
            text = raised(text)
        text = printed(text)
        return Word(text, self.x0, self.x1, self.y, self.size) if text and self.size > 0 else None


def _words(characters: Iterable[dict[str, Any]], frame: _Frame) -> list[Word]:
    runs: list[_Run] = []
    run: _Run | None = None
    for character in characters:
        if _turn(character["matrix"]) != frame.turn:
            continue
        # A font's map can stand white space beside other characters of one code: it parts no words.
        text = "".join(with_tex_characters(_coded(character["text"])).split())
        if not text or text in "\x00\x03":
            run = None
            continue
        if text == _SOFT_HYPHEN and character["x1"] <= character["x0"]:
            continue
        x0, x1, y, size = frame.place(character)
        if run is not None and run.takes(x0, y, size):
            run.texts.append(text)
            run.x1 = max(run.x1, x1)
            run.last_y = y
        else:
            run = _Run(text, x0, x1, y, size)
            runs.append(run)
    return [word for run in runs if (word := run.word()) is not None]


def _coded(text: str) -> str:
    """A character, or what a code that has none stands for: one that prints nothing, a bullet, an unknown character."""
    unmapped = _UNMAPPED.fullmatch(text)
    if unmapped is None:
        return text
    code = int(unmapped[1])
    if code < ord(" "):
        return chr(code)
    return "\N{BULLET}" if code in _BULLET_CODES else "\N{REPLACEMENT CHARACTER}"


class Plumber:
    """A document opened with pdfplumber."""

    def __init__(self, path: Path, password: str | None) -> None:
        """Opens the document.

        Raises:
            ReportError: pdfplumber cannot open it.
        """
        try:
            self._document = pdfplumber.open(path, password=password or "")
        except Exception as error:
            raise ReportError(f"{path.name}: pdfplumber cannot open it ({_reason(error)})") from None

    def page(self, number: int) -> Page | str:
        """A page, or why it cannot be read."""
        try:
            return read_page(self._document, number - 1)
        except PageError as error:
            return str(error)

    def close(self) -> None:
        """Closes the document."""
        # It looks for pages to close, and fails over a document that has none that it can find.
        with contextlib.suppress(Exception):
            self._document.close()
