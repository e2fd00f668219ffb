"""The two tables of a node: header lines and body lines to rows with a cell a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field

from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.columns import FIGURES, Columns, Span, columns_above, columns_of, joined, placed
from doelboom.parser.layout.lines import Line, text_of
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.words import Word
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import (
    CURRENCIES,
    DASHES,
    DIRECTIONS,
    SECTIONS,
    YEAR,
    is_balance,
    is_enumerator,
    is_figure,
    is_header_word,
    is_hyphenated,
    is_label_word,
    is_section,
    is_table_title,
)

_GROUP = re.compile(r"\d{3}(?:[. ]\d{3})*(?:,\d+)?(?:%|-|\))?")
_WHOLE = re.compile(r"[-–(]?\d{1,3}(?:[. ]\d{3})*")
_YEAR = re.compile(rf"\b{YEAR}\b")
_SOME_YEAR = re.compile(YEAR)
_FEWEST_FIGURES = 3
"""So many figures behind a label make a table's line of a line below a header that is not known."""
_BEHIND = frozenset({"-", ")"})
"""What closes a negative figure."""
_OPENED = re.compile(r"\( ?\d[^)]*")
_UNSIGNED = re.compile(r"\d[\d.,]*(?: ?%)?")


def is_table_line(text: str) -> bool:
    """Whether a line can only be part of a table: header words for the most part, or a label and figures."""
    words = text.split()
    if all(map(is_header_word, words)):
        return True
    if _YEAR.search(text) and any(map(is_table_title, words)) and 2 * sum(map(is_header_word, words)) >= len(words):
        return True
    return is_label_word(words[0]) and all(is_label_word(word) or is_figure(word) for word in words)


def is_header_line(line: Line) -> bool:
    """Whether a line holds words of a header alone."""
    words = line.words
    # Most lines are running text, of which no more than the first word need be looked at.
    return is_header_word(words[0].text) and all(is_header_word(word.text) for word in words)


def find_header(lines: Sequence[Line], start: int) -> tuple[Columns, int] | None:
    """The columns of the header that begins at a line, and how many lines it takes; None where none begins."""
    if not is_header_line(lines[start]):
        return None
    end = start + 1
    while (
        end < len(lines)
        and end - start < SETTINGS.header_lines
        and lines[end].y - lines[end - 1].y < SETTINGS.header_pitch * lines[end].size
        and is_header_line(lines[end])
    ):
        end += 1
    columns = columns_of(lines[start:end])
    return (columns, end - start) if columns is not None else None


def find_unusual_header(lines: Sequence[Line], start: int) -> tuple[Columns, int] | None:
    """The same for a header with words that are in no other: five groups of words above five columns of figures.

    A title, years and the line of figures right below show where it begins and ends; words that nothing is known of
    belong to the group that they stand in.
    """
    if not may_begin_header(lines[start]):
        return None
    end = start + 1
    while end < len(lines) and end - start <= SETTINGS.header_lines:
        line = lines[end]
        if line.y - lines[end - 1].y >= SETTINGS.header_pitch * line.size:
            return None
        figures = _line_figures(line)
        if figures:
            full = figures if len(figures) == FIGURES else _first_full(lines, end)
            columns = columns_above(lines[start:end], full, lines[end].words[0]) if full else None
            return (columns, end - start) if columns is not None else None
        end += 1
    return None


def may_begin_header(line: Line) -> bool:
    """Whether a line holds a table's title, or header words for the most part."""
    text = line.text.casefold()
    if not ("%" in text or "onderb" in text or "budgett" in text or _has_year(text)):
        # Most lines are running text, whose words need not be looked up.
        return False
    texts = [word.text for word in line.words]
    known, left = 0, len(texts)
    for text in texts:
        known += is_header_word(text)
        left -= 1
        if 3 * (known + left) < len(texts):
            return False
    return 2 * known >= len(texts) or any(map(is_table_title, texts))


def _has_year(text: str) -> bool:
    return ("20" in text or "19" in text) and _SOME_YEAR.search(text) is not None


def _line_figures(line: Line) -> list[Span]:
    """Where the figures of a table's line stand; none where it is no such line."""
    words = line.words
    if len(words) > SETTINGS.label_words + SETTINGS.figure_words * FIGURES:
        return []
    at = next((at for at, word in enumerate(words) if not (is_label_word(word.text) or is_enumerator(word.text))), 0)
    rest = [word for word in words[at:] if word.text not in CURRENCIES]
    if not at or len(rest) < _FEWEST_FIGURES or not all(is_figure(word.text) for word in rest):
        return []
    return [span for span, _ in _figures(rest, SETTINGS.usual_space)]


def _first_full(lines: Sequence[Line], start: int) -> list[Span]:
    """Where the figures stand of the first line of a table that has all of them."""
    for line in lines[start : start + len(SECTIONS) * len(DIRECTIONS)]:
        if len(figures := _line_figures(line)) == FIGURES:
            return figures
    return []


@dataclass(slots=True)
class _Body:
    """One line of a table's body: the words of its label, and its figures from left to right."""

    page: int
    y: float
    number: int | None
    label: list[Word]
    figures: list[tuple[Span, str]]


@dataclass(slots=True)
class Table:
    """A table being read. It goes on over the page until all its lines are there."""

    columns: Columns
    page: int
    """The page of its header."""
    space: float
    """White space between two words, in em."""
    _bodies: list[_Body] = field(default_factory=list)
    _seen: int = 0
    """How many lines with figures were taken."""
    _interrupted: bool = False
    """Whether something else stood between its lines."""

    @property
    def complete(self) -> bool:
        return self._seen >= (1 if self.columns.staff else len(SECTIONS) * len(DIRECTIONS))

    def header(self, line: Line) -> Row:
        """The header's row, which begins at a line."""
        return Row((self.columns.title, "", *self.columns.texts), line.page, line.number, gap=True)

    def take(self, line: Line) -> bool:
        """Takes a line into the table's body, if it is one of it."""
        if not self._seen and line.page != self.page and is_header_line(line):
            # The end of the page can cut through the header too.
            return True
        body = self._body(line)
        if body is None:
            return False
        balance = bool(body.figures) and any(is_balance(word.text) for word in body.label)
        if len(self._bodies) >= SETTINGS.table_lines:
            return False
        if self.complete and not (balance and not self._interrupted) and (body.figures or not self._is_rest(body)):
            return False
        self._bodies.append(body)
        self._seen += bool(body.figures) and not balance
        return True

    def _is_rest(self, body: _Body) -> bool:
        """Whether a line is what a hyphen in the label before it left over; with text in between, nothing is."""
        if not self._bodies:
            return False
        last = self._bodies[-1]
        return bool(last.label) and is_hyphenated(last.label[-1].text) and body.page == last.page

    def _body(self, line: Line) -> _Body | None:
        words = line.words
        at = 0
        while at < len(words) and (
            is_label_word(words[at].text)
            or (is_enumerator(words[at].text) and any(is_label_word(word.text) for word in words[at + 1 : at + 2]))
        ):
            at += 1
        label = [word for word in words[:at] if not is_enumerator(word.text)]
        rest = tuple(word for word in words[at:] if word.text not in CURRENCIES)
        if len(rest) > SETTINGS.figure_words * FIGURES or at > SETTINGS.label_words or not (label or rest):
            return None
        figures = [is_figure(word.text) for word in rest]
        if not label and not all(figures):
            return None
        if rest and not any(figures):
            return None
        if not all(figures) and any(
            not figure and len(word.text) > SETTINGS.longest_non_figure
            for word, figure in zip(rest, figures, strict=True)
        ):
            return None
        return _Body(line.page, line.y, line.number, label, _figures(rest, self.space))

    def rows(self) -> list[Row]:
        """The rows of what was taken since the last time this was asked."""
        bodies, self._bodies = self._bodies, []
        lines = [body for body in bodies if body.figures]
        interrupted, self._interrupted = self._interrupted, True
        if interrupted and not lines:
            # Labels beside no figures, below other text: words of that text.
            return [Row((text_of(body.label),), body.page, body.number) for body in bodies]
        labels: dict[int, list[Word]] = {id(body): list(body.label) for body in lines}
        for body in bodies:
            if not body.figures and (line := _beside(body, lines)) is not None:
                labels[id(line)].extend(body.label)
        rows = [self._row(body, labels[id(body)], lines) for body in lines]
        return _with_sections_first(rows)

    def _columns(self, body: _Body, lines: Sequence[_Body]) -> tuple[list[Span], list[list[Span]]]:
        """Where the headers, and the figures of complete lines, stand for a line, on whichever page it is.

        Left and right pages can have different margins: what stands on another page moves along with the labels.
        """
        own = _anchor([line for line in lines if line.page == body.page])
        first = _anchor([line for line in lines if line.page == self.page])
        by = own - first if own is not None and first is not None else 0.0
        if own is not None and first is None and body.page != self.page:
            by = min((word.x0 for line in lines if line.page == body.page for word in line.label), default=0.0)
            by -= self.columns.title_span.x0
            by = by if abs(by) > SETTINGS.same_margin and self.columns.staff else 0.0
        complete = [line for line in lines if len(line.figures) == FIGURES]
        near = [line for line in complete if line.page == body.page] or complete
        shift = 0.0 if near and near[0].page == body.page else by
        full = [[span.moved(shift) for span, _ in line.figures] for line in near]
        return [span.moved(by) for span in self.columns.spans], full

    def _row(self, body: _Body, label: list[Word], lines: Sequence[_Body]) -> Row:
        label.sort(key=lambda word: (word.y, word.x0))
        section = joined([word for word in label if _in_section(word, label)])
        direction = joined([word for word in label if not _in_section(word, label)])
        if self.columns.staff:
            section, direction = f"{section} {direction}".strip(), ""
        if len(body.figures) >= FIGURES:
            figures = [text for _, text in body.figures]
        else:
            figures = placed(body.figures, *self._columns(body, lines))
        return Row((section, direction, *figures), body.page, body.number)


def _anchor(lines: Sequence[_Body]) -> float | None:
    """Where the labels of the second column begin, which moves with the page's margin."""
    return min((word.x0 for line in lines for word in line.label if not is_section(word.text)), default=None)


def _in_section(word: Word, label: Sequence[Word]) -> bool:
    """Whether a word of a label belongs to its first column: by what it says, or (a fragment) by what is above it."""
    above = [other for other in label if other.y < word.y and is_hyphenated(other.text)]
    under = [other for other in above if other.x0 < word.x1 and word.x0 < other.x1 + word.size]
    if under:
        return is_section(under[-1].text)
    return is_section(word.text)


def _beside(body: _Body, lines: Sequence[_Body]) -> _Body | None:
    """The line with figures that a lone label stands beside: the nearest, the upper one of two."""
    same = [line for line in lines if line.page == body.page]
    return min(same, key=lambda line: (abs(line.y - body.y) // 0.5, line.y), default=None)


def _with_sections_first(rows: list[Row]) -> list[Row]:
    """The rows, a section's name that is centred beside its two lines, or below, put on the first of them."""
    rows = list(rows)
    order = [row.cells[1][:1].casefold() for row in rows if not is_balance(row.cells[1])]
    # Where all lines are there, the first shows whether receipts come before expenditure.
    first, second = ("o", "u") if order == ["o", "u"] * len(SECTIONS) else ("u", "o")
    for at in range(1, len(rows)):
        before, row = rows[at - 1], rows[at]
        swapped = row.cells[0] and row.cells[1][:1].casefold() == second and before.cells[1][:1].casefold() == first
        if swapped and not before.cells[0]:
            rows[at - 1] = Row((row.cells[0], *before.cells[1:]), before.page, before.line, before.gap)
            rows[at] = Row(("", *row.cells[1:]), row.page, row.line, row.gap)
    return rows


def _figures(words: Sequence[Word], space: float) -> list[tuple[Span, str]]:
    """Words to figures: a sign, a thousand's group or a per cent sign that stands apart belongs to its neighbour."""
    figures: list[tuple[Span, str]] = []
    for word in words:
        if figures:
            span, text = figures[-1]
            near = word.x0 - span.x1 <= SETTINGS.figure_gap * space * word.size
            if near and _goes_on(text, word.text):
                figures[-1] = (Span(span.x0, word.x1), f"{text} {word.text}")
                continue
        figures.append((Span(word.x0, word.x1), word.text))
    return figures


def _goes_on(text: str, word: str) -> bool:
    if word == "%":
        return "%" not in text
    if word in _BEHIND:
        # A dash of its own stands in a column of its own: no closer to a figure than the columns are.
        return (_OPENED if word == ")" else _UNSIGNED).fullmatch(text) is not None
    if text in f"{DASHES}+(":
        return word[:1].isdigit()
    return _GROUP.fullmatch(word) is not None and _WHOLE.fullmatch(text) is not None and "," not in text
