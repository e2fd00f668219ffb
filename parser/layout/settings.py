"""The thresholds by which a page's words become lines, tables, headings and text: all of them, in one place.

Lengths are in em (the size of the type they are measured on), distances of lines in em or times the document's own,
unless said otherwise.
"""

from __future__ import annotations

from doelboom.parser.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSettings:
    """How far apart, how many and how often: what parts things that belong together from things that do not."""

    # Words, from characters.
    word_gap: float = 0.2
    """White space that parts two words where no space character does."""
    word_overlap: float = 0.6
    """How far a character may step back and still go on with the word (kerning, an accent drawn apart)."""
    slant: float = 0.5
    """How far a word may rise from its first to its last character and still be a line's."""
    slope: float = 0.1
    """How steep a line of text may be."""
    raised: float = 0.15
    """How far the last digit of a word stands above its line at least to be a superscript."""
    character_width: float = 0.5
    """The width of a character in text in columns, as in most type."""

    # Lines.
    same_line: float = 0.3
    """Baselines closer than this are one line; a cell centred beside two lines is half a line off, 0.5 em or more."""
    superscript_size: float = 0.8
    """A superscript is smaller than its line by this factor at least."""
    superscript_rise: float = 0.6
    """How far a superscript may stand from its line's baseline."""
    superscript_words: int = 60
    """How many superscripts one line has at most."""
    superscript_gap: float = 0.4
    """How far a superscript may stand from the word before it."""
    within_word: float = 0.06
    """White space that is too narrow to part two words."""
    double_print: float = 0.15
    """How far apart two prints of one word may stand that only make it look bold."""

    # What a document measures.
    usual_space: float = 0.28
    """The word space of a document that does not show its own."""
    usual_pitch: float = 1.2
    """The line distance of a document that does not show its own."""
    widest_space: float = 1.2
    """White space wider than this is between cells, not words."""
    sure_cell_gap: float = 0.9
    """White space that surely parts cells where the word space is not known yet."""
    cell_gap_ratio: float = 1.8
    """White space between two cells is wider than that between two words by this factor at least ..."""
    cell_gap_excess: float = 0.2
    """... and by this much."""
    enough_spaces: int = 5_000
    """So many word spaces tell the document's own."""
    fewest_text_words: int = 5
    """A line of this many words, closely set, is running text."""
    same_type: float = 0.05
    """Lines whose sizes differ by a smaller part have a line distance to measure."""
    justified_share: float = 0.35
    """The part of the lines that end at the margin in justified text."""
    margin: float = 0.15
    """How far from the margin a line may end that ends at it."""
    width_share: float = 0.02
    """The part of the lines that must reach beyond a width before it counts as the text's."""
    edge_lines: int = 2
    """Heads and feet, so many lines of them, have a width and a line distance of their own."""
    hyphenated_share: float = 0.02
    """Where a larger part of the lines ends in a hyphen, a program parts the words."""
    bullet_share: float = 0.1
    """Bullets of one level occur at least this part as often as those of the most frequent one."""
    tight_pitch: float = 0.7
    """Lines closer than this stand side by side, in cells of their own, but where all lines are set so close."""
    pitch_share: float = 0.25
    """A line distance is common that occurs at least this part as often as the most frequent one."""
    grid_slack: float = 0.15
    """Lines of text in proportional type differ by this part in their number of characters when they are as wide."""

    # Page furniture.
    furniture_lines: int = 6
    """How many lines from the edge of the page furniture can reach."""
    most_head_spots: int = 100
    """On so many spots at most a document has heads and feet."""
    same_spot: float = 0.35
    """How far apart lines may stand from page to page and be on the same spot."""
    furniture_pages: int = 3
    """A line is furniture when it stands on the same spot on so many pages (on all, in a shorter document) ..."""
    usual_share: float = 0.4
    """... and on this part of all pages, left and right ones having lines of their own, whatever its words are ..."""
    together_share: float = 0.5
    """... or on so many pages one after another, and on this part of its pages so."""
    nearly_all: float = 0.8
    """On this part of all pages a line outweighs what its words are even where it could be a row of figures."""
    head_share: float = 0.6
    """A spot that is taken on this part of the pages may hold a running head, whatever its words are ..."""
    head_repeats: float = 0.3
    """... when its words are those of the page before on this part of the pages."""
    number_lines: int = 3
    """How many lines at most stand around a page number."""
    number_pitch: float = 2.0
    """White space, in line distances, that sets a lone page number apart."""

    # Over and beside the text.
    stamp_size: float = 1.5
    """A word across the page is larger than most of the page's type by this factor at least."""
    fewest_line_numbers: int = 4
    """So many numbers at least that grow evenly down the margin number lines ..."""
    line_number_width: float = 2.5
    """... and take no more width than this."""

    smallest_bullet: float = 0.12
    """A bullet that is drawn is so high at least ..."""
    largest_bullet: float = 0.7
    """... and at most, ..."""
    bullet_gap: float = 2.5
    """... and stands no farther from its text."""

    # Recognised pictures.
    recognised_size: float = 0.4
    """By which part the size of a recognised line may differ from the usual one and be the same."""
    recognised_start: float = 0.4
    """How far apart the lines of one cell may begin that were recognised."""
    recognised_gap: float = 0.75
    """White space between recognised cells is wider than this: that between words jitters."""
    stray_gap: float = 1.0
    """A lone letter so far from all others is a stray mark."""
    ghost_words: int = 30
    """Among so many words before it stands the other reading of a word that was read twice ..."""
    ghost_share: float = 0.6
    """... this part of its width over it ..."""
    ghost_likeness: float = 0.75
    """... and so much like it."""

    # Tables.
    header_lines: int = 8
    """How many lines the header of a table takes at most."""
    header_words: int = 150
    """How many words the header of a table has at most: five times what reports print."""
    longest_header: int = 80
    """How many letters and digits the header of one column, or the table's title, has at most."""
    table_lines: int = 100
    """How many lines the body of a table takes at most, the pieces of its labels among them."""
    label_words: int = 30
    """How many words the label of one of its lines has at most."""
    header_pitch: float = 2.2
    """Lines of one header stand no farther apart than this."""
    touching: float = 0.02
    """White space from top to bottom of a header that is too narrow to part two columns."""
    column_overlaps: tuple[float, ...] = (0.0, 0.4, 0.9, 1.4)
    """Text in columns counts characters, so cells that stand side by side on paper can overlap in it a little: these
    overlaps are tried, one after another."""
    column_spread: float = 0.5
    """By how many points the aligned edges of a column's figures may spread more than its best aligned ones do."""
    same_margin: float = 1.0
    """Margins that differ by no more than this many points are the same."""
    lines_printed_twice: int = 4
    """How many lines at most a page's end that cuts through a row prints on both pages."""
    longest_non_figure: int = 12
    """How many characters a word among a line's figures has at most that is none itself."""
    figure_words: int = 3
    """In how many words at most a figure is set (a sign, thousands, a per cent sign)."""
    figure_gap: float = 1.5
    """How far apart, in word spaces, the words of one figure may stand."""

    # Headings.
    heading_lines: int = 12
    """How many lines a heading takes at most, and how many of the next page can belong to what began on this one."""
    lines_above_code: int = 3
    """How many lines of a heading's other cells can stand above the one with its code."""
    heading_words: int = 150
    """How many words a line of a heading has at most: no paper is wide enough for so many."""
    heading_pitch: float = 1.35
    """Lines of one heading, or cell of it, stand no farther apart than this many times the usual distance ..."""
    heading_growth: float = 1.15
    """... and no farther than this many times the distance of its own first lines."""
    beside: float = 0.8
    """Lines closer than this many times the usual distance stand side by side, in different cells."""
    heading_size: float = 0.06
    """By which part the type of a heading's lines may differ."""
    title_size: float = 0.02
    """By which part the type of an objective's lines may differ."""
    aligned: float = 0.6
    """How far the lines of one cell may begin (or end, or have their middle) apart ..."""
    flush: float = 0.2
    """... and those of the first cell, which is always flush left."""
    set_in: float = 0.4
    """A heading whose code stands so far from where running text begins has cells with margins of their own."""
    padding: float = 3.0
    """How far the text of a cell may stay from the cell beside it because of both cells' margins."""
    cell_clearance: float = 0.3
    """How far a new cell keeps from the edges of the others."""
    fewest_title_words: int = 3
    """How many words a title has at least that a known cell is run into."""
    cell_words: int = 10
    """How many words such a cell has at most."""
    fewest_spaces: int = 4
    """On a line of so many word spaces ..."""
    alike_share: float = 0.7
    """... of which this part is alike ..."""
    alike_spaces: float = 0.1
    """... within this part of their middle one ..."""
    outstanding_space: float = 1.35
    """... white space that is wider by this factor parts cells."""
    even_line: float = 1.04
    """White space of which the widest is no wider than the narrowest by this factor is that of a stretched line ..."""
    fewest_even: int = 3
    """... where so many words at least stand alone, ..."""
    widest_stretch: float = 3.0
    """... no farther apart than this."""

    narrowest_cell_gap: float = 0.36
    """White space between two cells is wider than this ..."""
    fewest_headings: int = 3
    """... and where a cell begins is learnt from so many headings of a kind at least ..."""
    stable_share: float = 0.5
    """... and from this part of them. ..."""
    half_line: float = 0.9
    """Cells of another number of lines, set to their middle, stand no farther off than this, ..."""
    same_start: float = 0.16
    """... and begin there give or take this much: a word processor rounds the columns of each table."""
    same_end: float = 0.05
    """How far apart the full lines of a justified cell may end."""
    even_spaces: float = 1.3
    """The widest white space between their words is no wider than the narrowest, by this factor, ..."""
    set_off: float = 1.1
    """... and what parts them from the next cell is wider, by this factor at least."""
    start_slack: float = 0.25
    """Where it is known that a cell begins there, its first word may stand so far off."""
    x_middle: float = 0.3
    """How far above the baseline the middle of a line's letters is."""
    thin_line: float = 0.3
    """What is drawn no wider than this is a line and no box."""
    lowest_box: float = 0.7
    """A box or line beside text is so high at least."""
    edge_slack: float = 0.12
    """How far a letter may reach over what is drawn beside it."""
    full_cell: float = 1.0
    """So much nearer its end a cell's line may end where the next word would still have fitted: some programs choose
    where lines end by the whole of a paragraph."""

    # Running text.
    paragraph_pitch: float = 1.15
    """Lines farther apart than this many times the usual distance have white space between them."""
    surely_short: float = 4.0
    """A line that ends so far before the margin was not full. Where a capital follows, it ends a paragraph, ..."""
    parted_share: float = 0.8
    """... and where white space follows on more than this part of them, on all: ..."""
    loose_end: float = 2.5
    """... then a line that ends so far before the margin, with the next close below, was set by the whole of its
    paragraph, as some programs do."""
    other_size: float = 0.08
    """Type that differs by more than this part is set apart: a title from its text."""
    contents_gap: float = 2.5
    """White space that parts the cells of a line before the first node, as in a table of contents."""
    outdent: float = 0.3
    """A line that begins so far left of an item's text is not the item's."""
    aside: float = 0.3
    """A line that begins so far to the right, as a part of the print's width, is no running text."""
    deeper: float = 0.5
    """How far a bullet stands right of the outermost ones to be of the next level."""
    full: float = 0.3
    """How far a line may end before the margin in justified text and still be full."""

    @property
    def heading_reach(self) -> float:
        """How far apart, in em, lines of one heading stand at most while the document's line distance is not known."""
        return self.heading_pitch * self.usual_pitch


SETTINGS = LayoutSettings()
"""Those that reports are read with."""
