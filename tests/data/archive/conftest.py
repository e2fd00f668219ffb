"""The kept report that the tests of the archive spoil."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import read_file
from tests.hostile.archives import open_in, report_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return report_file(tmp_path)


@pytest.fixture
def whole(file: Path) -> Accounts:
    return read_file(file)


@pytest.fixture
def root(tmp_path: Path, file: Path) -> Path:
    """An archive with one report, and where it was opened last."""
    folder = tmp_path / "reports"
    Archive(folder).remember(open_in(folder, file).id)
    return folder
