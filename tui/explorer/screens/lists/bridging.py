"""From a row of a list to the bridge of its node."""

from __future__ import annotations

from typing import Any

from doelboom.data.model.outline import Outline
from doelboom.data.queries.bridge import explained
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _


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
