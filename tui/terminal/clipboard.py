"""Putting a text on the clipboard, over SSH and inside tmux too, and saying honestly what was done.

OSC 52 asks the terminal, which never answers; inside tmux its own buffer is sure; on a desktop there are programs
that say whether they took it. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html (OSC 52)
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

from doelboom.parser.dataclass import dataclass
from doelboom.tui.locale.words import N_

_SECONDS = 2.0
"""How long a clipboard program may take; a hanging one must not hang the screen."""

Run = Callable[[list[str], bytes], bool]
"""Runs a command with an input; whether it took it."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a text is copied: by a program, or (without one) by a sequence to the terminal."""

    said: str
    """What can be said afterwards, to be translated."""
    program: tuple[str, ...] = ()
    wrap: str = "{}"
    """What stands around the sequence, for a program between here and the terminal."""


_TERMINAL = N_("Sent to the terminal, which does not say whether it took it: {text}")
_BUFFER = N_("In tmux's buffer, and sent on to the terminal: {text}")
_COPIED = N_("Copied: {text}")

OSC_52 = Way(_TERMINAL)
SCREEN = Way(_TERMINAL, wrap="\033P{}\033\\")
"""GNU screen passes on what stands in a device control string."""
TMUX_PASSTHROUGH = Way(_TERMINAL, wrap="\033Ptmux;\033{}\033\\")


def ways(environ: Mapping[str, str], has: Callable[[str], object] = shutil.which) -> list[Way]:
    """The ways to try, surest first."""
    possible = []
    if environ.get("TMUX"):
        if has("tmux"):
            possible.append(Way(_BUFFER, ("tmux", "load-buffer", "-w", "-")))
        return [*possible, TMUX_PASSTHROUGH]
    if not (environ.get("SSH_CONNECTION") or environ.get("SSH_TTY")):
        if environ.get("WAYLAND_DISPLAY") and has("wl-copy"):
            possible.append(Way(_COPIED, ("wl-copy",)))
        if environ.get("DISPLAY") and has("xclip"):
            possible.append(Way(_COPIED, ("xclip", "-selection", "clipboard")))
        if environ.get("DISPLAY") and has("xsel"):
            possible.append(Way(_COPIED, ("xsel", "--clipboard", "--input")))
        if has("pbcopy"):
            possible.append(Way(_COPIED, ("pbcopy",)))
    return [*possible, SCREEN if environ.get("STY") else OSC_52]


def sequence(text: str, way: Way) -> str:
    """What asks the terminal to take a text: base64, so nothing in the text can end the sequence."""
    encoded = base64.b64encode(text.encode()).decode("ascii")
    return way.wrap.format(f"\033]52;c;{encoded}\a")


def run(command: list[str], content: bytes) -> bool:
    """Runs a clipboard program; whether it took the text."""
    try:
        done = subprocess.run(  # noqa: S603 - a command of ours; the text is its input, never part of it
            command, input=content, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def copy(text: str, write: Callable[[str], object], environ: Mapping[str, str] = os.environ, runs: Run = run) -> str:
    """Copies a text the surest way that works here; returns what can be said of it, with ``{text}`` left open.

    Args:
        write: writes to the terminal.
    """
    for way in ways(environ):
        if not way.program:
            write(sequence(text, way))
            return way.said
        if runs(list(way.program), text.encode()):
            return way.said
    return _TERMINAL
