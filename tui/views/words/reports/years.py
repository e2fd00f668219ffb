"""What is said of the years of a node: of which report each is, and of years that have no figures."""

from __future__ import annotations

from doelboom.data.years.series import Presence, Series, YearOfNode
from doelboom.tui.locale.words import _
from doelboom.tui.views.words.captions import PRESENCES
from doelboom.tui.views.words.reports.editions import choice_words

FROM_PRIOR = "*"
"""Behind a year whose account is the column of the year before in the report of the year after."""


def year_label(row: YearOfNode) -> str:
    """A year, marked where its account stands in the report of the year after."""
    return f"{row.year}{FROM_PRIOR}" if row.from_prior else str(row.year)


def instead_of_figures(row: YearOfNode) -> str:
    """What stands where a year has no figures."""
    if row.perhaps is None:
        return _(PRESENCES[row.presence])
    if row.presence is Presence.OTHER_CODE:
        return _("perhaps {code} (other code)").format(code=row.perhaps.code)
    return _("renamed? {code} is there: {title}").format(code=row.perhaps.code, title=row.perhaps.title or "-")


def notes_on(series: Series) -> list[str]:
    """What is to be known of the years' figures, a line each."""
    lines = []
    for row in series.years:
        if row.from_prior:
            lines.append(
                _("{year}: the account of {before} as the report of {after} prints it").format(
                    year=year_label(row), before=row.year, after=row.year + 1
                )
            )
        if row.presence is Presence.MOVED and row.parent is not None:
            lines.append(_("{year}: in {parent}").format(year=row.year, parent=row.parent))
        if row.from_prior and row.perhaps is not None:
            lines.append(f"{row.year}: {instead_of_figures(row)}")
    choices = (choice_words(edition, str(edition.year)) for edition in series.editions)
    return [*lines, *(choice for choice in choices if choice is not None)]
