"""Which children explain a variance: on *Jaarrekening 2024*, and where figures are missing."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from decimal import Decimal

import pytest

from doelboom.data.check.check import checked
from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import WHOLE, Outline, outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, StepKind, bridge, steps_frame
from doelboom.parser.records import Measure
from tests.data.small_accounts import EXPENDITURE, FTE, put, small

CHILD, OTHERS, REST, DOUBT, ROUNDING, UNKNOWN = StepKind


@pytest.fixture(scope="module")
def gent(figures_2024: Accounts) -> Outline:
    return outline(figures_2024)


def steps(answer: Bridge) -> list[tuple[StepKind, str | None, Decimal]]:
    return [(step.kind, step.code, step.difference) for step in answer.steps]


def test_which_plans_explain_sd10023(gent: Outline) -> None:
    answer = bridge(gent, "SD10023", EXPENDITURE)
    assert (answer.start, answer.end, answer.difference) == (Decimal(146154002), Decimal(145363872), Decimal(-790130))
    assert steps(answer) == [
        (CHILD, "OD10051", Decimal(-4793585)),
        (CHILD, "OD10050", Decimal(4454072)),
        (CHILD, "OD10048", Decimal(-294912)),
        (CHILD, "OD10047", Decimal(-161148)),
        (CHILD, "OD10049", Decimal(5444)),
        (ROUNDING, None, Decimal(-1)),
    ]


def test_the_remainder_is_a_step_of_its_own(gent: Outline) -> None:
    answer = bridge(gent, "OD10041", EXPENDITURE, most=4)
    assert steps(answer) == [
        (CHILD, "ACD3725", Decimal(-1217260)),
        (CHILD, "AC34916", Decimal(-644365)),
        (CHILD, "ACD3720", Decimal(-497444)),
        (CHILD, "ACD3700", Decimal(-251408)),
        (OTHERS, None, Decimal(-505010)),
        (REST, "OD10041.rest", Decimal(-23397)),
    ]
    others = answer.steps[4]
    assert (len(others.codes), others.codes[:2]) == (23, ("AC34823", "AC34835"))
    assert sum(step.difference for step in answer.steps) == answer.difference == Decimal(-3138884)


def test_the_change_against_the_year_before(gent: Outline) -> None:
    answer = bridge(gent, "SD10023", EXPENDITURE, Against.PRIOR)
    assert steps(answer)[:2] == [(CHILD, "OD10051", Decimal(7778291)), (CHILD, "OD10050", Decimal(2160903))]
    assert answer.difference == Decimal(10063640)
    rest = bridge(gent, "OD10045", EXPENDITURE, Against.PRIOR, most=2).steps[-1]
    assert (rest.kind, rest.code, rest.difference) == (REST, "OD10045.rest", Decimal(-22874))


def test_fte_with_a_remainder_of_an_objective(gent: Outline) -> None:
    answer = bridge(gent, "SD10023", FTE)
    assert steps(answer)[0] == (CHILD, "OD10050", Decimal("-15.12"))
    assert steps(answer)[-1] == (REST, "SD10023.rest", Decimal("-0.26"))


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("against", Against)
@pytest.mark.parametrize("most", [None, 1, 3])
def test_every_bridge_adds_up_and_hangs_together(
    gent: Outline, measure: Measure, against: Against, most: int | None
) -> None:
    for code in gent.items:
        answer = bridge(gent, code, measure, against, most)
        if not answer.steps:
            assert not [child for child in gent.children.get(code, ()) if not gent.items[child].is_remainder]
            continue
        assert answer.steps[0].before == answer.start
        assert answer.steps[-1].after == answer.end
        for one, following in zip(answer.steps, answer.steps[1:], strict=False):
            assert one.after == following.before
        assert all(step.after - step.before == step.difference for step in answer.steps)
        sizes = [abs(step.difference) for step in answer.steps if step.kind is CHILD]
        assert sizes == sorted(sizes, reverse=True)
        named = [code for step in answer.steps if step.kind in (CHILD, OTHERS) for code in step.codes]
        assert sorted(named) == sorted(child for child in gent.children[code] if not gent.items[child].is_remainder)


@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("against", Against)
def test_the_whole_report_is_explained_by_its_objectives(gent: Outline, measure: Measure, against: Against) -> None:
    answer = bridge(gent, WHOLE, measure, against)
    objectives = gent.children[None]
    assert answer.end == sum(gent.figures(code, measure).actual or 0 for code in objectives)
    assert sorted(code for step in answer.steps for code in step.codes) == sorted(objectives)
    assert sum(step.difference for step in answer.steps) == answer.difference


def test_the_whole_of_a_report_that_lacks_an_objectives_figure_is_unknown() -> None:
    tree = outline(checked(put(small(), ("SD1", EXPENDITURE, "actual", None))))
    answer = bridge(tree, WHOLE, EXPENDITURE)
    assert (answer.difference, answer.steps, answer.unknown) == (None, (), ("SD1",))


def test_a_leaf_has_no_steps(gent: Outline) -> None:
    answer = bridge(gent, "AC34834", FTE)
    assert (answer.steps, answer.unknown, answer.difference) == ((), (), Decimal(0))


def test_a_remainder_has_no_steps(gent: Outline) -> None:
    answer = bridge(gent, "OD10041.rest", EXPENDITURE)
    assert (answer.start, answer.end, answer.steps) == (Decimal(531258), Decimal(507861), ())


def test_an_unknown_code_is_an_error(gent: Outline) -> None:
    with pytest.raises(KeyError):
        bridge(gent, "OD1", EXPENDITURE)


def test_children_without_a_difference_are_lumped_together() -> None:
    accounts = checked(small(others={"AC7": ("OD2", {})}))
    answer = bridge(outline(accounts), "OD2", EXPENDITURE)
    assert steps(answer) == [
        (CHILD, "AC4", Decimal(-300700)),
        (CHILD, "AC5", Decimal(-99300)),
        (OTHERS, None, Decimal(0)),
    ]
    assert answer.steps[2].codes == ("AC6", "AC7")


def test_a_single_small_step_is_named() -> None:
    tree = outline(checked(small()))
    assert [step.kind for step in bridge(tree, "OD1", EXPENDITURE, most=2).steps] == [CHILD, CHILD, CHILD]
    assert [step.kind for step in bridge(tree, "OD1", EXPENDITURE, most=1).steps] == [CHILD, OTHERS]


def test_a_child_whose_figure_is_missing_is_named_and_the_sum_still_holds() -> None:
    tree = outline(checked(put(small(), ("AC2", EXPENDITURE, "actual", None))))
    answer = bridge(tree, "OD1", EXPENDITURE)
    assert answer.unknown == ("AC2",)
    assert steps(answer)[-1] == (UNKNOWN, None, Decimal(-66667))
    assert answer.steps[-1].codes == ("AC2",)
    assert sum(step.difference for step in answer.steps) == answer.difference == Decimal(-200000)


@pytest.mark.parametrize("column", ["reference", "actual"])
def test_a_parent_whose_figure_is_missing_has_nothing_to_explain(column: str) -> None:
    tree = outline(checked(put(small(), ("OD1", EXPENDITURE, column, None))))
    answer = bridge(tree, "OD1", EXPENDITURE)
    assert (answer.difference, answer.steps, answer.unknown) == (None, (), ("OD1",))


def test_a_missing_figure_of_last_year_does_not_touch_the_variance() -> None:
    tree = outline(checked(put(small(), ("AC1", EXPENDITURE, "prior", None))))
    assert bridge(tree, "OD1", EXPENDITURE).unknown == ()
    assert bridge(tree, "OD1", EXPENDITURE, Against.PRIOR).unknown == ("AC1",)


def test_the_steps_as_rows(gent: Outline) -> None:
    frame = steps_frame(gent, bridge(gent, "OD10041", EXPENDITURE, most=4))
    assert frame.columns == ["step", "code", "title", "difference", "before", "after", "codes", "doubt"]
    assert frame.select("step", "code", "difference").row(-1) == ("rest", "OD10041.rest", Decimal(-23397))
    assert frame["codes"].list.len().to_list() == [1, 1, 1, 1, 23, 1]
    assert steps_frame(gent, bridge(gent, "AC34834", FTE)).is_empty()


def test_an_answer_cannot_be_changed(gent: Outline) -> None:
    answer = bridge(gent, "SD10023", EXPENDITURE)
    with pytest.raises(FrozenInstanceError):
        answer.steps[0].difference = Decimal(0)  # type: ignore[misc]
