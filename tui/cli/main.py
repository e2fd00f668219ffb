"""The command line as a whole: everything a user can do wrong ends in one clear line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from doelboom.data.reading.address_space import live_with_little_room, too_little_room
from doelboom.data.storage.shared import libraries
from doelboom.data.storage.shared.layout import LibraryError
from doelboom.parser.errors import ReportError
from doelboom.parser.formats.printable import printable
from doelboom.tui.cli.lazy import later, load
from doelboom.tui.locale.words import LANGUAGES, _, use_language
from doelboom.tui.settings.config import read_config

EXIT_WRONG = 2
"""Wrong use, or a report that cannot be read."""
_EXIT_INTERRUPTED = 130
_LONGEST_LINE = 300
"""An unexpected error can quote a whole page."""
_LOG = "doelboom.tui.terminal.log"

log_failure = later(f"{_LOG}:log_failure")


def main() -> int:
    """Runs the command line; returns its exit code."""
    live_with_little_room()
    try:
        config = read_config()
        use_language(_language(sys.argv[1:]) or config.language)
        libraries.use(config.libraries)
    except Exception as error:
        return _unexpected(error)
    code = _run()
    # Without --log nobody loaded the log, and nobody should pay for it.
    if (log := sys.modules.get(_LOG)) is not None:
        log.LOGGER.info("ends with exit code %d", code)
    return code


def _run() -> int:
    try:
        # Its words are made when it is imported: the language has to be known by then.
        result = load("doelboom.tui.cli.group:cli").main(prog_name="doelboom", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _EXIT_INTERRUPTED
    except click.ClickException as error:
        _complain(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output left, as `head` does. Nothing more is wanted, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (LibraryError, ReportError) as error:
        _say(printable(str(error))[:_LONGEST_LINE])
        return EXIT_WRONG
    except Exception as error:
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _language(arguments: Sequence[str]) -> str | None:
    """The language in the arguments, whatever stands around it."""
    for argument, following in zip(arguments, [*arguments, ""][1:], strict=True):
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and value in LANGUAGES:
            return value
    return None


def _unexpected(error: Exception) -> int:
    """Whatever nobody thought of: one line, and the rest to the log."""
    log_failure(error, "doelboom")
    if isinstance(error, MemoryError) and (words := too_little_room()) is not None:
        _say(words)
        return EXIT_WRONG
    what = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
    text = _("stopped by an error of its own: {what} (with --log FILE, the log says where)")
    _say(printable(text.format(what=what))[:_LONGEST_LINE])
    return EXIT_WRONG


def _complain(error: click.ClickException) -> None:
    message = printable(error.format_message())
    if isinstance(error, click.UsageError) and error.ctx is not None:
        message += f" ({error.ctx.command_path} --help)"
    _say(message)


def _say(line: str) -> None:
    """Says one line on standard error, if anybody is left there."""
    try:
        print(f"doelboom: {line}", file=sys.stderr)  # noqa: T201 - the one place that complains
    except OSError:
        # The terminal is gone. Nothing more is wanted, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


if __name__ == "__main__":
    raise SystemExit(main())
