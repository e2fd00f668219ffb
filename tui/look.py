"""The styles that drawing functions use, by meaning. Every meaning also has a word or a sign."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Look:
    """Styles by meaning, for Rich texts."""

    strong: Style = Style(bold=True)
    dim: Style = Style(dim=True)
    term: Style = Style(bold=True)
    """The headings of the report's tables and sections."""
    good: Style = Style()
    bad: Style = Style()
    neutral: Style = Style()
    doubt: Style = Style(bold=True, reverse=True)
    match: Style = Style(underline=True, bold=True)
    bar: Style = Style()
    receipts_bar: Style = Style()

    def effect(self, effect: str | None) -> Style:
        """The style of a variance by its effect."""
        if effect == "favourable":
            return self.good
        if effect == "adverse":
            return self.bad
        return self.neutral


PLAIN = Look()

DARK = Theme(
    name="doelboom-dark",
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
    dark=True,
    variables={
        "block-cursor-background": "#2f4a63",
        "block-cursor-foreground": "#f2f5f8",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#263340",
        "block-cursor-blurred-foreground": "#d7dbe0",
        "muted": "#8a939e",
        "bar": "#5f8fb8",
        "receipts-bar": "#9a86c4",
    },
)

LIGHT = Theme(
    name="doelboom-light",
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
    dark=False,
    variables={
        "block-cursor-background": "#cfe0f0",
        "block-cursor-foreground": "#10161c",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#dfe6ec",
        "block-cursor-blurred-foreground": "#1d2329",
        "muted": "#626a72",
        "bar": "#3f76a8",
        "receipts-bar": "#7a5fb0",
    },
)


def look_of(theme: Theme) -> Look:
    """The look of a theme."""

    def colour(name: str | None) -> Style:
        return Style(color=name) if name else Style()

    muted = colour(theme.variables.get("muted"))
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
    )
