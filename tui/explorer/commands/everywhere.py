"""What can be done on every screen."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

EVERYWHERE = (
    Command(
        "check", "K", "check", N_("The check"), Place.EXPLORER, N_("What the report proves of itself"), N_("check")
    ),
    Command("back", "ctrl+o,alt+left", "back", N_("Back"), Place.EXPLORER, N_("To the node before the last jump")),
    Command("forward", "alt+right", "forward", N_("Forward"), Place.EXPLORER, N_("To the node from which Back came")),
    Command("help", "question_mark,f1", "help", N_("Help"), Place.EVERYWHERE, N_("All keys"), N_("help")),
    Command(
        "palette",
        "ctrl+p",
        "command_palette",
        N_("Palette"),
        Place.EVERYWHERE,
        N_("All commands, by name"),
        palette=False,
    ),
    Command(
        "escape",
        "escape",
        "escape",
        N_("Back, clear"),
        Place.EVERYWHERE,
        N_("Clears the filter, closes the screen"),
        palette=False,
    ),
    Command(
        "quit",
        "q",
        "close",
        N_("Quit"),
        Place.EVERYWHERE,
        N_("Closes this screen; the last one ends doelboom"),
        N_("quit"),
    ),
    Command(
        "repaint",
        "ctrl+l",
        "repaint",
        N_("Paint the screen anew"),
        Place.EVERYWHERE,
        N_("After something else wrote on the terminal"),
    ),
    Command(
        "stop", "ctrl+z", "stop", N_("Back to the shell"), Place.EVERYWHERE, N_("For a while: fg there continues it")
    ),
    Command("quit_now", "ctrl+c", "quit", N_("Quit at once"), Place.EVERYWHERE, N_("From anywhere"), palette=False),
)
"""The commands of every screen, and of the way between them."""
