"""From marked-up text to the text that was printed.

A converter's markup goes; what a reader would see on paper stays. Everything here is untrusted: no pattern takes more
than linear time, so that a megabyte without a space costs no more than a page of prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from doelboom.parser.formats.printable import printable

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
