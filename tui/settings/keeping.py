"""Keeping what a user chose in the settings file, which stays the user's own: comments, order and layout as they were.

A file that cannot be understood is left as it is, and so is one that would not say afterwards what was meant.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from doelboom.data.storage import files, locations
from doelboom.tui.locale.words import _
from doelboom.tui.settings.absent import is_absent


class NotKept(Exception):
    """The settings file cannot be written; the message says in a line why."""


def keep_setting(name: str, value: str, path: Path | None = None) -> Path:
    """Sets one setting, such as ``theme``, and answers with the file in which it stands.

    Raises:
        NotKept: the file is no TOML, or cannot be read or written; it is as it was.
    """
    return keep_in(None, name, value, path)


def keep_in(table: str | None, name: str, value: str | Mapping[str, Any], path: Path | None = None) -> Path:
    """Sets one name of a table, or of the file itself (None), to a text or to a table of plain values.

    Raises:
        NotKept: as `keep_setting`.
    """

    def change(settings: dict[str, Any]) -> None:
        of = settings if table is None else settings.setdefault(table, {})
        of[name] = value

    return _changed(path, change, table)


def forget_in(table: str, name: str, path: Path | None = None) -> Path:
    """Takes one name out of a table; one that is not there is no error.

    Raises:
        NotKept: as `keep_setting`.
    """
    return _changed(path, lambda settings: settings.get(table, {}).pop(name, None), table)


def _changed(path: Path | None, change: Callable[[dict[str, Any]], object], table: str | None) -> Path:
    """Makes the same change in the file, with its comments, and in the values that it holds, and compares the two:
    what is written says what was meant, or nothing is written."""
    # A link stays a link to what is written: settings are often kept among other "dotfiles".
    path = Path(os.path.realpath(path if path is not None else locations.settings()))
    before = _text_of(path)
    try:
        document, meant = tomlkit.parse(before), tomllib.loads(before)
        if table is not None and not isinstance(meant.get(table, {}), dict):
            raise NotKept(_("{file}: {name} is no table").format(file=path, name=table))
        change(document)
        change(meant)
        after = tomlkit.dumps(document)
        is_as_meant = tomllib.loads(after) == meant
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise NotKept(_("{file}: not TOML: {why}").format(file=path, why=error)) from None
    if not is_as_meant:
        raise NotKept(_("{file}: has a form in which nothing can be added safely").format(file=path))
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        files.replace_private(path, after.encode())
    except OSError as error:
        raise NotKept(_("{file}: cannot be written: {why}").format(file=path, why=error.strerror or error)) from None
    return path


def _text_of(path: Path) -> str:
    try:
        return files.read_own(path, private=False).decode()
    except (files.FileError, OSError, UnicodeDecodeError) as error:
        if is_absent(path):
            return ""
        raise NotKept(_("{file}: cannot be read: {why}").format(file=path, why=error)) from None
