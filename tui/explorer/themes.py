"""The themes of the explorer, and the look that each gives to what is drawn."""

from __future__ import annotations

from rich.style import Style
from textual.theme import Theme

from doelboom.tui.terminal.abilities import Abilities, Colours
from doelboom.tui.views.drawing.look import PRETTY, Look, Signs

_ANSI = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
    "block-hover-background": "ansi_default",
}
"""What Textual's own widgets ask of a theme in the terminal's colours."""


def _theme(
    name: str,
    *,
    dark: bool,
    cursor: tuple[str, str, str],
    muted: str,
    divider: str,
    bars: tuple[str, str],
    **colours: str,
) -> Theme:
    """A theme; `cursor` is the background under the cursor, its text, and the background without the focus."""
    background, text, blurred = cursor
    ansi = colours["background"].startswith("ansi")
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        variables={
            **(_ANSI if ansi else {}),
            "block-cursor-background": background,
            "block-cursor-foreground": text,
            "block-cursor-blurred-background": blurred,
            "block-cursor-blurred-foreground": colours["foreground"] if blurred != background else text,
            "cursor-style": "reverse" if background == "ansi_default" else "none",
            "blurred-cursor-style": "underline" if background == "ansi_default" else "none",
            "block-cursor-text-style": "none",
            "muted": muted,
            "divider": divider,
            "bar": bars[0],
            "receipts-bar": bars[1],
            "scrollbar": muted,
            "scrollbar-hover": muted,
            "scrollbar-active": colours["primary"],
            "scrollbar-background": colours["background"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "scrollbar-corner-color": colours["background"],
            "border": colours["primary"],
            "border-blurred": divider,
            "text-disabled": muted,
            "text-muted": muted,
            "input-selection-background": background if not ansi else "ansi_default",
            "input-selection-foreground": text if not ansi else "ansi_default",
        },
        **colours,  # type: ignore[arg-type]
    )


DARK = _theme(
    "doelboom-dark",
    dark=True,
    cursor=("#25394d", "#f2f5f8", "#263340"),
    muted="#9aa3ae",
    divider="#626b76",
    bars=("#6f9fc8", "#a592cf"),
    primary="#85add3",
    secondary="#8fb8a8",
    accent="#e0b062",
    success="#7fbf8f",
    warning="#e0b062",
    error="#e68c78",
    foreground="#d7dbe0",
    background="#14181d",
    surface="#191e24",
    panel="#222932",
)
LIGHT = _theme(
    "doelboom-light",
    dark=False,
    cursor=("#d6e4f1", "#10161c", "#e2e8ed"),
    muted="#565e66",
    divider="#85898c",
    bars=("#2f6799", "#6d52a5"),
    primary="#28588a",
    secondary="#3b7a66",
    accent="#7d4a00",
    success="#17663a",
    warning="#7d4a00",
    error="#a5311b",
    foreground="#1d2329",
    background="#fbfbf9",
    surface="#f4f4f1",
    panel="#e8e9e6",
)
CONTRAST = _theme(
    "doelboom-contrast",
    dark=True,
    cursor=("#003f7f", "#ffffff", "#303030"),
    muted="#d0d0d0",
    divider="#d0d0d0",
    bars=("#00d7ff", "#ff87ff"),
    primary="#00d7ff",
    secondary="#00ff87",
    accent="#ffff00",
    success="#00ff5f",
    warning="#ffff00",
    error="#ff9e9e",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
)
_DEFAULT = "ansi_default"
_OWN = dict.fromkeys(("foreground", "background", "surface", "panel"), _DEFAULT)
TERMINAL = _theme(
    "doelboom-terminal",
    dark=True,
    cursor=(_DEFAULT, _DEFAULT, _DEFAULT),
    muted="ansi_white",
    divider="ansi_white",
    bars=("ansi_cyan", "ansi_bright_magenta"),
    primary="ansi_cyan",
    secondary="ansi_cyan",
    accent="ansi_bright_yellow",
    success="ansi_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    **_OWN,
)
"""The terminal's own sixteen colours: those that are far from black on every terminal that was looked at."""
TERMINAL_LIGHT = _theme(
    "doelboom-terminal-light",
    dark=False,
    cursor=(_DEFAULT, _DEFAULT, _DEFAULT),
    muted=_DEFAULT,
    divider=_DEFAULT,
    bars=("ansi_blue", "ansi_magenta"),
    primary="ansi_blue",
    secondary="ansi_blue",
    accent="ansi_magenta",
    success="ansi_blue",
    warning="ansi_magenta",
    error="ansi_red",
    **_OWN,
)
"""Those that are far from white."""
NO_COLOUR = _theme(
    "doelboom-none",
    dark=True,
    cursor=(_DEFAULT, _DEFAULT, _DEFAULT),
    muted=_DEFAULT,
    divider=_DEFAULT,
    bars=(_DEFAULT, _DEFAULT),
    **dict.fromkeys(
        (
            "primary",
            "secondary",
            "accent",
            "success",
            "warning",
            "error",
            "foreground",
            "background",
            "surface",
            "panel",
        ),
        _DEFAULT,
    ),
)
"""No colour at all: bold, underline and reverse say what colours say elsewhere."""

THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "terminal": TERMINAL, "none": NO_COLOUR}
"""The themes by the name that the settings use."""
ALL = (*THEMES.values(), TERMINAL_LIGHT)
"""All themes."""


def theme_for(able: Abilities, name: str | None) -> Theme:
    """The theme that is asked for, else the one that suits the terminal; no colours where it wants none."""
    if able.colours is Colours.NONE:
        return NO_COLOUR
    if name == "terminal" or (name is None and able.colours is Colours.SIXTEEN):
        return TERMINAL_LIGHT if able.light else TERMINAL
    if name is not None:
        return THEMES[name]
    return LIGHT if able.light else DARK


def look_of(theme: Theme, signs: Signs = PRETTY) -> Look:
    """The look of a theme, with these signs."""

    def colour(name: str | None) -> Style:
        if not name or name == "ansi_default":
            return Style()
        return Style(color=name.removeprefix("ansi_"))

    muted = colour(theme.variables.get("muted"))
    if theme is NO_COLOUR:
        return Look(dim=Style(dim=True), signs=signs)
    accent = colour(theme.accent)
    return Look(
        strong=Style(bold=True),
        dim=muted,
        term=Style(bold=True) + colour(theme.primary),
        good=colour(theme.success),
        bad=colour(theme.error),
        neutral=colour(theme.primary),
        doubt=Style(bold=True, reverse=True) + colour(theme.warning),
        match=Style(underline=True, bold=True) + accent,
        bar=colour(theme.variables.get("bar") or theme.primary),
        receipts_bar=colour(theme.variables.get("receipts-bar") or theme.secondary),
        signs=signs,
    )
