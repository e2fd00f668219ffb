"""The real report, where this machine has it. What stands here was read in the report itself, by eye."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from doelboom.parser import COLUMNS, FaultKind, Level, read_report
from tests.parser.small_reports import Reading

REPORT = Path(__file__).parents[3] / "shared" / "documents" / "jaarrekening-2024-documentatie.txt"

pytestmark = pytest.mark.skipif(not REPORT.exists(), reason=f"SKIPPED, NOT PROVEN: the real report is not at {REPORT}")


@pytest.fixture(scope="module")
def real() -> Reading:
    """The real report, read once."""
    return Reading(read_report(REPORT))


def test_nodes_by_level(real: Reading) -> None:
    levels = Counter(node.level for node in real.report.nodes)

    assert levels == {Level.SD: 4, Level.OD: 16, Level.PO: 1, Level.AC: 235, Level.PR: 18}
    assert len(set(real.codes)) == 274
    assert (real.report.year, real.report.prior, real.report.city) == (2024, 2023, "Gent")


def test_nineteen_headings_are_lost_and_nothing_else_is_wrong(real: Reading) -> None:
    lost = [node.code for node in real.report.nodes if not node.code_printed]

    assert lost == [
        *("OD10039.x1", "OD10040.x1", "OD10041.x1", "OD10041.x2", "OD10041.x3", "OD10043.x1", "OD10043.x2"),
        *("OD10044.x1", "OD10045.x1", "OD10045.x2", "OD10046.x1", "OD10050.x1", "OD10052.x1", "OD10052.x2"),
        *("OD10052.x3", "OD10052.x4", "OD10053.x1", "OD10053.x2", "OD10054.x1"),
    ]
    assert [(fault.kind, fault.code) for fault in real.report.faults] == [
        (FaultKind.HEADING_LOST, code) for code in lost
    ]


def test_every_line_and_percentage_is_there(real: Reading) -> None:
    lines = [line for node in real.report.nodes for line in node.amounts]
    values = [getattr(line, column) for line in lines for column in COLUMNS]

    assert len(lines) == 1_918
    assert None not in values
    assert sum(getattr(line, column) is not None for line in lines for column in ("spent_pct", "of_prior_pct")) == 3_836


def test_every_figure_stands_in_its_own_line_of_the_file(real: Reading) -> None:
    texts = REPORT.read_text(encoding="utf-8").split("\n")
    for node in real.report.nodes:
        for line in node.amounts:
            assert line.place.line is not None
            cells = [cell for cell in texts[line.place.line - 1].split("\t") if cell][-5:]
            printed = [Decimal(cell.rstrip("%").replace(".", "").replace(",", ".")) for cell in cells]
            assert printed == [line.reference, line.actual, line.spent_pct, line.prior, line.of_prior_pct], node.code


def test_every_action_and_project_with_a_heading_has_title_and_service(real: Reading) -> None:
    leaves = [node for node in real.report.nodes if node.level in (Level.AC, Level.PR) and node.code_printed]

    assert len(leaves) == 234
    assert [node.code for node in leaves if not node.title or not node.service] == []
    assert [node.code for node in real.report.nodes if not node.code_printed and (node.title or node.service)] == []


def test_every_plan_and_project_has_its_period(real: Reading) -> None:
    plans = [node for node in real.report.nodes if node.level in (Level.OD, Level.PO)]
    projects = [node for node in real.report.nodes if node.level is Level.PR]

    assert {(node.period_start, node.period_end, node.entity) for node in plans} == {(2020, 2027, "Groep Gent")}
    assert Counter(node.status for node in projects) == {"Lopend": 12, "Afgewerkt": 4, "Stopgezet": 2}
    assert Counter(node.phase for node in projects) == {
        "Nazorg": 9,
        "Uitvoering": 4,
        "Ontwerp": 3,
        "Onderzoek": 2,
    }


@pytest.mark.parametrize(
    ("code", "title", "service"),
    [
        ("AC35518", "Realiseren van sociale tewerkstelling artikel 60", "Dienst Activering en Werk"),
        ("ACC1011", "Bieden (beleids)ondersteuning aan de Welzijnsbureaus en Thematische Hulp", "Staf Sociale dienst"),
        ("ACC1013", "Organiseren Mobiele Ploeg welzijnsbureaus", "Staf Sociale dienst"),
        ("AC34434", "Versterken van de schoolteams in Duo²", "IVA Stedelijk Onderwijs"),
        ("AC35474", "Beheren magazijn Dienstenbedrijf sociale economie", "Dienstenbedrijf Sociale Economie"),
        ("ACI1010", None, "Dienst Beleidsondersteuning Gezondheid en Zorg"),
        ("AC35548", None, "Staf Departement Onderwijs, Opvoeding en Jeugd"),
        ("ACC2510", None, "Welijnsbureau Sint-Amandsberg"),
        ("ACC2411", None, "Welijnsbureau Gentbrugge - Ledeberg"),
        ("ACJ0000", "Coördinatie lokale dienstencentra", "Coördinatie lokale dienstencentra"),
        (
            "ACJ5111",
            "Aanbieden van maatschappelijke dienstverlening en zorg vanuit het lokaal dienstencentrum De Horizon",
            "Lokaal dienstencentrum De Horizon",
        ),
    ],
)
def test_titles_and_services_at_odd_places(real: Reading, code: str, title: str | None, service: str) -> None:
    if title is not None:
        assert real[code].title == title
    assert real[code].service == service


@pytest.mark.parametrize(
    ("code", "measure", "figures"),
    [
        ("SD10021", "exploitatie_uitgaven", ("43626984", "37433120", "36022301", "85.8", "103.9")),
        ("SD10021", "vte", ("712.38", "586.2", "563.05", "82.3", "104.1")),
        ("AC34834", "exploitatie_ontvangsten", ("155358", "116319", "82864", "74.9", "140.4")),
        ("OD10039.x1", "exploitatie_uitgaven", ("108378", "138151", "102401", "127.5", "134.9")),
        ("OD10041.x2", "exploitatie_uitgaven", ("0", "39684", "-35152", "0", "-112.9")),
        ("ACD3720", "investering_uitgaven", ("0", "-795", "7647", "0", "-10.4")),
        ("AC35498", "exploitatie_uitgaven", ("-1505755", "0", "0", "0", "0")),
        ("OD10047", "investering_uitgaven", ("774510", "705837", "41551", "91.1", "1698.7")),
        ("PR40741", "exploitatie_uitgaven", ("44467", "7489", "67856", "16.8", "11")),
        ("PR40741", "vte", ("0", "0", "0", "0", "0")),
    ],
)
def test_rows(real: Reading, code: str, measure: str, figures: tuple[str, ...]) -> None:
    assert real.figures(code, measure) == figures


def test_project(real: Reading) -> None:
    node = real["PRD3761"]

    assert (node.status, node.phase, node.period_start, node.period_end) == ("Lopend", "Ontwerp", 2017, 2024)
    assert (node.service, node.parent) == ("Campus UCO", "OD10041")


def test_descriptions_at_odd_places(real: Reading) -> None:
    assert real["AC35536"].description == "Doelgroepmedewerkers"
    assert real["AC34779"].description is None
    assert real["SD10022"].description is None
    assert "subsidie_iedereen digitaal_uitrol" in (real["ACB1010"].description or "")
    assert (real["AC34520"].description or "").split("\n")[8:11] == [
        "  - Organiseren van ontmoetingsmomenten tussen nieuwkomers en Gentenaars (vb Opendeurdag SOI)",
        "  - Up to date website met correcte info en cijfers",
        "  - Periodieke nieuwsbrief",
    ]
    assert (real["OD10052.x2"].description or "").split("\n")[2:5] == ["- admin", "- Onderhoud", "- woonassistent"]
    assert sum(node.description is None for node in real.report.nodes) == 6


def test_titles_and_descriptions_hold_no_markup(real: Reading) -> None:
    for node in real.report.nodes:
        for text in (node.title, node.service, node.description):
            for sign in ("<", "\\", "**", "####", "](", "\t"):
                assert sign not in (text or ""), (node.code, sign)
