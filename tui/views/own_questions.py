"""Questions of the user's own beside the ready ones: which there are to choose from, and keeping one under a name."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.questions import TABLE, Question, written
from doelboom.tui.views.questions import PRESETS

_KEPT = "kept:"
"""What stands before a name among the values to choose from: one may be called as a ready question is."""


def own_questions() -> Mapping[str, Question]:
    """The user's own questions, by the value that stands for each among those to choose from."""
    return {f"{_KEPT}{name}": question for name, question in read_config().questions.items()}


def questions_to_choose(own: Mapping[str, Question]) -> list[tuple[str, str, str]]:
    """Ready questions, by their preset, and then the user's own: value, name and meaning."""
    options = [(preset.value, _(name), _(meaning)) for preset, (name, meaning) in PRESETS.items()]
    return [*options, *((value, value.removeprefix(_KEPT), _("kept by you")) for value in own)]


def keep_question(name: str, question: Question) -> str:
    """Keeps a question in the settings file; in words how it is asked again.

    Raises:
        tui.settings.keeping.NotKept: the file cannot be written.
    """
    # Only who keeps something pays for what writes it.
    from doelboom.tui.settings.keeping import keep_in

    keep_in(TABLE, name, written(question))
    words = _('Kept as "{name}": doelboom variances --question {argument}')
    return words.format(name=name, argument=shlex.quote(name))
