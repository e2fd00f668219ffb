"""The styles that drawing functions use, by meaning. Every meaning also has a word or a sign."""

from __future__ import annotations

from rich.style import Style

from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that are drawn, for a terminal that has them or not."""

    folded: str = "\N{BLACK RIGHT-POINTING SMALL TRIANGLE}"
    unfolded: str = "\N{BLACK DOWN-POINTING SMALL TRIANGLE}"
    blocks: bool = True
    """Whether bars are made of blocks."""
    downwards: str = "\N{DOWNWARDS ARROW}"
    upwards: str = "\N{UPWARDS ARROW}"
    by_size: str = "\N{PLUS-MINUS SIGN}"
    """Before the arrow of an order by size, whatever the sign."""
    parting: str = " \N{BOX DRAWINGS LIGHT VERTICAL} "
    bullet: str = "\N{BULLET}"
    marked: str = "\N{BLACK CIRCLE}"
    """Before a row that is marked."""
    bookmarked: str = "\N{BLACK DIAMOND}"
    """Before a row that has a bookmark."""
    noted: str = "\N{PILCROW SIGN}"
    """Behind the code of a row that has a note."""


PRETTY = Signs()
ASCII = Signs(
    folded=">",
    unfolded="v",
    blocks=False,
    downwards="v",
    upwards="^",
    by_size="+-",
    parting=" | ",
    bullet="-",
    marked="*",
    bookmarked="+",
    noted="n",
)


@dataclass(frozen=True, slots=True)
class Look:
    """Styles by meaning, for Rich texts, and the signs that go with them."""

    strong: Style = Style(bold=True)
    dim: Style = Style(dim=True)
    term: Style = Style(bold=True)
    """The headings of the report's tables and sections."""
    good: Style = Style()
    bad: Style = Style()
    neutral: Style = Style()
    doubt: Style = Style(bold=True, reverse=True)
    match: Style = Style(underline=True, bold=True)
    bar: Style = Style()
    receipts_bar: Style = Style()
    signs: Signs = PRETTY

    def effect(self, effect: str | None) -> Style:
        """The style of a variance by its effect."""
        if effect == "favourable":
            return self.good
        if effect == "adverse":
            return self.bad
        return self.neutral

    def bar_of(self, measure: Measure) -> Style:
        """The style of the bars of a measure: expenditure and receipts never share one."""
        return self.receipts_bar if measure.is_receipts else self.bar


PLAIN = Look()
