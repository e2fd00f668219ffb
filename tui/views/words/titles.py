"""What an item of the tree is called: apart from the screens, so that a command line need not load them for it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from doelboom.data.model.outline import WHOLE, Item, Outline
from doelboom.data.model.queries import CORRECTION, SUBTOTAL
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _


def marked_title(title: str, mark: str | None) -> str:
    """A title in a list, with what its row's mark says beside it: a negative budget is no budget, a sum no row."""
    words = {CORRECTION: _("correction"), SUBTOTAL: _("subtotal")}.get(mark or "")
    return f"({words}) {title}" if words is not None else title


def title_of(item: Item) -> str:
    """An item's title, or what stands in its place."""
    if item.title is not None:
        return item.title
    if item.is_whole:
        return _("Whole report")
    if item.is_remainder:
        return _("not in this report")
    return _("(heading lost)") if item.is_lost else _("(no title)")


def shown_title(outline: Outline, code: str, measure: Measure | None = None) -> str:
    """The title of an item that is shown with the figures of a measure, or of all (None): those say which way a
    remainder goes."""
    item = outline.item(code)
    if not item.is_remainder:
        return title_of(item)
    lines = [outline.figures(code, one) for one in (Measure if measure is None else (measure,))]
    return remainder_title(value for line in lines for value in (line.reference, line.actual, line.prior))


def remainder_title(values: Iterable[Decimal | None]) -> str:
    """What a remainder is, by its figures: what the parent has beyond its children, or they beyond it."""
    known = [value for value in values if value]
    if not known or min(known) > 0:
        return _("not in this report")
    return _("the children have more") if max(known) < 0 else _("parent and children differ")


def name_of(code: str) -> str:
    """A code, or the words for the whole report, which has none."""
    return _("Whole report") if code == WHOLE else code
