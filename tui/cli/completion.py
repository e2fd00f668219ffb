"""What a shell offers while a command is typed: codes, services, columns and reports, from the report that is meant.

A shell asks at each press of its key: whatever is wrong then, nothing is offered and nothing is said.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from doelboom.parser.errors import ReportError
from doelboom.tui.cli.report import reference_of

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from doelboom.data.model.accounts import Accounts

_MOST = 200
"""How many codes are offered at once; more would only scroll by."""

Items = list["CompletionItem[str]"]


def _item(value: str, text: str | None = None, kind: str = "plain") -> CompletionItem[str]:
    # Only a shell that asks pays for the module, not every start.
    from click.shell_completion import CompletionItem

    return CompletionItem(value, type=kind, help=text)


def _accounts(context: click.Context) -> Accounts | None:
    from doelboom.data.storage.library import LastUnreadable, ReportNotFound, open_report

    try:
        # A report that has to be read again is for a command, which says so.
        return open_report(reference_of(context, None), again=False).accounts
    except (ReportNotFound, LastUnreadable, ReportError, OSError):
        return None


def codes(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The codes that what was typed may mean, with their titles."""
    accounts = _accounts(context)
    if accounts is None:
        return []
    from doelboom.data.model.outline import outline
    from doelboom.data.queries.search import jump
    from doelboom.tui.views.titles import title_of

    tree = outline(accounts)
    found = jump(tree, incomplete, _MOST) if incomplete else list(tree.items)[:_MOST]
    return [_item(code, title_of(tree.items[code])) for code in found]


def service_names(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The services that what was typed may mean."""
    accounts = _accounts(context)
    if accounts is None:
        return []
    from doelboom.data.queries.services import service_names as names
    from doelboom.data.queries.services import services_like

    found = services_like(accounts, incomplete) if incomplete else names(accounts)
    # Bash puts in what it is given; the other shells quote it themselves.
    bash = os.environ.get("_DOELBOOM_COMPLETE", "").startswith("bash")
    return [_item(name.replace(" ", "\\ ") if bash else name) for name in found]


def columns(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The columns by which rows can be sorted, with the minus sign for downwards if it was typed."""
    from doelboom.data.model.queries import SERVICES, VARIANCES

    names: tuple[str, ...] = SERVICES if context.info_name == "services" else VARIANCES
    sign = "-" if incomplete.startswith("-") else ""
    return [_item(f"{sign}{name}") for name in names if name.startswith(incomplete.removeprefix("-"))]


def report_ids(_context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The reports known here; a file is for the shell itself to offer."""
    from doelboom.data.storage.archive import Archive
    from doelboom.data.storage.library import BUNDLED

    archive = Archive()
    titles = {entry.id: entry.source.title for entry in archive.entries()}
    known = [_item(BUNDLED), *(_item(one, titles.get(one)) for one in archive.ids())]
    return [item for item in known if str(item.value).startswith(incomplete)] or [_item("", kind="file")]
