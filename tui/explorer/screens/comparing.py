"""Another report beside the tree's: which one, and the list of what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doelboom.data.model.outline import Outline, outline
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import LastUnreadable, ReportNotFound, open_report
from doelboom.parser.errors import ReportError
from doelboom.tui.locale.words import _

if TYPE_CHECKING:
    from doelboom.tui.explorer.screens.travel import TravelScreen


def choose_other(screen: TravelScreen) -> None:
    """Asks which other report is to stand beside the tree's, the year before first; the list then opens."""
    from doelboom.data.years.editions import known_sources

    own = screen.outline.source
    others = [source for source in known_sources(Archive()) if source.id != own.id]
    of_own = [source for source in others if own.identity.key in (None, source.identity.key)]
    if not others:
        screen.say(_("There is no other report to stand beside this one; O opens one."), warning=True)
        return
    year = own.identity.year or own.year

    def distance(other_year: int | None) -> tuple[int, int]:
        # The year before is what one asks for; then the year after, and so on outwards.
        apart = (other_year or 0) - year
        return (0 if apart else 1, 2 * abs(apart) + (apart > 0))

    ranked = sorted(of_own or others, key=lambda source: distance(source.identity.year))
    options = [(source.id or "", source.title, source.name or _("bundled")) for source in ranked if source.id]
    screen.choose(_("Beside which report"), options, options[0][0], "D", lambda value: compare_with(screen, value))


def compare_with(screen: TravelScreen, identifier: str) -> None:
    """Opens the list of what differs between the tree's report and another one, the earlier first."""
    from doelboom.data.model.queries import Query
    from doelboom.data.years.pair.beside import paired
    from doelboom.tui.explorer.screens.lists.diff import DiffScreen
    from doelboom.tui.explorer.screens.lists.variances_state import VariancesState

    other = _other(screen, identifier)
    if other is None:
        return
    both = paired(other, screen.outline)
    screen.open_list(DiffScreen(screen.subject, both, VariancesState(Query(measure=screen.view.measure))))


def _other(screen: TravelScreen, identifier: str) -> Outline | None:
    try:
        opened = open_report(identifier, again=False)
    except (ReportNotFound, LastUnreadable, ReportError) as error:
        screen.say(str(error), warning=True)
        return None
    return outline(opened.accounts)
