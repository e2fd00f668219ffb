"""What is left of some choices after what was typed."""

from __future__ import annotations

from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from doelboom.tui.explorer.narrowing import LONGEST, Choice, narrowed

SERVICES = [
    Choice("AW", "Dienst Activering en Werk"),
    Choice("KO", "Dienst Kinderopvang", "child care"),
    Choice("JD", "Jeugddienst"),
    Choice("CO", "Coördinatie Lokaal Sociaal Beleid"),
    Choice("SW", "Sociaal Werk", also="maatschappelijk"),
]


def left(typed: str) -> list[str]:
    return [choice.value for choice in narrowed(SERVICES, typed).choices]


def test_nothing_typed_leaves_all_in_their_order() -> None:
    assert left("") == left("  ") == ["AW", "KO", "JD", "CO", "SW"]


def test_words_in_any_order_without_case_and_accents() -> None:
    assert left("werk ACTIV") == ["AW"]
    assert left("coordinatie beleid") == ["CO"]
    assert left("care") == ["KO"]
    assert left("maatschap") == ["SW"]
    assert left("werk kinder") == []


def test_where_a_word_begins_comes_before_where_it_only_stands() -> None:
    assert left("dienst") == ["AW", "KO", "JD"]
    assert left("werk") == ["AW", "SW"]
    assert left("opvang") == ["KO"]


def test_initials() -> None:
    assert left("lsb") == ["CO"]
    assert left("dk") == ["KO"]


def test_one_letter_wrong_is_nearly_meant() -> None:
    near = narrowed(SERVICES, "kinderopvnag")
    assert ([choice.value for choice in near.choices], near.nearly) == (["KO"], True)
    assert not narrowed(SERVICES, "kinderopvang").nearly
    assert narrowed(SERVICES, "qqqqqq").choices == ()


def test_a_pasted_page_costs_no_more_than_a_line() -> None:
    begin = process_time()
    narrowed(SERVICES, "dienst " * 200_000)
    page = process_time() - begin
    begin = process_time()
    narrowed(SERVICES, ("dienst " * LONGEST)[:LONGEST])
    assert page < process_time() - begin + 0.05


@given(st.text(max_size=20))
def test_whatever_is_typed_what_is_left_is_of_the_choices_once_each(typed: str) -> None:
    values = left(typed)
    assert len(set(values)) == len(values)
    assert set(values) <= {choice.value for choice in SERVICES}
