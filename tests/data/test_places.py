"""Going somewhere: by code, by number, by the words of a title or service, and by what is nearly one of these."""

from __future__ import annotations

import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import Outline, outline
from doelboom.data.queries.places import Places, places
from tests.data.small_accounts import small


@pytest.fixture(scope="module")
def gent(figures_2024: Accounts) -> Outline:
    return outline(figures_2024)


def test_a_code_comes_first_whatever_else_has_its_letters(gent: Outline) -> None:
    for typed in ("34834", "ac34834", " ac 34834 "):
        assert places(gent, typed).codes[0] == "AC34834"
        assert not places(gent, typed).nearly


def test_words_of_a_title_then_of_a_service(gent: Outline) -> None:
    found = places(gent, "Talent bedrijven")
    assert found == Places(("AC34834",), words=("talent", "bedrijven"))
    assert places(gent, "activering werk").codes
    items = [gent.items[code] for code in places(gent, "kinderopvang").codes]
    in_title = ["kinderopvang" in (item.title or "").lower() for item in items]
    assert in_title == sorted(in_title, reverse=True)
    assert set(in_title) == {True, False}


def test_descriptions_are_not_gone_to_by_their_words() -> None:
    tree = outline(checked(small(descriptions={"AC1": "eenhoorn"})))
    assert places(tree, "eenhoorn") == Places()


def test_one_letter_wrong_is_nearly_meant(gent: Outline) -> None:
    assert places(gent, "talnet bedrijvne").codes == ("AC34834",)
    assert places(gent, "talnet bedrijvne").nearly
    swapped = places(gent, "AC34384")
    assert swapped.nearly
    assert "AC34834" in swapped.codes
    assert "AC34834" in places(gent, "34384").codes


def test_nothing_is_near_to_everything(gent: Outline) -> None:
    for typed in ("", "  ", "zz", "qqqqqq", "9" * 1000):
        assert places(gent, typed).codes == ()
        assert not places(gent, typed).nearly


def test_at_most_so_many(gent: Outline) -> None:
    assert len(places(gent, "ac", limit=5).codes) == 5
