"""Figures in the many ways that reports print them, each document in its own."""

from __future__ import annotations

import pytest

from tests.parser.small_reports import SOME, Read, action, objective, plan, report, tables

READ = ("1250400", "1000320", "900000", "80", "111.1")


@pytest.mark.parametrize("separator", [" ", "\N{NO-BREAK SPACE}", "'", "\N{RIGHT SINGLE QUOTATION MARK}", ""])
def test_thousands_grouped_in_many_ways(read: Read, separator: str) -> None:
    reference, actual, spent, prior, of_prior = (figure.replace(".", separator) for figure in SOME)
    line = (reference, actual, spent, prior, of_prior)
    below = tables(line)
    reading = read("\n".join([objective(below=below), plan(below=below), action(below=below)]))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == READ
    assert reading.faults == []


@pytest.mark.parametrize(
    "figure", ["1 250 400", "1\N{NO-BREAK SPACE}250\N{NO-BREAK SPACE}400", "1250400", "1.250.400,00"]
)
def test_a_figure_that_its_document_prints_otherwise_is_not_guessed_at(read: Read, figure: str) -> None:
    reading = read(report(action(below=tables((figure, *SOME[1:])))))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == (None, *READ[1:])
    assert reading.faults == [("unreadable figure", "AC51000", "exploitatie_uitgaven", "reference")]


@pytest.mark.parametrize("figure", ["-5", "5-", "(5)", "€ -5", "-5 EUR", "\N{EN DASH}5"])
def test_negative_amounts_in_many_ways(read: Read, figure: str) -> None:
    line = (figure, "0", "0,0%", "0", "0,0%")
    reading = read(report(action(below=tables(line))))

    assert reading.figures("AC51000", "exploitatie_uitgaven")[0] == "-5"
    assert reading.faults == []


@pytest.mark.parametrize("mark", ["n.v.t.", "-", "NaN", "#DEEL/0!"])
def test_a_percentage_of_nothing_is_none_and_in_no_doubt(read: Read, mark: str) -> None:
    lines = (("0", "12", mark, "0", mark), ("4", "12", mark, "6", "200,0%"))
    reading = read(report(action(below=tables(*lines))))

    assert reading.figures("AC51000", "exploitatie_uitgaven") == ("0", "12", "0", None, None)
    assert reading.faults == [("unreadable figure", "AC51000", "exploitatie_ontvangsten", "spent_pct")]
