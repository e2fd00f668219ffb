"""The whole report as an item, the columns of the tree, siblings in an order, and what marked ones add up to."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doelboom.data.model.outline import WHOLE, Outline, outline
from doelboom.data.model.sums import added, per_cent, sum_of
from doelboom.data.queries.bridge import bridge
from doelboom.data.queries.marked import total
from doelboom.data.queries.siblings import FIGURES, ORDERS, doubtful, figure, in_order
from doelboom.data.storage.library import bundled
from doelboom.parser.records import Figures, Measure
from tests.tui.small_reports import one_digit_off, opened, small_text

SPENT = Measure.OPERATING_EXPENDITURE


@pytest.fixture(scope="module")
def gent() -> Outline:
    return outline(bundled())


class TestTheWholeReport:
    @pytest.mark.parametrize("measure", Measure)
    def test_its_figures_are_the_sums_of_the_objectives(self, gent: Outline, measure: Measure) -> None:
        frame = gent.accounts.amounts
        objectives = frame.join(gent.accounts.nodes.select("code", "level"), on="code")
        rows = objectives.filter((objectives["level"].cast(str) == "SD") & (objectives["measure"] == measure.value))
        whole = gent.figures(WHOLE, measure)
        assert [whole.reference, whole.actual, whole.prior] == [
            rows[column].sum() for column in ("reference", "actual", "prior")
        ]

    def test_its_percentages_are_those_of_the_sums(self, gent: Outline) -> None:
        assert gent.figures(WHOLE, SPENT).spent_pct == Decimal("97.4")
        assert gent.figures(WHOLE, SPENT).of_prior_pct == Decimal("111.3")

    def test_a_share_of_zero_is_what_the_report_prints_for_one(self) -> None:
        assert sum_of([Figures(Decimal(0), Decimal(0), Decimal(0))]).spent_pct == 0

    def test_a_sum_without_one_of_its_parts_is_none(self) -> None:
        whole = sum_of([Figures(Decimal(1), Decimal(2), Decimal(3)), Figures(None, Decimal(2), Decimal(3))])
        assert whole == Figures(None, Decimal(4), Decimal(6), None, Decimal("66.7"))
        assert sum_of([]) == Figures()

    def test_it_is_no_node_of_the_report(self, gent: Outline) -> None:
        assert WHOLE in gent
        assert WHOLE not in gent.items
        assert gent.below(WHOLE) == gent.below("x") + gent.children[None]
        assert gent.above(WHOLE) is None
        assert [gent.above(code) for code in ("SD10021", "OD10039")] == [WHOLE, "SD10021"]

    def test_its_figures_are_in_doubt_where_an_objectives_are(self, tmp_path: Path) -> None:
        text = small_text().replace("579.333\t480.308", "579.333\t490.308")
        report = outline(opened(text, tmp_path).accounts)
        assert report.doubtful("SD310", SPENT)
        assert {"actual", "variance", "spent_pct"} <= report.doubtful(WHOLE, SPENT)
        assert not outline(opened(small_text(), tmp_path, "sound.txt").accounts).has_doubt(WHOLE)

    def test_its_bridge_goes_over_the_objectives(self, gent: Outline) -> None:
        answer = bridge(gent, WHOLE, SPENT)
        assert {step.code for step in answer.steps} == set(gent.below(WHOLE))
        assert added(step.difference for step in answer.steps) == gent.figures(WHOLE, SPENT).variance


class TestColumns:
    def test_shares_are_of_what_was_meant_for_parent_and_whole(self, gent: Outline) -> None:
        # 2.224.892 of 43.626.984 and of 551.543.403
        assert figure(gent, "OD10039", SPENT, "share_of_parent") == Decimal("5.1")
        assert figure(gent, "OD10039", SPENT, "share_of_whole") == Decimal("0.4")
        assert figure(gent, WHOLE, SPENT, "share_of_parent") == 100

    @pytest.mark.parametrize("measure", Measure)
    def test_the_parts_of_a_parent_share_all_of_it(self, gent: Outline, measure: Measure) -> None:
        for code in (WHOLE, *gent.items):
            shares = [figure(gent, part, measure, "share_of_parent") for part in gent.below(code)]
            known = [share for share in shares if share is not None]
            if known and code + ".rest" not in gent.items:
                assert abs(added(known) - 100) <= Decimal("0.05") * len(known) + Decimal("0.1"), code

    def test_a_share_of_what_is_not_above_zero_is_none(self, gent: Outline) -> None:
        financed = Measure.FINANCING_RECEIPTS
        zero = next(code for code in gent.items if gent.below(code) and not gent.figures(code, financed).reference)
        assert figure(gent, gent.below(zero)[0], financed, "share_of_parent") is None

    def test_what_is_worked_out_of_a_doubtful_figure_is_doubtful(self, tmp_path: Path) -> None:
        report = outline(opened(one_digit_off(), tmp_path).accounts)
        assert doubtful(report, "AC51000", SPENT) >= {"actual", "variance", "variance_pct", "change", "change_pct"}
        assert not doubtful(report, "AC51000", SPENT) & {"reference", "share_of_parent", "prior"}

    def test_per_cent_is_rounded_away_from_zero_and_of_a_size(self) -> None:
        assert per_cent(Decimal("0.25"), Decimal(100)) == Decimal("0.3")
        assert per_cent(Decimal("-0.25"), Decimal(-100)) == Decimal("-0.3")
        assert per_cent(Decimal(1), Decimal(0)) is None
        assert per_cent(Decimal(10) ** 35, Decimal(1)) == Decimal(10) ** 37


class TestOrder:
    def test_the_largest_first_and_reversed(self, gent: Outline) -> None:
        plans = [code for code in gent.below("SD10023") if not gent.items[code].is_remainder]
        ranked = in_order(gent, plans, SPENT, "actual", descending=True)
        assert ranked[:2] == ("OD10051", "OD10050")
        assert in_order(gent, plans, SPENT, "actual", descending=False) == ranked[::-1]

    def test_titles_go_without_regard_to_case(self, gent: Outline) -> None:
        ranked = in_order(gent, gent.below("SD10022"), SPENT, "title", descending=False)
        titles = [(gent.items[code].title or "").casefold() for code in ranked]
        assert titles == sorted(titles)

    @given(
        code=st.sampled_from(["SD10021", "OD10041", "OD10040", "OD10051"]),
        measure=st.sampled_from(list(Measure)),
        column=st.sampled_from(ORDERS),
        descending=st.booleans(),
    )
    def test_none_is_lost_and_ties_nulls_and_remainders_have_their_place(
        self, gent: Outline, code: str, measure: Measure, column: str, descending: bool
    ) -> None:
        codes = gent.below(code)
        ranked = in_order(gent, codes, measure, column, descending=descending)
        assert sorted(ranked) == sorted(codes)
        parts = [part for part in ranked if not gent.items[part].is_remainder]
        assert list(ranked[: len(parts)]) == parts
        if column in FIGURES:
            values = [figure(gent, part, measure, column) for part in parts]
            known = [value for value in values if value is not None]
            assert values[: len(known)] == known == sorted(known, reverse=descending)
            for value in {*values}:
                same = [part for part, other in zip(parts, values, strict=True) if other == value]
                assert same == [part for part in codes if part in same]


class TestMarked:
    def test_what_is_within_another_counts_once(self, gent: Outline) -> None:
        alone = total(gent, ["OD10041", "SD10022"], SPENT)
        both = total(gent, ["AC34834", "OD10041", "SD10021", "SD10022"], SPENT)
        assert (alone.count, alone.within, both.count, both.within) == (2, 0, 4, 2)
        assert both.sums["actual"] == sum(gent.figures(code, SPENT).actual or 0 for code in ("SD10021", "SD10022"))
        assert total(gent, ["SD10021", WHOLE], SPENT).sums["reference"] == gent.figures(WHOLE, SPENT).reference

    def test_a_row_without_a_figure_is_left_out_and_counted(self, tmp_path: Path) -> None:
        report = outline(opened(small_text(first=("500.123", "?", "80,0%", "300.456", "133,2%")), tmp_path).accounts)
        answer = total(report, ["AC51000", "AC51001"], SPENT)
        assert answer.lacking == 1
        assert answer.sums == {"reference": 64210, "actual": 63987, "variance": -223}

    def test_a_doubt_goes_into_the_sum(self, tmp_path: Path) -> None:
        report = outline(opened(one_digit_off(), tmp_path).accounts)
        assert total(report, ["AC51000", "AC51001"], SPENT).doubtful == {"actual", "variance"}
        assert not total(report, ["AC51001"], SPENT).doubtful
