"""Where a user wants to go: by a code, by the number in it, or by words of a title or service."""

from __future__ import annotations

from doelboom.data.model.outline import Outline
from doelboom.data.queries.search import find, fold, jump
from doelboom.parser.dataclass import dataclass

_LEAST_LETTERS = 4
"""Of a shorter code nearly every other is one letter away."""
_MOST_LETTERS = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Places:
    """The nodes that may be meant, best first."""

    codes: tuple[str, ...] = ()
    nearly: bool = False
    """Whether none is what was typed, and these are one letter away from it."""
    words: tuple[str, ...] = ()
    """The words as they stand in titles and services, folded."""


def places(outline: Outline, typed: str, limit: int = 50) -> Places:
    """The nodes that a typed code, or typed words, may mean: by code first, then by title, then by service. Where
    there are none, those whose code or words are one letter away."""
    by_code = jump(outline, typed, limit)
    found = find(outline, typed)
    by_words = [hit.code for hit in found.hits if hit.field != "description"]
    if found.corrected:
        exact, near = by_code, [*_near_codes(outline, typed), *by_words]
    else:
        exact, near = [*by_code, *by_words], _near_codes(outline, typed)
    if exact:
        return Places(tuple(dict.fromkeys(exact))[:limit], words=() if found.corrected else found.words)
    return Places(tuple(dict.fromkeys(near))[:limit], nearly=bool(near), words=found.words if by_words else ())


def _near_codes(outline: Outline, typed: str) -> list[str]:
    """The codes one typing error away, in the report's order."""
    typed_code = "".join(fold(typed).split())
    if not _LEAST_LETTERS <= len(typed_code) <= _MOST_LETTERS:
        return []
    # Imported only where nothing was found: a start should not pay for it.
    from rapidfuzz.distance import OSA

    def is_near(code: str) -> bool:
        return any(OSA.distance(typed_code, form, score_cutoff=1) <= 1 for form in (code, code.lstrip(_LETTERS)))

    return [code for code in outline.items if is_near(code.lower())]
