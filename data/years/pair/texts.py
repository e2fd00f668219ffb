"""What two reports say of one node, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from doelboom.data.model.outline import Outline
from doelboom.data.years.matching import Matching
from doelboom.parser.dataclass import dataclass

FIELDS = ("title", "service", "entity", "period", "status", "phase", "description")
"""What is compared, in this order; `period` is "2020 - 2027"."""
_MOST_WORDS = 3000
"""Of texts that differ in more words it is only said that they do: no report's is so long."""

PartKind = Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a text, parted by single spaces."""

    kind: PartKind
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field of a node that says something else."""

    code: str
    """In the later report."""
    field: str
    """One of `FIELDS`."""
    before: str | None
    after: str | None
    parts: tuple[Part, ...]
    """Both in one, word by word."""


def word_parts(before: str, after: str) -> tuple[Part, ...]:
    """What stayed, went and came of the words of a text, in order; white space does not count.

    >>> [(part.kind, " ".join(part.words)) for part in word_parts("een oude boom", "een nieuwe boom")]
    [('same', 'een'), ('gone', 'oude'), ('new', 'nieuwe'), ('same', 'boom')]
    """
    left, right = tuple(before.split()), tuple(after.split())
    shortest = min(len(left), len(right))
    start = next((at for at in range(shortest) if left[at] != right[at]), shortest)
    room = shortest - start
    end = next((at for at in range(room) if left[-1 - at] != right[-1 - at]), room)
    middle = left[start : len(left) - end], right[start : len(right) - end]
    parts = [Part("same", left[:start]), *_middle(*middle), Part("same", left[len(left) - end :])]
    return tuple(part for part in parts if part.words)


def _middle(left: Sequence[str], right: Sequence[str]) -> Iterator[Part]:
    if max(len(left), len(right)) > _MOST_WORDS:
        yield from (Part("gone", tuple(left)), Part("new", tuple(right)))
        return
    for kind, start, end, from_, to in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("same", tuple(left[start:end]))
        else:
            yield from (Part("gone", tuple(left[start:end])), Part("new", tuple(right[from_:to])))


def text_changes(before: Outline, after: Outline, matching: Matching) -> list[TextChange]:
    """The texts that differ of the nodes that both reports have, in the later one's order. Descriptions only where both
    reports have any: the bundled one has facts and figures alone."""
    fields = [name for name in FIELDS if name != "description" or (before.has_descriptions and after.has_descriptions)]
    changes = []
    for code in after.items:
        if (was := matching.joined.get(code)) is None:
            continue
        old, new = _texts(before, was), _texts(after, code)
        changes += [
            TextChange(code, name, old[name], new[name], word_parts(old[name] or "", new[name] or ""))
            for name in fields
            if (old[name] or "").split() != (new[name] or "").split()
        ]
    return changes


def _texts(tree: Outline, code: str) -> Mapping[str, str | None]:
    item = tree.items[code]
    years = [year for year in (item.period_start, item.period_end) if year is not None]
    texts = {name: getattr(item, name) for name in FIELDS if name != "period"}
    return {**texts, "period": " - ".join(map(str, years)) or None}
