"""ARCHITECTURE.md speaks of what is there."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECT

_TEXT = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
_NAMED = sorted(set(re.findall(r"`((?:parser|data|tui|tests)/[\w/]+\.py)`", _TEXT)))
_ROOMS = re.findall(r"^      (\w+)/ ", _TEXT, re.MULTILINE)


@pytest.mark.parametrize("name", _NAMED)
def test_a_file_that_is_named_is_there(name: str) -> None:
    assert (PROJECT / name).is_file()


def test_every_room_is_in_the_drawing() -> None:
    folders = {
        path.name
        for top in ("parser", "data", "tui")
        for path in (PROJECT / top).iterdir()
        if path.is_dir() and path.name != "__pycache__" and any(one.is_file() for one in path.iterdir())
    }
    assert folders == set(_ROOMS)


def test_a_journey_names_files() -> None:
    assert len(_NAMED) > 30
