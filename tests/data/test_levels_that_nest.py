"""A report of three to five levels: no figure counts twice, whatever is asked of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import WHOLE, outline
from doelboom.data.model.queries import Group, Query, Scope, ServiceQuery
from doelboom.data.queries.bridge import bridge
from doelboom.data.queries.search import jump
from doelboom.data.queries.services import nodes_of, services
from doelboom.data.queries.variances import variances
from doelboom.data.reading.second_reading import read_checked
from doelboom.parser import Level, Measure
from tests.documents.deep import FORMS, deep, lines

MONEY = Measure.OPERATING_EXPENDITURE


@cache
def _accounts(form: str, seed: int = 1) -> Accounts:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text("\n".join(lines(deep(form, seed), form)), encoding="utf-8")
        return read_checked(path)


@pytest.mark.parametrize("form", FORMS)
def test_the_report_proves_itself(form: str) -> None:
    accounts = _accounts(form)

    assert accounts.findings.is_empty()
    assert accounts.summary.percentages_ok == accounts.summary.percentages > 0


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("scope", [Scope.LEAVES, Scope.PLANS, Scope.OBJECTIVES, Scope.LEVEL_1])
def test_the_rows_of_a_level_add_up_to_the_whole(form: str, scope: Scope) -> None:
    accounts = _accounts(form)
    whole = outline(accounts).figures(WHOLE, MONEY)

    totals = variances(accounts, Query(scope=scope)).totals

    assert (totals["reference"], totals["actual"]) == (whole.reference, whole.actual)


def test_a_project_is_ranked_in_place_of_its_action() -> None:
    accounts = _accounts("Mechelen")
    tree = outline(accounts)

    rows = variances(accounts, Query()).rows

    assert set(rows["level"]) == {"AC", "PR"}
    assert set(rows["code"]) == {code for code, item in tree.items.items() if item.depth >= 2 and not tree.below(code)}
    actions = variances(accounts, Query(scope=Scope.LEVEL_3)).rows
    assert set(actions["level"]) == {"AC"}
    projects = variances(accounts, Query(scope=Scope.LEVEL_4)).rows
    assert set(projects["level"]) == {"PR"}
    assert actions.height + projects.height > rows.height


def test_groups_and_services_count_each_figure_once() -> None:
    accounts = _accounts("parts")
    whole = outline(accounts).figures(WHOLE, MONEY)

    for group in Group:
        groups = variances(accounts, Query(group=group)).groups
        assert groups is not None
        assert groups["reference"].sum() == whole.reference
    answer = services(accounts, ServiceQuery(MONEY))
    assert answer.totals["reference"] == whole.reference
    tree = outline(accounts)
    codes = [
        code
        for row in answer.rows.iter_rows(named=True)
        for code in nodes_of(tree, (row["service"], row["mark"]), MONEY)
    ]
    assert len(codes) == len(set(codes)) == answer.rows["actions"].sum()


def test_a_bridge_leads_from_level_to_level() -> None:
    tree = outline(_accounts("five"))
    code = WHOLE
    levels = []
    while below := tree.below(code):
        answer = bridge(tree, code, MONEY)
        assert sum(step.difference for step in answer.steps) == answer.difference
        code = max(below, key=lambda each: len(tree.below(each)))
        levels.append(tree.item(code).level)

    assert levels == [Level.SD, Level.SD, Level.OD, Level.AC, Level.PR][: len(levels)]
    assert len(levels) >= 4


@pytest.mark.parametrize(
    ("form", "typed", "meant"),
    [("Mechelen", "mjp", "MJP000001"), ("Mechelen", "mjp000003", "MJP000003"), ("numbered", "1.1.1.1", "1.1.1.1")],
)
def test_a_jump_to_any_level(form: str, typed: str, meant: str) -> None:
    assert jump(outline(_accounts(form)), typed)[0] == meant


def test_a_wrong_figure_of_a_project_is_found_by_the_sum_of_its_action(tmp_path: Path) -> None:
    written = deep("Mechelen", 0)
    parents = {node.parent for node in written.nodes if node.level is Level.PR}
    action = next(node for node in written.nodes if node.code in parents and node.amounts[0].reference)
    project = next(node for node in written.nodes if node.parent == action.code and node.amounts[0].reference)
    text = "\n".join(lines(written, "Mechelen"))
    at = text.index(f"{project.code} - ")
    printed = f"{project.amounts[0].reference:,.0f}".replace(",", ".")
    wrong = f"{'2' if printed[0] != '2' else '3'}{printed[1:]}"
    path = tmp_path / "report.txt"
    path.write_text(text[:at] + text[at:].replace(f"\t{printed}\t", f"\t{wrong}\t", 1), encoding="utf-8")

    accounts = read_checked(path)

    assert accounts.summary.doubts
    assert project.code in accounts.findings["code"]
