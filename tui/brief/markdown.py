"""The page as GitHub's Markdown, for a text that goes on."""

from __future__ import annotations

from doelboom.tui.brief.page import Cell, Page, Table
from doelboom.tui.export.markdown import escaped
from doelboom.tui.locale.words import _


def to_markdown(page: Page) -> str:
    """The page, its tables with their figures to the right."""
    place = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(page.place)
    sections = [
        f"# {escaped(f'{page.code} {page.title}')}",
        "  \n".join(escaped(line) for line in (page.report, place, " \N{MIDDLE DOT} ".join(page.facts)) if line),
        *(["\n\n".join(map(escaped, page.description))] if page.description else []),
        *(_table(table) for table in page.tables),
    ]
    if page.waterfall is not None:
        sections.append(_table(page.waterfall.table))
    if page.children is not None:
        sections.append(_table(page.children))
    if page.findings:
        items = "\n".join(f"- {escaped(text)}" for text in page.findings)
        sections.append(f"## {_('Findings')}\n\n{items}")
    if page.note:
        lines = "\n".join(f"> {escaped(line)}  " if line else ">" for line in page.note)
        sections.append(f"## {_('Note')}\n\n{lines}")
    sections.append(f"---\n\n{escaped(page.source)}  \n{escaped(page.state)}")
    return "\n\n".join(sections) + "\n"


def _table(table: Table) -> str:
    rows = [
        [escaped(heading) for heading in (*table.texts, *table.figures)],
        ["---"] * len(table.texts) + ["---:"] * len(table.figures),
        *([*map(escaped, row.texts), *map(_cell, row.cells)] for row in table.rows),
    ]
    lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    below = f"\n\n{escaped(table.below)}" if table.below else ""
    return f"## {escaped(table.title)}\n\n{lines}{below}"


def _cell(cell: Cell) -> str:
    return f"**{escaped(cell.text)}**" if cell.is_doubtful else escaped(cell.text)
