"""From what was typed on the command line to a question, and from a question to a view of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from doelboom.parser.records import Measure
from doelboom.tui.cli.report import NotFound
from doelboom.tui.locale.words import _
from doelboom.tui.views.questions import services_view, variances_view
from doelboom.tui.views.view import View

if TYPE_CHECKING:
    from doelboom.data.model.accounts import Accounts
    from doelboom.data.model.outline import Outline
    from doelboom.data.model.queries import Query


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


def variances_asked(accounts: Accounts, asked: dict[str, Any]) -> View:
    """The answer to a question about variances; raises as `query_of` does."""
    from doelboom.data.queries.variances import variances

    query, hide_zeroes = query_of(accounts, asked), asked["hide_zeroes"]
    answer = variances(accounts, query, hide_zeroes=hide_zeroes)
    if asked["limit"] is not None:
        answer = answer.head(asked["limit"])
    return variances_view(accounts.source, query, answer, hide_zeroes=hide_zeroes)


def services_asked(accounts: Accounts, asked: dict[str, Any]) -> View:
    """The view by service.

    Raises:
        click.UsageError: there is no such column to sort by.
    """
    from doelboom.data.model.queries import SERVICES, ServiceQuery
    from doelboom.data.queries.services import services

    column, descending = sort_of(asked["sort"], SERVICES)
    query = ServiceQuery(Measure(asked["measure"]), column, descending, asked["text"])
    answer = services(accounts, query)
    if asked["limit"] is not None:
        answer = answer.head(asked["limit"])
    return services_view(accounts.source, query, answer)
