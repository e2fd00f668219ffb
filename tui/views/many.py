"""Answers over several reports as views: those of one, with the government and year of each row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import polars as pl

from doelboom.data.model.accounts import Accounts, Source
from doelboom.data.model.queries import Query, ServiceQuery
from doelboom.data.queries.services import Services
from doelboom.data.queries.variances import Variances
from doelboom.data.years.together.files import GOVERNMENT, YEAR
from doelboom.data.years.together.finding import FOUND_IN, FoundInAll
from doelboom.data.years.together.many import REPORT, of_all
from doelboom.tui.locale.words import counted
from doelboom.tui.views.questions import View, services_view, variances_view, with_doubts
from doelboom.tui.views.words.captions import Terms

_MOST_NAMED = 3
"""How many governments are named; of more there is only said how many."""


def reports_label(sources: Sequence[Source]) -> str:
    """Which reports they are: the years of each government, or how many there are of how many."""
    years: dict[str, list[int]] = {}
    for source in sources:
        identity = source.identity
        years.setdefault(identity.government or "", []).append(identity.year or source.year)
    count = counted("{count} report", "{count} reports", len(sources)).format(count=len(sources))
    if len(years) > _MOST_NAMED:
        words = counted("of {count} government", "of {count} governments", len(years)).format(count=len(years))
        return f"{count} {words}"
    return f"{count}: {'; '.join(f'{name} {_in_short(of)}' for name, of in years.items())}"


def _in_short(years: Sequence[int]) -> str:
    ordered = sorted(years)
    is_run = len(ordered) > 1 and ordered == list(range(ordered[0], ordered[-1] + 1))
    return f"{ordered[0]} - {ordered[-1]}" if is_run else ", ".join(map(str, ordered))


def variances_of_all_view(
    sources: Sequence[Source], query: Query, answer: Variances, *, hide_zeroes: bool = False
) -> View:
    """Where account and budget differ most over several reports."""
    answer = replace(answer, rows=answer.rows.drop(REPORT))
    return _of_all(sources, variances_view(sources[0], query, answer, hide_zeroes=hide_zeroes))


def services_of_all_view(reports: Sequence[Accounts], query: ServiceQuery, answer: Services) -> View:
    """Several reports by service."""
    sources = [accounts.source for accounts in reports]
    return _of_all(sources, services_view(sources[0], query, answer))


def frames_view(reports: Sequence[Accounts], name: str, frame_of: Callable[[Accounts], pl.DataFrame]) -> View:
    """A frame of the model, of several reports."""
    title = f"{reports_label([accounts.source for accounts in reports])}: {name}"
    return with_doubts(View(of_all(reports, frame_of), Terms(), [title], title), None)


def hits_of_all_view(sources: Sequence[Source], found: FoundInAll) -> View:
    """A row a node, best first; how many there are stands above them."""
    count = counted("{count} match", "{count} matches", found.total).format(count=found.total)
    title = f"{reports_label(sources)}: {count}"
    return View(found.rows, title_lines=[title], title=title, first=("code", YEAR, "title", GOVERNMENT, FOUND_IN))


def answer_view(rows: pl.DataFrame) -> View:
    """The answer to a question in SQL, its columns under the names that were asked for."""
    return View(rows, Terms(named={name: name for name in rows.columns}), first=rows.columns)


def _of_all(sources: Sequence[Source], view: View) -> View:
    """The view of one report's source as that of several: no column is of one year, and each row says of which."""
    one, label = sources[0].label, reports_label(sources)
    title = view.title.replace(one, label, 1) if view.title is not None else None
    lines = [label, *view.title_lines[1:]]
    terms = replace(view.terms, year=None)
    key, *others = view.first
    return replace(
        view, terms=terms, title_lines=lines, title=title, first=[key, YEAR, *others[:2], GOVERNMENT, *others[2:]]
    )
