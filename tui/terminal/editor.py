"""The editor of the user's own, on a text: by way of a private file that is gone afterwards."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from doelboom.data.storage import locations
from doelboom.tui.locale.words import _

_LARGEST = 1024 * 1024


class EditorError(Exception):
    """There is no editor, or it did not do its work; the message is one line for the user."""


def editor_command(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The command that $VISUAL or $EDITOR names, with its options.

    Raises:
        EditorError: neither names one.
    """
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environ.get(name, ""))
        except ValueError as error:
            raise EditorError(_("${name}: {why}").format(name=name, why=error)) from None
        if command:
            return command
    raise EditorError(_("Neither $VISUAL nor $EDITOR names an editor."))


def edited(text: str, name: str) -> str:
    """A text after the user's editor had it. The terminal has to be free for the editor.

    Args:
        name: what the file is called, for the editor to show; letters, digits, dots and lines.

    Raises:
        EditorError: there is no editor, or it failed, or what it left is no text; nothing has changed then.
    """
    command = editor_command()
    try:
        folder = locations.cache_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The system's common folder for temporary files is seen by others; this one is made for its owner alone.
        with tempfile.TemporaryDirectory(prefix="note-", dir=folder) as private:
            path = Path(private) / name
            path.touch(mode=0o600)
            path.write_text(f"{text}\n" if text else "", encoding="utf-8", errors="replace")
            _run(command, path)
            if path.stat().st_size > _LARGEST:
                raise EditorError(_("The text is too long for a note."))
            return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        why = error.strerror or error
        raise EditorError(_("The editor cannot be used: {why}").format(why=why)) from None


def _run(command: list[str], path: Path) -> None:
    with _left_to_the_editor():
        try:
            code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user names it
        except OSError as error:
            raise EditorError(f"{command[0]}: {error.strerror}") from None
    if code:
        raise EditorError(
            _("{editor} ended with code {code}: the text is as it was.").format(editor=command[0], code=code)
        )


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Ctrl+C goes to every program on the terminal: while the editor has it, it means the editor. Not ignored, which
    the editor would inherit."""

    def heed_nothing(_number: int, _frame: FrameType | None) -> None:
        pass

    before = signal.signal(signal.SIGINT, heed_nothing)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
