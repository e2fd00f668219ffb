"""Text proves itself, too: which titles, services, descriptions and codes may have been read wrong.

A hint puts no figure in doubt. It says which texts to look up, and keeps quiet about what is only unusual.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doelboom.parser.records import Fault, FaultKind, Level, Node
from doelboom.parser.vocabulary import HYPHENS, LEAVES

_SERIES = re.compile(r"(.*?)([0-9]+)$")
_NO_LETTER = re.compile(r"[\W_]+")
_OPENINGS = "),;.:?!"
"""What no text begins with."""
_CLOSEST = 100
"""Codes of one series that stand in order are no farther apart, where the one between is held against them."""
_MOSTLY = 4
"""Where more than so many times as many headings have a service as have none, one without may have lost it."""
_LONGEST_QUOTE = 100
_MOST_WORDS = 60
"""Of a service. What is longer is not held against others: each of its beginnings would be a text of its own."""


def hints(nodes: Sequence[Node], contents: Mapping[str, str]) -> list[Fault]:
    """What to look up, as faults, in the order of the nodes; `contents` holds the titles of the contents by code."""
    services = Counter(node.service for node in nodes if node.service is not None)
    cut_short = _Services(services)
    series = _out_of_series(nodes)
    served = _served(nodes)
    found = []
    for node in nodes:
        reasons = [*_of_title(node, contents.get(node.code)), *_of_description(node)]
        if node.level in LEAVES and node.service is not None:
            reasons += _of_service(node.service, services[node.service], cut_short)
        elif node.level in served and node.title is not None:
            reasons.append("no service, which the headings of this kind have")
        if node.code in series:
            reasons.append(f"the code stands between {series[node.code]}: it may be {_QUESTION}")
        found += [Fault(FaultKind.TEXT, node.code, printed=reason, place=node.place) for reason in reasons]
    codes = {node.code for node in nodes}
    found += [
        Fault(
            FaultKind.TEXT,
            None,
            printed=f'{code} stands in the table of contents ("{_quoted(title)}"), and nowhere else',
        )
        for code, title in contents.items()
        if code not in codes
    ]
    return found


_QUESTION = "a digit that was read wrong"


def _of_title(node: Node, listed: str | None) -> Iterator[str]:
    title = node.title
    if title is None:
        return
    if listed is not None and _bare(title) != _bare(listed):
        yield f'the title in the table of contents is another: "{_quoted(listed)}"'
    if title[-1] in HYPHENS:
        yield "the title ends in a hyphen"
    if title[0].islower():
        yield "the title begins in small letters"


def _of_description(node: Node) -> Iterator[str]:
    text = (node.description or "").lstrip("- ")
    introduces_list = text.partition("\n")[0].endswith(":")
    if text and (text[0] in _OPENINGS or (text[0].islower() and not introduces_list)):
        yield f'the description begins in the middle of a sentence: "{_quoted(text)}"'


def _served(nodes: Iterable[Node]) -> set[Level]:
    """The levels of which nearly all headings print a service."""
    counts = Counter((node.level, node.service is None) for node in nodes if node.title is not None)
    return {level for level in LEAVES if counts[level, False] > _MOSTLY * counts[level, True]}


def _of_service(service: str, count: int, services: _Services) -> Iterator[str]:
    """A service that is no name, or that no other node has, and that is another one cut short, or with more words.

    Args:
        service: the service.
        count: how many nodes have it.
        services: all of the document.
    """
    if len(_words(service)) > _MOST_WORDS:
        yield "the service has more words than a name has"
        return
    other = services.like(service) if count == 1 else None
    if other is not None:
        yield f'no other node has this service; another is "{_quoted(other)}"'


class _Services:
    """The services of a document by their words, and by those that they begin or end with: held against one another
    without looking at each pair."""

    def __init__(self, services: Iterable[str]) -> None:
        self._order: dict[str, int] = {}
        self._by_words: dict[tuple[str, ...], str] = {}
        self._by_part: dict[tuple[str, ...], str] = {}
        for service in services:
            self._order[service] = len(self._order)
            words = _words(service)
            if len(words) > _MOST_WORDS:
                continue
            self._by_words.setdefault(words, service)
            for part in _parts(words):
                self._by_part.setdefault(part, service)

    def like(self, service: str) -> str | None:
        """The first service of which one is the beginning or the end, or that is the beginning or the end of it."""
        words = _words(service)
        found = (self._by_part.get(words), *(self._by_words.get(part) for part in _parts(words)))
        return min((other for other in found if other is not None), key=self._order.__getitem__, default=None)


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The beginnings and the ends of some words, not all of them."""
    for size in range(1, len(words)):
        yield words[:size]
        yield words[size:]


def _out_of_series(nodes: Iterable[Node]) -> dict[str, str]:
    """The codes that stand out of order between two that stand in order, one digit from where they belong."""
    siblings: dict[tuple[str | None, str, int], list[tuple[int, str]]] = {}
    for node in nodes:
        match = _SERIES.fullmatch(node.code)
        if node.code_printed and match is not None:
            key = (node.parent, match[1], len(match[2]))
            siblings.setdefault(key, []).append((int(match[2]), node.code))
    found = {}
    for family in siblings.values():
        for (before, first), (number, code), (after, last) in zip(family, family[1:], family[2:], strict=False):
            in_order = 0 < after - before <= _CLOSEST
            if in_order and not before < number < after and _one_digit_off(number, range(before + 1, after)):
                found[code] = f"{first} and {last}"
    return found


def _one_digit_off(number: int, others: Iterable[int]) -> bool:
    printed = str(number)
    return any(
        len(other) == len(printed) and sum(a != b for a, b in zip(printed, other, strict=True)) == 1
        for other in map(str, others)
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().split())


def _bare(text: str) -> str:
    return _NO_LETTER.sub("", text.casefold())


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
