"""The reports that the explorer is driven on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input

from doelboom.data.storage.library import Opened, open_report
from tests.tui.small_reports import one_digit_off, opened, small_text


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
    """Every explorer of the tests has the same style sheets; Textual parses them anew for each."""
    parse, parsed = Stylesheet._parse_rules, dict[tuple[Any, ...], list[RuleSet]]()

    def parse_once(self: Stylesheet, *sheet: Any, **options: Any) -> list[RuleSet]:
        key = (*sheet, *sorted(options.items()), *sorted(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, *sheet, **options)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield
