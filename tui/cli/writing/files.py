"""What commands that write a file have in common: which file, in which format, and what is said where it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from doelboom.tui.cli.asking.options import FORMATS, form_or_default
from doelboom.tui.cli.report import Wrong
from doelboom.tui.locale.words import _

Function = TypeVar("Function", bound=Callable[..., Any])

VIEW_FORMATS = (*FORMATS, "parquet", "xlsx", "md")
"""The formats in which a view can be written to a file, called as its name ends."""
_OF_VIEWS = {name: name for name in VIEW_FORMATS}
_STANDARD_OUTPUT = Path("-")


def output_options(words: str) -> Callable[[Function], Function]:
    """``-o`` and ``--force``; `words` are the help of the first. The command gets None for standard output."""

    def options(function: Function) -> Function:
        force = click.option("--force", is_flag=True, help=_("Replace the file if there is one."))
        output = click.option(
            "-o",
            "--output",
            metavar="FILE",
            type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
            callback=lambda _context, _parameter, path: None if path == _STANDARD_OUTPUT else path,
            help=words,
        )
        return output(force(function))

    return options


def form_by_ending(output: Path | None, otherwise: str, forms: Mapping[str, str] = _OF_VIEWS) -> str:
    """The format that the ending of a file's name says, by `forms`; `otherwise` where it has none.

    Raises:
        click.UsageError: the ending says none of them.
    """
    ending = output.suffix.lstrip(".").lower() if output is not None else ""
    if ending and ending not in forms:
        words = _("a name that ends in .{ending} does not say which format; --format does")
        raise click.UsageError(words.format(ending=ending))
    return forms.get(ending, otherwise)


def view_form(form: str | None, output: Path | None) -> str:
    """The format asked for; else what the file's name says, or a table; on standard output as every view there.

    Raises:
        click.UsageError: the ending says no format.
    """
    if form is None and output is not None:
        return form_by_ending(output, "table")
    return form_or_default(form)


@contextmanager
def writing(output: Path | None) -> Iterator[None]:
    """Says in one line why a file, or (None) standard output, could not be written.

    Raises:
        Wrong: it could not. A pipe that nobody reads any more is no failure, and is raised as it is.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except FileExistsError:
        raise Wrong(_("{file}: is there already; --force replaces it").format(file=output)) from None
    except OSError as error:
        name = output if output is not None else _("standard output")
        raise Wrong(_("{file}: cannot be written: {why}").format(file=name, why=error.strerror or error)) from None
