"""What is said of a filter, and of names in a row."""

from __future__ import annotations

from collections.abc import Sequence

from doelboom.tui.locale.words import _

_FEW = 5
"""How many names stand in a row."""


def filter_words(text: str | None, taken_for: Sequence[str]) -> str | None:
    """The words of a filter, and what they were taken for where no row has them."""
    if text is None or not taken_for:
        return text
    meant = first_few(list(dict.fromkeys(taken_for)))
    return _("{text} (taken for {meant})").format(text=text, meant=meant)


def first_few(names: Sequence[str]) -> str:
    """Names in a row, and a sign where there are more."""
    return ", ".join([*names[:_FEW], *(["..."] if len(names) > _FEW else [])])
