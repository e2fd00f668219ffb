"""What a shell offers while a command is typed: codes, services, columns and reports, from the report that is meant.

A shell asks at each press of its key: whatever is wrong then, nothing is offered and nothing is said.
"""

from __future__ import annotations

import os

import click
from click.shell_completion import CompletionItem

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.outline import outline
from doelboom.data.model.queries import SERVICES, VARIANCES
from doelboom.data.queries.search import jump
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import BUNDLED, LastUnreadable, ReportNotFound, open_report
from doelboom.parser.errors import ReportError
from doelboom.tui.cli.asking.options import given
from doelboom.tui.cli.lazy import later
from doelboom.tui.views.words.titles import title_of

_MOST = 200
"""How many codes are offered at once; more would only scroll by."""

service_names_of = later("doelboom.data.queries.services:service_names")
services_like = later("doelboom.data.queries.services:services_like")
Items = list[CompletionItem[str]]


def _item(value: str, text: str | None = None, kind: str = "plain") -> CompletionItem[str]:
    return CompletionItem(value, type=kind, help=text)


def _accounts(context: click.Context) -> Accounts | None:
    try:
        # A report that has to be read again is for a command, which says so.
        return open_report(given(context, "report"), again=False).accounts
    except (ReportNotFound, LastUnreadable, ReportError, OSError):
        return None


def codes(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The codes that what was typed may mean, with their titles."""
    accounts = _accounts(context)
    if accounts is None:
        return []
    tree = outline(accounts)
    likely = jump(tree, incomplete, _MOST) if incomplete else list(tree.items)[:_MOST]
    return [_item(code, title_of(tree.items[code])) for code in likely]


def service_names(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The services that what was typed may mean."""
    accounts = _accounts(context)
    if accounts is None:
        return []
    names = services_like(accounts, incomplete) if incomplete else service_names_of(accounts)
    # Bash puts in what it is given; the other shells quote it themselves.
    bash = os.environ.get("_DOELBOOM_COMPLETE", "").startswith("bash")
    return [_item(name.replace(" ", "\\ ") if bash else name) for name in names]


def columns(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The columns by which rows can be sorted, with the minus sign for downwards if it was typed."""
    names: tuple[str, ...] = SERVICES if context.info_name == "services" else VARIANCES
    sign = "-" if incomplete.startswith("-") else ""
    return [_item(f"{sign}{name}") for name in names if name.startswith(incomplete.removeprefix("-"))]


def report_ids(_context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The reports known here; a file is for the shell itself to offer."""
    archive = Archive()
    titles = {entry.id: entry.source.title for entry in archive.entries()}
    known = [_item(BUNDLED), *(_item(one, titles.get(one)) for one in archive.ids())]
    return [item for item in known if str(item.value).startswith(incomplete)] or [_item("", kind="file")]
