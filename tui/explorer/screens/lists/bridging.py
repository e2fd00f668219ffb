"""From a row of a list to the bridge of its node."""

from __future__ import annotations

from typing import Any

from doelboom.data.model.outline import WHOLE, Outline
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _


def explained(outline: Outline, code: str | None) -> str:
    """The node whose bridge says most of another: itself where it has parts, else what stands above it; the whole
    report where there is none."""
    while code is not None and code in outline and not outline.below(code):
        code = outline.above(code)
    return code if code is not None and code in outline else WHOLE


def open_bridge(screen: BaseScreen[Any], outline: Outline, code: str | None, measure: Measure) -> None:
    """Opens the bridge of a row's node, or of what stands above it. A node that is gone to from there is gone to."""
    from doelboom.tui.explorer.screens.bridge import BridgeScreen

    def closed(node: str | None) -> None:
        if node is not None:
            screen.leave_for(node)

    if code is None:
        screen.say(_("Nothing is highlighted to explain."), warning=True)
    else:
        screen.app.push_screen(BridgeScreen(outline, explained(outline, code), measure), closed)
