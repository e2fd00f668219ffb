"""Whether a statement in SQL only asks: one SELECT over the tables that there are, and nothing that reads or writes a
file.

Polars' SQL has functions that read files wherever a table can stand (``read_csv('...')``), and statements that change
what they name. What a statement is, is seen from its tokens, before anything runs: comments, texts and quoted names are
told from words, so that no spelling hides one in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doelboom.parser.dataclass import dataclass

_TOKENS = re.compile(
    r"""
      (?P<space>\s+|--[^\n]*)
    | (?P<comment>/\*)
    | (?P<text>'(?:[^']|'')*')
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<word>[^\W\d]\w*)
    | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CHANGING = frozenset(
    {"alter", "attach", "call", "copy", "create", "delete", "detach", "drop", "execute", "explain", "export", "import"}
    | {"insert", "install", "into", "load", "merge", "pragma", "replace", "set", "truncate", "update"}
)
"""Words that a question does not need; as names they can be quoted. Those with a bracket behind are functions."""
_READING = re.compile(r"(?:read|scan|sink|write)_?", re.IGNORECASE)
"""How the names of functions begin that read or write files."""
_BEGINNINGS = ("select", "with")
_BEFORE_TABLES = ("from", "join")


class Refused(ValueError):
    """A statement that is not one question about the tables; the message is one line for a person."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def is_name(self) -> bool:
        return self.kind in ("word", "quoted")

    @property
    def name(self) -> str:
        """A name or word without its quotes, in small letters."""
        return (self.text[1:-1] if self.kind == "quoted" else self.text).casefold()


@dataclass(frozen=True, slots=True)
class Question:
    """A statement that only asks."""

    text: str
    """What was understood, and nothing else: without comments."""
    tables: tuple[str, ...]
    """Which of the tables it names."""


def question(statement: str, tables: Sequence[str]) -> Question:
    """A statement, if it does no more than ask.

    Raises:
        Refused: it is none, more than one, another statement than a question, or names a file or a function that reads
            or writes one.
    """
    every = list(_tokens(statement))
    while every and (every[-1].text == ";" or every[-1].kind == "space"):
        every.pop()
    tokens = [token for token in every if token.kind != "space"]
    first = next((token for token in tokens if token.text != "("), None)
    if first is None:
        raise Refused("nothing is asked: a statement such as SELECT * FROM reports is")
    if first.kind != "word" or first.name not in _BEGINNINGS:
        raise Refused(f"{first.text}: only questions are answered: SELECT ..., or WITH ... SELECT ...")
    none = _Token("sign", "")
    for before, token, after in zip([none, *tokens], tokens, [*tokens[1:], none], strict=False):
        if token.text == ";":
            raise Refused("one statement at a time")
        is_called = after.text == "("
        if token.kind == "word" and token.name in _CHANGING and not is_called:
            raise Refused(f"{token.text}: only questions are answered; as a name, write it in double quotes")
        if token.is_name and is_called and _READING.match(token.name):
            raise Refused(f"{token.text}: no file is read or written")
        if token.kind == "text" and before.kind == "word" and before.name in _BEFORE_TABLES:
            raise Refused(f"{token.text}: no table; there are {', '.join(tables)}")
    used = {token.name for token in tokens if token.is_name}
    return Question("".join(token.text for token in every), tuple(name for name in tables if name in used))


def _tokens(statement: str) -> Iterator[_Token]:
    """The tokens of a statement; space and comments are one space.

    Raises:
        Refused: a comment, a text or a quoted name has no end, or where a text ends depends on who reads it.
    """
    at = 0
    while at < len(statement):
        match = _TOKENS.match(statement, at)
        assert match is not None
        kind, text = match.lastgroup or "", match[0]
        at = match.end()
        if kind == "comment":
            kind, at = "space", _end_of_comment(statement, at)
        elif kind == "sign" and text in "'\"":
            raise Refused(f"{text}: has no end")
        elif (kind == "text" and "\\" in text) or text in "`$":
            # Some dialects take these for quotes, or for what hides one.
            raise Refused("\\, ` and $ have no meaning here: texts stand between single quotes, names in double ones")
        yield _Token(kind, " " if kind == "space" else text)


def _end_of_comment(statement: str, at: int) -> int:
    """Where a comment ends; one may stand in another."""
    depth = 1
    while depth:
        end, again = statement.find("*/", at), statement.find("/*", at)
        if end < 0:
            raise Refused("/*: has no end")
        if 0 <= again < end:
            depth, at = depth + 1, again + 2
        else:
            depth, at = depth - 1, end + 2
    return at
