"""What is kept in the settings file: it stays the user's own, and is never left half written or spoilt."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.keeping import NotKept, forget_in, keep_in, keep_setting

OWN = """\
# my own settings, please leave this line
theme   =   "dark"   # at night

[keys]
variances = "v,f2"  # as on the other machine

# the end
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "config.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_first_setting_makes_a_file_for_its_owner_alone(path: Path) -> None:
    assert keep_setting("theme", "light", path) == path
    assert read_config(path).theme == "light"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_comments_order_and_layout_stay(path: Path) -> None:
    keep_setting("theme", "light", written(path, OWN))
    assert path.read_text(encoding="utf-8") == OWN.replace('"dark"', '"light"')


def test_a_new_setting_stands_before_the_tables_and_all_else_stays(path: Path) -> None:
    keep_setting("language", "nl", written(path, OWN))
    after = path.read_text(encoding="utf-8")
    assert [line for line in after.splitlines() if line and not line.startswith("language")] == [
        line for line in OWN.splitlines() if line
    ]
    config = read_config(path)
    assert (config.theme, config.language, dict(config.keys), config.complaints) == (
        "dark", "nl", {"variances": "v,f2"}, ())  # fmt: skip


def test_a_table_within_a_table_is_kept_changed_and_taken_away(path: Path) -> None:
    written(path, OWN)
    keep_in("questions", "onze vraag", {"preset": "overspent", "columns": ["code", "variance"]}, path)
    assert '[questions."onze vraag"]' in path.read_text(encoding="utf-8")
    keep_in("questions", "onze vraag", {"preset": "largest"}, path)
    keep_in("questions", "andere", {"text": 'een "aanhaling"\nen een regel'}, path)
    assert tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()["questions"] == {
        "onze vraag": {"preset": "largest"},
        "andere": {"text": 'een "aanhaling"\nen een regel'},
    }
    forget_in("questions", "onze vraag", path)
    forget_in("questions", "nooit gezien", path)
    assert list(tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()["questions"]) == ["andere"]
    assert "# as on the other machine" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe", b'theme = "dark"\ntheme = "light"\n'])
def test_what_is_no_toml_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotKept, match="config"):
        keep_setting("theme", "light", path)
    assert path.read_bytes() == content


def test_a_name_that_is_no_table_is_left_as_it_is(path: Path) -> None:
    written(path, "questions = 3\n")
    with pytest.raises(NotKept, match="questions"):
        keep_in("questions", "a", {}, path)
    with pytest.raises(NotKept, match="questions"):
        forget_in("questions", "a", path)
    assert path.read_text(encoding="utf-8") == "questions = 3\n"


def test_a_link_stays_a_link(tmp_path: Path, path: Path) -> None:
    target = written(tmp_path / "dotfiles" / "doelboom.toml", OWN)
    path.parent.mkdir()
    path.symlink_to(target)
    keep_setting("theme", "contrast", path)
    assert path.is_symlink()
    assert read_config(target).theme == "contrast"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_said(path: Path) -> None:
    written(path, OWN)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(NotKept, match="cannot be written"):
            keep_setting("theme", "light", path)
    finally:
        path.parent.chmod(0o700)
    assert path.read_text(encoding="utf-8") == OWN


def test_a_disk_that_is_full_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> int:
        raise OSError(28, "No space left on device")

    written(path, OWN)
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NotKept, match="No space left"):
        keep_setting("theme", "light", path)
    assert path.read_text(encoding="utf-8") == OWN
    assert list(path.parent.iterdir()) == [path]


def test_a_writer_that_would_not_say_what_was_meant_writes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, OWN)
    monkeypatch.setattr(tomlkit, "dumps", lambda _document: OWN.replace("dark", "pink"))
    with pytest.raises(NotKept, match="config"):
        keep_setting("theme", "light", path)
    assert path.read_text(encoding="utf-8") == OWN


def test_two_that_keep_something_at_once_leave_a_whole_file(path: Path) -> None:
    written(path, OWN)
    threads = [
        threading.Thread(target=keep_in, args=("questions", f"q{number}", {"preset": "largest"}, path))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_config(path).theme == "dark"


@given(
    name=st.text(min_size=1, max_size=20), value=st.text(max_size=40), around=st.sampled_from(["", OWN, "a.b = 1\n"])
)
def test_any_name_and_text_is_read_back_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str, around: str
) -> None:
    path = written(tmp_path_factory.mktemp("settings") / "folder" / "config.toml", around)
    try:
        keep_in("questions", name, {"text": value}, path)
    except NotKept:
        assert path.read_bytes().decode() == around
        return
    assert tomlkit.parse(path.read_bytes().decode()).unwrap()["questions"][name] == {"text": value}


def test_a_start_does_not_load_what_writes() -> None:
    code = (
        "import sys; from doelboom.tui.settings.config import read_config; read_config();"
        "import doelboom.tui.cli.main; print([name for name in sys.modules if 'tomlkit' in name])"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
