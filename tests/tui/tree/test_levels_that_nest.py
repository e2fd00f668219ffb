"""A report of four or five levels on the screen and on the command line, with its own words for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.data.storage.library import Opened, open_report
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from tests.documents.deep import deep, lines
from tests.tui.driving import explore, open_variances
from tests.tui.running import run


def _file(form: str, folder: Path, seed: int = 1) -> Path:
    path = folder / "verslag.txt"
    path.write_text("\n".join(lines(deep(form, seed), form)), encoding="utf-8")
    return path


def _opened(form: str, folder: Path) -> Opened:
    return open_report(str(_file(form, folder)))


async def test_the_tree_unfolds_level_by_level(tmp_path: Path) -> None:
    opened = _opened("five", tmp_path)
    written = deep("five", 1)
    depths: dict[str | None, int] = {None: -1}
    for node in written.nodes:
        depths[node.code] = depths[node.parent] + 1

    async with explore(opened) as it:
        seen = []
        for _press in range(6):
            await it.press("t")
            seen.append(max(depths[code] for code in it.open_codes))

    assert seen == [2, 3, 4, 0, 1, 2]


async def test_the_screen_has_the_reports_own_words(tmp_path: Path) -> None:
    async with explore(_opened("five", tmp_path)) as it:
        await it.press("colon", *"sd01", "enter")
        await it.until_detail("strategische doelstelling")
        await it.press("colon", *"pj00001", "enter")
        await it.until_detail("project")
        screen = await open_variances(it)
        await it.press("t")
        offered = it.text
        assert isinstance(screen, VariancesScreen)

    assert "strategische doelstelling" in offered
    for words in ("actions and projects", "actions", "action plans", "policy objectives"):
        assert words in offered


@pytest.mark.parametrize(
    ("form", "level", "starts"),
    [
        ("Mechelen", "actie", {"AC"}),
        ("Mechelen", "project", {"MJ"}),
        ("Mechelen", "leaves", {"AC", "MJ"}),
        ("Mechelen", "3", {"AC"}),
        ("five", "strategische doelstelling", {"SD"}),
        ("five", "objectives", {"BD"}),
        ("own words", "Maatregel", {"MR"}),
    ],
)
def test_variances_over_a_level(tmp_path: Path, form: str, level: str, starts: set[str]) -> None:
    done = run("--report", str(_file(form, tmp_path)), "variances", "--level", level, "--format", "json")

    assert done.code == 0
    assert {row["code"][:2] for row in done.rows} == starts


def test_a_level_that_is_none_is_refused_with_those_there_are(tmp_path: Path) -> None:
    done = run("--report", str(_file("five", tmp_path)), "variances", "--level", "wijk")

    assert done.code == 2
    assert "strategische doelstelling" in done.err


def test_a_summary_counts_by_the_reports_own_words(tmp_path: Path) -> None:
    written = deep("Mechelen", 1)
    done = run("open", str(_file("Mechelen", tmp_path)), "--no-ui")

    counts = {word: sum(node.code.startswith(word) for node in written.nodes) for word in ("BD", "MJP")}
    assert f"{counts['BD']} policy objective" in done.out
    assert f"{counts['MJP']} project" in done.out
