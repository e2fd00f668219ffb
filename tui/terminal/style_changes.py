"""Fewer bytes to the terminal, for a slow line: styles are written as what changes, not anew for every piece of text.

Textual ends every piece with a reset and begins the next with all of its colours. Most pieces differ in one colour
from the one before. What is shown is the same; a test holds both against each other on a terminal emulator.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"\x1b\[([0-9;]*)m|\x1b\[[0-9]+;[0-9]+H|\r?\n")
"""A style, or what moves the cursor without painting anything: before neither has the style to be right."""

_ON = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 5: "blink", 6: "blink2", 7: "reverse", 8: "conceal",
       9: "strike", 21: "underline2", 51: "frame", 52: "encircle", 53: "overline"}  # fmt: skip
_OFF = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline", "underline2"), 25: ("blink", "blink2"),
        27: ("reverse",), 28: ("conceal",), 29: ("strike",), 54: ("frame", "encircle"), 55: ("overline",),
        39: ("fg",), 49: ("bg",)}  # fmt: skip
_OFF_CODE = {name: str(code) for code, names in _OFF.items() for name in names}

Style = dict[str, str]
"""Attributes in force: name to the parameters that set it."""


class StyleChanges:
    """Rewrites what is written to a terminal. It remembers the style that the terminal has now."""

    def __init__(self) -> None:
        self._current: Style | None = {}
        """The style that the terminal has; None where that is not known."""
        self._next: Style | None = {}
        """The style for the next text; None where a parameter was not understood: then nothing is changed."""

    def feed(self, data: str) -> str:
        """The same for the terminal's screen, in fewer bytes."""
        out: list[str] = []
        at = 0
        for match in _PIECE.finditer(data):
            if match.start() > at:
                out += [self._change(), data[at : match.start()]]
            at = match.end()
            parameters = match[1]
            if parameters is None:
                out.append(match[0])
            elif not self._take_in(parameters):
                # A style of a kind not known here is written as it is, after a reset that makes all sure.
                out += [self._reset(), match[0]]
        if at < len(data):
            out += [self._change(), data[at:]]
        return "".join(out)

    def _take_in(self, parameters: str) -> bool:
        """Takes a style's parameters in; whether all were understood."""
        if self._next is None and parameters not in ("", "0"):
            return False
        style = dict(self._next or {})
        codes = [code or "0" for code in parameters.split(";")]
        at = 0
        while at < len(codes):
            number = int(codes[at])
            taken = 1
            if number == 0:
                style.clear()
            elif number in (38, 48):
                taken = {"5": 3, "2": 5}.get(codes[at + 1] if at + 1 < len(codes) else "", 0)
                if not taken or at + taken > len(codes):
                    return False
                style["fg" if number == 38 else "bg"] = ";".join(codes[at : at + taken])
            elif 30 <= number <= 37 or 90 <= number <= 97:
                style["fg"] = codes[at]
            elif 40 <= number <= 47 or 100 <= number <= 107:
                style["bg"] = codes[at]
            elif number in _ON:
                style[_ON[number]] = codes[at]
            elif number in _OFF:
                for name in _OFF[number]:
                    style.pop(name, None)
            else:
                return False
            at += taken
        self._next = style
        return True

    def _reset(self) -> str:
        self._current, self._next = None, None
        return "\x1b[0m"

    def _change(self) -> str:
        """What takes the terminal from the style it has to the next one, the shorter of two ways."""
        style = self._next
        if style is None or style == self._current:
            return ""
        anew = ";".join(["0", *style.values()]) if style else ""
        current, self._current = self._current, dict(style)
        if current is None:
            return f"\x1b[{anew}m"
        gone = dict.fromkeys(_OFF_CODE[name] for name in current if name not in style)
        # Bold and dim have one end between them: the one that stays is set again.
        both = ("bold", "dim") if "22" in gone else ()
        kept = [style[name] for name in both if name in style and name in current]
        changed = [code for name, code in style.items() if current.get(name) != code]
        step = ";".join([*gone, *kept, *changed])
        return f"\x1b[{step if len(step) <= len(anew) else anew}m"
