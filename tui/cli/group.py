"""The command line: quick look-ups, exports, and the door to the explorer.

A command is loaded when it is called; its help has examples that can be run as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from doelboom import __version__
from doelboom.tui.cli.asking.options import fresh_option, language_option, linear_option, log_option, report_option
from doelboom.tui.cli.lazy import later, load
from doelboom.tui.locale.words import _

Example = tuple[str, str]
"""A command line, and what it does."""
codes = later("doelboom.tui.cli.offers:codes")
completion_item = later("click.shell_completion:CompletionItem")


class Command(click.Command):
    """A command with examples."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **others: Any) -> None:
        super().__init__(*args, **others)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            formatter.write_paragraph()
            formatter.write(f"{_('Examples')}:\n")
        # Written as they are, never wrapped: a command line has to be copied whole.
        for command, meaning in self.examples:
            formatter.write(f"  {command}\n      {meaning}\n")


class LazyGroup(Command, click.Group):
    """Commands by name, each imported when it is called; a first word that is none is a code for the explorer."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str | None]], **others: Any) -> None:
        """`lazy` has the place of each command, and what the list of commands says of it: nothing of a hidden one.

        So that list loads no command; one whose own help is empty has the same words there.
        """
        super().__init__(*args, **others)
        self.lazy = lazy

    @property
    def _listed(self) -> dict[str, str]:
        return {name: words for name, (_place, words) in self.lazy.items() if words is not None}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        place, words = self.lazy[cmd_name]
        command: click.Command = load(place)
        command.help = command.help or words
        command.short_help = words
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.lazy:
            return "explore", self.get_command(ctx, "explore"), args
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._listed)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl(list(self._listed.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        commands = {name: words for name, words in self._listed.items() if name.startswith(incomplete)}
        items = [completion_item(name, help=words) for name, words in commands.items()]
        items += click.Command.shell_complete(self, ctx, incomplete)
        return [*items, *codes(ctx, None, incomplete)] if incomplete and not incomplete.startswith("-") else items


_COMMANDS = {
    "open": ("open:open_report", _("Read a report (PDF, office file, web page, text), keep it, and open it.")),
    "reports": ("reports:reports", _("List the reports known here.")),
    "show": ("show:show", _("What the report prints of one CODE.")),
    "search": ("search:search", _("Find nodes by words.")),
    "variances": ("variances:variances", _("Where account and budget differ most.")),
    "services": ("services:services", _("Budget, account and VTE by service.")),
    "bridge": ("bridge:bridge", _("Which children explain a variance.")),
    "diff": ("diff:diff", _("Two reports beside each other: what differs.")),
    "query": ("query:query", _("Ask all reports in SQL.")),
    "library": ("library:library", _("A library of reports that several people read.")),
    "check": ("check:check", _("What the report proves of itself.")),
    "export": ("export:export", _("Write rows to a file.")),
    "brief": ("brief:brief", _("One CODE on one page, to take along or to print.")),
    "notes": ("notes:notes", _("Your own notes, apart from the report.")),
    "completion": ("completion:completion", _("Print what makes a shell complete commands, options and codes.")),
    "doctor": ("doctor:doctor", _("What to tell who helps: versions, terminal, folders, archive.")),
    "explore": ("explore:explore", None),
}
"""Where each stands among the commands, and what the list says of it."""


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Explore the annual accounts of a Flemish city in the terminal. Without a command: the explorer, at CODE if "
        "one is given (doelboom CODE)."
    ),
    lazy={name: (f"doelboom.tui.cli.commands.{place}", words) for name, (place, words) in _COMMANDS.items()},
    examples=(
        ("doelboom", _("the explorer, on the last report opened")),
        ("doelboom AC34834", _("the explorer, at an action")),
        ("doelboom --linear", _("the explorer as lines, for screen readers and scripts")),
        ("doelboom open jaarrekening.txt --no-ui", _("reads a report, keeps it, and sums it up")),
        ("doelboom show AC34834", _("an action's tables and its description")),
        ("doelboom variances --limit 10", _("where account and budget differ most")),
        ("doelboom services --sort vte_variance --limit 10", _("the services with the largest VTE gap")),
        ("doelboom bridge SD10023", _("which plans explain the variance of an objective")),
        ("doelboom export amounts -o amounts.csv", _("every figure, for a spreadsheet")),
    ),
)
@click.version_option(__version__, prog_name="doelboom")
@report_option
@log_option
@language_option
@fresh_option
@linear_option
@click.pass_context
def cli(ctx: click.Context, report: str | None, fresh: bool, linear: bool) -> None:  # noqa: FBT001 - options
    """The explorer, unless there is a command."""
    if ctx.invoked_subcommand is None:
        explore = cli.get_command(ctx, "explore")
        assert explore is not None
        ctx.invoke(explore, code=None, report=report, fresh=fresh, linear=linear)
