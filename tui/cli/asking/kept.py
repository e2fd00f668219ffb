"""The user's own questions on the command line: by name, and as a list."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from doelboom.tui.cli.asking.names import did_you_mean
from doelboom.tui.cli.report import NotFound, say
from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.questions import Question, written
from doelboom.tui.views.words.equivalent import equivalent

_PARAMETERS = {"filter": "text"}
"""What the command line calls those parts of a question that have another name there."""


def questions() -> dict[str, Question]:
    """The questions that are kept, by name; what is wrong with the settings is said on standard error."""
    config = read_config()
    for complaint in config.complaints:
        say(complaint)
    return dict(config.questions)


def take_up(context: click.Context, _parameter: click.Parameter, name: str | None) -> str | None:
    """Has the options that are not given be those of a question.

    Raises:
        NotFound: none is kept under that name.
    """
    if name is None or context.resilient_parsing:
        return name
    kept = questions()
    if name not in kept:
        words = _('--question: no question is kept under "{name}"').format(name=name)
        raise NotFound(words + did_you_mean(name, kept))
    asked = {
        _PARAMETERS.get(part, part): ",".join(value) if isinstance(value, list) else value
        for part, value in written(kept[name]).items()
    }
    context.default_map = {**(context.default_map or {}), **asked}
    return name


def names(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names that begin with what was typed."""
    return [CompletionItem(name) for name in read_config().questions if name.startswith(incomplete)]


def list_questions(context: click.Context, _parameter: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001 - a flag
    """Writes each question that is kept and the command line that asks it, and ends."""
    if not is_asked or context.resilient_parsing:
        return
    kept = questions()
    for name, question in kept.items():
        command = equivalent(question.query, hide_zeroes=question.hide_zeroes, columns=question.columns)
        click.echo(f"{name}: {command}")
    if not kept:
        say(_("no question is kept; S in the variances keeps one"))
    context.exit()
