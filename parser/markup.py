"""From marked-up text to the text that was printed.

A converter's markup goes; what a reader would see on paper stays. Everything here is untrusted: what cannot be
printed (control characters, direction overrides) never gets past this module.
"""

from __future__ import annotations

import html
import re
import unicodedata

_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

_SUP = re.compile(r"<sup>([^<>]{1,20})</sup>", re.IGNORECASE)
_SUB = re.compile(r"<sub>([^<>]{1,20})</sub>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|strong|i|em|u|s|span|p|sup|sub|mark|small|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]+)\]\((?:https?://|mailto:)[^()\s]*\)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=\S)(.+?)(?<=[^\s\\])\1")
_ESCAPE = re.compile(r"\\+([!\"#$%&'()*+,./:;<=>?@\[\]^_`{|}~-])")
_HEADING = re.compile(r"#{1,6}\s+")

_INVISIBLE = re.compile(
    "[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACE = re.compile(r"[\s\u2028\u2029]+")
_COMBINING = re.compile(r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\ufe2f]+")


def printable(text: str) -> str:
    """The text without what has no place on paper: one line, single spaces, composed letters.

    Control characters become the replacement character, so that a reader sees that something stood there; marks
    that only steer the direction or the line breaking go, and so does a flood of combining marks.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text)
    text = _INVISIBLE.sub("", text)
    text = _COMBINING.sub(r"\1", text)
    text = _SPACE.sub(" ", text)
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).strip()


def plain(text: str) -> str:
    """The text that a converter's Markdown and HTML stand for, printable.

    >>> plain("Duo<sup>2</sup> of subsidie\\\\_2024")
    'Duo² of subsidie_2024'
    """
    if "<" in text:
        text = _SUP.sub(lambda match: match[1].translate(_SUPERSCRIPTS), text)
        text = _SUB.sub(lambda match: match[1].translate(_SUBSCRIPTS), text)
        text = _BREAK.sub(" ", text)
        text = _TAG.sub("", text)
        text = _AUTOLINK.sub(r"\1", text)
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "**" in text or "__" in text:
        text = _STRONG.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text).replace("\\\\", "\\")
    return printable(text)


def without_heading_marks(text: str) -> str:
    """A line without the ``####`` that marks it as a heading."""
    stripped = text.lstrip()
    match = _HEADING.match(stripped)
    return stripped[match.end() :].rstrip("# \t") if match else text
