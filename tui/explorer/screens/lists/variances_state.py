"""What the screen of the variances shows and how, kept from one start to the next as plain values."""

from __future__ import annotations

from dataclasses import field, replace
from decimal import Decimal
from typing import Any

from doelboom.data.model.queries import Group, Preset, Query, Scope, groups_of, measure_for
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.settings.numbers import read_floor
from doelboom.tui.settings.questions import Question
from doelboom.tui.settings.session import Session
from doelboom.tui.views.words.numbers import Unit

_SESSION = "variances"
KEYS = (
    "code",
    "title",
    "variance",
    "variance_pct",
    "reference",
    "actual",
    "spent_pct",
    "effect",
    "change",
    "change_pct",
    "prior",
    "service",
)
"""The columns, in order."""
OPTIONAL = KEYS[1:]
"""Those that can be hidden."""


@dataclass(frozen=True, slots=True)
class VariancesState:
    """What the screen shows and how, so that it can be left and taken up again."""

    query: Query = field(default_factory=Query)
    unit: Unit = Unit.EURO
    hide_zeroes: bool = True
    hidden: frozenset[str] = frozenset()
    """The columns that are not shown."""
    unfolded: frozenset[str] = frozenset()
    """The groups whose rows are shown, by key; not kept from one start to the next."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are shown, where not all are."""
        return tuple(key for key in KEYS if key not in self.hidden) if self.hidden else ()

    @property
    def asked(self) -> Question:
        """What is asked, to be kept under a name."""
        return Question(self.query, self.hide_zeroes, self.columns)

    def asking(self, question: Question) -> VariancesState:
        """The state in which a question is asked that was kept."""
        hidden = frozenset(OPTIONAL) - set(question.columns) if question.columns else frozenset[str]()
        return replace(
            self, query=question.query, hide_zeroes=question.hide_zeroes, hidden=hidden, unfolded=frozenset()
        )

    def asking_preset(self, preset: Preset) -> VariancesState:
        """The state in which a ready question is asked, in its own order."""
        measure = measure_for(preset, self.query.measure)
        if preset is Preset.NOT_EXECUTED and self.query.preset is not preset:
            # What is not executed is asked of investments first.
            measure = Measure.INVESTMENT_EXPENDITURE
        return self._with(preset=preset, sort=None, measure=measure)

    def asking_measure(self, measure: Measure) -> VariancesState:
        """The state in which a measure is ranked: by the question of now, or by the first where that is not for it."""
        if measure_for(self.query.preset, measure) is measure:
            return self._with(measure=measure)
        return self._with(measure=measure, preset=Preset.LARGEST, sort=None)

    def asking_level(self, scope: Scope) -> VariancesState:
        """The state in which a level is ranked, in the groups of now where its rows can stand in them."""
        group = self.query.group
        return self._with(scope=scope, group=group if group in groups_of(scope) else None)

    def _with(self, **changes: Any) -> VariancesState:
        return replace(self, query=replace(self.query, **changes))


def recalled(session: Session | None, measure: Measure) -> VariancesState:
    """The state that a session remembers, as far as it still makes sense; else that of a first look at a measure."""
    state = VariancesState(Query(measure=measure))
    saved = session.state.get(_SESSION) if session is not None else None
    if not isinstance(saved, dict):
        return state
    query = state.query
    if saved.get("preset") in list(Preset):
        query = replace(query, preset=Preset(saved["preset"]))
    if saved.get("measure") in list(Measure):
        query = replace(query, measure=Measure(saved["measure"]))
    if saved.get("scope") in list(Scope):
        query = replace(query, scope=Scope(saved["scope"]))
    if saved.get("group") in groups_of(query.scope):
        query = replace(query, group=Group(saved["group"]))
    query = replace(query, corrections=saved.get("corrections") is not False)
    if isinstance(saved.get("sort"), str) and saved["sort"] in KEYS:
        query = replace(query, sort=saved["sort"], descending=saved.get("descending") is not False)
    floors = {name: read_floor(saved[name]) for name in ("floor_eur", "floor_pct") if isinstance(saved.get(name), str)}
    query = replace(query, floor=floors.get("floor_eur"), floor_pct=floors.get("floor_pct") or Decimal(0))
    hidden = saved.get("hidden")
    return replace(
        state,
        query=query,
        unit=Unit[saved["unit"]] if saved.get("unit") in Unit.__members__ else state.unit,
        hide_zeroes=saved.get("hide_zeroes") is not False,
        hidden=frozenset(key for key in hidden if key in OPTIONAL) if isinstance(hidden, list) else frozenset(),
    )


def remember(session: Session, state: VariancesState) -> None:
    """Has a session remember a state."""
    query = state.query
    session.state[_SESSION] = {
        "preset": query.preset.value,
        "measure": query.measure.value,
        "scope": query.scope.value,
        "sort": query.sort,
        "descending": query.descending,
        "group": query.group.value if query.group is not None else None,
        "corrections": query.corrections,
        "floor_eur": f"{query.floor:f}" if query.floor is not None else None,
        "floor_pct": f"{query.floor_pct:f}",
        "unit": state.unit.name,
        "hide_zeroes": state.hide_zeroes,
        "hidden": sorted(state.hidden),
    }
