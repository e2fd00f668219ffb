"""Which service (*dienst*) an action belongs to, where its heading does not say so in a cell of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.grammar.paragraphs import joined, paragraphs
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import LEAVES

_LONGEST = 80
"""More characters than the name of a service takes that stands on lines of its own."""
_MOST_LINES = 4
_MOST_WORDS = 12
"""More words than the name of any service has."""
_SENTENCE_ENDS = (".", ":", ";", "!", "?", ",")
_LINKS = frozenset(
    {
        *("aan", "als", "bij", "binnen", "de", "den", "der", "door", "een", "en", "het", "in", "met", "naar", "of"),
        *("om", "onder", "op", "over", "rond", "te", "tot", "tussen", "uit", "van", "vanuit", "via", "voor"),
    }
)
"""Words that no title ends in: what follows them belongs to it, be it the name of a service."""


def _key(service: str) -> str:
    return " ".join(service.casefold().split())


def _below(body: list[Row]) -> tuple[str, int, bool]:
    """The first paragraph below a heading as one phrase, how many rows it takes, and whether it stands there as a
    name does: no sentence, no list item, parted from the text that follows it or on several short lines."""
    parts = paragraphs(body)
    first = parts[0] if parts else []
    if not 0 < len(first) <= _MOST_LINES:
        return "", 0, False
    name = joined(first)
    named = (
        0 < len(name) <= _LONGEST
        and (name[0].isupper() or name[0].isdigit())
        and not name.endswith(_SENTENCE_ENDS)
        and (len(parts) > 1 or len(first) > 1)
    )
    return name, len(first), named


class Services:
    """The services that a report prints in cells of their own, or on lines of their own below several headings: what
    it can be held to elsewhere."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        names: set[str] = set()
        lines: Counter[str] = Counter()
        for draft in drafts:
            heading = draft.heading
            if heading is None or heading.level not in LEAVES:
                continue
            if heading.service:
                names.add(heading.service)
            else:
                name, _, named = _below(draft.body)
                lines[name] += named
        self._printed = names | {name for name, count in lines.items() if count > 1}
        self._known = {_key(name) for name in self._printed}

    def part(self, title: str, body: list[Row]) -> tuple[str, str | None, list[Row]]:
        """Title, service and remaining text of a heading without a cell for its service.

        The paragraph below is the service where it is one that the report prints elsewhere. Else either the title
        ends in one, run into it, or the paragraph below reads as a name. Where both are so, or neither, the title
        stays whole and the service None.
        """
        name, rows, named = _below(body)
        if name and _key(name) in self._known:
            return title, name, body[rows:]
        ending = self._ending(title)
        named = named and name != title
        if ending is not None and not named:
            return title[: -len(ending)].rstrip(), ending, body
        if named and ending is None:
            return title, name, body[rows:]
        return title, None, body

    def _ending(self, title: str) -> str | None:
        """The longest service in which a title ends, where what is left of it can be a title."""
        words = title.split(" ")
        for start in range(max(2, len(words) - _MOST_WORDS), len(words)):
            ending = " ".join(words[start:])
            if ending in self._printed and words[start - 1].casefold() not in _LINKS:
                return ending
        return None
