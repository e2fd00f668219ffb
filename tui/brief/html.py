"""The page as one HTML file that needs no other: nothing in it is loaded or run, and every text in it is text."""

from __future__ import annotations

from html import escape

from doelboom.tui.brief import svg
from doelboom.tui.brief.page import Cell, Page, Table
from doelboom.tui.brief.style import STYLE
from doelboom.tui.locale.words import _, language_in_force

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load or run for it: nothing but the style in it."""


def to_html(page: Page) -> str:
    """The page, with its pictures drawn; for screens light and dark, and for paper."""
    title = escape(f"{page.code} {page.title}")
    place = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} ".join(map(escape, page.place))
    facts = escape(" \N{MIDDLE DOT} ".join(page.facts))
    body = [
        f'<p class="place">{escape(page.report)}{f"<br>{place}" if place else ""}</p>',
        f'<h1><span class="code">{escape(page.code)}</span> {escape(page.title)}</h1>',
        f"<p>{facts}</p>",
    ]
    body += [f'<p class="description">{escape(line)}</p>' for line in page.description]
    if page.bars:
        body.append(svg.bars(page.bars, _("Budget and account"), (_("frame: budget"), _("bar: account"))))
    body += [_table(table) for table in page.tables]
    if page.waterfall is not None:
        drawn = page.waterfall
        body.append(f"<h2>{escape(drawn.title)}</h2>\n{svg.waterfall(drawn)}")
        if drawn.table.below:
            body.append(f'<p class="faint">{escape(drawn.table.below)}</p>')
    if page.children is not None:
        body.append(_table(page.children))
    if page.findings:
        items = "\n".join(f"<li>{escape(text)}</li>" for text in page.findings)
        body.append(f"<h2>{_('Findings')}</h2>\n<ul>\n{items}\n</ul>")
    if page.note:
        text = "\n".join(map(escape, page.note))
        body.append(f'<h2>{_("Note")}</h2>\n<div class="note">{text}</div>')
    body.append(f"<footer><p>{escape(page.source)}</p>\n<p>{escape(page.state)}</p></footer>")
    content = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{language_in_force()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{content}\n</body>\n</html>\n"
    )


def _table(table: Table) -> str:
    heads = [f"<th>{escape(text)}</th>" for text in table.texts]
    heads += [f'<th class="figure">{escape(text)}</th>' for text in table.figures]
    rows = [f"<tr>{''.join(heads)}</tr>"]
    for row in table.rows:
        texts = [
            f'<td class="code">{escape(row.texts[0])}</td>',
            *(f"<td>{escape(text)}</td>" for text in row.texts[1:]),
        ]
        faint = ' class="faint"' if row.is_faint else ""
        rows.append(f"<tr{faint}>{''.join(texts)}{''.join(map(_cell, row.cells))}</tr>")
    below = f'\n<p class="faint">{escape(table.below)}</p>' if table.below else ""
    content = "\n".join(rows)
    return f'<h2>{escape(table.title)}</h2>\n<div class="scroll"><table>\n{content}\n</table></div>{below}'


def _cell(cell: Cell) -> str:
    styles = ["figure"]
    if cell.effect in ("favourable", "adverse"):
        styles.append(cell.effect)
    text = f'<span class="doubt">{escape(cell.text)}</span>' if cell.is_doubtful else escape(cell.text)
    return f'<td class="{" ".join(styles)}">{text}</td>'
