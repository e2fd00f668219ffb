"""What a terminal sends is keys, mouse and pastes; what is none of these is nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.message import Message

import doelboom.tui.terminal.keyboard
from doelboom.tui.terminal.keyboard import Keyboard


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets time go by for the keyboard and for Textual's parser."""
    now = 0.0

    def go_on(seconds: float) -> None:
        nonlocal now
        now += seconds

    monkeypatch.setattr("textual._parser.get_time", lambda: now)
    monkeypatch.setattr(doelboom.tui.terminal.keyboard, "monotonic", lambda: now)
    return go_on


def told(messages: list[Message]) -> list[str]:
    """What messages say, in short."""
    return [
        f"{type(message).__name__} "
        + str(getattr(message, "key", None) or getattr(message, "text", None) or getattr(message, "offset", ""))
        for message in messages
    ]


def keys(sent: bytes, later: Callable[[float], None] | None = None) -> list[str]:
    """What is typed, after a moment of silence where `later` makes one."""
    keyboard = Keyboard("utf-8")
    messages = list(keyboard.feed(sent))
    if later is not None:
        for _moment in range(2):
            later(0.2)
            messages += keyboard.silence()
    return told(messages)


def test_textuals_parser_is_as_the_keyboard_needs_it() -> None:
    # The one private part of Textual's driver that is used: fed text, asked after a silence, it has messages.
    assert issubclass(XTermParser, Parser)
    parser = XTermParser()
    assert told(list(parser.feed("a"))) == ["Key a"]
    assert list(parser.tick()) == []


@pytest.mark.parametrize("sequence", list(ANSI_SEQUENCES_KEYS), ids=ascii)
def test_every_known_sequence_is_what_it_is_to_textual(sequence: str, later: Callable[[float], None]) -> None:
    parser = XTermParser()
    messages = list(parser.feed(sequence))
    later(0.2)
    messages += parser.tick()
    later(-0.2)
    assert keys(sequence.encode(), later) == told(messages)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"\x1b[<0;5;6M", ["MouseDown Offset(x=4, y=5)"]),
        (b"\x1b[<35;5;6M", ["MouseMove Offset(x=4, y=5)"]),
        (b"\x1b[97;5u", ["Key ctrl+a"]),
        (b"\x1b[O", ["AppBlur "]),
        (b"\x1b[?2026;1$y", ["TerminalSupportsSynchronizedOutput "]),
        (b"\x1b", ["Key escape"]),
        (b"\x1b\x1b[A", ["Key escape", "Key up"]),
        (b"\x1bq", ["Key alt+q"]),
        (b"\x1b]", ["Key right_square_bracket"]),
        (b"\x1bP", ["Key alt+shift+p"]),
        ("aé€".encode(), ["Key a", "Key é", "Key euro_sign"]),
        (b"\x1b[200~Gent\x1b[201~x", ["Paste Gent", "Key x"]),
        ("\x1b[200~a\u00a0b\tc\r\nd\x1b[201~".encode(), ["Paste a\u00a0b\tc\r\nd"]),
    ],
)
def test_what_is_typed(sent: bytes, expected: list[str], later: Callable[[float], None]) -> None:
    assert keys(sent, later) == expected


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"\xe9q", ["Key replacement_character", "Key q"]),
        (b"\x1b[2 qx", ["Key x"]),
        (b"\x1b[38;2;255;255;255;48;2;255;255;255;1;4;7qx", ["Key x"]),
        (b"\x1b]0;q\x07x", ["Key x"]),
        (b"\x1b]\x07x", ["Key x"]),
        (b"\x1bPq\x1b\\x", ["Key x"]),
        (b"\x1b]0;q\x1b[A", ["Key up"]),
        (b"\x1b[12\x1b[A", ["Key up"]),
        (b"\x1b[12\x07", []),
        (b"\x1b[12", []),
        (b"\x1b]0;q", []),
        (b"\x1b[99999999ux", ["Key x"]),
        (b"\x1b[1:2;1ux", ["Key x"]),
        (b"\x1b[48;0;0;0;0t\x1b[<0;5;6M", ["MouseDown Offset(x=4, y=5)"]),
        (b"\x1b[?2048;1$yx", ["Key x"]),
        (b"\x1b[M qqx", ["Key x"]),
        (b"\x1b[200~a\x1b[31mq\x07\x1b[201~x", ["Paste a[31mq", "Key x"]),
        (b"\x1b[200~a\x1b[20\x1b[201~x", ["Paste a[20", "Key x"]),
        (b"\x1b[200~\x1b[201~x", ["Paste ", "Key x"]),
    ],
)
def test_what_is_not_typed(sent: bytes, expected: list[str], later: Callable[[float], None]) -> None:
    assert [key for key in keys(sent, later) if key != "Paste "] == [key for key in expected if key != "Paste "]


def test_a_paste_is_over_when_nothing_more_comes(later: Callable[[float], None]) -> None:
    keyboard = Keyboard("utf-8")
    assert list(keyboard.feed(b"\x1b[200~Ge")) == []
    later(1.0)
    assert list(keyboard.silence()) == []
    assert list(keyboard.feed(b"nt")) == []
    later(1.5)
    assert list(keyboard.silence()) == []
    later(1.5)
    assert told(list(keyboard.silence())) == ["Paste Gent"]
    assert told(list(keyboard.feed(b"\x1b[Bq"))) == ["Key down", "Key q"]


def test_the_encoding_is_the_terminals() -> None:
    assert told(list(Keyboard("latin-1").feed(b"caf\xe9"))) == ["Key c", "Key a", "Key f", "Key é"]


_piece = st.sampled_from(
    [b"\x1b", b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP", b"\x07", b"\x1b\\", b"\x1b[200~", b"\x1b[201~", b"\x1b[48;",
     b"\x1b[<0;1;1M", b"\x1b[M", b"99999999999", b"1114112", b"57399", b";", b":", b"$", b"?", b"<", b" ", b"u", b"~",
     b"t", b"R", b"m", b"y", b"q", b"\x00", b"\xe9", b"\xff\xfe", b"\xf0\x9f"]
)  # fmt: skip
_sent = st.lists(st.one_of(_piece, st.binary(max_size=4)), max_size=30)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_sent)
def test_any_bytes_in_any_pieces_are_read_alike(pieces: list[bytes]) -> None:
    whole, parts = Keyboard("utf-8"), Keyboard("utf-8")
    expected = told(list(whole.feed(b"".join(pieces))))
    assert told([message for piece in pieces for message in parts.feed(piece)]) == expected
    assert not any(isinstance(message, events.Resize) for message in whole.silence())


@pytest.mark.parametrize(
    "begun", [b"", b"\x1b[", b"\x1b[12", b"\x1b[[", b"\x1bO", b"\x1b]q", b"\x1bP1$r0", b"\x1b]q\x1b"]
)
def test_ctrl_c_is_no_part_of_what_it_breaks_off(begun: bytes) -> None:
    assert keys(begun + b"\x03j")[-2:] == ["Key ctrl+c", "Key j"]
