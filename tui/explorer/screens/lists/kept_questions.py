"""Questions of the user's own, from the screen: kept under a name, and chosen beside the ready ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from doelboom.data.model.queries import Preset
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.questions import Question
from doelboom.tui.views.own_questions import keep_question as keep
from doelboom.tui.views.own_questions import own_questions, questions_to_choose


def choose_question(
    screen: BaseScreen[Any],
    asked: Question,
    chosen_preset: Callable[[Preset], None],
    chosen_question: Callable[[Question], None],
) -> None:
    """Asks for a ready question, or one of the user's own; leaving it changes nothing."""
    kept = own_questions()

    def chosen(value: str) -> None:
        if value in kept:
            chosen_question(kept[value])
        else:
            chosen_preset(Preset(value))

    current = next((value for value, question in kept.items() if question == asked), asked.query.preset.value)
    screen.choose(_("Question"), questions_to_choose(kept), current, "p", chosen)


def keep_question(screen: BaseScreen[Any], question: Question) -> None:
    """Asks for a name, and keeps the question under it in the settings file."""
    from doelboom.tui.explorer.screens.dialogs.keep import KeepScreen

    def chosen(name: str | None) -> None:
        if name is not None:
            _keep(screen, name, question)

    screen.app.push_screen(KeepScreen(read_config().questions), chosen)


def _keep(screen: BaseScreen[Any], name: str, question: Question) -> None:
    # Only who keeps something pays for what writes it.
    from doelboom.tui.settings.keeping import NotKept

    try:
        screen.say(keep(name, question))
    except NotKept as error:
        screen.say(str(error), warning=True)
