"""The user's settings: theme, language and keys, in one TOML file, which only `keeping` writes, when asked to.

What it does not understand it reports with its line, and goes on without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doelboom.data.storage import files, locations
from doelboom.parser.dataclass import dataclass
from doelboom.tui.locale.words import LANGUAGES, _
from doelboom.tui.settings.absent import is_absent
from doelboom.tui.settings.depth import is_deeper

if TYPE_CHECKING:
    from doelboom.tui.settings.questions import Question

THEMES = ("dark", "light", "contrast", "terminal", "none")
"""The themes by the name that the file uses: "terminal" has the terminal's own sixteen colours, "none" no colour."""

_LARGEST = 1024 * 1024
_DEEPEST = 8
"""More tables and lists within one another than any setting has."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings, and what was wrong with the file."""

    theme: str | None = None
    language: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by command id, as Textual names them, parted by commas; `tui.explorer.keymap` says which of them hold."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line on which each of them stands."""
    questions: Mapping[str, Question] = field(default_factory=dict)
    """The user's own questions by name, in the file's order."""
    libraries: tuple[str, ...] = ()
    """The folders of libraries that are read beside the own archive."""
    path: Path | None = None
    complaints: tuple[str, ...] = ()


def read_config(path: Path | None = None) -> Config:
    """The settings in a file; no file, no settings. A file that is no TOML is a complaint, never an error."""
    path = path if path is not None else locations.settings()
    try:
        text = files.read_own(path, private=False, largest=_LARGEST).decode()
    except (files.FileError, OSError, UnicodeDecodeError) as error:
        if is_absent(path):
            return Config()
        return Config(complaints=(_("{file}: cannot be read: {why}").format(file=path, why=error),))
    # Only who has such a file pays for the library that reads it.
    import tomllib

    try:
        settings = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # Of a number of thousands of digits it is not the library that complains.
        return Config(complaints=(_("{file}: not TOML: {why}").format(file=path, why=error),))
    if is_deeper(settings, _DEEPEST):
        return Config(complaints=(_("{file}: nested deeper than any setting").format(file=path),))
    return _checked(path, text, settings)


def _checked(path: Path, text: str, settings: Mapping[str, Any]) -> Config:
    complaints: list[str] = []

    def complain(name: str, why: str) -> None:
        complaints.append(_("{file}, line {line}: {why}").format(file=path, line=_line_of(text, name), why=why))

    theme = settings.get("theme")
    if theme is not None and theme not in THEMES:
        complain("theme", _one_of("theme", THEMES, theme))
        theme = None
    language = settings.get("language")
    if language is not None and language not in LANGUAGES:
        complain("language", _one_of("language", LANGUAGES, language))
        language = None
    for name in sorted(settings.keys() - {"theme", "language", "keys", "questions", "libraries"}):
        complain(name, _('no such setting: "{name}"').format(name=name))
    libraries = settings.get("libraries", [])
    if not isinstance(libraries, list) or not all(isinstance(one, str) and one.strip() for one in libraries):
        complain("libraries", _('libraries is a list of folders such as ["/srv/reports"]'))
        libraries = []
    given = settings.get("keys", {})
    if not isinstance(given, dict):
        complain("keys", _("keys is a table: [keys]"))
        given = {}
    keys: dict[str, str] = {}
    for identifier, value in _flat(given).items():
        if not isinstance(value, str) or not value.strip():
            complain(identifier, _('the keys of {command} are a text such as "v,f2"').format(command=identifier))
        else:
            keys[identifier] = ",".join(part.strip() for part in value.split(","))
    lines = {identifier: _line_of(text, identifier) for identifier in keys}
    questions = _questions(settings["questions"], complain) if "questions" in settings else {}
    return Config(theme, language, keys, lines, questions, tuple(libraries), path, tuple(complaints))


def _questions(given: Any, complain: Callable[[str, str], None]) -> dict[str, Question]:
    """The user's own questions; one complaint for each in which something cannot be understood."""
    # Only who has kept a question pays for what reads it.
    from doelboom.tui.settings.questions import is_name, read

    if not isinstance(given, dict):
        complain("questions", _("questions is a table: [questions.NAME]"))
        return {}
    questions = {}
    for name, values in given.items():
        if not isinstance(values, dict) or not is_name(name):
            complain(name, _('"{name}" is no question: [questions.NAME], with a short name').format(name=name))
            continue
        questions[name], spoilt = read(values)
        if spoilt:
            words = _('the question "{name}" holds but for what cannot be understood: {names}')
            complain(name, words.format(name=name, names=", ".join(spoilt)))
    return questions


def _one_of(name: str, values: Sequence[str], value: object) -> str:
    return _('{name} is one of {values}, not "{value}"').format(name=name, values=", ".join(values), value=value)


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """A table with its tables within: ``variances.sort = "s"`` may be written with or without quotation marks."""
    settings: dict[str, Any] = {}
    for name, value in table.items():
        identifier = f"{prefix}{name}"
        if isinstance(value, dict):
            settings.update(_flat(value, f"{identifier}."))
        else:
            settings[identifier] = value
    return settings


def _line_of(text: str, name: str) -> int:
    """The line on which a name is set, for a message."""
    last = name.rpartition(".")[2]
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.split("=")[0].strip().strip("[]").replace('"', "").replace("'", "")
        if bare in (name, last) or bare.endswith(f".{last}"):
            return number
    return 1
