"""``doelboom completion``: what makes a shell complete."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from doelboom.tui.cli.asking.options import language_option
from doelboom.tui.cli.group import Command
from doelboom.tui.locale.words import _

SHELLS = ("bash", "zsh", "fish")


@click.command(
    cls=Command,
    help="",
    examples=(
        ('eval "$(doelboom completion bash)"', _("in ~/.bashrc; for zsh the same in ~/.zshrc")),
        ("doelboom completion fish > ~/.config/fish/completions/doelboom.fish", _("for fish, once")),
    ),
)
@click.argument("shell", type=click.Choice(SHELLS))
@language_option
def completion(shell: str) -> None:
    """Writes the shell's part of the completion."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(click.get_current_context().find_root().command, {}, "doelboom", "_DOELBOOM_COMPLETE").source())
