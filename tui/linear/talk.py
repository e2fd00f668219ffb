"""A line in, lines out: what is said, what is asked, and choices by their number or by their words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO

from doelboom.parser.formats.printable import printable
from doelboom.tui.explorer.narrowing import Choice, narrowed
from doelboom.tui.locale.words import _

_LONGEST = 2000
"""Characters of a line that are heeded."""


class Ended(Exception):
    """Nothing more is typed."""


class Talk:
    """Reads lines and writes lines. Whatever is written is text: no sequence in it reaches the terminal."""

    def __init__(self, incoming: TextIO = sys.stdin, outgoing: TextIO = sys.stdout) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._prompts = outgoing.isatty()

    def say(self, *lines: str) -> None:
        """Writes lines."""
        for line in lines:
            for part in line.split("\n"):
                self._outgoing.write(printable(part) + "\n")
        self._outgoing.flush()

    def ask(self, what: str = "") -> str:
        """The next line, asked for where a person is there to be asked.

        Raises:
            Ended: there is none.
        """
        if self._prompts:
            self._outgoing.write(f"{printable(what)}> ")
            self._outgoing.flush()
        line = self._incoming.readline()
        if not line:
            if self._prompts:
                self._outgoing.write("\n")
            raise Ended
        return line.strip()[:_LONGEST]

    def choose(self, title: str, options: Sequence[Choice], answer: str = "") -> str | None:
        """One of some choices: that of the answer which is known already, else asked for by its number. None where it
        was left, or where the answer is none of them."""
        if not answer:
            self.say_choices(title, options)
            answer = self.ask(_("number"))
        if not answer:
            return None
        chosen = one_of(options, answer)
        if chosen is None:
            self.say(_("{text}: none of these: {names}").format(text=answer, names=", ".join(o.term for o in options)))
        return chosen

    def say_choices(self, title: str, options: Sequence[Choice]) -> None:
        """Writes choices with their numbers."""
        self.say(f"{title}:")
        for number, option in enumerate(options, start=1):
            self.say(f"{number}. {option.term}, {option.meaning}" if option.meaning else f"{number}. {option.term}")

    def confirms(self, question: str) -> bool:
        """Whether the answer to a question is yes."""
        self.say(question)
        return self.ask(_("yes or no")).casefold() in ("y", "yes", "j", "ja")


def one_of(options: Sequence[Choice], answer: str) -> str | None:
    """The value of the one choice that a number, a whole term, a value or some words stand for."""
    if answer.isdecimal() and len(answer) < 6 and 0 < int(answer) <= len(options):
        return options[int(answer) - 1].value
    same = [option for option in options if answer.casefold() in (option.term.casefold(), option.value.casefold())]
    having = narrowed(options, answer)
    found = same or ([] if having.nearly else list(having.choices))
    return found[0].value if len(found) == 1 else None
