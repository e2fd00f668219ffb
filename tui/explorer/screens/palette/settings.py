"""Another theme or language, at once, on every screen that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doelboom.tui.explorer.themes import NO_COLOUR, THEMES
from doelboom.tui.locale import words
from doelboom.tui.locale.words import _
from doelboom.tui.terminal.abilities import Colours

if TYPE_CHECKING:
    from doelboom.tui.explorer.screens.base import BaseScreen


def use_theme(screen: BaseScreen[Any], name: str) -> None:
    """Puts a theme in force, by the name that the settings use; not on a terminal that is to have no colours."""
    theme = THEMES[name]
    if getattr(screen.app, "colours", Colours.MANY) is Colours.NONE and theme is not NO_COLOUR:
        screen.say(_("This terminal has no colours, or NO_COLOR says that there are to be none."))
        return
    screen.app.theme = theme.name
    _chosen(screen, "theme", name)


def use_language(screen: BaseScreen[Any], name: str) -> None:
    """Has the interface speak another language."""
    from doelboom.tui.explorer.screens.base import BaseScreen as Known

    words.use_language(name)
    for above in screen.app.screen_stack:
        if isinstance(above, Known):
            above.reword()
    _chosen(screen, "language", name)


def _chosen(screen: BaseScreen[Any], setting: str, value: str) -> None:
    screen.explorer.chosen_settings[setting] = value
    screen.say(_("Until doelboom ends. To keep it: {keys}, keep").format(keys=screen.keys_of("palette")))


def keep_settings(screen: BaseScreen[Any]) -> None:
    """Writes what was chosen, and nothing else, into the settings file."""
    # Only who keeps something pays for the library that writes it.
    from doelboom.tui.settings.keeping import NotKept, keep_setting

    chosen = screen.explorer.chosen_settings
    if not chosen:
        screen.say(_("No other theme or language was chosen."))
        return
    try:
        paths = [keep_setting(name, value) for name, value in sorted(chosen.items())]
    except NotKept as error:
        screen.say(str(error), warning=True)
        return
    told = ", ".join(f'{name} = "{value}"' for name, value in sorted(chosen.items()))
    screen.say(_("Kept in {file}: {settings}").format(file=paths[0], settings=told))
