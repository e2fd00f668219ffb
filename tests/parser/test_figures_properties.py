"""Figures are read as their document prints them, exactly, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.parser.grammar.figures.figures import looks_like_figure, take_apart
from doelboom.parser.grammar.figures.notation import Notation, settled
from doelboom.parser.records import COLUMNS
from doelboom.parser.vocabulary import MINUS_SIGNS

quick = settings(max_examples=100, derandomize=True, deadline=None)

CENTS = st.integers(-(10**15), 10**15)
SIGNS: dict[str, Callable[[str], str]] = {
    **{f"{sign!r} before": f"{sign}{{}}".format for sign in MINUS_SIGNS},
    "apart": lambda text: f"- {text}",
    "behind": lambda text: f"{text}-",
    "in parentheses": lambda text: f"({text})",
}
CURRENCIES: dict[str, Callable[[str], str]] = {
    "none": str,
    "before": lambda text: f"€ {text}",
    "before, close": lambda text: f"€{text}",
    "behind": lambda text: f"{text} EUR",
}


def column(*texts: str, name: str = "actual", staff: bool = False) -> Notation:
    """How a column is printed in which these texts stand, the others empty."""
    texts_by_column = {other: texts if other == name else () for other in COLUMNS}
    return settled(texts_by_column, staff=staff).columns[name]


def grouped(number: int, dot: str = ".") -> str:
    return f"{number:,}".replace(",", dot)


@quick
@given(
    CENTS,
    st.sampled_from([".", " ", "'", "’", "\N{NO-BREAK SPACE}", ""]),
    st.sampled_from(list(SIGNS)),
    st.sampled_from(list(CURRENCIES)),
)
def test_whole_euros_round_trip(number: int, dot: str, sign: str, currency: str) -> None:
    text = grouped(abs(number), dot)
    printed = CURRENCIES[currency](SIGNS[sign](text) if number < 0 else text)

    assert column(printed).value(printed) == Decimal(number)
    assert looks_like_figure(printed)


@quick
@given(CENTS, st.sampled_from(list(SIGNS)), st.booleans())
def test_two_decimals_round_trip(number: int, sign: str, staff: bool) -> None:
    text = f"{grouped(abs(number) // 100)},{abs(number) % 100:02}"
    text = SIGNS[sign](text) if number < 0 else text

    assert column(text, staff=staff).value(text) == Decimal(number).scaleb(-2)
    assert column(text, name="spent_pct").value(f"{text} %") is None


@quick
@given(st.integers(-(10**9), 10**9), st.sampled_from(["%", " %", ""]), st.sampled_from([0, 1, 2]))
def test_percentages_round_trip(number: int, unit: str, decimals: int) -> None:
    whole, fraction = divmod(abs(number), 10**decimals)
    text = grouped(whole) + (f",{fraction:0{decimals}}" if decimals else "") + unit
    text = f"-{text}" if number < 0 else text

    assert column(text, name="spent_pct").value(text) == Decimal(number).scaleb(-decimals)
    assert column(text).value(text) is None or not unit


@quick
@given(st.text("0123456789.,%- ()€'", max_size=12))
def test_any_text_is_read_as_its_own_digits_or_not_at_all(text: str) -> None:
    for name in ("actual", "spent_pct"):
        value = column(text, name=name).value(text)
        if value is not None and any(map(str.isdigit, text)):
            printed = int("".join(character for character in text if character.isdigit()))
            assert int("".join(map(str, value.as_tuple().digits))) in (printed, printed * 10)
            assert value <= 0 or not {"-", "("} & set(text)
            assert looks_like_figure(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "1.23",
            "1.2345",
            ".500",
            "1..000",
            "1.000.00",
            "--1",
            "-1-",
            "(1",
            "1)",
            "(-1)",
            "+1",
            "€1€",
            "1.234 567",
        ),
        *("1e5", "٣", "１２", "NaN", "Infinity", "0x10", "1_000", "9" * 33, "1x", "027", "0.123", "1%%", "1,2345"),
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert take_apart(text) is None


@pytest.mark.parametrize(
    ("usual", "odd"),
    [
        # Thousands parted otherwise than the column's own are a figure that lost or won something.
        (("1.234", "12.345"), "1234"),
        (("1.234", "12.345"), "1 234"),
        (("1 234", "12 345"), "1.234"),
        (("1234", "12345"), "1.234"),
        # Cents in whole euros, whole euros among cents.
        (("1.234", "5"), "5,00"),
        (("1.234,00", "5,25"), "5"),
    ],
)
def test_what_its_column_never_prints_is_not_guessed_at(usual: tuple[str, ...], odd: str) -> None:
    notation = column(*usual, odd)

    assert all(notation.value(text) is not None for text in usual)
    assert notation.value(odd) is None


@pytest.mark.parametrize("text", ["027", "27", "2,7", "2,700"])
def test_staff_has_two_decimals(text: str) -> None:
    assert column(text, staff=True).value(text) is None


@pytest.mark.parametrize("text", ["858%", "85,8", "85,80%", "85.8%"])
def test_a_percentage_that_lost_its_comma_or_its_sign_is_none(text: str) -> None:
    assert column("85,8%", "0,0%", text, name="spent_pct").value(text) is None


def test_a_dash_is_zero_only_where_the_document_prints_no_zero() -> None:
    assert column("1.234", "-").value("-") == 0
    assert column("1.234", "0", "-").value("-") is None
