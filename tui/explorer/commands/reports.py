"""What can be done to the reports that are known here."""

from __future__ import annotations

from doelboom.tui.explorer.commands.command import Command, Place
from doelboom.tui.locale.words import N_

REPORTS = (
    Command(
        "reports.open", "enter", "go", N_("Open the report"), Place.REPORTS, N_("In the place of this one"), N_("open")
    ),
    Command("reports.file", "f", "file", N_("Open a file"), Place.REPORTS, N_("By its path"), N_("file")),
    Command(
        "reports.beside",
        "D",
        "beside",
        N_("Beside this report"),
        Place.REPORTS,
        N_("What differs between the report that is open and the one of this row"),
        N_("beside"),
    ),
    Command(
        "reports.prune",
        "x",
        "prune",
        N_("Make room"),
        Place.REPORTS,
        N_("Removes what is outdated, damaged or left behind"),
        N_("make room"),
    ),
)
"""The commands of the list of reports."""
