"""In what amounts of money are printed: euros, thousands, millions."""

from __future__ import annotations

import re
from functools import lru_cache

_THOUSAND = r"(?:duizend(?:en|tallen)?|1[. ']?000|k)"
_MILLION = r"(?:miljoen(?:en)?|mln\.?|mio\.?|1[. ']?000[. ']?000)"
_EURO = r"(?:euro'?s?|eur|€)"
_TIMES = r"(?:x|\*|×|maal)"
_MANY = rf"(?:{_MILLION}|{_THOUSAND})"
_PHRASE = (
    rf"(?:(?:in|{_TIMES})\s*(?:{_EURO}\s*)?(?:{_TIMES}\s*)?{_MANY}(?:\s*{_EURO})?"
    rf"|{_EURO}\s*{_TIMES}?\s*{_MANY}|{_MANY}\s*{_EURO}|(?:in\s+)?k€|(?:in|{_TIMES})\s*{_EURO})"
)
_WITHIN = re.compile(rf"(?<![\w.]){_PHRASE}(?![\w])", re.IGNORECASE)
_ALONE = re.compile(
    r"[(\[]?\s*(?:(?:alle|de)\s+)?(?:bedragen|cijfers|ramingen|tabellen|eenheid)?\s*:?\s*(?:zijn|staan|worden)?\s*"
    rf"(?:uitgedrukt|weergegeven|vermeld)?\s*({_PHRASE})\s*[)\].]?",
    re.IGNORECASE,
)
_SAID = re.compile(rf"\b(?:bedragen|cijfers|ramingen)\b[^.;]{{0,40}}?(?<![\w.])({_PHRASE})(?!\w)", re.IGNORECASE)
"""Among other words, as in a running head."""
_IS_MILLION = re.compile(_MILLION, re.IGNORECASE)
_IS_THOUSAND = re.compile(rf"{_THOUSAND}(?!\w)|k(?:€|eur)", re.IGNORECASE)
_PARENTHESES = re.compile(r"\(([^()]{1,40})\)")
_LONGEST = 90


def _scale(phrase: str) -> int:
    if _IS_MILLION.search(phrase):
        return 1_000_000
    return 1_000 if _IS_THOUSAND.search(phrase) else 1


@lru_cache(maxsize=1024)
def scale_in_header(text: str) -> int | None:
    """How many euros one is, as far as a header's cell says: "(in duizend euro)", "x 1.000"; None where it does not."""
    match = _WITHIN.search(text)
    return _scale(match[0]) if match is not None else None


def scale_of_line(text: str) -> int | None:
    """The same of a line that says nothing else, such as "Bedragen in duizend euro"; None for any other line.

    Words like these in a sentence are about that sentence.
    """
    if len(text) > _LONGEST:
        return None
    for phrase in (text, *_PARENTHESES.findall(text)):
        match = _ALONE.fullmatch(phrase.strip())
        if match is not None:
            return _scale(match[1])
    return None


def scale_among_words(text: str) -> int | None:
    """The same of a short line with other words beside it: a running head, or a line of the title page."""
    if (scale := scale_of_line(text)) is not None:
        return scale
    match = _SAID.search(text[:_LONGEST])
    return _scale(match[1]) if match is not None else None
