"""Questions of the user's own, from the screen: kept under a name, and chosen beside the ready ones."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Any

from doelboom.data.model.queries import Preset
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.questions import TABLE, Question, written
from doelboom.tui.views.questions import PRESETS

_KEPT = "kept:"
"""What stands before a name among the values to choose from."""


def choose_question(
    screen: BaseScreen[Any],
    asked: Question,
    chosen_preset: Callable[[Preset], None],
    chosen_question: Callable[[Question], None],
) -> None:
    """Asks for a ready question, or one of the user's own; leaving it changes nothing."""
    kept = {f"{_KEPT}{name}": question for name, question in read_config().questions.items()}
    options = [(preset.value, _(name), _(meaning)) for preset, (name, meaning) in PRESETS.items()]
    options += [(value, value.removeprefix(_KEPT), _("kept by you")) for value in kept]

    def chosen(value: str) -> None:
        if value in kept:
            chosen_question(kept[value])
        else:
            chosen_preset(Preset(value))

    current = next((value for value, question in kept.items() if question == asked), asked.query.preset.value)
    screen.choose(_("Question"), options, current, "p", chosen)


def keep_question(screen: BaseScreen[Any], question: Question) -> None:
    """Asks for a name, and keeps the question under it in the settings file."""
    from doelboom.tui.explorer.screens.dialogs.keep import KeepScreen

    def chosen(name: str | None) -> None:
        if name is not None:
            _keep(screen, name, question)

    screen.app.push_screen(KeepScreen(read_config().questions), chosen)


def _keep(screen: BaseScreen[Any], name: str, question: Question) -> None:
    # Only who keeps something pays for what writes it.
    from doelboom.tui.settings.keeping import NotKept, keep_in

    try:
        keep_in(TABLE, name, written(question))
    except NotKept as error:
        screen.say(str(error), warning=True)
        return
    words = _('Kept as "{name}": doelboom variances --question {argument}')
    screen.say(words.format(name=name, argument=shlex.quote(name)))
