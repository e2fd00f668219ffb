"""Finding by words: ranked, without accents, with one letter wrong, and fast enough to do at each letter."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import Outline, outline
from doelboom.data.queries.search import (
    Found,
    find,
    fold,
    jump,
    nearest,
    nodes_with,
    search,
    sought,
    spans,
    words,
)
from tests.data.small_accounts import small


@pytest.fixture(scope="module")
def gent(figures_2024: Accounts) -> Outline:
    return outline(figures_2024)


@pytest.fixture(scope="module")
def described(document_2024: Accounts) -> Outline:
    return outline(document_2024)


def told(texts: dict[str, str]) -> Outline:
    return outline(checked(small(descriptions=texts)))


def codes(found: Found) -> list[str]:
    return [hit.code for hit in found.hits]


# Ranking


def test_code_then_title_then_service_then_text(described: Outline) -> None:
    found = find(described, "talent")
    assert [(hit.code, hit.field) for hit in found.hits[:2]] == [("AC34834", "title"), ("SD10022", "title")]
    fields = [hit.field for hit in find(described, "werk").hits]
    order: list[str | None] = ["code", "title", "service", "description"]
    assert fields == sorted(fields, key=order.index)
    assert set(fields) == {"title", "service", "description"}


def test_within_a_field_in_the_reports_order(gent: Outline) -> None:
    found = [hit.code for hit in find(gent, "kinderopvang").hits if hit.field == "service"]
    assert found == [code for code in gent.items if code in found]


def test_a_code_and_the_number_in_it(gent: Outline) -> None:
    assert codes(find(gent, "34834")) == ["AC34834"]
    assert codes(find(gent, "ac34834")) == ["AC34834"]
    assert [hit.field for hit in find(gent, "od10041.rest").hits] == ["code"]


def test_all_words_are_required_in_whichever_field(gent: Outline) -> None:
    assert codes(find(gent, "talent bedrijven")) == ["AC34834"]
    assert codes(find(gent, "34834 activering")) == ["AC34834"]
    assert find(gent, "talent 34421") == Found(words=("talent", "34421"))


def test_case_and_accents_do_not_count() -> None:
    tree = told({"AC1": "Coördinatie van de Één-loketwerking"})
    for text in ("COORDINATIE", "coördinatie", "één", "een-loket"):
        assert codes(find(tree, text)) == ["AC1"]


def test_no_words_find_nothing(gent: Outline) -> None:
    assert find(gent, "  ") == Found()
    assert search(gent, "") == []


# Where


def test_where_the_words_stand(described: Outline) -> None:
    item = described.items["AC34834"]
    assert item.title is not None
    places = spans(item.title, words("TALENT bedrijv"))
    assert [item.title[start:end] for start, end in places] == ["bedrijv", "talent"]


def test_spans_are_in_order_and_do_not_overlap() -> None:
    assert spans("Kinderopvang kinderen", ["kind", "kinder", "op"]) == [(0, 8), (13, 19)]
    assert spans("Één", ["een"]) == [(0, 3)]
    assert spans("abc", [""]) == []


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=4), max_size=3))
def test_spans_hold_for_any_text(text: str, wanted: list[str]) -> None:
    folded = [fold(word) for word in wanted]
    found = spans(text, folded)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


@given(st.text(max_size=60))
def test_folding_keeps_every_character_where_it_stood(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


# One letter wrong


@pytest.mark.parametrize(
    "typed",
    ["talant", "talnt", "tallent", "talnet", "taletn", "TALÀNT"],
    ids=["wrong", "missing", "too many", "swapped", "swapped at the end", "with an accent"],
)
def test_one_letter_wrong_still_finds(gent: Outline, typed: str) -> None:
    found = find(gent, typed)
    assert codes(found)[:2] == ["AC34834", "SD10022"]
    assert "talent" in found.words
    assert found.corrected


def test_only_the_wrong_word_is_taken_for_another(gent: Outline) -> None:
    found = find(gent, "gentse bedrijvne")
    assert "AC34834" in codes(found)
    assert found.words[0] == "gentse"


def test_an_exact_hit_is_never_corrected(gent: Outline) -> None:
    assert not find(gent, "talent").corrected
    assert find(gent, "AC34835").words == ("ac34835",)


def test_short_words_and_nonsense_find_nothing(gent: Outline) -> None:
    for text in ("zzq", "xqzzkjw", "talent xqzzkjw"):
        found = find(gent, text)
        assert (found.hits, found.corrected) == ((), False)


def test_the_end_of_a_compound() -> None:
    tree = told({"AC1": "Een begeleidingstraject voor iedereen"})
    assert codes(find(tree, "trajcet")) == ["AC1"]


def test_while_it_is_being_typed(described: Outline) -> None:
    for length in range(4, 16):
        assert find(described, "werkgelegneheid"[:length]).hits


# Leaving out


def test_a_word_with_a_minus_leaves_out_what_has_it(gent: Outline) -> None:
    with_the_word = set(codes(find(gent, "kinderopvang")))
    with_service = {code for code in with_the_word if "dienst" in (gent.items[code].service or "").lower()}
    assert with_service
    assert set(codes(find(gent, "kinderopvang -DIENST"))) == with_the_word - with_service
    assert set(codes(find(gent, "-dienst kinderopvang"))) == with_the_word - with_service


def test_only_words_that_leave_out_keep_all_the_others(gent: Outline) -> None:
    found = find(gent, "-dienst")
    assert set(codes(found)) == set(gent.items) - set(codes(find(gent, "dienst")))
    assert {hit.field for hit in found.hits} == {None}


def test_a_minus_alone_is_nothing(gent: Outline) -> None:
    for nothing in ("-", "--", " - -- "):
        assert find(gent, nothing) == Found()
        assert find(gent, f"talent {nothing}") == find(gent, "talent")
    assert sought("--energie-zuinig").unwanted == ("energie-zuinig",)
    assert words("energie-zuinig") == ("energie-zuinig",)


def test_what_is_left_out_is_no_reason_to_look_for_another_word(gent: Outline) -> None:
    assert find(gent, "talent -gent").hits == ()
    assert not find(gent, "talent -gent").corrected
    assert find(gent, "talnet -bedrijven").corrected
    assert codes(find(gent, "talnet -bedrijven")) == ["SD10022"]


def test_a_word_that_leaves_out_is_taken_as_it_is(gent: Outline) -> None:
    assert codes(find(gent, "talent -bedrijvne")) == ["AC34834", "SD10022"]


# The same for rows


def test_the_filter_of_rows_finds_the_same(gent: Outline, figures_2024: Accounts) -> None:
    for text in ("talent", "talnet", "kinderopvang", "od10041", "rest", "zzzz", "talent -bedrijven", "-dienst", "-"):
        found = {hit.code for hit in search(gent, text)} if sought(text) else set(gent.items)
        assert set(nodes_with(figures_2024, text).keys) == found


def test_another_report_is_not_answered_from_the_last_one(gent: Outline) -> None:
    assert codes(find(told({"AC1": "uniek"}), "uniek")) == ["AC1"]
    assert find(told({}), "uniek").hits == ()
    assert codes(find(gent, "talent")) == ["AC34834", "SD10022"]


# Codes and names


def test_codes_by_prefix_lower_case_and_bare_number(gent: Outline) -> None:
    for typed in ("AC34834", "ac34834", "34834", " ac 34834 "):
        assert jump(gent, typed)[0] == "AC34834"
    assert jump(gent, "od1004")[:2] == ["OD10040", "OD10040.x1"]
    assert jump(gent, "") == []
    assert jump(gent, "zz") == []
    assert len(jump(gent, "ac", limit=5)) == 5


def test_the_nearest_names() -> None:
    names = ["Dienst Kinderopvang", "Dienst Activering en Werk", "Staf"]
    assert nearest("Dienst Kinderopvnag", names)[0] == "Dienst Kinderopvang"
    assert nearest("q", names) == []
    assert nearest("AC34384", ["AC34834", "PR40005"]) == ["AC34834"]


def test_what_corrects_is_loaded_only_when_it_is_needed() -> None:
    script = (
        "import sys\nfrom doelboom.data.storage.library import bundled\n"
        "from doelboom.data.model.outline import outline\n"
        "from doelboom.data.queries.search import find\ntree = outline(bundled())\n"
        "assert find(tree, 'talent').hits and 'rapidfuzz' not in sys.modules\n"
        "assert find(tree, 'talnet').hits and 'rapidfuzz' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
