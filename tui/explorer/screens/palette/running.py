"""Doing what was chosen in the palette, on the screen where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doelboom.tui.explorer.commands import BY_ID, Place
from doelboom.tui.explorer.screens.palette.entries import Deed, GoTo, Run, UseLanguage, UseTheme, opener
from doelboom.tui.explorer.screens.palette.settings import keep_settings, use_language, use_theme

if TYPE_CHECKING:
    from doelboom.tui.explorer.screens.base import BaseScreen
    from doelboom.tui.explorer.screens.travel import TravelScreen


async def do(deed: Deed, screen: BaseScreen[Any]) -> None:
    """Does it, from a screen."""
    if isinstance(deed, Run):
        await _run(deed, screen)
    elif isinstance(deed, GoTo):
        screen.leave_for(deed.code)
    elif isinstance(deed, UseTheme):
        use_theme(screen, deed.name)
    elif isinstance(deed, UseLanguage):
        use_language(screen, deed.name)
    else:
        keep_settings(screen)


async def _run(deed: Run, screen: BaseScreen[Any]) -> None:
    command = deed.command
    if command.place in (*screen.PLACES, Place.EVERYWHERE):
        await screen.run_command(command, deed.answer)
        return
    explorer = _back_to_explorer(screen)
    opens = opener(command.place)
    if opens is None:
        await explorer.run_command(command, deed.answer)
        return
    await explorer.run_command(BY_ID[opens])
    opened = explorer.app.screen
    if command.place in getattr(opened, "PLACES", ()):
        # Behind its being made: until then it has no rows and no focus.
        opened.call_later(opened.run_command, command, deed.answer)  # type: ignore[attr-defined]


def _back_to_explorer(screen: BaseScreen[Any]) -> TravelScreen:
    """Closes what is open over the explorer."""
    explorer = screen.explorer
    for above in reversed(explorer.app.screen_stack[1:]):
        above.leave_for(None)  # dialogs are closed by now
    return explorer
