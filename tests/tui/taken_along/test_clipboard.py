"""The clipboard: the surest way that works here, and honest words about it."""

from __future__ import annotations

import base64

import pytest

from doelboom.tui.terminal.clipboard import OSC_52, SCREEN, TMUX_PASSTHROUGH, copy, run, sequence, ways


def programs(*names: str):  # type: ignore[no-untyped-def]
    return lambda name: name in names


def test_over_ssh_the_terminal_is_asked() -> None:
    assert ways({"SSH_CONNECTION": "1", "DISPLAY": ":0"}, programs("xclip")) == [OSC_52]


def test_in_screen_the_sequence_is_wrapped() -> None:
    assert ways({"STY": "1", "SSH_TTY": "x"}, programs()) == [SCREEN]


def test_in_tmux_its_buffer_comes_first_then_its_passthrough() -> None:
    found = ways({"TMUX": "/tmp/x"}, programs("tmux"))
    assert [way.program for way in found] == [("tmux", "load-buffer", "-w", "-"), ()]
    assert found[1] is TMUX_PASSTHROUGH


@pytest.mark.parametrize(
    ("environ", "program", "command"),
    [
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wl-copy", ("wl-copy",)),
        ({"DISPLAY": ":0"}, "xclip", ("xclip", "-selection", "clipboard")),
        ({"DISPLAY": ":0"}, "xsel", ("xsel", "--clipboard", "--input")),
        ({}, "pbcopy", ("pbcopy",)),
    ],
)
def test_on_a_desktop_its_own_program(environ: dict[str, str], program: str, command: tuple[str, ...]) -> None:
    found = ways(environ, programs(program))
    assert [way.program for way in found] == [command, ()]


def test_what_is_said_is_what_was_done() -> None:
    written: list[str] = []
    taken: list[tuple[list[str], bytes]] = []

    def takes(command: list[str], content: bytes) -> bool:
        taken.append((command, content))
        return True

    said = copy("AC34834", written.append, {"TMUX": "/tmp/x"}, takes)
    if taken:  # where tmux is installed
        assert said.startswith("In tmux's buffer")
        assert taken == [(["tmux", "load-buffer", "-w", "-"], b"AC34834")]
        assert written == []
    else:
        assert said.startswith("Sent to the terminal")


def test_where_a_program_fails_the_terminal_is_asked() -> None:
    written: list[str] = []
    said = copy("AC34834", written.append, {"TMUX": "/tmp/x"}, lambda command, content: False)
    assert said == "Sent to the terminal, which does not say whether it took it: {text}"
    assert written == ["\x1bPtmux;\x1b\x1b]52;c;" + base64.b64encode(b"AC34834").decode() + "\a\x1b\\"]


def test_nothing_in_a_text_ends_the_sequence() -> None:
    assert sequence("\a\x1b\\x", OSC_52) == "\x1b]52;c;" + base64.b64encode(b"\a\x1b\\x").decode() + "\a"


def test_a_program_that_is_not_there_has_not_taken_it() -> None:
    assert run(["doelboom-no-such-program"], b"x") is False
    assert run(["false"], b"x") is False
    assert run(["cat"], b"x") is True
