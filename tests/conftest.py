"""What all tests share: a home of their own, the bundled report, the real documents where they are at hand."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

# No test asserts a time.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")

PROJECT = Path(__file__).parents[1]
DOCUMENTS = PROJECT.parent / "shared" / "documents"

OUTER_ENVIRONMENT = dict(os.environ)
"""The environment in which the tests were started, for the few that run a package manager."""

_LOCALE = ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE")
_TERMINAL = ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLORFGBG", "COLUMNS", "LINES", "TMUX", "STY", "TEXTUAL_THEME")
_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY")


def pytest_collection_finish() -> None:
    """Spares the collector the modules and tests, of which there are many and which stay: a fifth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that are not there yet. pytest would look through all that are for the number of the next."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: no test touches the user's folders, or goes by the user's language or terminal."""
    folder = next(_homes)
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    for name in (*_LOCALE, *_TERMINAL, *_DESKTOP):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    # Over SSH a text is copied by way of the terminal: no test touches the clipboard of a desktop.
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")
    return folder


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    from doelboom.tui.locale.words import use_language

    use_language("en")


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of the real documents."""
    if not DOCUMENTS.is_dir():
        pytest.skip(f"THE REAL DOCUMENTS ARE NOT HERE: {DOCUMENTS}")
    return DOCUMENTS


@pytest.fixture(scope="session")
def document(documents: Path) -> Path:
    """The text of *Jaarrekening 2024*."""
    path = documents / "jaarrekening-2024-documentatie.txt"
    if not path.is_file():
        pytest.skip(f"THE REPORT'S TEXT IS NOT HERE: {path}")
    return path


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are processors: many tests wait for a terminal to say something."""
    return (os.cpu_count() or 1) + 1
