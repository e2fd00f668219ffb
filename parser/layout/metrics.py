"""What a document measures: its word space, line distance and text width, all relative to the size of its type."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from statistics import median

from doelboom.parser.codes import NO_CODES, Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.layout.headings.heading_places import LearningPlaces, Places
from doelboom.parser.layout.headings.justified import runs_of
from doelboom.parser.layout.lines import Line, text_of
from doelboom.parser.layout.settings import SETTINGS
from doelboom.parser.layout.whole_words import WholeWords
from doelboom.parser.vocabulary import BULLETS, is_figure, is_label_word


@dataclass(frozen=True, slots=True)
class Metrics:
    """A document's measures. Ratios to the em, but for the lengths, which are in the page's unit."""

    space: float = SETTINGS.usual_space
    """White space between two words."""
    pitch: float = SETTINGS.usual_pitch
    """Distance from one line of running text to the next."""
    width: float = 0.0
    """Length, from the left edge of the page's print to the end of the longest lines of running text."""
    justified: bool = False
    parts_paragraphs: bool = False
    """Whether white space stands between paragraphs, so that no line begins one that stands close below another."""
    bullet: float | None = None
    """Length, from the left edge of the page's print to the outermost bullets."""
    indent: float = 0.0
    """Length, from the left edge of the page's print to where most lines of running text begin."""
    hyphenates: bool = False
    """Whether lines of running text end in hyphens so often that a program must have parted the words."""
    cells: frozenset[str] = field(default=frozenset())
    """What stands in the cells of the headings of actions and projects, behind the first, on their first line."""
    slack: float = 0.0
    """By which part the printed widths can differ from those measured: text in columns only counts characters."""
    recognised: bool = False
    """Whether the text was recognised in pictures, so that boxes jitter."""
    places: Places = field(default_factory=Places)
    """Where the cells of headings begin."""
    words: Container[str] = frozenset()
    """The words that stand whole on a line, in small letters, compounds with their hyphens."""
    codes: Codes = NO_CODES
    """The codes of the document."""

    @property
    def cell_gap(self) -> float:
        """White space, in em, that parts two cells: clearly more than between two words."""
        least = SETTINGS.recognised_gap if self.recognised else 0.0
        return max(SETTINGS.cell_gap_ratio * self.space, self.space + SETTINGS.cell_gap_excess, least)

    @property
    def start(self) -> float:
        """How far apart, in em, the lines of one cell may begin."""
        return _start(recognised=self.recognised)


def _start(*, recognised: bool) -> float:
    return SETTINGS.recognised_start if recognised else SETTINGS.same_start


@dataclass(slots=True)
class Measuring:
    """Collects the measures of a document, a page at a time."""

    slack: float = 0.0
    recognised: bool = False
    """Whether the text was recognised in pictures."""
    codes: Codes = NO_CODES

    _spaces: list[float] = field(default_factory=list)
    _surely: Counter[float] = field(default_factory=Counter)
    """Line distances before lines that begin with a small letter, so within a paragraph."""
    _pitches: Counter[float] = field(default_factory=Counter)
    _beginnings: list[tuple[float, float]] = field(default_factory=list)
    """Of lines of running text that begin with a capital below another: the line distance, and where that one ends."""
    _widths: Counter[tuple[float, int]] = field(default_factory=Counter)
    """By size and width."""
    _indents: Counter[int] = field(default_factory=Counter)
    _bullets: Counter[int] = field(default_factory=Counter)
    _words: WholeWords = field(default_factory=WholeWords)
    _cells: set[str] = field(default_factory=set)
    _hyphens: int = 0
    _places: LearningPlaces = field(default_factory=LearningPlaces)

    def add(self, lines: Sequence[Line]) -> None:
        """Takes the lines of one page into account."""
        if not lines:
            return
        left = min([line.x0 for line in lines])
        self._collect_words(lines)
        self._places.codes = self.codes
        if self.recognised:
            # Boxes jitter, and the white space between them does.
            self._places.narrowest = SETTINGS.sure_cell_gap
        self._places.add(lines)
        before: Line | None = None
        if len(lines) > 3 * SETTINGS.edge_lines:
            # Heads and feet have a width and a line distance of their own.
            lines = lines[SETTINGS.edge_lines : -SETTINGS.edge_lines]
        for line in lines:
            text = is_text(line)
            if text:
                self._measure(line, left)
            if before is not None and abs(before.size - line.size) < SETTINGS.same_type * line.size:
                pitch = round((line.y - before.y) / line.size, 2)
                if line.text[0].islower() and abs(line.x0 - before.x0) < SETTINGS.outdent * line.size:
                    # Cells of a heading, set to their middle, stand half a line apart.
                    self._surely[pitch] += 1
                elif text:
                    self._pitches[pitch] += 1
                    if line.text[0].isupper():
                        self._beginnings.append((pitch, before.x1 - left))
            if line.words[0].text in BULLETS and len(line.words) > 1:
                self._bullets[round(line.x0 - left)] += 1
            before = line if text else None

    def _collect_words(self, lines: Sequence[Line]) -> None:
        for line in lines:
            first = line.words[0].text
            if self.codes.is_leaf(first):
                self._cells.update(text_of(run) for run in runs_of(line, SETTINGS.sure_cell_gap)[1:])
            self._words.add(line)

    def _measure(self, line: Line, left: float) -> None:
        words = line.words
        if not self.codes.is_code(words[0].text):
            self._widths[round(line.size, 1), round(line.x1 - left)] += 1
            self._indents[round(line.x0 - left)] += 1
        self._hyphens += len(words[-1].text) > 1 and words[-1].text[-1] == "-"
        if len(self._spaces) < SETTINGS.enough_spaces:
            self._spaces += [(after.x0 - word.x1) / word.size for word, after in pairwise(words)]

    def result(self) -> Metrics:
        """The measures of all pages together."""
        sizes: Counter[float] = Counter()
        for (size, _), count in self._widths.items():
            sizes[size] += count
        size, lines = sizes.most_common(1)[0] if sizes else (1.0, 0)
        widths = {width: count for (other, width), count in self._widths.items() if other == size}
        width = _reached(widths)
        at_margin = sum(count for end, count in widths.items() if abs(end - width) <= max(1, SETTINGS.margin * size))
        start = _start(recognised=self.recognised)
        pitch = _pitch(self._surely, self._pitches)
        short = [apart for apart, end in self._beginnings if width - end > SETTINGS.surely_short * size]
        parted = sum(apart > SETTINGS.paragraph_pitch * pitch for apart in short)
        return Metrics(
            space=median(spaces)
            if (spaces := [space for space in self._spaces if space > 0])
            else SETTINGS.usual_space,
            pitch=pitch,
            parts_paragraphs=parted > SETTINGS.parted_share * len(short),
            width=width,
            justified=lines > 0 and at_margin / lines >= SETTINGS.justified_share,
            indent=max(self._indents, key=self._indents.__getitem__, default=0),
            bullet=_outermost(self._bullets),
            hyphenates=self._hyphens > SETTINGS.hyphenated_share * lines,
            cells=frozenset(self._cells),
            slack=self.slack,
            # In text in columns no place is exact.
            places=self._places.result(None if self.slack else start * size),
            recognised=self.recognised,
            words=self._words,
            codes=self.codes,
        )


def _outermost(bullets: Mapping[int, int]) -> float | None:
    """Where the outermost bullets stand (by place, how many do); a line that begins with a dash by chance is none."""
    if not bullets:
        return None
    enough = SETTINGS.bullet_share * max(bullets.values())
    return float(min(place for place, count in bullets.items() if count >= enough))


def _reached(widths: Mapping[int, int]) -> float:
    """The largest width that enough lines reach (by width, how many lines have it); 0 where there are none."""
    lines = sum(widths.values())
    beyond = 0
    for width in sorted(widths, reverse=True):
        beyond += widths[width]
        if beyond > SETTINGS.width_share * lines:
            return float(width)
    return 0.0


def is_text(line: Line) -> bool:
    """Whether a line is running text, long enough and closely set, and no row of figures."""
    words = line.words
    if len(words) < SETTINGS.fewest_text_words:
        return False
    widest = SETTINGS.widest_space * line.size
    end = math.inf
    for _, x0, x1, _, _ in words:
        if x0 - end > widest:
            return False
        end = x1
    return not all(is_figure(word[0]) or is_label_word(word[0]) for word in words)


def _pitch(*counts: Mapping[float, int]) -> float:
    """The line distance, by the distances of the surest lines first; the usual one where no lines tell."""
    for least in (SETTINGS.tight_pitch, 0.0):
        for pitches in counts:
            if apart := {pitch: count for pitch, count in pitches.items() if pitch > least}:
                return _smallest_common(apart)
    return SETTINGS.usual_pitch


def _smallest_common(pitches: Mapping[float, int]) -> float:
    """The smallest distance that is common: lines of a paragraph stand closer than paragraphs do."""
    most = max(pitches.values())
    return min(pitch for pitch, count in pitches.items() if count >= SETTINGS.pitch_share * most)
