"""The settings file: theme, language and keys; what is wrong in it is said with its line, and the rest holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from doelboom.data.storage.library import BUNDLED, Opened, bundled
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.commands import BY_ID
from doelboom.tui.explorer.keymap import clashes, keymap_of
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.themes import DARK, LIGHT, NO_COLOUR, TERMINAL, theme_for
from doelboom.tui.settings.config import Config, read_config
from doelboom.tui.settings.keeping import NotKept, keep_setting
from doelboom.tui.settings.session import session_of
from doelboom.tui.terminal.abilities import Abilities, Colours, abilities


def settings(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return read_config(path)


def test_no_file_is_no_settings(tmp_path: Path) -> None:
    assert read_config(tmp_path / "absent.toml") == Config()


def unreachable(folder: Path) -> Path:
    """A file of which the system does not even say whether it is there."""
    return folder / ("a" * 300)


def test_a_file_of_which_nobody_can_tell_whether_it_is_there_is_a_complaint_and_no_error(tmp_path: Path) -> None:
    (complaint,) = read_config(unreachable(tmp_path)).complaints
    assert "cannot be read" in complaint
    session = session_of(BUNDLED, unreachable(tmp_path))
    assert (session.state, session.complaint) == ({}, None)
    with pytest.raises(NotKept, match="cannot be read"):
        keep_setting("theme", "light", unreachable(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root searches every folder")
def test_so_is_one_in_a_folder_that_cannot_be_searched(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    (complaint,) = read_config(closed / "config.toml").complaints
    assert "cannot be read" in complaint
    session = session_of(BUNDLED, closed / "session.json")
    assert session.state == {}
    assert session.complaint is not None


def test_what_a_file_may_hold(tmp_path: Path) -> None:
    config = settings(tmp_path, 'theme = "light"\nlanguage = "nl"\n[keys]\nvariances = "v,f2"\nvariances.sort = "o"\n'
                      .replace("variances.sort", '"variances.sort"'))  # fmt: skip
    assert (config.theme, config.language, config.complaints) == ("light", "nl", ())
    assert keymap_of(config) == ({"variances": "v,f2", "variances.sort": "o"}, [])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("theme = 'pink'", 'line 1: theme is one of dark, light, contrast, terminal, none, not "pink"'),
        ("\n\nlanguage = 'fr'", 'line 3: language is one of nl, en, not "fr"'),
        ("colour = 1", 'line 1: no such setting: "colour"'),
        ("keys = 3", "line 1: keys is a table: [keys]"),
        ("[keys]\n\nquit = 5", 'line 3: the keys of quit are a text such as "v,f2"'),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    config = settings(tmp_path, text)
    assert config.complaints == (f"{tmp_path / 'config.toml'}, {complaint}",)


def test_a_file_that_is_no_toml_is_a_complaint_and_no_error(tmp_path: Path) -> None:
    (complaint,) = settings(tmp_path, "theme = ").complaints
    assert "not TOML" in complaint


def test_an_id_that_no_command_has(tmp_path: Path) -> None:
    keymap, (complaint,) = keymap_of(settings(tmp_path, '[keys]\nfly = "w"\nquit = "Q"'))
    assert keymap == {"quit": "Q"}
    assert complaint.endswith('config.toml, line 2: no command has the id "fly"')


def test_a_clash_is_reported(tmp_path: Path) -> None:
    _keymap, complaints = keymap_of(settings(tmp_path, '[keys]\nfilter = "v"'))
    assert [complaint.partition(", ")[2] for complaint in complaints] == [
        'line 2: "v" is a key of variances and of filter'
    ]


def test_the_registry_has_no_clash() -> None:
    assert clashes({}) == []


async def test_a_key_of_the_settings_works_and_the_old_one_does_not(tmp_path: Path) -> None:
    config = settings(tmp_path, '[keys]\nvariances = "f2"')
    app = Explorer(Opened(bundled(), BUNDLED), config=config)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert not isinstance(app.screen, VariancesScreen)
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, VariancesScreen)


async def test_complaints_are_shown_at_the_start(tmp_path: Path) -> None:
    app = Explorer(Opened(bundled(), BUNDLED), config=settings(tmp_path, "colour = 1"))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.pause()
        assert any('no such setting: "colour"' in note.message for note in app._notifications)


@pytest.mark.parametrize(
    ("environ", "able"),
    [
        ({"TERM": "xterm-256color", "LANG": "nl_BE.UTF-8"}, Abilities()),
        ({"TERM": "xterm", "LANG": "C.UTF-8"}, Abilities(Colours.SIXTEEN)),
        ({"TERM": "xterm-256color", "NO_COLOR": "1", "LANG": "C.UTF-8"}, Abilities(Colours.NONE)),
        ({"TERM": "vt100", "LANG": "C"}, Abilities(Colours.NONE, unicode=False)),
        ({"TERM": "linux", "LANG": "C.UTF-8"}, Abilities(Colours.SIXTEEN, unicode=False)),
        ({"TERM": "screen-256color", "LANG": "C.UTF-8", "COLORFGBG": "0;15"}, Abilities(light=True)),
        ({"TERM": "screen", "COLORTERM": "truecolor", "LC_ALL": "C"}, Abilities(Colours.MANY, unicode=False)),
    ],
)
def test_what_a_terminal_can(environ: dict[str, str], able: Abilities) -> None:
    assert abilities(environ) == able


def test_the_theme_that_suits() -> None:
    assert theme_for(Abilities(), None) is DARK
    assert theme_for(Abilities(light=True), None) is LIGHT
    assert theme_for(Abilities(light=True), "dark") is DARK
    assert theme_for(Abilities(Colours.SIXTEEN), None) is TERMINAL
    assert theme_for(Abilities(Colours.NONE), "light") is NO_COLOUR


def test_every_id_of_the_readme_is_a_command() -> None:
    assert {"variances", "quit", "filter"} <= BY_ID.keys()


DEEP = {
    "lists": "x = " + "[" * 3000 + "]" * 3000,
    "tables": "x = " + "{a = " * 3000 + "1" + "}" * 3000,
    "names": ".".join("a" * 3000) + " = 1",
    "names of keys": "[keys]\n" + ".".join("a" * 3000) + ' = "x"',
    "a theme": "theme" + ".a" * 3000 + " = 1",
    "lists in a list of libraries": 'libraries = [[[[[[[[["/srv"]]]]]]]]]',
    "digits": "x = " + "1" * 5000,
}


@pytest.mark.parametrize("name", DEEP)
def test_what_nobody_can_have_meant_is_one_complaint(name: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    (complaint,) = settings(tmp_path, DEEP[name]).complaints
    assert complaint.startswith(str(path))
    assert "\n" not in complaint
    try:
        keep_setting("theme", "light", path)
    except NotKept:
        assert path.read_text() == DEEP[name]
