"""What a report is, as its first lines say it: read from files, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from doelboom.parser import Report, read_report
from doelboom.parser.records import Period, ReportKind, Status
from tests.parser.small_reports import NOTHING, action, objective, plan, tables

ADDRESS = "Stad Lindendorp - Kerkstraat 1, 9990 Lindendorp"
YEAR = 2027


def _read(folder: Path, *lines: str, entity: str = "Groep Lindendorp") -> Report:
    below = plan("OD4100", "De straten vergroenen", "-", tables(NOTHING)).replace("Groep Lindendorp", entity)
    parts = [
        objective("SD310", "Een stad", tables(NOTHING)),
        below,
        action("AC51000", "Bomen", "Groen", "-", tables(NOTHING)),
    ]
    path = folder / "verslag.txt"
    path.write_text("\n\n".join([*lines, *parts]), encoding="utf-8")
    return read_report(path)


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((), None),
        ((ADDRESS,), None),
        (("JAARREKENING 2027",), ReportKind.ACCOUNT),
        (("Meerjarenplan 2026-2031", "Jaarrekening 2027", "Documentatie"), ReportKind.ACCOUNT),
        (("Budget 2027",), ReportKind.BUDGET),
        (("Budget 2024",), None),
        (("Meerjarenplan 2026 - 2031",), ReportKind.PLAN),
        (("Aanpassing 2 van het meerjarenplan 2026-2031",), ReportKind.ADJUSTMENT),
        (("Meerjarenplanaanpassing 2027",), ReportKind.ADJUSTMENT),
        (("Aanpassing van het meerjarenplan na de jaarrekening 2026",), ReportKind.ADJUSTMENT),
        (("Dit deel licht toe wat in de jaarrekening 2027 staat en wat de stad in dat jaar deed.",), None),
    ],
)  # fmt: skip
def test_the_kind_is_the_titles(tmp_path: Path, lines: tuple[str, ...], kind: ReportKind | None) -> None:
    assert _read(tmp_path, *lines).kind is kind


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("Jaarrekening 2027",), Status.UNKNOWN),
        (("Jaarrekening 2027 - ontwerp",), Status.PROVISIONAL),
        (("Ontwerp van jaarrekening 2027",), Status.PROVISIONAL),
        (("Jaarrekening 2027", "VOORLOPIGE VERSIE"), Status.PROVISIONAL),
        (("Jaarrekening 2027", "Definitieve versie"), Status.FINAL),
        (("Jaarrekening 2027", "Vastgesteld door de gemeenteraad van 24 juni 2028"), Status.FINAL),
        (("Jaarrekening 2027", "Voorlopig vastgesteld door de raad"), Status.PROVISIONAL),
        (("Jaarrekening 2027 (ontwerp)", "Definitief"), Status.UNKNOWN),
        (("Jaarrekening 2027", "Ontwerp van het nieuwe museum"), Status.UNKNOWN),
    ],
)
def test_how_far_it_is(tmp_path: Path, lines: tuple[str, ...], status: Status) -> None:
    assert _read(tmp_path, *lines).status is status


@pytest.mark.parametrize(
    ("lines", "entity", "city"),
    [
        ((ADDRESS,), "Groep Lindendorp", "Lindendorp"),
        (("Gemeente Sint-Elmsdaal",), "-", "Sint-Elmsdaal"),
        (("Stad en OCMW Lindendorp",), "-", "Lindendorp"),
        (("Stad Lindendorp", "Gemeente Elmsdaal"), "-", None),
        ((), "Groep Lindendorp", "Lindendorp"),
        ((), "Dienst Groen", None),
        (("Een stad waar iedereen woont",), "-", None),
    ],
)
def test_whose_it_is(tmp_path: Path, lines: tuple[str, ...], entity: str, city: str | None) -> None:
    assert _read(tmp_path, *lines, entity=entity).city == city


@pytest.mark.parametrize(
    ("lines", "period"),
    [
        (("Jaarrekening 2027",), Period(2026, 2031)),
        (("Meerjarenplan 2020-2025", "Jaarrekening 2027"), Period(2020, 2025)),
        (("Meerjarenplan 2020-2025", "Meerjarenplan 2026-2031"), None),
    ],
)
def test_the_plan_it_is_part_of(tmp_path: Path, lines: tuple[str, ...], period: Period | None) -> None:
    assert _read(tmp_path, *lines).plan_period == period
