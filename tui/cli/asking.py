"""From what was typed on the command line to a question, and from a question to a view of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from doelboom.parser.records import Measure
from doelboom.tui.cli.report import NotFound
from doelboom.tui.locale.words import _
from doelboom.tui.views.captions import Terms

if TYPE_CHECKING:
    import polars as pl

    from doelboom.data.model.accounts import Accounts
    from doelboom.data.model.outline import Outline
    from doelboom.data.model.queries import Query
    from doelboom.data.queries.bridge import Bridge


@dataclass(frozen=True, slots=True)
class View:
    """Rows in order, and all that is needed to write them for people."""

    frame: pl.DataFrame
    terms: Terms = Terms()
    title_lines: Sequence[str] = ()
    """What the rows are, a line a fact."""
    title: str | None = None
    """The same in one line."""
    totals: dict[str, Decimal | None] = field(default_factory=dict)
    """The sums over the rows, by column."""
    first: Sequence[str] = ()
    """The columns that count most, for where not all have room."""


def query_of(accounts: Accounts, asked: dict[str, Any]) -> Query:
    """The query in what `tui.cli.options.query_options` took in.

    Raises:
        click.UsageError: there is no such column to sort by.
        NotFound: no service, or more than one, answers to the name.
    """
    from doelboom.data.model.queries import VARIANCES, Preset, Query, Scope

    column, descending = sort_of(asked["sort"], VARIANCES)
    name = asked["service"]
    return Query(
        Preset(asked["preset"]),
        Measure(asked["measure"]),
        Scope(asked["level"]),
        asked["floor"],
        asked["floor_pct"],
        service_of(accounts, name) if name is not None else None,
        column,
        descending,
        asked["text"],
    )


def sort_of(typed: str | None, columns: Sequence[str]) -> tuple[str | None, bool]:
    """A column to sort by, and whether downwards, from COLUMN or -COLUMN.

    Raises:
        click.UsageError: there is no such column.
    """
    if typed is None:
        return None, True
    column = typed.removeprefix("-").strip()
    if column not in columns:
        from doelboom.data.queries.search import nearest

        words = _("--sort: there is no column {column}").format(column=column or "-")
        raise click.UsageError(f"{words}{meant(nearest(column, columns))}; {', '.join(columns)}")
    return column, typed.startswith("-")


def service_of(accounts: Accounts, typed: str) -> str:
    """The one service that a name, or words in it, stand for.

    Raises:
        NotFound: there is none, or more than one.
    """
    from doelboom.data.queries.search import nearest
    from doelboom.data.queries.services import service_names, services_like

    found = services_like(accounts, typed)
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(f'"{name}"' for name in found[:5]) + (", ..." if len(found) > 5 else "")
        raise NotFound(_("{name}: several services have these words: {names}").format(name=typed, names=shown))
    words = _("{name}: no such service in this report").format(name=typed)
    raise NotFound(words + meant(nearest(typed, service_names(accounts))))


def meant(names: Sequence[str]) -> str:
    """What may have been meant, to stand behind a complaint; nothing where there are no names."""
    if not names:
        return ""
    quoted = ", ".join(f'"{name}"' for name in names)
    return _("; did you mean {names}?").format(names=quoted)


def code_of(outline: Outline, typed: str) -> str:
    """The one code that a whole code, its beginning or its number stands for.

    Raises:
        NotFound: there is none, or more than one.
    """
    from doelboom.data.queries.search import jump, nearest

    found = jump(outline, typed)
    if not found:
        words = _("{code}: no such code in this report").format(code=typed)
        raise NotFound(words + meant(nearest(typed, outline.items)))
    if len(found) > 1 and found[0].lower() != "".join(typed.split()).lower():
        shown = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        raise NotFound(_("{code}: several codes answer to this: {codes}").format(code=typed, codes=shown))
    return found[0]


def variances_view(accounts: Accounts, asked: dict[str, Any]) -> View:
    """The answer to a question about variances; raises as `query_of` does."""
    from doelboom.data.model.queries import Preset
    from doelboom.data.queries.variances import variances
    from doelboom.tui.views.questions import PRESETS, SCOPES, floors_words, variances_lines

    query, hide_zeroes = query_of(accounts, asked), asked["hide_zeroes"]
    answer = variances(accounts, query, hide_zeroes=hide_zeroes)
    if asked["limit"] is not None:
        answer = answer.head(asked["limit"])
    terms = Terms(answer.measure, accounts.source.year)
    lines = variances_lines(accounts.source, query, answer, hide_zeroes=hide_zeroes)
    name, _meaning = PRESETS[query.preset]
    facts = [_(SCOPES[query.scope]), query.service, query.text]
    if query.floor or query.floor_pct:
        facts.append(_("floors: {floors}").format(floors=floors_words(query)))
    title = _title(accounts, _(name), answer.measure, facts, answer.rows.height, answer.total)
    compared = ["variance", "reference", "actual", "effect", "variance_pct", "spent_pct"]
    changed = ["change", "actual", "prior", "change_pct"]
    first = [*changed, *compared] if query.preset is Preset.LAST_YEAR else [*compared, *changed]
    sorted_by = [query.sort] if query.sort is not None else []
    return View(answer.rows, terms, lines, title, answer.totals, ["code", *sorted_by, first[0], "title", *first])


def services_view(accounts: Accounts, asked: dict[str, Any]) -> View:
    """The view by service.

    Raises:
        click.UsageError: there is no such column to sort by.
    """
    from doelboom.data.model.queries import SERVICES, ServiceQuery
    from doelboom.data.queries.services import services
    from doelboom.tui.views.questions import services_lines

    column, descending = sort_of(asked["sort"], SERVICES)
    query = ServiceQuery(Measure(asked["measure"]), column, descending, asked["text"])
    answer = services(accounts, query)
    if asked["limit"] is not None:
        answer = answer.head(asked["limit"])
    terms = Terms(answer.measure, accounts.source.year)
    lines = services_lines(accounts.source, query, answer)
    title = _title(accounts, _("By service"), answer.measure, [query.text], answer.rows.height, answer.total)
    sorted_by = [query.sort] if query.sort is not None else []
    first = ["variance", "reference", "actual", "vte_variance", "actions", "vte_reference", "vte_actual"]
    return View(answer.rows, terms, lines, title, answer.totals, ["service", *sorted_by, *first])


def bridge_view(outline: Outline, answer: Bridge, *, in_words: bool) -> View:
    """The steps of a bridge; in words for people, who are told what a step is where it is not one node's."""
    from doelboom.data.queries.bridge import steps_frame
    from doelboom.tui.views.questions import bridge_lines, step_words

    terms = Terms(answer.measure, outline.source.year)
    frame = steps_frame(outline, answer)
    if in_words:
        titles = [step_words(outline, step) for step in answer.steps]
        frame = frame.with_columns(pl_strings("title", titles)).drop("codes")
    totals = {"difference": answer.difference} if answer.steps else {}
    first = ["title", "difference", "code", "after", "before", "step"]
    return View(frame, terms, bridge_lines(outline, answer), None, totals, first)


def pl_strings(name: str, texts: Sequence[str]) -> pl.Series:
    """Texts as a column."""
    import polars as pl

    return pl.Series(name, texts, pl.String)


def _title(accounts: Accounts, name: str, measure: Measure, facts: Sequence[str | None], shown: int, total: int) -> str:
    from doelboom.tui.locale.words import measure_term

    count = _("{shown} of {total}").format(shown=shown, total=total)
    return ", ".join([f"{accounts.source.label}: {name}", measure_term(measure), *filter(None, facts), count])
