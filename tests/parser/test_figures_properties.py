"""Figures are read as printed, exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.parser.grammar.figures import looks_like_figure, read_amount, read_percentage
from doelboom.parser.vocabulary import MINUS_SIGNS

quick = settings(max_examples=200, derandomize=True, deadline=None)

CENTS = st.integers(-(10**15), 10**15)


def grouped(number: int, dot: str = ".") -> str:
    return f"{number:,}".replace(",", dot)


@quick
@given(CENTS, st.sampled_from([".", " ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", ""]))
def test_whole_euros_round_trip(number: int, dot: str) -> None:
    assert read_amount(grouped(number, dot)) == Decimal(number)


@quick
@given(CENTS, st.sampled_from(MINUS_SIGNS))
def test_two_decimals_round_trip(number: int, minus: str) -> None:
    sign = minus if number < 0 else ""
    text = f"{sign}{grouped(abs(number) // 100)},{abs(number) % 100:02}"

    assert read_amount(text) == Decimal(number).scaleb(-2)
    assert looks_like_figure(text)
    assert read_percentage(text) is None


@quick
@given(st.integers(-(10**9), 10**9), st.sampled_from(["%", " %"]))
def test_percentages_round_trip(number: int, unit: str) -> None:
    sign = "-" if number < 0 else ""
    text = f"{sign}{grouped(abs(number) // 10)},{abs(number) % 10}{unit}"

    assert read_percentage(text) == Decimal(number).scaleb(-1)
    assert looks_like_figure(text)
    assert read_amount(text) is None


@quick
@given(st.text("0123456789.,%- ", max_size=12))
def test_any_text_is_read_as_its_own_digits_or_not_at_all(text: str) -> None:
    for value in (read_amount(text), read_percentage(text)):
        if value is not None:
            printed = int("".join(character for character in text if character.isdigit()))
            assert int("".join(map(str, value.as_tuple().digits))) in (printed, printed * 10)
            assert value <= 0 or "-" not in text
            assert looks_like_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", "1.23", "1.2345", "1,2", "1,234", "1.234,5", ".500", "1..000", "1.000.00", "--1", "1-", "+1"),
        *("1e5", "٣", "１２", "NaN", "Infinity", "0x10", "1_000", "9" * 33, "1x"),
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize("text", ["", "%", "85%", "85,8", "85.8%", "85,88%", "85,8%%", "٨,٥%", "-%", "1,0 procent"])
def test_what_is_no_percentage(text: str) -> None:
    assert read_percentage(text) is None
