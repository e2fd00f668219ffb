"""Two reports beside each other: the list of the variances, asked of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from rich.text import Text

from doelboom.data.model.outline import Outline
from doelboom.data.queries.bridge import Bridge, explained
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.years.matching import Standing
from doelboom.data.years.pair.beside import STANDING, TITLE_BEFORE, Beside
from doelboom.data.years.pair.merged import Codes, merged, with_codes, with_keys
from doelboom.parser.records import Measure
from doelboom.tui.explorer.history import Reopen
from doelboom.tui.explorer.screens.bridge import BridgeScreen
from doelboom.tui.explorer.screens.lists.subject import Subject
from doelboom.tui.explorer.screens.lists.variances import VariancesScreen
from doelboom.tui.explorer.screens.lists.variances_state import VariancesState
from doelboom.tui.explorer.widgets.table import Spot
from doelboom.tui.locale.words import _
from doelboom.tui.views.beside import bridge_between, diff_view, only_words, reports_words, terms_of
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.drawing.cells import amount_columns
from doelboom.tui.views.drawing.detail import draw_detail
from doelboom.tui.views.words.captions import STANDINGS, Terms
from doelboom.tui.views.words.equivalent import equivalent_diff
from doelboom.tui.views.words.numbers import in_unit, signed
from doelboom.tui.views.words.titles import marked_title, shown_title

_COLUMNS = ("code", "title", "variance", STANDING, "reference", "actual", "variance_pct", "effect", "service")


class DiffScreen(VariancesScreen):
    """The rows of a question about two reports, one of which is the tree's."""

    KEY_LINE = (
        "variances.go",
        "variances.sort",
        "variances.preset",
        "variances.measure",
        "variances.level",
        "variances.floor",
        "variances.filter",
        "variances.bridge",
        "variances.export",
        "help",
        "quit",
    )

    def __init__(
        self,
        subject: Subject,
        both: Beside,
        state: VariancesState,
        *,
        spot: Spot | None = None,
        only_marked: bool = False,
    ) -> None:
        super().__init__(subject, state, spot=spot, only_marked=only_marked)
        self.both = both
        self._codes: Mapping[str, Codes] = {}
        """The code of each row in either report, by the row's key."""

    def left(self) -> Reopen:
        spot = self.table.spot
        return partial(DiffScreen, self.subject, self.both, self.state, spot=spot, only_marked=self.only_marked)

    # What it says of itself

    def _answered(self, state: VariancesState) -> Variances:
        answer = variances(self.both, state.query, hide_zeroes=state.hide_zeroes)
        answer, self._codes = with_keys(self.both, answer)
        return self._marked(answer) if self.only_marked else answer

    def working_out(self) -> None:
        """Nothing is worked out aside: an answer names the rows of the table anew."""

    def _marked(self, answer: Variances) -> Variances:
        return answer.among(self.marked_rows(answer.rows["code"].to_list()))

    @property
    def trees(self) -> tuple[Outline, Outline]:
        """Both reports, the earlier first."""
        return self.both.before, self.both.after

    @property
    def _side(self) -> int:
        """Which of them is the tree's."""
        return 1 if self.both.after.source.id == self.outline.source.id else 0

    def code_of(self, key: str) -> str | None:
        code = self._codes.get(key, (None, None))[self._side]
        return code if code in self.outline.items else None

    def _place_of(self, key: str) -> tuple[Outline, str] | None:
        """The report that has a row's node, the tree's own before the other, and its code there."""
        codes = self._codes.get(key, (None, None))
        for side in (self._side, 1 - self._side):
            code = codes[side]
            if code is not None and code in self.trees[side].items:
                return self.trees[side], code
        return None

    def _all_columns(self) -> list[Column]:
        terms = self.terms(self.state.query.measure)
        columns = {
            "code": Column("code", _("Code"), stays=True),
            "title": Column("title", _("Title"), least=20, stays=True),
            STANDING: Column(STANDING, terms.heading(STANDING)),
            "service": Column("service", _("Service"), least=16),
            **{column.key: column for column in amount_columns(terms)},
        }
        return [columns[key] for key in _COLUMNS if key != "effect" or not self.both.is_neutral]

    def terms(self, measure: Measure) -> Terms:
        return terms_of(self.both, measure)

    @property
    def question_name(self) -> str:
        return only_words(self.both.only) or _("Differences")

    def texts_of(self, row: Mapping[str, Any], measure: Measure) -> dict[str, Any]:
        standing = row[STANDING]
        place = self._place_of(row["code"])
        title = shown_title(*place, measure) if place is not None else row["title"] or ""
        said = _(STANDINGS[standing]) if standing != Standing.SAME.value else ""
        return {"title": marked_title(title, row["mark"]), STANDING: said}

    def draw_row(self, key: str, width: int) -> Text:
        place = self._place_of(key)
        if place is None:
            return super().draw_row(key, width)
        tree, code = place
        return Text("\n").join([*self._told(key), draw_detail(tree, code, width, self.look)])

    def _told(self, key: str) -> list[Text]:
        """What is to be said of a row's node before its detail."""
        before, after = self._codes[key]
        rows = self.answer.rows
        (row,) = rows.filter(rows["code"] == key).select(STANDING, TITLE_BEFORE).rows()
        standing, title = row
        parts = [_(STANDINGS[standing])]
        if standing == Standing.MOVED.value and before is not None:
            parts.append(_("it was in {parent}").format(parent=self.both.before.items[before].parent))
        if after is not None and before is not None and title != self.both.after.items[after].title:
            parts.append(_('it was called "{title}"').format(title=title))
        if before is None or after is None:
            tree = self.both.before if after is None else self.both.after
            parts.append(_("in {report}").format(report=tree.source.label))
        is_worth_it = standing != Standing.SAME.value or len(parts) > 1
        return [Text("; ".join(parts), style=self.look.strong), Text()] if is_worth_it else []

    def _status(self, answer: Variances) -> list[str]:
        return [f"{part} \N{MIDDLE DOT} {reports_words(self.both)}" for part in super()._status(answer)[:1]] + [
            reports_words(self.both)
        ]

    def _sums(self, name: str, answer: Variances) -> list[str]:
        sums = {column: in_unit(value, answer.measure, self.state.unit) for column, value in answer.totals.items()}
        terms = self.terms(answer.measure)
        words = _("{rows}: {before} {reference}, {after} {actual}, difference {variance}")
        brief = _("{rows}: difference {variance}")
        said = {**sums, "variance": signed(sums["variance"])}
        names = {"before": terms.heading("reference"), "after": terms.heading("actual")}
        return [one.format(rows=name, **names, **said) for one in (words, brief)]

    # Commands

    def action_preset(self) -> None:
        """Chooses which nodes are shown: all, or what became of them."""
        options = [("", _("all that differ"), ""), *((one.value, _(STANDINGS[one.value]), "") for one in Standing)]

        def chosen(value: str) -> None:
            self.both = replace(self.both, only=(Standing(value),) if value else ())
            self.refill()

        current = next(iter(self.both.only), None)
        self.choose(_("Only nodes that are"), options, current.value if current is not None else "", "p", chosen)

    def action_bridge(self) -> None:
        """Which parts explain the difference of the row's node; of the whole reports where it has none."""
        tree = self._tree

        def closed(node: str | None) -> None:
            if node is not None and node in self.outline.items:
                self.leave_for(node)
            elif node is not None:
                self.say(_("No node to go to from here."))

        code = explained(tree, self.table.key)
        self.app.push_screen(DiffBridgeScreen(tree, self.both, code, self.answer.measure), closed)

    @cached_property
    def _tree(self) -> Outline:
        return merged(self.both)

    def action_keep(self) -> None:
        """Says why the question cannot be kept."""
        self.say(_("A question about two reports cannot be kept; x shows its command."))

    def _export(self, codes: Sequence[str]) -> None:
        answer = self.answer.among(codes)
        view = diff_view(self.both, self.state.query, with_codes(answer), for_people=False)
        years = (str(tree.source.identity.year) for tree in self.trees)
        self.export(view.frame, view.title_lines, view.terms, f"{_('differences')}-{'-'.join(years)}.xlsx")

    def action_command(self) -> None:
        """Shows, and puts on the clipboard, the command line that gives these rows."""
        self.copy(equivalent_diff(self.both, self.state.query, hide_zeroes=self.state.hide_zeroes))


class DiffBridgeScreen(BridgeScreen):
    """Which parts explain the difference of a node between two reports."""

    def __init__(self, outline: Outline, both: Beside, code: str, measure: Measure) -> None:
        self.both = both
        super().__init__(outline, code, measure)

    @property
    def answer(self) -> Bridge:
        return bridge_between(self.both, self.outline, self.code, self.measure)

    @property
    def basis_words(self) -> list[str]:
        return [reports_words(self.both), ""]

    def action_basis(self) -> None:
        """Says that there is no other."""
        self.say(_("Two reports are compared: there is nothing else to start from."))
