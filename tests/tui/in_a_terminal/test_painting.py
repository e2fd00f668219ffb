"""What is painted arrives whole and in order; a terminal that does not read, or is gone, keeps nobody."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest

from doelboom.tui.terminal.painting import Painter

PATIENCE = 20.0
"""Seconds after which something awaited counts as never coming; reached only where a test fails."""
MANY = 100
LONG = "x" * 100_000
"""More than a pipe holds."""


class AsItIs:
    """A picture of nothing: what is written is written."""

    def feed(self, written: str) -> str:
        return written

    def resize(self, columns: int, rows: int) -> None:
        pass

    def distrust(self) -> None:
        pass


class Counting(AsItIs):
    """A picture that says what it is told."""

    def feed(self, written: str) -> str:
        return f"({written})"

    def resize(self, columns: int, rows: int) -> None:
        self.size = (columns, rows)

    def distrust(self) -> None:
        raise RuntimeError(f"distrusted at {self.size}")


@dataclass
class Pipe:
    """A pipe in place of a terminal."""

    reads: int
    writes: int
    failures: list[Exception] = field(default_factory=list)
    painters: list[Painter] = field(default_factory=list)

    def painter(self, encoding: str = "utf-8") -> Painter:
        self.painters.append(Painter(self.writes, encoding, self.failures.append, AsItIs))
        return self.painters[-1]

    def close(self, name: str) -> None:
        descriptor = getattr(self, name)
        if descriptor >= 0:
            os.close(descriptor)
        setattr(self, name, -1)

    def read(self, count: int) -> bytes:
        read = b""
        while len(read) < count and (piece := os.read(self.reads, count - len(read))):
            read += piece
        return read


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    it = Pipe(*os.pipe())
    yield it
    it.close("reads")
    for painter in it.painters:
        # Before another file has the descriptor that its thread writes to.
        painter.hurried = True
        painter.close()
        assert ends(painter._thread)
    it.close("writes")


def ends(work: Thread) -> bool:
    """Whether something comes to its end."""
    work.join(PATIENCE)
    return not work.is_alive()


def write_many(painter: Painter) -> Thread:
    """Writes far more than may wait."""

    def write() -> None:
        for number in range(MANY):
            painter.write(f"{number:03}{LONG}")

    thread = Thread(target=write, daemon=True)
    thread.start()
    return thread


@pytest.mark.parametrize("waits", [True, False], ids=["", "not waiting"])
def test_it_arrives_whole_and_in_order(pipe: Pipe, waits: bool) -> None:
    os.set_blocking(pipe.writes, waits)
    painter = pipe.painter()
    writing = write_many(painter)
    for number in range(MANY):
        assert pipe.read(3 + len(LONG)) == f"{number:03}{LONG}".encode()
    assert ends(writing)
    painter.close()
    assert pipe.failures == []


def test_while_it_does_not_read_what_paints_waits_and_so_does_the_end(pipe: Pipe) -> None:
    painter = pipe.painter()
    writing = write_many(painter)
    Event().wait(0.3)
    assert writing.is_alive()
    for _number in range(MANY):
        pipe.read(3 + len(LONG))
    assert ends(writing)
    painter.write(LONG)
    closing = Thread(target=painter.close, daemon=True)
    closing.start()
    Event().wait(0.3)
    assert closing.is_alive()
    assert pipe.read(len(LONG)) == LONG.encode()
    assert ends(closing)


def test_what_was_told_to_end_does_not_wait(pipe: Pipe) -> None:
    painter = pipe.painter()
    writing = write_many(painter)
    Event().wait(0.3)
    painter.hurried = True
    assert ends(writing)
    assert ends_closed(painter)


def test_the_last_words_come_without_the_screens_before_them(pipe: Pipe) -> None:
    painter = pipe.painter()
    writing = write_many(painter)
    Event().wait(0.3)
    painter.hurried = True
    assert ends(writing)
    waiting = painter._waiting.qsize()
    assert waiting > 0
    painter.forget()
    painter.write("farewell")
    closing = Thread(target=painter.close, daemon=True)
    closing.start()
    read = b""
    while not read.endswith(b"farewell"):
        read += os.read(pipe.reads, 65536)
    # What was being written is written to its end, and none of what waited behind it.
    screens = (len(read) - len("farewell")) // (3 + len(LONG))
    assert read == b"".join(f"{number:03}{LONG}".encode() for number in range(screens)) + b"farewell"
    assert screens <= MANY - waiting
    assert ends(closing)


def test_where_it_is_gone_nobody_waits_and_it_is_said_once(pipe: Pipe) -> None:
    painter = pipe.painter()
    pipe.close("reads")
    assert ends(write_many(painter))
    assert ends_closed(painter)
    (failure,) = pipe.failures
    assert isinstance(failure, OSError)


def test_what_an_encoding_lacks_is_one_sign(pipe: Pipe) -> None:
    painter = pipe.painter("latin-1")
    painter.write("café…")
    painter.close()
    assert pipe.read(5) == b"caf\xe9?"


def ends_closed(painter: Painter) -> bool:
    closing = Thread(target=painter.close, daemon=True)
    closing.start()
    return ends(closing)


def test_what_waits_together_is_one_picture(pipe: Pipe) -> None:
    painter = Painter(pipe.writes, "utf-8", pipe.failures.append, Counting)
    pipe.painters.append(painter)
    painter.write(LONG)
    Event().wait(0.3)
    for text in ("a", "b", "c"):
        painter.write(text)
    assert pipe.read(len(LONG) + 2) == f"({LONG})".encode()
    assert pipe.read(5) == b"(abc)"


def test_what_gives_the_terminal_back_is_written_even_where_the_picture_fails(pipe: Pipe) -> None:
    painter = Painter(pipe.writes, "utf-8", pipe.failures.append, Counting)
    pipe.painters.append(painter)
    painter.resize(80, 24)
    painter.write("before")
    painter.repaint()
    painter.write("farewell")
    assert pipe.read(20) == b"(before)\x1b[0mfarewell"
    painter.close()
    assert [str(failure) for failure in pipe.failures] == ["distrusted at (80, 24)"]
