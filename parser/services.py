"""Which service (*dienst*) an action belongs to, where its heading does not say so in a cell of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parser.paragraphs import joined, paragraphs
from parser.records import Level
from parser.rows import Row

if TYPE_CHECKING:
    from parser.grammar import Draft

_LONGEST = 100
"""More characters than the name of any service takes."""
_MOST_LINES = 4
_SENTENCE_ENDS = (".", ":", ";", "!", "?", ",")


def _key(service: str) -> str:
    return " ".join(service.casefold().split())


def _may_be_service(text: str) -> bool:
    """Whether a paragraph reads as a name and not as a sentence or a list item."""
    return (
        0 < len(text) <= _LONGEST
        and (text[0].isupper() or text[0].isdigit())
        and not text.endswith(_SENTENCE_ENDS)
        and not text.startswith("- ")
    )


class Vocabulary:
    """The services that a report prints in cells of their own: what it can be held to elsewhere."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._known: set[str] = set()
        for draft in drafts:
            heading = draft.heading
            if heading is not None and heading.level in (Level.AC, Level.PR) and heading.service:
                self._known.add(_key(heading.service))

    def part(self, title: str, body: list[Row]) -> tuple[str, str | None, list[Row]]:
        """Title, service and remaining text of a heading without a cell for its service.

        In this order: the paragraph below is a service named elsewhere; the title ends in one (the longest such);
        the paragraph below reads as a name and more text follows it. Else the title stays whole, the service None.
        """
        below = paragraphs(body)
        first = below[0] if below else []
        name = joined(first) if len(first) <= _MOST_LINES else ""
        if name and _key(name) in self._known:
            return title, name, body[len(first) :]
        if (ending := self._ending(title)) is not None:
            return title[: -len(ending)].rstrip(), ending, body
        if _may_be_service(name) and len(below) > 1:
            return title, name, body[len(first) :]
        return title, None, body

    def _ending(self, title: str) -> str | None:
        words = title.split()
        for start in range(1, len(words)):
            ending = " ".join(words[start:])
            if _key(ending) in self._known:
                return ending
        return None
