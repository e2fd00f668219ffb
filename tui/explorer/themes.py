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
    name: str, *, dark: bool, cursor: tuple[str, str, str], muted: str, bars: tuple[str, str], **colours: str
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
            "cursor-style": "reverse" if colours["primary"] == "ansi_default" else "none",
            "block-cursor-text-style": "none",
            "muted": muted,
            "divider": muted if ansi else colours["panel"],
            "bar": bars[0],
            "receipts-bar": bars[1],
            "scrollbar": muted,
            "scrollbar-hover": muted,
            "scrollbar-active": colours["primary"],
            "scrollbar-background": colours["background"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "scrollbar-corner-color": colours["background"],
        },
        **colours,  # type: ignore[arg-type]
    )


DARK = _theme(
    "doelboom-dark",
    dark=True,
    cursor=("#2f4a63", "#f2f5f8", "#263340"),
    muted="#8a939e",
    bars=("#5f8fb8", "#9a86c4"),
    primary="#7aa2c8",
    secondary="#8fb8a8",
    accent="#e0b062",
    success="#7fbf8f",
    warning="#e0b062",
    error="#e0806a",
    foreground="#d7dbe0",
    background="#14181d",
    surface="#191e24",
    panel="#222932",
)
LIGHT = _theme(
    "doelboom-light",
    dark=False,
    cursor=("#cfe0f0", "#10161c", "#dfe6ec"),
    muted="#626a72",
    bars=("#3f76a8", "#7a5fb0"),
    primary="#2b5f8f",
    secondary="#3b7a66",
    accent="#9a5b00",
    success="#1f7a3f",
    warning="#9a5b00",
    error="#b03a22",
    foreground="#1d2329",
    background="#fbfbf9",
    surface="#f4f4f1",
    panel="#e8e9e6",
)
CONTRAST = _theme(
    "doelboom-contrast",
    dark=True,
    cursor=("#ffff00", "#000000", "#808000"),
    muted="#d0d0d0",
    bars=("#00d7ff", "#ff87ff"),
    primary="#00d7ff",
    secondary="#00ff87",
    accent="#ffff00",
    success="#00ff5f",
    warning="#ffff00",
    error="#ff8787",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
)
TERMINAL = _theme(
    "doelboom-terminal",
    dark=True,
    cursor=("ansi_blue", "ansi_bright_white", "ansi_bright_black"),
    muted="ansi_bright_black",
    bars=("ansi_bright_blue", "ansi_magenta"),
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
)
"""The terminal's own sixteen colours."""
NO_COLOUR = _theme(
    "doelboom-none",
    dark=True,
    cursor=("ansi_default", "ansi_default", "ansi_default"),
    muted="ansi_default",
    bars=("ansi_default", "ansi_default"),
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
        "ansi_default",
    ),
)
"""No colour at all: bold, underline and reverse say what colours say elsewhere."""

THEMES = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST, "terminal": TERMINAL, "none": NO_COLOUR}
"""The themes by the name that the settings use."""


def theme_for(able: Abilities, name: str | None) -> Theme:
    """The theme that is asked for, else the one that suits the terminal; no colours where it wants none."""
    if able.colours is Colours.NONE:
        return NO_COLOUR
    if name is not None:
        return THEMES[name]
    if able.colours is Colours.SIXTEEN:
        return TERMINAL
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
