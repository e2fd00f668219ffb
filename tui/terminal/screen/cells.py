"""The cells of a screen: one object for each sign in each style; two places look alike where they have the same one."""

from __future__ import annotations

from rich.cells import get_character_cell_size, split_graphemes

from doelboom.parser.dataclass import dataclass
from doelboom.tui.terminal.screen.styles import Style, Styles

_MOST = 50_000
"""Cells that are kept at most: a text of many scripts has as many signs as it likes."""


@dataclass(eq=False, slots=True)
class Cell:
    """What stands in a place of the screen."""

    text: str
    """What is written for it: a sign and the marks that combine with it. Nothing for the right half of a wide one."""
    style: Style
    width: int = 1
    """Places that it takes; 0 for the right half of a wide one."""
    odd: bool = False
    """Whether terminals differ over its width."""
    blank: bool = False
    """Whether it shows a background, and nothing else."""

    def does_with(self, style: Style) -> bool:
        """Whether it looks the same written in a style."""
        return self.style is style or (self.blank and style.plain and style.background == self.style.background)


Row = list[Cell | None]
"""The cells of a line of the screen; None where it is not known what stands there."""


class _Signs(dict[str, "Cell | None"]):
    """The cells of one style by their sign; None for a sign that does not take one place."""

    def __init__(self, cells: Cells, style: Style) -> None:
        self._cells, self._style = cells, style

    def __missing__(self, sign: str) -> Cell | None:
        cell = self._cells.make(sign, self._style) if get_character_cell_size(sign) == 1 else None
        self[sign] = cell
        return cell


class Cells:
    """The cells of all texts that are written to one terminal."""

    def __init__(self, styles: Styles, encoding: str) -> None:
        self._styles, self._encoding = styles, encoding
        self._signs: dict[Style, _Signs] = {}
        self._made: dict[tuple[str, Style, int], Cell] = {}

    def of(self, text: str, style: Style) -> list[Cell] | None:
        """The cells of a text, as many as places that it takes; None where it begins with a mark, which belongs to
        the cell before it."""
        if style not in self._signs:
            self._signs[style] = _Signs(self, style)
        cells = list(map(self._signs[style].__getitem__, text))
        return self._odd(text, style) if None in cells else cells  # type: ignore[return-value]

    def _odd(self, text: str, style: Style) -> list[Cell] | None:
        cells: list[Cell] = []
        for start, end, width in split_graphemes(text)[0]:
            if not width:
                return None
            cells.append(self.make(text[start:end], style, width))
            cells += [self.make("", style, 0)] * (width - 1)
        return cells

    def make(self, text: str, style: Style, width: int = 1) -> Cell:
        """The cell with a text."""
        if text == " ":
            style = self._styles.of({"bg": style.background}) if style.plain else style
        if (text, style, width) not in self._made:
            shown = text.encode(self._encoding, "replace").decode(self._encoding)
            if shown != text:
                shown = shown[:1].ljust(width)
            odd = len(text) > 1 or width != 1
            self._made[text, style, width] = Cell(shown, style, width, odd, text == " " and style.plain)
        return self._made[text, style, width]

    def with_mark(self, cell: Cell, mark: str) -> Cell:
        """A cell with another mark on it."""
        return self.make(cell.text + mark, cell.style, cell.width)

    def blank(self, cell: Cell) -> Cell:
        """An empty cell with the background of another."""
        return self.make(" ", self._styles.of({"bg": cell.style.background}))

    @property
    def too_many(self) -> bool:
        """Whether it is time to begin anew."""
        return len(self._made) > _MOST
