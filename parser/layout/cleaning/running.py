"""Running text: which lines go on from the line before, what a hyphen at the end of a line means, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doelboom.parser.formats.printable import printable
from doelboom.parser.formats.tabs import text_cell
from doelboom.parser.layout.lines import Line, segments, text_of
from doelboom.parser.layout.metrics import Metrics
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BREAK_HYPHEN, BULLETS, DASH_BULLETS, LEADERS, WORD, is_hyphenated

_LEADERS = re.compile(rf"(?:\s*[{LEADERS}_]){{3,}}\s*|\s+$")
_LETTER = re.compile(r"[^\W\d_]")
_LAST_WORD = re.compile(rf"{WORD}$")
_FIRST_WORD = re.compile(WORD)
_HANGING = frozenset({"en", "of", "en/of", "als", "tot", "dan", "noch", "maar", "naar", "versus", "t.e.m."})
"""After a hanging hyphen ("in- en uitstroom") these follow, and the hyphen stays."""


class RunningText:
    """Lines of running text to rows: the state between two lines."""

    def __init__(self, metrics: Metrics) -> None:
        self.above: Line | None = None
        """The line before this one, whatever it is, on the same page."""
        self._metrics = metrics
        self._before: tuple[Line, float] | None = None
        """The line of running text before this one, with the left edge of its page."""
        self._item: float | None = None
        """Where the text of the last list item begins."""

    def interrupt(self) -> None:
        """Told that something else stands between the text so far and what follows."""
        self._before = None

    def stands_apart(self, line: Line) -> bool:
        """Whether a line is no continuation of running text."""
        return self._before is None or self._has_gap(line) or len(segments(line, self._metrics.cell_gap)) > 1

    def row(self, line: Line, left: float, *, started: bool) -> Row:
        """A line's row.

        Args:
            left: the left edge of the print on its page.
            started: whether the first node was seen: before it, a line can have cells.
        """
        before, self._before = self._before, (line, left)
        has_gap = self._has_gap(line)
        if not started:
            wrapped = before is not None and not has_gap and not self._metrics.codes.is_code(line.words[0].text)
            return Row(_contents_cells(line), line.page, line.number, gap=has_gap, wrapped=wrapped)
        text = text_line(line, left, self._metrics)
        full = before is not None and is_full(before[0], line, before[1], self._metrics)
        if has_gap or before is None:
            self._item = None
        elif full and self._item is None and _is_dash_in_text(line, before[0]):
            return Row((line.text,), line.page, line.number, wrapped=True)
        if is_bullet(text):
            self._item = line.words[min(1, len(line.words) - 1)].x0
            return Row((text,), line.page, line.number, gap=has_gap or before is None)
        if before is None:
            return Row((text,), line.page, line.number, gap=True)
        if not has_gap and self.above is before[0] and self._metrics.parts_paragraphs:
            full = is_full(before[0], line, before[1], self._metrics, SETTINGS.loose_end)
        # Over the page no white space shows; and no item of a list goes on to the left of its own text.
        outdented = self._item is not None and line.x0 < self._item - SETTINGS.outdent * line.size
        gap = has_gap or (not full and (self.above is None or outdented))
        if gap:
            self._item = None
        return Row((text,), line.page, line.number, gap=gap, wrapped=full and not gap)

    def _has_gap(self, line: Line) -> bool:
        above = self.above
        if above is None:
            return False
        size = max(above.size, line.size)
        apart = line.y - above.y > SETTINGS.paragraph_pitch * self._metrics.pitch * size
        return apart or abs(above.size - line.size) > SETTINGS.other_size * size


def _is_dash_in_text(line: Line, before: Line) -> bool:
    """Whether a dash at the start of a line is one between words, which the end of the line before left over."""
    if line.words[0].text not in DASH_BULLETS or len(line.words) < 2:
        return False
    return abs(line.x0 - before.x0) < SETTINGS.outdent * line.size and before.text[-1] not in ":;."


def _contents_cells(line: Line) -> tuple[str, ...]:
    """The cells of a line before the first node; dots that lead to a page number part cells too."""
    cells = [part for run in segments(line, SETTINGS.contents_gap) for part in _LEADERS.split(text_of(run))]
    # A line can hold nothing but such dots.
    return tuple(cell for cell in cells if cell) or ("",)


def text_line(line: Line, left: float, metrics: Metrics) -> str:
    """The text of a line; a bullet of any kind becomes ``- ``, two spaces deeper on a second level."""
    words = line.words
    first = words[0].text
    deeper = metrics.bullet is not None and words[0].x0 - left - metrics.bullet > SETTINGS.deeper * words[0].size
    if (len(words) > 1 and first in BULLETS) or (first == "o" and _is_letter_bullet(words, metrics)):
        return f"{'  ' if deeper else ''}{text_cell(f'- {text_of(words[1:])}')}"
    text = text_cell(text_of(words))
    return f"  {text}" if deeper and is_bullet(text) else text


def _is_letter_bullet(words: Sequence[Word], metrics: Metrics) -> bool:
    """Whether a line begins with an "o" for a bullet, as Word sets them: white space wider than a space follows."""
    return len(words) > 1 and words[1].x0 - words[0].x1 > metrics.cell_gap * words[0].size


def is_bullet(text: str) -> bool:
    """Whether the text of a line begins an item of a list."""
    return text.lstrip().startswith("- ")


def is_full(line: Line, following: Line, left: float, metrics: Metrics, loose: float = 0.0) -> bool:
    """Whether a line only ended because it was full: the first word of the next one would not have fitted.

    Args:
        left: the left edge of the print on the line's page.
        loose: how far before the margin, in em, a line may end that is not justified.
    """
    limit = left + metrics.width
    if len(line.words) > 1 and (is_hyphenated(line.words[-1].text) or _ends_in_stroke(line.text)):
        return True
    if metrics.justified:
        return line.x1 >= limit - SETTINGS.full * line.size
    word = following.words[0]
    return line.x1 + metrics.space * line.size + (word.x1 - word.x0) > limit - max(
        SETTINGS.full * line.size, loose * line.size, metrics.slack * metrics.width
    )


def _ends_in_stroke(text: str) -> bool:
    """Whether a text ends in a word with a stroke behind it."""
    return text.endswith("/") and not text[-2:-1].isspace() and text[-2:-1] not in ("", "/")


def part_hyphenated(before: str, after: str, metrics: Metrics) -> tuple[str, str] | None:
    """Two lines' texts with the word that a hyphen (or a stroke) parts over them put together at the end of the first.

    None where the first does not end in such a mark: lines are then parted by a space.

    A hyphen that the program put there goes. A typed one goes before a small letter only, never after a digit or an
    abbreviation, and not where it hangs ("in- en uitstroom"); and then where the document prints the whole word
    elsewhere, or parts words at all and does not print the compound elsewhere, or prints neither part as a word.
    """
    rest, _, remaining = after.partition(" ")
    if _ends_in_stroke(before) and rest[:1].isalnum():
        return before + rest, remaining
    broken = before.endswith(BREAK_HYPHEN)
    if not broken and not (before.endswith("-") and len(before) > 1 and _LETTER.match(before[-2])):
        return None
    if not rest or (rest.casefold() in _HANGING and not broken):
        return None
    stem = before[:-1]
    if broken:
        return stem + rest, remaining
    if not _LETTER.match(rest):
        return None
    if not rest[0].islower() or _is_compound(stem, rest, metrics):
        return before + rest, remaining
    return stem + rest, remaining


def _is_compound(stem: str, rest: str, metrics: Metrics) -> bool:
    """Whether two parts are a compound with a hyphen, by the words that the document prints elsewhere."""
    first, second = _LAST_WORD.search(stem), _FIRST_WORD.match(rest)
    if first is None or second is None:
        return False
    left, right = first[0].casefold(), second[0].casefold()
    if left + right in metrics.words:
        return False
    if f"{left}-{right}" in metrics.words or (first[0].isupper() and len(first[0]) > 1):
        return True
    return not metrics.hyphenates and (left in metrics.words or right in metrics.words)


def join_lines(runs: Sequence[Sequence[Word]], metrics: Metrics) -> str:
    """The text of a cell from its lines."""
    text = ""
    for run in runs:
        part = text_of(run)
        if text and (halves := part_hyphenated(text, part, metrics)) is not None:
            text = " ".join(half for half in halves if half)
        else:
            text = f"{text} {part}" if text else part
    return printable(text)
