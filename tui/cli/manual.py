"""The manual page, made from the commands themselves: ``python -m doelboom.tui.cli.manual > tui/doelboom.1``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from doelboom.tui.cli.lazy import load
from doelboom.tui.locale.words import use_language

_ABOUT = (
    (
        "doelboom reads the documentation of policy objectives that Flemish cities publish with their annual accounts "
        "(PDF, office file, web page or text), proves its figures against each other, and shows the tree of policy "
        "objectives, action plans, actions and projects with budget, account and staff."
    ),
    (
        "Without a command it opens the explorer: on the report opened last, else on the bundled one; at CODE, if one "
        "is given. In the explorer, ? shows all keys."
    ),
    (
        "A report that the archive cannot show any more, since another version kept it or it is damaged, is read again "
        "from its file, and one line on standard error says so. Where its file is gone or has changed, the command "
        "ends: the bundled report answers only where no report was ever opened, or where it is asked for."
    ),
    (
        "Figures are shown the way the report prints them. csv and json carry the frames' own column names and plain "
        "exact numbers (1234567.00), and what the report does not say as an empty cell or null. In a pipe nothing is "
        "coloured, boxed or cut off."
    ),
)
_STATUS = (
    ("0", "Done."),
    ("1", "Something asked for is not there, or a figure is in doubt."),
    ("2", "Wrong use, or a report that cannot be read or shown. One line on standard error says what."),
)
_FILES = (
    ("$XDG_DATA_HOME/doelboom/reports", "The archive: reports that were opened. doelboom reports --prune frees space."),
    (
        "$XDG_CONFIG_HOME/doelboom/config.toml",
        "Settings: theme, language, keys. doelboom doctor says where it is on this system.",
    ),
)
_SHARED = frozenset({"--report", "--lang", "--log", "--fresh", "-h,--help"})
"""The options that are named once, since they mean the same everywhere."""
_ENVIRONMENT = (
    ("NO_COLOR", "No colours in the explorer."),
    ("LC_ALL, LC_MESSAGES, LANG", "The language, where neither --lang nor the settings name one."),
)


def manual() -> str:
    """The manual page in roff, in English."""
    use_language("en")
    # The words of the commands are made when they are imported, so not before the language is set.
    cli: click.Group = load("doelboom.tui.cli.group:cli")
    context = cli.make_context("doelboom", [], resilient_parsing=True)
    lines = [
        '.TH DOELBOOM 1 "" "doelboom" "User Commands"',
        ".ad l",
        ".nh",
        ".SH NAME",
        r"doelboom \- a terminal explorer for the annual accounts of Flemish cities",
        ".SH SYNOPSIS",
        r".B doelboom",
        r"[\fIOPTIONS\fR] [\fICODE\fR]",
        ".br",
        r".B doelboom",
        r"\fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(_ABOUT),
        ".SH OPTIONS",
        "For doelboom and for its commands, except where a command says otherwise:",
        *_options(cli, context),
        ".SH COMMANDS",
    ]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        lines += _command(command, click.Context(command, context, info_name=name))
    lines += [".SH EXAMPLES", *_examples(cli)]
    lines += [".SH EXIT STATUS", *_terms(_STATUS)]
    lines += [".SH FILES", *_terms(_FILES), ".SH ENVIRONMENT", *_terms(_ENVIRONMENT)]
    return "\n".join(lines) + "\n"


def _names(parameter: click.Parameter) -> str:
    return ",".join(parameter.opts)


def _escaped(text: str) -> str:
    """A text that roff shows as it is."""
    # Lines may break after each of a choice's values.
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("|", r"|\:")
    return rf"\&{text}" if text.startswith((".", "'")) else text


def _paragraphs(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield ".PP"
        yield _escaped(text)


def _terms(terms: Sequence[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in terms:
        yield ".TP"
        yield rf"\fB{_escaped(term)}\fR"
        yield _escaped(meaning)


def _options(command: click.Command, context: click.Context, without: frozenset[str] = frozenset()) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option) and _names(parameter) not in without:
            yield from _terms([record])


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f".SS {_escaped(f'doelboom {context.info_name} {pieces}')}"
    yield from _paragraphs([command.help or command.get_short_help_str(200)])
    yield from _options(command, context, _SHARED)
    yield from _examples(command)


def _examples(command: click.Command) -> Iterator[str]:
    for line, meaning in getattr(command, "examples", ()):
        yield from (".PP", f"{_escaped(meaning)}:", ".PP", ".RS", ".nf", rf"\fB{_escaped(line)}\fR", ".fi", ".RE")


if __name__ == "__main__":
    sys.stdout.write(manual())
