"""Commands that show in their help how they are used, with examples that can be run as they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from doelboom.tui.locale.words import _

Example = tuple[str, str]
"""A command line, and what it does."""


def _write_examples(formatter: click.HelpFormatter, examples: Sequence[Example]) -> None:
    """Written as they are, never wrapped: a command line has to be copied whole."""
    if not examples:
        return
    formatter.write_paragraph()
    formatter.write(f"{_('Examples')}:\n")
    for command, meaning in examples:
        formatter.write(f"  {command}\n      {meaning}\n")


class Command(click.Command):
    """A command with examples."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **others: Any) -> None:
        super().__init__(*args, **others)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(formatter, self.examples)


class Group(click.Group):
    """Commands by name; a first word that is no command is a code to open the explorer at."""

    command_class = Command

    def __init__(
        self,
        *args: Any,
        examples: Sequence[Example] = (),
        later: Mapping[str, tuple[str, str]] | None = None,
        **others: Any,
    ) -> None:
        """`later` are commands that few runs need, by module and name: imported only when they are asked for."""
        super().__init__(*args, **others)
        self.examples = tuple(examples)
        self.later = dict(later or {})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.later:
            module, name = self.later[cmd_name]
            command: click.Command = getattr(import_module(module), name)
            return command
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            return "explore", self.get_command(ctx, "explore"), args
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*(name for name in self.commands if not self.commands[name].hidden), *self.later]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        found = super().shell_complete(ctx, incomplete)
        if incomplete and not incomplete.startswith("-"):
            from doelboom.tui.cli.completion import codes

            found += codes(ctx, None, incomplete)
        return found

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _write_examples(formatter, self.examples)
