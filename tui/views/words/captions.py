"""The columns of the frames for people: what each is called and how its values are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from doelboom.data.model.doubts import DOUBT, FIGURES, read_marked_cell
from doelboom.data.model.queries import CORRECTION, GROUP, SUBTOTAL
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import N_, _, budget_term, effect_word
from doelboom.tui.views.words.check.findings import doubts_in_words
from doelboom.tui.views.words.numbers import NOT_APPLICABLE, grouped, percentage, printed, share, signed
from doelboom.tui.views.words.titles import marked_title, remainder_title

if TYPE_CHECKING:
    import polars as pl

NAMES = {
    "actions": N_("Actions"),
    "actual": N_("Actual"),
    "after": N_("After it"),
    "before": N_("Before it"),
    "candidates": N_("Candidates"),
    "change": N_("Change"),
    "change_pct": N_("Change %"),
    "changed_at": N_("Changed"),
    "changes": N_("What changed"),
    "code": N_("Code"),
    "code_after": N_("Code after"),
    "code_before": N_("Code before"),
    "code_printed": N_("Code printed"),
    "code_reused": N_("Code stood for something else"),
    "column": N_("Column"),
    "corrected": N_("Corrected"),
    "count": N_("Nodes"),
    "description": N_("Description"),
    "difference": N_("Difference"),
    "doubt": N_("In doubt"),
    "effect": N_("Effect"),
    "entity": N_("Entity"),
    "expected_high": N_("Expected, at most"),
    "expected_low": N_("Expected, at least"),
    "field": N_("Text"),
    "file": N_("File"),
    "found_in": N_("Found in"),
    "government": N_("Government"),
    "from_prior": N_("From the report of the year after"),
    "group": N_("Group"),
    "id": N_("Report"),
    "kind": N_("Kind"),
    "last": N_("Last"),
    "level": N_("Level"),
    "line": N_("Line"),
    "mark": N_("Mark"),
    "measure": N_("Measure"),
    "note": N_("Note"),
    "of_prior_pct": N_("Compared with prior %"),
    "operation": N_("What may have happened"),
    "ordinal": N_("Number"),
    "other_line": N_("Line there"),
    "other_page": N_("Page there"),
    "other_report": N_("Other report"),
    "page": N_("Page"),
    "parent": N_("In"),
    "parent_before": N_("Was in"),
    "period_end": N_("Until"),
    "period_start": N_("From"),
    "perhaps": N_("Perhaps"),
    "phase": N_("Phase"),
    "plan_end": N_("Plan until"),
    "plan_start": N_("Plan from"),
    "presence": N_("Node is there"),
    "printed": N_("Printed"),
    "prior": N_("Prior"),
    "read_at": N_("Read"),
    "reference": N_("Budget"),
    "report": N_("Report"),
    "service": N_("Service"),
    "share_of_parent": N_("% of parent"),
    "share_of_whole": N_("% of whole"),
    "spent_pct": N_("% spent"),
    "standing": N_("Node is"),
    "state": N_("State"),
    "status": N_("Status"),
    "step": N_("Step"),
    "suggestion": N_("Suggestion"),
    "text_after": N_("Text after"),
    "text_before": N_("Text before"),
    "title": N_("Title"),
    "title_before": N_("Title before"),
    "unknown": N_("Unknown"),
    "variance": N_("Variance"),
    "variance_pct": N_("Variance %"),
    "vte_actual": N_("VTE paid"),
    "vte_reference": N_("VTE plan"),
    "vte_variance": N_("VTE variance"),
    "vte_variance_pct": N_("VTE variance %"),
    "year": N_("Year"),
}
"""A word for every column; for one that is not in here, its own name has to do."""

MARKS = {
    "lost": N_("heading lost"),
    "rest": N_("not in this report"),
    "none": N_("no service named"),
    "correction": N_("technical correction"),
    "subtotal": N_("subtotal"),
    "whole": N_("Whole report"),
}
"""What the marks of rows mean: those without a heading, and those whose budget is negative."""

STEPS = {
    "child": N_("below it"),
    "others": N_("others"),
    "rest": N_("remainder"),
    "doubt": N_("in doubt"),
    "rounding": N_("rounding"),
    "unknown": N_("unknown"),
}
"""The kinds of steps of a bridge."""

FIELDS = {
    "code": N_("code"),
    "title": N_("title"),
    "service": N_("service"),
    "description": N_("description"),
    "note": N_("note"),
}
"""The fields in which a search finds words."""

STATES = {
    "outdated": N_("of another version: open its file again"),
    "damaged": N_("damaged: open its file again"),
    "shared": N_("in a library"),
    "missing": N_("not in the archive: open its file again"),
    "foreign": N_("another user's"),
    "busy": N_("not to be read at the moment"),
}
"""What reports are that cannot be shown as they are kept; of the others there is nothing to say."""

STANDINGS = {
    "same": N_("the same"),
    "moved": N_("moved"),
    "renamed?": N_("renamed?"),
    "other code?": N_("perhaps, other code"),
    "new": N_("new"),
    "gone": N_("gone"),
    "heading lost": N_("heading lost"),
}
"""What became of a node from one report to another."""

KINDS = {
    "account": N_("annual account"),
    "budget": N_("budget"),
    "plan": N_("multi-year plan"),
    "adjustment": N_("adjustment of the plan"),
}
"""What reports are."""

HOW_FAR = {
    "provisional": N_("provisional"),
    "final": N_("final"),
    "unknown": N_("not said"),
}
"""How far reports are."""

CORRECTED = {
    "government": N_("government"),
    "year": N_("year"),
    "kind": N_("kind"),
    "status": N_("status"),
    "plan_period": N_("period of the plan"),
}
"""What of a report's identity a user can correct."""

PRESENCES = {
    "same": N_("yes"),
    "moved": N_("moved"),
    "renamed?": N_("renamed?"),
    "other code?": N_("perhaps, other code"),
    "not in it": N_("not in this year's report"),
    "no report": N_("no report"),
}
"""Whether a year's report has a node."""

_WORDS_OF = {
    "presence": PRESENCES,
    "standing": STANDINGS,
    "mark": MARKS,
    "step": STEPS,
    "found_in": FIELDS,
    "state": STATES,
    "kind": KINDS,
    "status": HOW_FAR,
    "corrected": CORRECTED,
}
_SIGNED = frozenset({"variance", "change", "difference", "vte_variance"})
_SHARES = frozenset({"variance_pct", "change_pct", "vte_variance_pct"})


@dataclass(frozen=True, slots=True)
class Terms:
    """What is needed to name and write the columns of a frame."""

    measure: Measure | None = None
    """The measure of its amounts, where they are all of one."""
    year: int | None = None
    named: Mapping[str, str] = field(default_factory=dict)
    """The headings of columns that stand for something else here, by their names; a row may have no such figure."""

    @property
    def staff(self) -> bool:
        """Whether its amounts are FTE."""
        return self.measure is Measure.FTE

    def heading(self, name: str) -> str:
        """A column's heading: ``Budget 2024``, ``Variance %``."""
        if name in self.named:
            return self.named[name]
        year = f" {self.year}" if self.year is not None else ""
        actual = _("Paid") if self.staff else _("Actual")
        match name:
            case "reference":
                return f"{budget_term(staff=self.staff)}{year}"
            case "actual":
                return f"{actual}{year}"
            case "prior" if self.year is not None:
                return f"{actual} {self.year - 1}"
            case "of_prior_pct" if self.year is not None:
                words = _("{actual} {year} compared with {prior} %")
                return words.format(actual=actual, year=self.year, prior=self.year - 1)
            case _:
                return _(NAMES[name]) if name in NAMES else name

    def unit(self, name: str) -> str:
        """The unit of a column of amounts: ``euro``, ``VTE``; nothing where it is not of one unit."""
        if name.startswith("vte_"):
            return "VTE"
        return "" if self.measure is None else "VTE" if self.staff else "euro"

    def text(self, name: str, value: Any) -> str:
        """A value as people read it, the report's way; nothing for null, "n.v.t." for a share of zero."""
        match value:
            case None:
                return NOT_APPLICABLE if name in _SHARES else ""
            case bool():
                return _("yes") if value else ""
            case Decimal() if name.endswith("_pct"):
                return share(value) if name in _SHARES else percentage(value)
            case Decimal():
                figure = self._figure(name, value)
                return signed(figure) if name in _SIGNED else figure
            case datetime():
                return value.strftime("%Y-%m-%d %H:%M")
            case list() if name == DOUBT:
                return doubts_in_words(dict(map(read_marked_cell, value)), self.year)
            case list():
                known = _WORDS_OF.get(name, {})
                return ", ".join(_(known[each]) if each in known else str(each) for each in value)
            case str() if name == "effect":
                return effect_word(value)
            case str() if value in (words_of_values := _WORDS_OF.get(name, {})):
                return _(words_of_values[value])
            case 0 if name == "unknown":
                return ""
            case "kept" if name == "state":
                return ""
            case _:
                return str(value)

    def _figure(self, name: str, value: Decimal) -> str:
        if name.startswith("vte_"):
            return printed(value, Measure.FTE)
        return printed(value, self.measure) if self.measure is not None else grouped(value, 2)


def in_words(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame for people: where a row has no title, or a row by service no service, what stands there instead; without
    the column of doubts where there are none."""
    if DOUBT in frame.columns and frame[DOUBT].null_count() == frame.height:
        frame = frame.drop(DOUBT)
    name = "title" if "title" in frame.columns else "service"
    if "mark" not in frame.columns or name not in frame.columns:
        return frame
    # Loaded already, by what made the frame.
    import polars as pl

    figures = [column for column in FIGURES if column in frame.columns]
    words = [
        row[name] if row[name] is not None else _words_for(name, row["mark"], [row[column] for column in figures])
        for row in frame.select(name, "mark", *figures).iter_rows(named=True)
    ]
    return frame.with_columns(pl.Series(name, words, pl.String))


def _words_for(name: str, mark: str | None, figures: list[Decimal | None]) -> str | None:
    if mark == SUBTOTAL:
        return _("(none)")
    if name == "title" and mark == "rest":
        return remainder_title(figures)
    return _(MARKS[mark]) if mark in MARKS and mark != CORRECTION else None


def chosen(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The columns of a frame that were chosen, in their order, and those that stand beside any choice: in which group a
    row is, and which of its figures are in doubt. None chosen are all."""
    if not columns:
        return frame
    beside = [name for name in (GROUP, DOUBT) if name in frame.columns and name not in columns]
    return frame.select(*columns, *beside)


def chosen_in_words(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The same for people; where the column of marks was not chosen, the titles say what it would."""
    worded = in_words(frame)
    if columns and "mark" not in columns:
        worded = with_marked_titles(worded)
    return chosen(worded, columns)


def with_marked_titles(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame for where the column of marks has no room: corrections and subtotals say so before their title."""
    if "mark" not in frame.columns or "title" not in frame.columns:
        return frame
    titles = frame["title"]
    for mark in (CORRECTION, SUBTOTAL):
        is_marked = (frame["mark"] == mark).fill_null(value=False)
        titles = (marked_title("", mark) + titles).zip_with(is_marked, titles)
    return frame.with_columns(titles.alias("title"))
