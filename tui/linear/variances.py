"""The variances, told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from doelboom.data.model.queries import VARIANCES, Group, Preset, Scope, groups_of
from doelboom.data.queries.bridge import explained
from doelboom.data.queries.services import service_names
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.storage.notes import notes_of
from doelboom.parser.records import Measure
from doelboom.tui.explorer.commands import Place
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.explorer.screens.lists.variances_state import KEYS, OPTIONAL, VariancesState, recalled, remember
from doelboom.tui.linear.listing import ListStand
from doelboom.tui.locale.words import _
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.numbers import read_floor
from doelboom.tui.views.own_questions import keep_question, own_questions, questions_to_choose
from doelboom.tui.views.questions import GROUPS, View, sorted_by, variances_view
from doelboom.tui.views.words.captions import in_words, with_marked_titles
from doelboom.tui.views.words.equivalent import equivalent
from doelboom.tui.views.words.levels import rows_of_level, scopes_of

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


class VariancesStand(ListStand):
    """The rows that answer a question about variances."""

    PLACES = (Place.VARIANCES, Place.ANY_LIST, Place.LIST)

    def __init__(self, explorer: LinearExplorer, state: VariancesState | None = None) -> None:
        """Without a state it is taken up where it was left, and remembered; another look is neither."""
        super().__init__(explorer)
        self._is_taken_up_again = state is None
        self.state = state if state is not None else recalled(explorer.session, explorer.tree.measure)

    def ask(self) -> View:
        view = self.view_of(self.answered())
        return replace(view, with_sums=with_marked_titles(in_words(view.shown)), columns=self.state.columns)

    def answered(self) -> Variances:
        """What is asked now, answered."""
        state, outline = self.state, self.explorer.outline
        notes = notes_of(outline.source).texts
        return variances(outline.accounts, state.query, hide_zeroes=state.hide_zeroes, notes=notes)

    def view_of(self, answer: Variances) -> View:
        """An answer as rows for a file."""
        state = self.state
        return variances_view(self.explorer.outline.source, state.query, answer, hide_zeroes=state.hide_zeroes)

    def code_of(self, key: str) -> str | None:
        return key if key in self.explorer.outline.items else None

    def columns(self) -> list[str]:
        hidden = self.state.hidden
        return [name for name in KEYS if name not in hidden and name in self.view.shown.columns]

    def _ask(self, **changes: Any) -> None:
        self.state = replace(self.state, query=replace(self.state.query, **changes))
        self.changed()

    def changed(self) -> None:
        """Asks what is asked now, which the session is to know."""
        if self._is_taken_up_again:
            remember(self.explorer.session, self.state)
        self.refill()

    # Commands

    def do_sort(self, answer: str) -> None:
        """Sorts by a column."""
        headings = {name: self.view.terms.heading(name) for name in VARIANCES if name in KEYS}
        if (order := self.choose_order(headings, sorted_by(self.state.query)[:2], answer)) is not None:
            self._ask(sort=order[0], descending=order[1])

    def do_preset(self, answer: str) -> None:
        """A ready question, or one of the user's own."""
        own = own_questions()
        options = [Choice(*option) for option in questions_to_choose(own)]
        value = self.explorer.talk.choose(_("Question"), options, answer)
        if value is not None:
            state = self.state
            self.state = state.asking(own[value]) if value in own else state.asking_preset(Preset(value))
            self.changed()

    def do_measure(self, answer: str) -> None:
        """Another measure."""
        if (measure := self.choose_measure(answer)) is not None:
            self.state = self.state.asking_measure(measure)
            self.changed()

    def do_level(self, answer: str) -> None:
        """Another level."""
        outline = self.explorer.outline
        options = [Choice(scope.value, rows_of_level(outline, scope)) for scope in scopes_of(outline)]
        value = self.explorer.talk.choose(_("Level"), options, answer)
        if value is not None:
            self.state = self.state.asking_level(Scope(value))
            self.changed()

    def do_floor(self, answer: str) -> None:
        """Sets the floors: two numbers, in euro and in per cent."""
        typed = (answer or self.explorer.talk.ask(_("floors in euro and in per cent, such as 50.000 2,5"))).split()
        if not typed:
            return
        floors = [floor for floor in map(read_floor, typed) if floor is not None]
        if len(typed) > 2 or len(floors) < len(typed):
            self.say(_("A number, such as 50.000 or 2,5"))
            return
        self._ask(floor=floors[0], floor_pct=floors[1] if len(floors) > 1 else self.state.query.floor_pct)

    def do_zeroes(self, _answer: str) -> None:
        """Leaves out rows without amounts, or no longer."""
        self.state = replace(self.state, hide_zeroes=not self.state.hide_zeroes)
        self.changed()

    def do_group(self, answer: str) -> None:
        """By what the rows stand together."""
        groups = groups_of(self.state.query.scope)
        if not groups:
            self.say(_("Nothing stands above policy objectives by which they could stand together."))
            return
        options = [Choice("none", _("one list")), *(Choice(group.value, _(GROUPS[group])) for group in groups)]
        value = self.explorer.talk.choose(_("Group by"), options, answer)
        if value is not None:
            self._ask(group=Group(value) if value != "none" else None)

    def do_corrections(self, _answer: str) -> None:
        """Rows with a negative budget in or out."""
        self._ask(corrections=not self.state.query.corrections)

    def do_keep(self, answer: str) -> None:
        """Keeps the question under a name in the settings file."""
        from doelboom.tui.settings.keeping import NotKept
        from doelboom.tui.settings.questions import is_name

        name = answer or self.explorer.talk.ask(_("name"))
        if not name:
            return
        if not is_name(name):
            self.say(_("A name of letters and signs, please."))
            return
        words = _("There is a question {name}. Is it to be replaced?")
        if name in read_config().questions and not self.explorer.talk.confirms(words.format(name=name)):
            return
        try:
            self.say(keep_question(name, self.state.asked))
        except NotKept as error:
            self.say(str(error))

    def do_columns(self, answer: str) -> None:
        """Takes a column in or out."""
        shown = [name for name in OPTIONAL if name not in self.state.hidden]
        headings = {name: self.view.terms.heading(name) for name in OPTIONAL}
        columns = self.choose_columns(headings, shown, answer)
        if columns is not None:
            self.state = replace(self.state, hidden=frozenset(OPTIONAL) - set(columns))
            self.changed()

    def do_service(self, answer: str) -> None:
        """Only the rows of one service."""
        names = sorted(service_names(self.explorer.outline.accounts), key=str.casefold)
        options = [Choice("all", _("all services")), *(Choice(name, name) for name in names)]
        value = self.explorer.talk.choose(_("Service"), options, answer)
        if value is not None:
            self._ask(service=None if value == "all" else value)

    def do_filter(self, answer: str) -> None:
        """Rows with some words."""
        self._ask(text=self.ask_words(answer) or None)

    def do_export(self, answer: str) -> None:
        """The rows to a file."""
        answered = self.answered()
        if self.only_marked:
            answered = answered.among(self.keys())
        self.export(self.view_of(answered), answer, f"{self.file_name()}.xlsx")

    def file_name(self) -> str:
        """What a file with the rows is called."""
        return f"{_('variances')}-{self.explorer.outline.source.year}"

    def do_bridge(self, answer: str) -> None:
        """What explains the variance of a row's node, or of what is above it."""
        from doelboom.tui.linear.bridge import BridgeStand

        if (code := self.chosen_code(answer)) is not None:
            outline = self.explorer.outline
            self.explorer.enter(BridgeStand(self.explorer, explained(outline, code), self.state.query.measure))

    def do_command(self, _answer: str) -> None:
        """The command line with these rows."""
        state = self.state
        self.say(equivalent(state.query, self.explorer.opened.id, hide_zeroes=state.hide_zeroes, columns=state.columns))

    def measure_of_page(self) -> Measure | None:
        return self.state.query.measure
