"""``doelboom doctor``: what is installed, what the terminal can do, where things lie, how the archive is."""

from __future__ import annotations

import locale
import os
import platform
import stat
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import click

from doelboom import __version__
from doelboom.data.reading.confinement.trial import tried
from doelboom.data.storage import locations
from doelboom.data.storage.archive import Archive, LastUnreadable
from doelboom.data.storage.contents import Kind
from doelboom.parser import PARSER_VERSION
from doelboom.parser.formats.printable import printable
from doelboom.tui.cli.asking.options import language_option
from doelboom.tui.cli.group import Command
from doelboom.tui.locale.words import _
from doelboom.tui.terminal.log import LIBRARIES, terminal_size, version_of
from doelboom.tui.views.words.numbers import bytes_in_words
from doelboom.tui.views.words.reports.unusable import complaint_of_last, why

_VARIABLES = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "TERM_PROGRAM", "SSH_TTY")
"""What says how the terminal is; none of them is secret."""

Line = tuple[str, str]


@click.command(cls=Command, help="")
@language_option
def doctor() -> None:
    """Writes it, a part after another."""
    for title, lines in (
        (_("Versions"), _versions()),
        (_("Terminal"), _terminal()),
        (_("Folders"), _folders()),
        (_("Archive"), _archive()),
        (_("Reading a PDF"), _reading()),
    ):
        click.echo(f"{title}:")
        for label, value in lines:
            click.echo(f"  {label}: {printable(value)}")


def _versions() -> Iterator[Line]:
    yield "doelboom", f"{__version__} (parser {PARSER_VERSION})"
    yield "python", f"{platform.python_version()} ({sys.executable})"
    yield _("system"), platform.platform()
    for name in LIBRARIES:
        yield name, version_of(name)


def _terminal() -> Iterator[Line]:
    for name in _VARIABLES:
        yield name, os.environ.get(name, "-")
    yield _("size"), terminal_size()
    yield _("inside"), ", ".join(_multiplexers()) or "-"
    encoding = sys.stdout.encoding or "-"
    yield _("encoding"), f"{encoding} ({_('locale')}: {locale.getpreferredencoding(do_setlocale=False)})"
    yield _("unicode"), _yes(_can_encode("▾█é²", encoding))
    yield _("is a terminal"), ", ".join(f"{name} {_yes(stream.isatty())}" for name, stream in _streams())


def _streams() -> Iterator[tuple[str, TextIO]]:
    yield from (("stdin", sys.stdin), ("stdout", sys.stdout), ("stderr", sys.stderr))


def _multiplexers() -> Iterator[str]:
    if os.environ.get("TMUX"):
        yield "tmux"
    if os.environ.get("STY"):
        yield "screen"


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _folders() -> Iterator[Line]:
    for label, folder in (
        (_("data"), locations.data_folder()),
        (_("settings"), locations.settings_folder()),
        (_("state"), locations.state_folder()),
        (_("cache"), locations.cache_folder()),
    ):
        yield label, f"{folder}, {_permissions(folder)}"


def _permissions(folder: Path) -> str:
    """What a folder is and what can be done in it, or in the nearest one that there is."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        above = next((parent for parent in folder.parents if parent.exists()), None)
        can = above is not None and os.access(above, os.W_OK | os.X_OK)
        return _("not there yet") if can else _("not there, and cannot be made")
    except OSError as error:
        return error.strerror or type(error).__name__
    mode = stat.filemode(status.st_mode)
    able = _("can be written") if os.access(folder, os.W_OK | os.X_OK) else _("cannot be written")
    owner = "" if not hasattr(os, "geteuid") or status.st_uid == os.geteuid() else f", {_('of another user')}"
    return f"{mode}, {able}{owner}"


def _archive() -> Iterator[Line]:
    archive = Archive()
    things = archive.survey()
    count = Counter(thing.kind for thing in things)
    size: Counter[Kind] = Counter()
    for thing in things:
        size[thing.kind] += thing.bytes
    yield _("folder"), f"{archive.root}, {_permissions(archive.root)}"
    for label, kind in (
        (_("reports"), Kind.KEPT),
        (_("of another version"), Kind.OUTDATED),
        (_("damaged"), Kind.DAMAGED),
        (_("left behind"), Kind.LEFTOVER),
        (_("being written"), Kind.BUSY),
    ):
        yield label, f"{count[kind]} ({bytes_in_words(size[kind])})"
    yield _("opened last"), _opened_last(archive)


def _reading() -> Iterator[Line]:
    """What the process that reads gives up on this machine, which a process of the same kind tried."""
    confinement = tried()
    if confinement is None:
        yield _("process"), _("cannot be started")
        return
    if confinement.files:
        files = _("only the document and programs (Landlock {version})").format(version=confinement.files)
    else:
        may = _("what this user may read (no Landlock here)")
        files = may if confinement.calls else _("what this user may (no Landlock here)")
    yield _("files"), files
    calls = _("none (seccomp)") if confinement.calls else _("what this user may (no seccomp here)")
    yield _("network, programs, processes"), calls
    yield _("limits"), ", ".join(confinement.limits) or "-"


def _opened_last(archive: Archive) -> str:
    try:
        noted = archive.opened_last()
    except LastUnreadable as error:
        return complaint_of_last(error)
    if noted is None:
        return "-"
    if noted.source is None:
        return noted.id
    entry = archive.entry(noted.id)
    return noted.id if entry.kind is Kind.KEPT else f"{noted.id}, {why(entry)}"


def _yes(value: bool) -> str:  # noqa: FBT001 - the value itself
    return _("yes") if value else _("no")
