"""The reports that the explorer is driven on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Input

from doelboom.data.storage.library import Opened, open_report
from tests.tui.small_reports import one_digit_off, opened, small_text
from tests.tui.sparing import sheets_parsed_once


@pytest.fixture(scope="session")
def gent(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """The bundled *Jaarrekening 2024*."""
    from doelboom.data.storage.archive import Archive

    return open_report("bundled", Archive(tmp_path_factory.mktemp("archive")))


@pytest.fixture
def lindendorp(tmp_path: Path, home: Path) -> Opened:
    """A small report with descriptions, a lost heading and a remainder."""
    return opened(small_text(), tmp_path)


@pytest.fixture
def doubtful(tmp_path: Path, home: Path) -> Opened:
    """The small report with one wrong digit."""
    return opened(one_digit_off(), tmp_path)


@pytest.fixture(autouse=True)
def _no_blinking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture(scope="session", autouse=True)
def _sheets_parsed_once() -> Iterator[None]:
    with sheets_parsed_once():
        yield
