"""Reports that the tests of the explorer write: as texts, read by the parser and checked, like a user's own."""

from __future__ import annotations

from pathlib import Path

from doelboom.data.storage.library import Opened, open_report
from tests.parser.small_reports import NOBODY, NOTHING, Figures, action, cells, lost, objective, plan, tables

AC1: Figures = ("500.123", "400.321", "80,0%", "300.456", "133,2%")
AC2: Figures = ("64.210", "63.987", "99,7%", "51.404", "124,5%")
LOST: Figures = ("10.000", "12.000", "120,0%", "8.000", "150,0%")
REST: Figures = ("5.000", "4.000", "80,0%", "3.000", "133,3%")
ALL: Figures = ("579.333", "480.308", "82,9%", "362.860", "132,4%")
"""The sum of the four."""

NASTY = r"Bomen [bold red]planten[/] voor $HOME ${x} [/] [@click=app.quit]x[/] [ het plein"
"""A title that a careless program takes for markup, or for a template."""


def small_text(*, first: Figures = AC1, title: str = NASTY, text: str = "We planten elk jaar bomen.") -> str:
    """A report of one objective and one plan: two actions, a lost heading, and a remainder."""
    return "\n".join(
        [
            objective("SD310", "Een stad waar iedereen graag woont", tables(ALL, staff=NOBODY)),
            plan("OD4100", "De straten vergroenen", "Groen in elke straat.", tables(ALL, staff=NOBODY)),
            action("AC51000", title, "Groendienst", text, tables(first, staff=NOBODY)),
            action("AC51001", "Perken onderhouden", "Dienst Parken", "-", tables(AC2, staff=NOBODY)),
            lost("Van deze actie is de kop verdwenen.", tables(LOST, staff=NOBODY)),
        ]
    )


def one_digit_off() -> str:
    """The small report with one digit of AC51000's account changed: 400.321 became 480.321."""
    return small_text(first=("500.123", "480.321", "80,0%", "300.456", "133,2%"))


def opened(text: str, folder: Path, name: str = "verslag.txt") -> Opened:
    """A text, written to a file and opened as a user's report."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return open_report(str(path))


__all__ = ["AC1", "AC2", "ALL", "LOST", "NASTY", "NOTHING", "REST", "cells", "one_digit_off", "opened", "small_text"]
