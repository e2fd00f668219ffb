"""What a shell offers while a command is typed: codes, services, columns and reports, from the report that is meant.

A shell asks at each press of its key: whatever is wrong then, nothing is offered and nothing is said.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from parser.errors import ReportError
from tui.opening import reference_of

if TYPE_CHECKING:
    from data.frames import Accounts

_MOST = 200
"""How many codes are offered at once; more would only scroll by."""

Items = list[CompletionItem[str]]


def _accounts(context: click.Context) -> Accounts | None:
    from data.library import ReportNotFound, open_report

    try:
        return open_report(reference_of(context, None)).accounts
    except (ReportNotFound, ReportError, OSError):
        return None


def codes(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The codes that what was typed may mean, with their titles."""
    accounts = _accounts(context)
    if accounts is None:
        return []
    from data.outline import outline
    from data.search import jump
    from tui.titles import title_of

    tree = outline(accounts)
    found = jump(tree, incomplete, _MOST) if incomplete else list(tree.items)[:_MOST]
    return [CompletionItem(code, help=title_of(tree.items[code])) for code in found]


def service_names(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The services that what was typed may mean."""
    accounts = _accounts(context)
    if accounts is None:
        return []
    from data.services import service_names as names
    from data.services import services_like

    found = services_like(accounts, incomplete) if incomplete else names(accounts)
    # Bash puts in what it is given; the other shells quote it themselves.
    bash = os.environ.get("_DOELBOOM_COMPLETE", "").startswith("bash")
    return [CompletionItem(name.replace(" ", "\\ ") if bash else name) for name in found]


def columns(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The columns by which rows can be sorted, with the minus sign for downwards if it was typed."""
    if context.info_name == "services":
        from data.services import COLUMNS as NAMES
    else:
        from data.variances import COLUMNS as NAMES
    sign = "-" if incomplete.startswith("-") else ""
    return [CompletionItem(f"{sign}{name}") for name in NAMES if name.startswith(incomplete.removeprefix("-"))]


def report_ids(context: click.Context, _parameter: click.Parameter | None, incomplete: str) -> Items:
    """The reports known here; a file is for the shell itself to offer."""
    from data.archive import Archive
    from data.library import BUNDLED

    found = [CompletionItem(entry.id, help=entry.source.title) for entry in Archive().entries()]
    known = [CompletionItem(BUNDLED), *found]
    return [item for item in known if str(item.value).startswith(incomplete)] or [CompletionItem("", type="file")]
