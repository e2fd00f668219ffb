"""What can be asked of a report, and what the answers have: nothing here loads Polars."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure


class Preset(StrEnum):
    """Ready questions."""

    LARGEST = "largest"
    """The largest variances, whichever way."""
    UNDERSPENT = "underspent"
    """Expenditure below its budget."""
    NOT_EXECUTED = "not-executed"
    """A reference above the floor, of which at most 10 % was spent."""
    OVERSPENT = "overspent"
    """Expenditure above its budget."""
    RECEIPTS_SHORT = "receipts-short"
    """Receipts below their budget."""
    STAFFING = "staffing"
    """Fewer FTE paid than planned."""
    LAST_YEAR = "last-year"
    """The largest changes against the year before, whichever way."""


class Scope(StrEnum):
    """Over which level the rows are ranked."""

    LEAVES = "leaves"
    """Actions and projects; of an action that has projects, these."""
    PLANS = "plans"
    """Action plans (OD, PO)."""
    OBJECTIVES = "objectives"
    """Policy objectives (SD)."""
    LEVEL_1 = "1"
    """What stands below nothing, whatever it is called; LEVEL_2 what stands right below that, and so on."""
    LEVEL_2 = "2"
    LEVEL_3 = "3"
    LEVEL_4 = "4"
    LEVEL_5 = "5"


def depth_of(scope: Scope) -> int | None:
    """How far down the nodes of a level stand, from 0; None where that is known by what they are."""
    return int(scope.value) - 1 if scope.value.isdigit() else None


class Group(StrEnum):
    """By what the rows of a level stand together."""

    OBJECTIVE = "objective"
    """The policy objective above them."""
    PLAN = "plan"
    """The action plan above them."""
    SERVICE = "service"
    """Their service."""


GROUP = "group"
"""The column that says in which group a row is, where they stand in groups."""

_GROUPS = {
    Scope.LEAVES: (Group.OBJECTIVE, Group.PLAN, Group.SERVICE),
    Scope.PLANS: (Group.OBJECTIVE,),
    Scope.OBJECTIVES: (),
    Scope.LEVEL_1: (),
    Scope.LEVEL_2: (Group.OBJECTIVE,),
}


def groups_of(scope: Scope) -> tuple[Group, ...]:
    """By what the rows of a level can stand together: by what stands above them."""
    return _GROUPS.get(scope, _GROUPS[Scope.LEAVES])


VARIANCES = (
    "code",
    "level",
    "title",
    "service",
    "reference",
    "actual",
    "spent_pct",
    "variance",
    "variance_pct",
    "prior",
    "change",
    "change_pct",
    "effect",
    "mark",
)
"""The columns of rows of variances, each of which can be sorted by. The amounts are exact decimals in euros or FTE; the
percentages have one decimal (`spent_pct` as printed, the others worked out, rounded half away from zero); `mark` is
"lost" or "rest" where the report prints no heading, "correction" where the reference is negative."""

SERVICES = (
    "service",
    "actions",
    "reference",
    "actual",
    "variance",
    "variance_pct",
    "prior",
    "change",
    "change_pct",
    "effect",
    "vte_reference",
    "vte_actual",
    "vte_variance",
    "vte_variance_pct",
    "unknown",
    "mark",
)
"""The columns of rows by service, each of which can be sorted by.

`actions` counts actions and projects. Amounts are exact decimals in euros, `vte_` ones in FTE; a sum is null where one
of its figures is not printed, and `unknown` counts the nodes of which that is so. `mark` is null for a service,
"none" for the nodes that name no service (the report lost their heading), "rest" for all remainders together.
"""

NO_SERVICE, REMAINDERS = "none", "rest"
"""The marks of the rows without a service."""

CORRECTION = "correction"
"""The mark of a row with a negative reference: a technical correction, no amount that was to be spent."""

SUBTOTAL = "subtotal"
"""The mark of a row that is the sum of a group."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for."""

    preset: Preset = Preset.LARGEST
    measure: Measure = Measure.OPERATING_EXPENDITURE
    scope: Scope = Scope.LEAVES
    floor: Decimal | None = None
    """Euros below which a variance (with LAST_YEAR: a change) is not material; with NOT_EXECUTED the euros that the
    budget must exceed; None for the question's own (`own_floor`). Euros say nothing of FTE: for that measure only
    `floor_pct` applies. `floors_for` says which are in force."""
    floor_pct: Decimal = Decimal(0)
    """Per cent of the reference (with LAST_YEAR: of the prior) below which a variance is not material. A share of zero
    is no number, so there this floor lets pass; what is unknown passes neither floor."""
    service: str | None = None
    """Only this service, exactly as the report prints it."""
    sort: str | None = None
    """A column; None for the preset's own order."""
    descending: bool = True
    text: str | None = None
    """Only nodes in which all these words stand, as `data.queries.search` finds them."""
    corrections: bool = True
    """Whether rows with a negative reference take part."""
    group: Group | None = None
    """By what the rows stand together, the groups in the order of the rows: one that `groups_of` their level has. None
    for one list."""


@dataclass(frozen=True, slots=True)
class ServiceQuery:
    """What is asked for."""

    measure: Measure = Measure.OPERATING_EXPENDITURE
    """The measure of reference, actual and variance; FTE are always there beside it."""
    sort: str | None = None
    """A column; None for the largest variances first, whichever way."""
    descending: bool = True
    text: str | None = None
    """Only services in whose name all these words stand; case and accents are ignored."""


class Against(StrEnum):
    """What the actual figure is compared with."""

    REFERENCE = "reference"
    """The budget or plan: the steps explain the variance."""
    PRIOR = "prior"
    """The year before: the steps explain the change."""


def measure_for(preset: Preset, measure: Measure) -> Measure:
    """The measure that a preset ranks when this one is chosen: receipts have their own presets, and so have FTE."""
    if preset is Preset.STAFFING:
        return Measure.FTE
    if preset is Preset.RECEIPTS_SHORT and not measure.is_receipts:
        section = measure.value.partition("_")[0]
        return Measure(f"{section}_ontvangsten") if measure is not Measure.FTE else Measure.OPERATING_RECEIPTS
    asks_of_expenditure = preset in (Preset.UNDERSPENT, Preset.NOT_EXECUTED, Preset.OVERSPENT)
    if asks_of_expenditure and (measure.is_receipts or measure is Measure.FTE):
        section = measure.value.partition("_")[0]
        return Measure(f"{section}_uitgaven") if measure is not Measure.FTE else Measure.OPERATING_EXPENDITURE
    return measure


def own_floor(preset: Preset) -> Decimal:
    """The euros of a question's floor where none is asked for: a small budget that was not spent is no question."""
    return Decimal(50_000) if preset is Preset.NOT_EXECUTED else Decimal(0)


def floors_for(query: Query) -> tuple[Decimal | None, Decimal]:
    """The floors in force, in euro and in per cent: None for a floor in euro that has no say, since FTE are ranked."""
    if measure_for(query.preset, query.measure) is Measure.FTE:
        return None, query.floor_pct
    return (query.floor if query.floor is not None else own_floor(query.preset)), query.floor_pct


def own_order(preset: Preset) -> tuple[str, bool]:
    """The column by which a preset sorts of itself, largest first, and whether by its size, whatever its sign."""
    if preset is Preset.NOT_EXECUTED:
        return "reference", False
    return ("change" if preset is Preset.LAST_YEAR else "variance"), True
