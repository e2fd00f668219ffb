"""What a terminal can do beyond writing at a place, by what the system knows of its name (terminfo)."""

from __future__ import annotations

from contextlib import suppress

from doelboom.parser.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Sequences:
    """The sequences that a terminal has. Without any it is a VT100: moves, EL and a scrolling region."""

    erases_in_colour: bool = False
    """Whether what is erased has the background in force (bce); else it has the terminal's own."""
    repeat: bool = False
    """REP: the last character again."""
    erase: bool = False
    """ECH: some characters."""
    column: bool = False
    """CHA: to a column of this row."""
    lines: bool = False
    """IL and DL: lines in, lines out."""


_FORMS = {"rep": b"%p1%c\x1b[%p2%{1}%-%db", "ech": b"\x1b[%p1%dX", "hpa": b"\x1b[%i%p1%dG", "il": b"\x1b[%p1%dL",
          "dl": b"\x1b[%p1%dM"}  # fmt: skip
"""The sequences that are written here. A terminal that does the same by others is taken for one that cannot."""


def sequences_of(term: str) -> Sequences:
    """The sequences of a terminal by its name; the VT100's where the system does not know it."""
    with suppress(ImportError):
        import _curses  # the public module also sets up what only its windows need

        with suppress(_curses.error, ValueError):
            _curses.setupterm(term=term, fd=1)
            has = {name: _curses.tigetstr(name) == form for name, form in _FORMS.items()}
            in_colour = _curses.tigetflag("bce") == 1
            return Sequences(in_colour, has["rep"], has["ech"], has["hpa"], has["il"] and has["dl"])
    return Sequences()
