"""Headers with other words, rows with other labels and in another order, in every format alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from doelboom.parser import Report, read_report
from tests.documents import in_columns
from tests.documents.compare import differences
from tests.documents.in_units import Units, lines
from tests.documents.invent import Size, invent
from tests.parser.small_reports import Read, action, report, tables

Change = Callable[[str], str]


def _words(text: str) -> str:
    """Every column's header, and the title, in words of another city; each as long as it was."""
    for old, new in (
        ("Budgettaire onderbouwing          ", "Budgettaire onderbouwing (in euro)"),
        ("              Budget 2031", "Aangepast krediet na 2031"),
        ("       Jaarrekening 2031 t.o.v. 2030", "Evolutie van 2030 naar 2031 (index)"),
        ("  Jaarrekening 2031", "Gerealiseerd 2031  "[-19:]),
        ("  Jaarrekening 2030", "Gerealiseerd 2030  "[-19:]),
        ("% Besteding budget 2031", "Uitvoeringsgraad % 2031"),
    ):
        text = text.replace(old, new)
    return text


def _numbered(text: str) -> str:
    for number, section in (("I. ", "Exploitatie"), ("II. ", "Investering"), ("III. ", "Financiering")):
        text = re.sub(rf"^{section}( {{{len(number)}}})?(?=\s)", number + section, text, flags=re.MULTILINE)
    return text


def _receipts_first(text: str) -> str:
    """The two rows of every section swapped, its name on the first of them."""
    out: list[str] = []
    for line in text.split("\n"):
        before = out[-1] if out else ""
        if "Ontvangsten" in line and "Uitgaven" in before:
            name = before[: before.index("Uitgaven")]
            out[-1:] = [name + line[line.index("Ontvangsten") :], " " * len(name) + before[before.index("Uitgaven") :]]
        else:
            out.append(line)
    return "\n".join(out)


def _read_layout(text: str, folder: Path) -> Report:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def _read_pdf(text: str, folder: Path) -> Report:
    return read_report(in_columns.draw(text.split("\n"), folder / "report.pdf"))


@pytest.mark.parametrize("change", [_words, _numbered, _receipts_first], ids=lambda change: change.__name__)
@pytest.mark.parametrize("read", [_read_layout, _read_pdf], ids=["layout", "pdf"])
def test_other_words_and_orders_in_columns(tmp_path: Path, change: Change, read: Callable[[str, Path], Report]) -> None:
    text = "\n".join(in_columns.report(apart=14))
    (tmp_path / "twin").mkdir()
    twin = read(text, tmp_path / "twin")
    assert change(text) != text

    other = read(change(text), tmp_path)

    assert twin.faults == other.faults == ()
    assert differences(twin, other) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Budgettaire onderbouwing\t", "Budgettaire onderbouwing (in euro)\t"),
        ("Budget 2024", "Meerjarenplan 2024"),
        ("Budget 2024", "Krediet 2024"),
        ("Budget 2024", "Eindbudget na 3e wijziging 2024"),
        ("Budget 2024", "Voorzien 2024"),
        ("Jaarrekening 2024\t", "Realisatie 2024\t"),
        ("Jaarrekening 2024 t.o.v. 2023", "Evolutie 2024/2023"),
        ("% Besteding budget 2024", "Realisatiegraad 2024"),
        ("Exploitatie\t", "I. Exploitatie\t"),
        ("Investering\t", "B) Investering\t"),
        ("Exploitatie\tUitgaven", "Exploitatie-uitgaven\t"),
        ("Exploitatie\tUitgaven", "Uitgaven exploitatie\t"),
    ],
)
@pytest.mark.parametrize("pipes", [False, True], ids=["tabs", "pipes"])
def test_other_words_in_cells(tmp_path: Path, old: str, new: str, pipes: bool) -> None:
    written = invent(5, Size(lost=0.0))
    text = "\n".join(lines(written, Units()))
    assert old in text
    text = text.replace(old, new)
    if pipes:
        text = _as_pipes(text)
    path = tmp_path / "report.md"
    path.write_text(text, encoding="utf-8")

    read = read_report(path)

    assert read.faults == ()
    assert differences(written, read) == []


def _as_pipes(text: str) -> str:
    rows = []
    for line in text.split("\n"):
        cells = line.split("\t")
        rows.append(f"| {' | '.join(cells)} |" if len(cells) > 1 else line)
        if line.startswith(("Budgettaire", "Onderbouwing")):
            rows.append("|---" * len(cells) + "|")
    return "\n".join(rows)


def test_columns_in_another_order_are_read_by_their_names(read: Read) -> None:
    header = "Budgettaire onderbouwing\t\tJaarrekening 2024\tBudget 2024\t% Besteding budget 2024\tJaarrekening 2023"
    header += "\tJaarrekening 2024 t.o.v. 2023"
    text = report(action(below=tables().replace(tables().split("\n")[0], header)))

    assert read(text).figures("AC51000", "exploitatie_uitgaven")[:2] == ("1000320", "1250400")


@pytest.mark.parametrize("right", [True, False])
def test_a_row_of_saldo_is_one_more_equation(read: Read, right: bool) -> None:
    saldo = "-250" if right else "-255"
    rows = tables(("1.000", "900", "90,0%", "800", "112,5%"), ("750", "700", "93,3%", "600", "116,7%")).split("\n")
    rows.insert(3, f"Exploitatie\tSaldo\t{saldo}\t-200\t80,0%\t-200\t100,0%")
    rows.insert(8, f"Saldo\t\t{saldo}\t-200\t80,0%\t-200\t100,0%")
    reading = read(report(action(below="\n".join(rows))))

    assert reading.figures("AC51000", "investering_uitgaven") == ("0",) * 5
    faults = (
        []
        if right
        else [
            ("balance", "AC51000", f"exploitatie_{direction}", "reference")
            for _twice in range(2)
            for direction in ("uitgaven", "ontvangsten")
        ]
    )
    assert reading.faults == faults
