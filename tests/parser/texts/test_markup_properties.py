"""What can be printed gets through, what steers a terminal does not, and hostile text costs no more than prose."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.parser.formats.markup import plain, without_heading_marks
from doelboom.parser.formats.printable import printable
from doelboom.parser.formats.tabs import rows_of_text
from doelboom.parser.grammar.paragraphs import description
from tests.parser.small_reports import Read, action, objective, plan

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\x07\x08\x1b\x7f\x84\x85\x9b\x9d\r\n\t\v\f\u2028\u2029\u200b\u200d\ufeff\u202e\u2066\u0301\u0489"
        ),
        st.sampled_from("<>[]()*_\\#&;/bsup"),
    )
)
quick = settings(max_examples=200, derandomize=True, deadline=None)


def assert_harmless(text: str) -> None:
    """No control or format character, no line break, no pile of marks."""
    for character in text:
        assert unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp"), hex(ord(character))
        assert character not in "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c\u00ad", hex(ord(character))
        assert not "\u202a" <= character <= "\u202e", hex(ord(character))
        assert not "\u2066" <= character <= "\u2069", hex(ord(character))
        assert not "\U000e0000" <= character <= "\U000e007f", hex(ord(character))
    for mark, run in groupby(text, key=lambda character: unicodedata.category(character) in ("Mn", "Me")):
        assert not mark or len(list(run)) <= 4
    assert text == " ".join(text.split())


@quick
@given(HOSTILE)
def test_nothing_that_steers_a_terminal_gets_through(text: str) -> None:
    assert_harmless(printable(text))
    assert_harmless(plain(text))
    assert_harmless(printable(without_heading_marks(text)))


@quick
@given(HOSTILE)
def test_printable_text_stays_as_it_is(text: str) -> None:
    assert printable(printable(text)) == printable(text)
    assert printable(plain(text)) == plain(text)


@quick
@given(st.text(st.characters(categories=["L", "Nd", "Po", "Sc"], exclude_characters="\\*_<>[]&#"), min_size=1))
def test_text_without_markup_is_not_changed(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)

    assert plain(text) == composed
    assert plain(f"<b>{text}</b>") == composed
    assert plain(f"**{text}**") == composed


@quick
@given(HOSTILE)
def test_description_holds_only_what_can_be_printed(text: str) -> None:
    found = description(rows_of_text(text)) or ""

    for line in found.split("\n"):
        assert_harmless(line.strip())


@pytest.mark.parametrize("mark", ["\u0301", "\u0316", "\u0489", "\u0e47", "\ufe0f"])
def test_marks_do_not_pile_up(mark: str) -> None:
    flood = printable(f"x{mark * 1000}€ en α blijven")

    assert len(flood) <= len("x€ en α blijven") + 4
    assert flood.endswith("€ en α blijven")


MUCH = 20_000
MANY = 5_000
MEGABYTE = 400_000


@pytest.mark.parametrize(
    "text",
    [
        "x" * MEGABYTE,
        "\u0301" * 4 * MUCH,
        "é\u0301" * MUCH,
        "\u200b" * 4 * MUCH,
        "\\" * 4 * MUCH,
        "**a " * MUCH,
        "**a" * MUCH,
        "__a " * MUCH,
        "*" * 4 * MUCH,
        "_" * 4 * MUCH,
        "<" * 4 * MUCH,
        "<b" * MUCH,
        "<b " * MUCH,
        "<b>" * MUCH,
        "<sup>2" * MUCH,
        "<br" + " " * MEGABYTE,
        "<https://" * MUCH,
        "[" * 4 * MUCH,
        "[a](" * MUCH,
        "[a](https://" * MUCH,
        "&" * 4 * MUCH,
        "&a" * MUCH,
        "#" * 4 * MUCH,
        "# " + "# " * MUCH,
        " " * MEGABYTE + "x",
        "- " * MUCH,
        "1" * 4 * MUCH,
        "SD310 - " + "." * MEGABYTE + "x\t5",
        "AC51000 - " + "woord " * MUCH,
        "Beleidsdoelstelling" + " " * MEGABYTE + "x",
        "Stad a" + " - a" * MUCH,
        "x\t" * MUCH,
        "Budgettaire " * MUCH + "\tx\t2027",
        "\n" * MUCH,
        "woord  \n" * MANY,
        "- woord\n" * MANY,
    ],
    ids=lambda text: f"{text[:14]!r}",
)
def test_hostile_text_is_read_in_linear_time(text: str, read: Read) -> None:
    """Anything quadratic would take minutes here; it is stopped by whoever waits for the suite."""
    around = f"{text}\n{objective()}{plan()}{action(text=text)}{action('AC51001', text[:MUCH], None)}"

    assert read(around).codes[:3] == ["SD310", "OD4100", "AC51000"]
