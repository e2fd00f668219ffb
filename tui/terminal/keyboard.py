"""What a terminal sends, made into keys, mouse and pastes: whatever it sends, and nothing of it ends the explorer.

Textual's parser takes an escape sequence that it does not know for the keys it is written with, even in the midst of a
paste, where `q` is a letter; from some it makes numbers without bounds. It gets what it knows, and no more.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from time import monotonic

from textual.events import Paste, Resize
from textual.message import Message
from textual.messages import InBandWindowResize

from doelboom.tui.terminal.log import log_failure
from doelboom.tui.terminal.textual_places import XTermParser

_ESCAPE = "\x1b"
_INTERRUPT = "\x03"
"""Ctrl+C."""
_PASTE, _PASTED = "[200~", "[201~"
"""What a terminal puts before and after a paste, behind an escape."""
_WHOLE = re.compile(r"\[\[.|\[M.{3}|\[[0-9]+\$|O[0-?]*[@-~]|\[(?![\[M])[0-?]*[ -/]*[@-~]", re.DOTALL)
"""A control sequence to its last character (ECMA-48, 5.4); with the function keys of the Linux console and the mouse
of before 1006, which go on behind it, and those of rxvt, which end before it."""
_BEGUN = re.compile(r"\[\[|\[M.{0,2}|[\[O][ -?]*", re.DOTALL)
"""What may still become one."""
_STRINGS = "P]X^_"
"""What begins a string for the terminal's ears only (ECMA-48, 5.6)."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What no text has: all but tabs and ends of lines."""
_LONGEST = 256
"""Characters after which a control sequence is noise."""
_LONGEST_KNOWN = 31
"""Characters of the longest that the parser takes for one, without the escape."""
_STALLED = 2.0
"""Seconds of silence that end a paste whose end never came: else the keyboard would be dead."""
_TELLS_SIZE = (Resize, InBandWindowResize)
"""The kernel tells the size of the window; what stands in the input may as well have been pasted."""


class Keyboard:
    """Reads what a terminal sends, in pieces of any size."""

    def __init__(self, encoding: str) -> None:
        self._decode = getincrementaldecoder(encoding)("replace").decode
        self._parser = XTermParser()
        self._sequence: str | None = None
        """What came behind an escape; None outside of a sequence."""
        self._in_string = False
        self._in_paste = False
        self._paste: list[str] = []
        """What was pasted so far."""
        self._heard = 0.0

    def feed(self, received: bytes) -> Iterator[Message]:
        """The messages in what was received."""
        self._heard = monotonic()
        text = self._decode(received)
        at = 0
        while at < len(text):
            if self._in_paste and self._sequence is None and text[at] != _ESCAPE:
                # A megabyte is pasted by mistake now and then: its text is taken in pieces.
                end = text.find(_ESCAPE, at) % (len(text) + 1)
                self._pasted(text[at:end])
                at = end
                continue
            character = text[at]
            at += 1
            if self._in_paste:
                yield from self._in_a_paste(character)
            elif character == _INTERRUPT:
                yield from self._interrupt()
            elif self._in_string:
                yield from self._in_a_string(character)
            elif character == _ESCAPE:
                yield from self._begin()
            elif self._sequence is not None:
                yield from self._in_a_sequence(character)
            else:
                yield from self._parsed(character)

    def silence(self) -> Iterator[Message]:
        """The messages that nothing further makes of what was received: to be asked where nothing came for a moment."""
        if self._in_paste:
            if monotonic() - self._heard > _STALLED:
                yield from self._end_paste()
            return
        if self._in_string:
            self._in_string, self._sequence = False, None
        elif self._sequence is not None and len(self._sequence) > 1:
            self._forget()
        elif self._sequence:
            # One character behind an escape is a key with Alt.
            begun, self._sequence = self._sequence, None
            yield from self._parsed(begun)
        for message in self._parser.tick():
            self._sequence = None
            yield message

    def _begin(self) -> Iterator[Message]:
        if self._sequence:
            # The one before was broken off.
            self._forget()
        self._sequence = ""
        yield from self._parsed(_ESCAPE)

    def _interrupt(self) -> Iterator[Message]:
        """Whatever was begun and broken off, this is no part of it."""
        if self._in_string or self._sequence:
            self._in_string = False
            self._forget()
        self._sequence = None
        yield from self._parsed(_INTERRUPT)

    def _in_a_sequence(self, character: str) -> Iterator[Message]:
        assert self._sequence is not None
        self._sequence += character
        first = self._sequence[0]
        if first in _STRINGS:
            if len(self._sequence) > 1:
                self._forget()
                self._in_string = True
                yield from self._in_a_string(character)
        elif first not in "[O":
            self._sequence = None
            yield from self._parsed(character)
        elif _WHOLE.fullmatch(self._sequence):
            yield from self._end_sequence()
        elif not _BEGUN.fullmatch(self._sequence) or len(self._sequence) > _LONGEST:
            self._forget()

    def _end_sequence(self) -> Iterator[Message]:
        sequence, self._sequence = self._sequence, None
        assert sequence is not None
        if sequence == _PASTE:
            self._forget()
            self._in_paste = True
            return
        messages = self._parsed(sequence) if len(sequence) <= _LONGEST_KNOWN else []
        if not messages:
            # It is not known: the parser would take it for keys.
            self._forget()
        yield from messages

    def _in_a_string(self, character: str) -> Iterator[Message]:
        # It ends with a bell, or with an escape and a backslash; an escape and anything else breaks it off.
        if self._sequence is None:
            self._in_string = character != "\x07"
            self._sequence = "" if character == _ESCAPE else None
            return
        self._in_string = False
        if character == "\\":
            self._sequence = None
        else:
            yield from self._parsed(_ESCAPE)
            yield from self._in_a_sequence(character)

    def _in_a_paste(self, character: str) -> Iterator[Message]:
        begun = self._sequence
        if character == _ESCAPE:
            # Whatever an escape begins within a paste, its other characters are text.
            self._pasted(begun or "")
            self._sequence = ""
        elif begun is not None and _PASTED.startswith(begun + character):
            self._sequence = begun + character
            if self._sequence == _PASTED:
                yield from self._end_paste()
        else:
            self._sequence = None
            self._pasted((begun or "") + character)

    def _pasted(self, text: str) -> None:
        self._paste.append(_CONTROLS.sub("", text))

    def _end_paste(self) -> Iterator[Message]:
        self._in_paste, self._sequence = False, None
        pasted, self._paste = "".join(self._paste), []
        yield Paste(pasted)

    def _parsed(self, text: str) -> list[Message]:
        try:
            messages = list(self._parser.feed(text))
        except (ValueError, ArithmeticError) as error:
            # A number in it is none: of a character that there is not, or of a place in a window without a size.
            log_failure(error, "reading a key")
            self._forget()
            return []
        if any(isinstance(message, _TELLS_SIZE) for message in messages):
            # From then on the parser would count the mouse's places in another unit.
            self._forget()
        return [message for message in messages if not isinstance(message, _TELLS_SIZE)]

    def _forget(self) -> None:
        """Leaves a sequence out: a parser that has begun one cannot be told to."""
        self._parser = XTermParser()
        self._sequence = None
