"""What a command of the explorer is, and where it works."""

from __future__ import annotations

from enum import StrEnum

from doelboom.parser.dataclass import dataclass
from doelboom.tui.locale.words import N_


class Place(StrEnum):
    """Where a command works."""

    EVERYWHERE = "everywhere"
    TREE = "tree"
    LIST = "list"
    ANY_LIST = "any list"
    DETAIL = "detail"
    EXPLORER = "explorer"
    VARIANCES = "variances"
    CHECK = "check"
    SERVICES = "services"
    BRIDGE = "bridge"
    YEARS = "years"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Command:
    """A command. Keys are Textual's names, parted by commas; action is the name of an ``action_`` method."""

    id: str
    keys: str
    action: str
    title: str
    place: Place
    help: str = ""
    brief: str | None = None
    """Its word in the key line; None keeps it out."""
    palette: bool = True


PLACE_TITLES = {
    Place.TREE: N_("In the tree"),
    Place.DETAIL: N_("In the detail"),
    Place.LIST: N_("In a table"),
    Place.ANY_LIST: N_("In every list"),
    Place.EXPLORER: N_("In the explorer"),
    Place.VARIANCES: N_("In the variances"),
    Place.CHECK: N_("In the check"),
    Place.SERVICES: N_("In the services"),
    Place.BRIDGE: N_("In the bridge"),
    Place.YEARS: N_("Over the years"),
    Place.REPORTS: N_("In the reports"),
    Place.EVERYWHERE: N_("Everywhere"),
}
