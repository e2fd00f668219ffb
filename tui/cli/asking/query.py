"""From what was typed on the command line to a question, and from a question to the view of its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import click
from click.core import ParameterSource

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import outline
from doelboom.data.model.queries import SERVICES, VARIANCES, Group, Preset, Query, Scope, ServiceQuery, groups_of
from doelboom.data.queries.services import Services, names_like, service_names, services
from doelboom.data.queries.variances import Variances, variances
from doelboom.data.storage.notes import notes_of
from doelboom.data.years.pair.beside import Beside
from doelboom.data.years.together import many
from doelboom.data.years.together.scanned import Mixed
from doelboom.parser.records import Measure
from doelboom.tui.cli.asking.names import did_you_mean
from doelboom.tui.cli.report import NotFound, say, say_taken_for
from doelboom.tui.locale.words import _
from doelboom.tui.views.beside import SORTABLE, diff_view
from doelboom.tui.views.many import services_of_all_view, variances_of_all_view
from doelboom.tui.views.questions import View, services_view, variances_view
from doelboom.tui.views.words.filters import first_few
from doelboom.tui.views.words.levels import rows_of_level, scope_called, scopes_of


def query_of(
    reports: Sequence[Accounts],
    asked: dict[str, Any],
    columns: Sequence[str] = VARIANCES,
    names: Sequence[Sequence[str]] | None = None,
) -> Query:
    """The query in what `tui.cli.asking.ranking.query_options` took in.

    Args:
        reports: whose words for levels are known.
        names: the services of each report; None for those of `reports`.

    Raises:
        click.UsageError: there is no such column to sort by.
        NotFound: no service, or more than one, answers to the name.
    """
    column, descending = sort_of(asked["sort"], columns)
    name, scope = asked["service"], _scope_of(reports, asked["level"])
    return Query(
        Preset(asked["preset"]),
        Measure(asked["measure"]),
        scope,
        asked["floor"],
        asked["floor_pct"],
        service_among([service_names(one) for one in reports] if names is None else names, name)
        if name is not None
        else None,
        column,
        descending,
        asked["text"],
        asked["corrections"],
        _group_of(asked, scope),
    )


def _scope_of(reports: Sequence[Accounts], typed: str) -> Scope:
    """The level that a name or one of the report's own words stands for.

    Raises:
        click.UsageError: there is no such level.
    """
    if typed in list(Scope):
        return Scope(typed)
    trees = [outline(accounts) for accounts in reports]
    scope = next((found for tree in trees if (found := scope_called(tree, typed)) is not None), None)
    if scope is None:
        own = dict.fromkeys(f'"{rows_of_level(tree, one)}"' for tree in trees for one in scopes_of(tree))
        names = [*Scope, *own]
        words = _("--level: there is no level {name}; possible: {names}")
        raise click.UsageError(words.format(name=typed, names=", ".join(names)))
    return scope


def _group_of(asked: dict[str, Any], scope: Scope) -> Group | None:
    """The group that is asked for.

    Raises:
        click.UsageError: nothing of that kind stands above the rows of the level.
    """
    if asked["group"] is None:
        return None
    group = Group(asked["group"])
    if group not in groups_of(scope):
        possible = ", ".join(groups_of(scope)) or _("none")
        words = _("--group {group}: says nothing of {level}; possible: {groups}")
        raise click.UsageError(words.format(group=group.value, level=scope.value, groups=possible))
    return group


def sort_of(typed: str | None, columns: Sequence[str]) -> tuple[str | None, bool]:
    """A column to sort by, and whether downwards, from COLUMN or -COLUMN.

    Raises:
        click.UsageError: there is no such column.
    """
    if typed is None:
        return None, True
    column = typed.removeprefix("-").strip()
    if column not in columns:
        words = _("--sort: there is no column {column}").format(column=column or "-")
        raise click.UsageError(f"{words}{did_you_mean(column, columns)}; {', '.join(columns)}")
    return column, typed.startswith("-")


def columns_asked(
    _context: click.Context, _parameter: click.Parameter, typed: str | Sequence[str] | None
) -> tuple[str, ...]:
    """The columns of variances in a list parted by commas, in their order; none for all.

    Raises:
        click.BadParameter: there is no such column.
    """
    names = typed.split(",") if isinstance(typed, str) else typed or ()
    columns = tuple(dict.fromkeys(name.strip() for name in names))
    for column in columns:
        if column not in VARIANCES:
            words = _("there is no column {column}").format(column=column or "-")
            raise click.BadParameter(f"{words}{did_you_mean(column, VARIANCES)}; {', '.join(VARIANCES)}")
    return columns


def service_among(names_of_each: Sequence[Sequence[str]], typed: str) -> str:
    """The one service that a name, or words in it, stand for among those of each report.

    Raises:
        NotFound: there is none, or more than one.
    """
    likely = list(dict.fromkeys(name for names in names_of_each for name in names_like(names, typed)))
    exact = [name for name in likely if name == typed]
    if len(exact or likely) == 1:
        return (exact or likely)[0]
    if likely:
        names = first_few([f'"{name}"' for name in likely])
        raise NotFound(_("{name}: several services have these words: {names}").format(name=typed, names=names))
    words = _("{name}: no such service in this report").format(name=typed)
    raise NotFound(words + did_you_mean(typed, [name for names in names_of_each for name in names]))


def variances_asked(accounts: Accounts, asked: dict[str, Any]) -> View:
    """The answer to a question about variances; raises as `query_of` does."""
    query, hide_zeroes = query_of([accounts], asked), asked["hide_zeroes"]
    answer = variances(accounts, query, hide_zeroes=hide_zeroes, notes=notes_of(accounts.source).texts)
    answer = _answered(query, answer, asked)
    view = variances_view(accounts.source, query, answer, hide_zeroes=hide_zeroes)
    return replace(view, columns=asked["columns"])


def variances_of_all_asked(reports: Mixed, asked: dict[str, Any]) -> View:
    """The same of several reports.

    Raises:
        click.UsageError: they have no such group in common; or as `query_of` does.
    """
    # What a report calls its levels is only known of one that is opened.
    opened = () if asked["level"] in list(Scope) else reports.opened()
    names = reports.names_of_services() if asked["service"] is not None else None
    query, hide_zeroes = query_of(opened, asked, many.COLUMNS, names), asked["hide_zeroes"]
    if query.group is not None and query.group not in many.GROUPS:
        words = _("--group {group}: says nothing of several reports; possible: {groups}")
        raise click.UsageError(words.format(group=query.group.value, groups=", ".join(many.GROUPS)))
    answer = variances(reports, query, hide_zeroes=hide_zeroes, limit=asked["limit"])
    view = variances_of_all_view(reports.sources, query, _answered(query, answer, asked), hide_zeroes=hide_zeroes)
    columns = asked["columns"]
    return replace(view, columns=[*many.WHOSE, *columns] if columns else ())


def _answered(query: Query, answer: Variances, asked: dict[str, Any]) -> Variances:
    """As many rows as were asked for, with what is to be said of the answer said."""
    if asked["limit"] is not None:
        answer = answer.head(asked["limit"])
    _say_replaced(query, answer.measure)
    say_taken_for(query.text, answer.taken_for)
    return answer


def _say_replaced(query: Query, ranked: Measure) -> None:
    """Says that another measure is ranked than the one that was asked for, where one was."""
    source = click.get_current_context().get_parameter_source("measure")
    if ranked is not query.measure and source is ParameterSource.COMMANDLINE:
        words = _("--preset {preset}: ranks {measure}, not {asked}")
        say(words.format(preset=query.preset.value, measure=ranked.value, asked=query.measure.value))


def diff_asked(both: Beside, asked: dict[str, Any], *, for_people: bool) -> View:
    """The answer to a question about two reports, which knows no ready questions; raises as `query_of` does."""
    reports = [both.after.accounts, both.before.accounts]
    query = query_of(reports, {"preset": Query().preset, **asked}, SORTABLE)
    answer = _answered(query, variances(both, query, hide_zeroes=asked["hide_zeroes"]), asked)
    return diff_view(both, query, answer, for_people=for_people)


def services_asked(accounts: Accounts, asked: dict[str, Any]) -> View:
    """The view by service.

    Raises:
        click.UsageError: there is no such column to sort by.
    """
    column, descending = sort_of(asked["sort"], SERVICES)
    query = ServiceQuery(Measure(asked["measure"]), column, descending, asked["text"])
    return services_view(accounts.source, query, _services_answered(query, services(accounts, query), asked))


def services_of_all_asked(reports: tuple[Accounts, ...], asked: dict[str, Any]) -> View:
    """The same of several reports; raises as `services_asked` does."""
    column, descending = sort_of(asked["sort"], (*many.WHOSE, *SERVICES))
    query = ServiceQuery(Measure(asked["measure"]), column, descending, asked["text"])
    answer = _services_answered(query, many.services_of_all(reports, query), asked)
    return services_of_all_view(reports, query, answer)


def _services_answered(query: ServiceQuery, answer: Services, asked: dict[str, Any]) -> Services:
    say_taken_for(query.text, answer.taken_for)
    return answer.head(asked["limit"]) if asked["limit"] is not None else answer
