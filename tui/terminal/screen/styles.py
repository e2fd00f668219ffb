"""How a cell looks: styles, read from what a program writes, and written as what changes.

A colour is some ten bytes. Most pieces of a picture differ in one colour from the one before.
"""

from __future__ import annotations

from dataclasses import field

from doelboom.parser.dataclass import dataclass

_ON = {1: "bold", 2: "dim", 3: "italic", 4: "underline", 5: "blink", 6: "blink2", 7: "reverse", 8: "conceal",
       9: "strike", 21: "underline2", 51: "frame", 52: "encircle", 53: "overline"}  # fmt: skip
_OFF = {22: ("bold", "dim"), 23: ("italic",), 24: ("underline", "underline2"), 25: ("blink", "blink2"),
        27: ("reverse",), 28: ("conceal",), 29: ("strike",), 54: ("frame", "encircle"), 55: ("overline",),
        39: ("fg",), 49: ("bg",)}  # fmt: skip
_OFF_CODE = {name: str(code) for code, names in _OFF.items() for name in names}
_NAMES = (*_ON.values(), "fg", "bg")
_SEEN_ON_A_BLANK = frozenset(
    ("underline", "underline2", "reverse", "strike", "frame", "encircle", "overline", "blink", "blink2")
)
"""What a cell without a sign shows, besides its background."""
_LONGEST_STYLE = 120
"""Characters of parameters beyond which a style is not taken for one."""


@dataclass(eq=False, slots=True)
class Style:
    """Attributes in force: name to the parameters that set it. There is one object a style, see `Styles`."""

    attributes: dict[str, str]
    plain: bool = field(init=False)
    """Whether a blank cell shows nothing of it but the background."""

    def __post_init__(self) -> None:
        self.plain = not _SEEN_ON_A_BLANK & self.attributes.keys()

    @property
    def background(self) -> str:
        """The parameters of the background; empty for the terminal's own."""
        return self.attributes.get("bg", "")


class Styles:
    """All styles that were met, one object each, and the ways between them."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, ...], Style] = {}
        self._read: dict[tuple[Style, str], Style | None] = {}
        self._changes: dict[tuple[Style | None, Style], str] = {}
        self._blanks: dict[tuple[Style | None, str], Style] = {}
        self.none = self.of({})

    def of(self, attributes: dict[str, str]) -> Style:
        """The style with some attributes."""
        key = tuple(attributes.get(name, "") for name in _NAMES)
        if key not in self._styles:
            self._styles[key] = Style({name: value for name, value in zip(_NAMES, key, strict=True) if value})
        return self._styles[key]

    def read(self, style: Style, parameters: str) -> Style | None:
        """The style after a sequence's parameters; None where one of them is not known."""
        if (style, parameters) not in self._read:
            changed = _changed(style.attributes, parameters) if len(parameters) <= _LONGEST_STYLE else None
            self._read[style, parameters] = self.of(changed) if changed is not None else None
        return self._read[style, parameters]

    def change(self, old: Style | None, new: Style) -> str:
        """What takes a terminal from one style, None where it is not known, to another: the shorter of two ways."""
        if old is new:
            return ""
        if (old, new) not in self._changes:
            self._changes[old, new] = _change(old.attributes if old is not None else None, new.attributes)
        return self._changes[old, new]

    def for_a_blank(self, old: Style | None, background: str) -> Style:
        """The style nearest to one in force in which a blank cell shows a background, and nothing else."""
        if old is not None and old.plain and old.background == background:
            return old
        if (old, background) not in self._blanks:
            kept = old.attributes if old is not None else {}
            shown = {name: value for name, value in kept.items() if name not in _SEEN_ON_A_BLANK}
            ways = [self.of({**shown, "bg": background}), self.of({"bg": background})]
            self._blanks[old, background] = min(ways, key=lambda style: len(self.change(old, style)))
        return self._blanks[old, background]


def _changed(attributes: dict[str, str], parameters: str) -> dict[str, str] | None:
    style = dict(attributes)
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
                return None
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
            return None
        at += taken
    return style


def _change(current: dict[str, str] | None, style: dict[str, str]) -> str:
    anew = ";".join(["0", *style.values()]) if style else ""
    if current is None:
        return f"\x1b[{anew}m"
    gone = dict.fromkeys(_OFF_CODE[name] for name in current if name not in style)
    # Two attributes may have one end between them: the one that stays is set again.
    kept = [code for name, code in style.items() if current.get(name) == code and _OFF_CODE[name] in gone]
    changed = [code for name, code in style.items() if current.get(name) != code]
    step = ";".join([*gone, *kept, *changed])
    return f"\x1b[{step if len(step) <= len(anew) else anew}m"
