"""Which nodes of two reports are the same: by code and title, and never by one of them alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.model.frames import build
from doelboom.data.model.outline import outline
from doelboom.data.years.matching import Matching, Standing, match
from doelboom.data.years.titles import titles_agree
from tests.data.years.small_years import TREE, Entry, tree
from tests.documents.years import ChangeKind, city
from tests.examples import examples


def matched(*changes: Entry | str, year: int = 2023, **others: object) -> Matching:
    """The tree of 2024 held against one of another year: some of its nodes with another entry, or (a code) without."""
    without = {change for change in changes if isinstance(change, str)}
    before = [entry for entry in TREE if entry[0] not in without]
    for change in changes:
        if not isinstance(change, str):
            places = [number for number, entry in enumerate(before) if entry[0] == change[0]]
            before[places[0] if places else len(before) :] = [change, *before[places[0] + 1 :]] if places else [change]
    return match(tree(*before, year=year), tree(*TREE), **others)  # type: ignore[arg-type]


ALL = {code: code for code, _parent, _title in TREE}


def test_the_same_report_is_the_same_throughout() -> None:
    assert matched() == Matching(ALL)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("bomen planten in de wijk", "BOMEN PLANTEN IN DE WIJK"),
        ("Coördinatie van e-loketten", "Coordinatie van eloketten"),
        ("Ontplooiingskansen", "Ontplooi\u00efngskansen"),
        ("Ondersteunen van scholen", "Ondersteunen van de school"),
        ("Jaarmarkt 2023 organiseren", "Jaarmarkt 2024 organiseren"),
        ("Welijnsbureau uitbouwen", "Welzijnsbureau uitbouwen"),
        ("Werking jeugd-huis", "Werking jeugd huis"),
        (None, None),
    ],
)
def test_titles_that_say_the_same(before: str | None, after: str | None) -> None:
    assert titles_agree(before, after)
    assert titles_agree(after, before)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hulpverleningszone", "Veiligheid op het plein"),
        ("Bouw school, fase 1", "Bouw school, fase 2"),
        ("Bouw school, fase I", "Bouw school, fase II"),
        ("Brug Oost", "Brug West"),
        ("Parken vernieuwen", "Pleinen vernieuwen"),
        ("Een school bouwen", "Een school bouwen met sporthal"),
        ("Bomen planten in de wijk", None),
    ],
)
def test_titles_that_say_something_else(before: str | None, after: str | None) -> None:
    assert not titles_agree(before, after)
    assert not titles_agree(after, before)


def test_what_moved_is_the_same_below_another_parent() -> None:
    found = matched(("AC3", "OD1", "Grachten ruimen"))
    assert found == Matching(ALL, moved=frozenset({"AC3"}))
    assert (found.after["AC3"], found.before["AC3"]) == (Standing.MOVED, Standing.MOVED)


def test_what_is_new_and_what_is_gone() -> None:
    found = matched("AC2", ("AC9", "OD2", "Fonteinen bouwen"))
    assert found.joined == {code: code for code in ALL if code != "AC2"}
    assert (found.new, found.gone) == (("AC2",), ("AC9",))
    assert (found.after["AC2"], found.before["AC9"]) == (Standing.NEW, Standing.GONE)


def test_one_code_with_two_titles_is_asked_about_and_never_joined() -> None:
    found = matched(("AC4", "OD2", "Zwembad uitbaten"))
    assert "AC4" not in found.joined
    assert found.renamed == {"AC4": "AC4"}
    assert not found.after["AC4"].is_joined
    assert (found.new, found.gone, found.reused) == ((), (), frozenset())


def test_one_title_with_two_codes_is_asked_about_and_never_joined() -> None:
    found = matched("AC4", ("AC9", "OD2", "Riool vernieuwen"))
    assert found.other_code == {"AC4": "AC9"}
    assert (found.before["AC9"], found.after["AC4"]) == (Standing.OTHER_CODE, Standing.OTHER_CODE)
    assert "AC4" not in found.joined
    assert (found.new, found.gone) == ((), ())


def test_a_title_that_many_have_says_nothing() -> None:
    again = [("AC7", "OD1", "Corrigeren budget"), ("AC8", "OD1", "Corrigeren budget")]
    other = [("AC5", "OD1", "Corrigeren budget"), ("AC6", "OD1", "Corrigeren budget")]
    found = match(tree(*TREE, *again, year=2023), tree(*TREE, *other))
    assert (found.new, found.gone, found.other_code) == (("AC5", "AC6"), ("AC7", "AC8"), {})
    # One a plan: below its parent it says something.
    again[1], other[1] = ("AC8", "OD2", "Corrigeren budget"), ("AC6", "OD2", "Corrigeren budget")
    found = match(tree(*TREE, *again, year=2023), tree(*TREE, *other))
    assert found.other_code == {"AC5": "AC7", "AC6": "AC8"}


def test_a_code_that_stands_for_something_else_is_used_again_and_not_renamed() -> None:
    """As in Mechelen, where the code of the fire zone became a security action's."""
    before = [*TREE, ("AC5", "OD1", "Brandweerzone betalen")]
    after = [*TREE, ("AC5", "OD1", "Pleinen bewaken"), ("AC9", "OD1", "Brandweerzone betalen")]
    found = match(tree(*before, year=2023), tree(*after))
    assert (found.renamed, found.reused) == ({}, frozenset({"AC5"}))
    assert (found.other_code, found.new, found.gone) == ({"AC9": "AC5"}, ("AC5",), ())
    # Two codes that were exchanged: both titles are found again, neither node is joined.
    exchanged = [("AC3", "OD2", "Riolen vernieuwen"), ("AC4", "OD2", "Grachten ruimen")]
    found = matched(*exchanged)
    assert (found.other_code, found.reused) == ({"AC3": "AC4", "AC4": "AC3"}, frozenset({"AC3", "AC4"}))
    assert (found.renamed, found.new, found.gone) == ({}, (), ())


def test_a_new_plan_period_with_other_codes_of_plans_moves_the_actions() -> None:
    codes = {"SD1": "SD2", "OD1": "OD7", "OD2": "OD8"}
    after: list[Entry] = [
        (codes.get(code, code), codes.get(parent or "", parent), title) for code, parent, title in TREE
    ]
    found = match(tree(*TREE, year=2025), tree(*after, year=2026))
    assert found.other_code == {"SD2": "SD1", "OD7": "OD1", "OD8": "OD2"}
    assert found.moved == {"AC1", "AC2", "AC3", "AC4"} == set(found.joined)


def test_an_action_may_become_a_project_and_no_plan_an_action() -> None:
    project = [entry if entry[0] != "AC4" else ("PR4", "OD2", "Riolen vernieuwen") for entry in TREE]
    assert match(tree(*project, year=2023), tree(*TREE)).other_code == {"AC4": "PR4"}
    plan: list[Entry] = [*TREE[:-1], ("OD4", "SD1", "Riolen vernieuwen")]
    assert match(tree(*plan, year=2023), tree(*TREE)).other_code == {}


def test_a_lost_heading_is_neither_new_nor_gone() -> None:
    lost: Entry = ("OD1.x1", "OD1", None)
    found = match(tree(*TREE, lost, year=2023), tree(*TREE, lost, ("OD2.x1", "OD2", None)))
    assert (found.lost_before, found.lost_after) == (("OD1.x1",), ("OD1.x1", "OD2.x1"))
    assert (found.new, found.gone, found.after["OD1.x1"]) == ((), (), Standing.LOST)


def test_two_readings_of_one_report_are_joined_by_their_codes_whatever_the_titles() -> None:
    found = matched(("AC4", "OD2", "Riolen vemieuwen Dienst Wegen"), ("AC1", "OD1", None), year=2024)
    assert found == Matching(ALL)


@pytest.mark.parametrize("known_by", ["descriptions", "figures"])
def test_a_heading_lost_in_one_reading_is_known_by_its_text_or_its_figures(known_by: str) -> None:
    what: Any = {
        "descriptions": "We zuiveren het water, elk jaar.",
        "figures": ("1234", "1200", "1100"),
    }[known_by]
    before = [entry if entry[0] != "AC4" else ("OD2.x1", "OD2", None) for entry in TREE]
    of_lost: dict[str, Any] = {known_by: {"OD2.x1": what}}
    lost, whole = tree(*before, **of_lost), tree(*TREE, **{known_by: {"AC4": what}})  # type: ignore[arg-type]
    assert match(lost, whole).joined == ALL | {"AC4": "OD2.x1"}
    assert match(whole, lost).joined == {code: code for code in ALL if code != "AC4"} | {"OD2.x1": "AC4"}
    # Of another year they are two reports, and nothing is known of it.
    other_year = tree(*before, year=2023, **of_lost)
    found = match(other_year, whole)
    assert (found.lost_before, found.new) == (("OD2.x1",), ("AC4",))


def test_headings_lost_in_both_readings_are_known_by_their_place_where_as_many_are() -> None:
    two: tuple[Entry, ...] = (("OD1.x1", "OD1", None), ("OD1.x2", "OD1", None))
    assert match(tree(*TREE, *two), tree(*TREE, *two)).joined == ALL | {"OD1.x1": "OD1.x1", "OD1.x2": "OD1.x2"}
    assert match(tree(*TREE, *two[:1]), tree(*TREE, *two)).lost_after == ("OD1.x1", "OD1.x2")


@examples(2)
@given(st.integers(0, 2**16))
def test_every_change_of_an_invented_city_is_found_and_none_besides(seed: int) -> None:
    town = city(seed, 2024, 3, new_plan=2026)
    trees = [outline(build(report)) for report in town.reports]
    for before, after in pairwise(trees):
        year = after.source.year

        def codes(kind: ChangeKind, year: int = year) -> set[str]:
            return {change.code for change in town.of(kind, year)}

        found = match(before, after)
        parts = {code for change in town.of(ChangeKind.SPLIT, year) for code in change.others}
        others = {change.code: change.others[0] for change in town.of(ChangeKind.OTHER_CODE, year)}
        reused = codes(ChangeKind.REUSED)
        assert set(found.moved) == codes(ChangeKind.MOVED)
        assert set(found.renamed) == codes(ChangeKind.RENAMED) | reused
        assert found.other_code == others
        assert set(found.new) == codes(ChangeKind.NEW) | parts
        assert set(found.gone) == codes(ChangeKind.GONE) - reused | codes(ChangeKind.SPLIT)
        assert set(found.joined) == set(after.items) - set(found.renamed) - set(others) - set(found.new)
