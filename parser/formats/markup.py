"""From marked-up text to the text that was printed.

A converter's markup goes; what a reader would see on paper stays. Everything here is untrusted: what cannot be
printed (control characters, direction overrides) never gets past this module, and no pattern in it takes more than
linear time, so that a megabyte without a space costs no more than a page of prose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LONGEST_RAISED = 20

_SUP = re.compile(r"<sup>([^<>]{1,20})</sup>", re.IGNORECASE)
_SUB = re.compile(r"<sub>([^<>]{1,20})</sub>", re.IGNORECASE)
_BREAK = re.compile(r"<br {0,3}/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|s|span|p|sup|sub|mark|small|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_AUTOLINK = re.compile(r"(?<!\\)<((?:https?://|mailto:)[^<>\s]+)>")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]+)\]\(((?:https?://|mailto:)[^()\s]*)\)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_STRONG = re.compile(r"(?<!\\)\*\*(?=[^\s*])([^*]*[^\s*\\])\*\*")
_STRONG_LINE = re.compile(r"(?<![\w\\])__(?=[^\s_])([^_]*[^\s_\\])__(?!\w)")
_ESCAPE = re.compile(r"\\{1,3}([!\"#$%&'()*+,./:;<=>?@\[\]^_`{|}~-])")
_HEADING = re.compile(r"#{1,6}\s+")
_LETTER = re.compile(r"[^\W\d_]")
_PARTED = re.compile(r"[^\W\d_]-$")
_PERIOD = re.compile(r"[0-9]{4}\s*\S\s*[0-9]{4}")
APART = " | "
"""Between figures of one cell: two of them are no figure, and least of all one with its thousands apart."""

_INVISIBLE = re.compile(
    "[\N{SOFT HYPHEN}\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Characters without a shape of their own, that steer direction, joining or line breaking (Unicode's Cf)."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_RUN = re.compile(r"[^\w\s\x00-\u02ff]{5,}")
"""Where more marks than `_MOST_MARKS` can follow one another; all else is passed over at the speed of a pattern."""
_MOST_MARKS = 4
"""More marks on one letter than any language that a report is written in."""


def printable(text: str) -> str:
    """The text without what has no place on paper: one line, single spaces, composed letters.

    Control characters become the replacement character, so that a reader sees that something stood there; marks
    that only steer the direction or the line breaking go, and so does a flood of combining marks.
    """
    # No control character is printable, nor any that only steers: most texts need no more than a look.
    if text.isprintable() and (text.isascii() or _is_composed(text)):
        return " ".join(text.split())
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
    # Composing can take one mark apart into two, so that there is another look after it.
    text = _without_floods(composed(_INVISIBLE.sub("", text)))
    return " ".join(text.split())


def composed(text: str) -> str:
    """The text with its letters and their marks put together, where a flood of marks is none."""
    # Composing takes quadratic time over a long run of marks, so that a flood goes before it.
    return unicodedata.normalize("NFC", _without_floods(text))


def _is_composed(text: str) -> bool:
    return _RUN.search(text) is None and unicodedata.is_normalized("NFC", text)


def _without_floods(text: str) -> str:
    """The text without the marks that would pile up on one letter and cover the lines above."""
    return _RUN.sub(lambda match: "".join(_with_few_marks(match[0])), text)


def _with_few_marks(text: str) -> Iterator[str]:
    """The characters of a run, but for those marks that follow too many others."""
    marks = 0
    for character in text:
        marks = marks + 1 if character >= "\u0300" and unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            yield character


def plain(text: str) -> str:
    r"""The text that a converter's Markdown and HTML stand for, printable.

    >>> plain(r"Kwadrant<sup>3</sup> of subsidie\_a")
    'Kwadrant³ of subsidie_a'
    """
    if "<" in text:
        text = _SUP.sub(lambda match: raised(match[1]), text)
        text = _SUB.sub(lambda match: lowered(match[1]), text)
        text = _BREAK.sub(" ", text)
        text = _TAG.sub("", text)
        text = _AUTOLINK.sub(r"\1", text)
    if "[" in text:
        text = _LINK.sub(_link, text)
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "**" in text:
        text = _STRONG.sub(r"\1", text)
    if "__" in text:
        text = _STRONG_LINE.sub(r"\1", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text).replace("\\\\", "\\")
    return printable(text)


def raised(text: str) -> str:
    """A superscript, in characters of its own where there are such; no more than a few words are one."""
    return text.translate(_RAISED) if len(text) <= _LONGEST_RAISED else text


def lowered(text: str) -> str:
    """The same of a subscript."""
    return text.translate(_LOWERED) if len(text) <= _LONGEST_RAISED else text


def _character(entity: re.Match[str]) -> str:
    # Who only shows a report that is kept needs none of its two thousand names.
    from html import unescape

    return unescape(entity[0])


def _link(match: re.Match[str]) -> str:
    """A link's text, and its address where that says something else."""
    name, address = match[1], match[2]
    return name if name.replace("\\", "") == address.replace("\\", "") else f"{name} ({address})"


def cell_text(lines: Sequence[str]) -> str:
    """The lines of a cell as one; several figures stay apart, so that none is read of them."""
    lines = [line for line in lines if line.strip()]
    text = " ".join(lines)
    alone = len(lines) > 1 and not any(map(_LETTER.search, lines)) and _PERIOD.fullmatch(text) is None
    return APART.join(lines) if alone else text


def whole_words(lines: Iterable[str]) -> list[str]:
    """The lines of a cell; those over which a hyphen parts a word are one."""
    whole: list[list[str]] = []
    for line in lines:
        if whole and _PARTED.search(whole[-1][-1][-2:]) and line[:1].islower():
            whole[-1][-1] = whole[-1][-1][:-1]
            whole[-1].append(line)
        else:
            whole.append([line])
    return list(map("".join, whole))


def without_heading_marks(text: str) -> str:
    """A line without the ``####`` that marks it as a heading."""
    stripped = text.strip()
    match = _HEADING.match(stripped)
    if match is None:
        return text
    title = stripped[match.end() :]
    opened = title.rstrip("#")
    return opened.rstrip() if not opened or opened[-1].isspace() else title
