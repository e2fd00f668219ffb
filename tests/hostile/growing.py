"""Hostile shapes that grow: of every format, of any size, to see how what reading and checking cost grows with them.

A shape is the rows of a text, as tabs part them. What it is written as (pipes, columns, a page of a PDF) is another
matter, so that every shape is tried in every format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isqrt
from pathlib import Path

from tests.hostile.pdfs import Objects, document, stream, written
from tests.parser.small_reports import (
    NOTHING,
    action,
    budget_header,
    cells,
    contents,
    lost,
    objective,
    plan,
    report,
    tables,
)

Shape = Callable[[int], str]
"""From a size to a text whose length grows with it."""

_LINE = "We planten elk jaar bomen langs de lanen en in de parken van de stad, samen met wie er woont."
_WRONG = ("1.250.400", "1.000.320", "70,0%", "900.000", "111,1%")


def _in_action(text: str, below: str | None = None) -> str:
    return report(action(text=text, below=below))


def _in_budget(*rows: str) -> str:
    """An action with rows below the header of its budget table."""
    return _in_action("-", "\n".join([budget_header(), *rows]))


def _each(size: int, write: Callable[[int], str], part: int = 1) -> str:
    """A report with so many parts, or a fraction of it where each part is long."""
    return report(action(), *(write(at) for at in range(max(1, size // part))))


def _word(number: int) -> str:
    """A word that no other number has."""
    letters = ""
    while number or not letters:
        number, digit = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[digit]
    return "oe".join(letters) + "en"


def _words(count: int) -> str:
    return " ".join(map(_word, range(count)))


def _kind(number: int) -> str:
    """The letters that codes of a kind of their own begin with."""
    return "".join(chr(ord("A") + number // 26**at % 26) for at in range(4))


def _heading(code: str) -> str:
    return f"#### Acties\n\n{code} - Bomen\tGroendienst\n"


def _contents(count: int) -> str:
    lines = [(f"OD{10_000 + at}", f"Titel {_word(at)}", at % 90) for at in range(count)]
    return contents(*lines) + report(action())


def _plan_and_action(at: int) -> str:
    return plan(f"OD{5000 + at}") + action(f"AC{10_000 + at}")


LINES = {
    "cells of a header": lambda size: _in_budget(cells("Budgettaire onderbouwing", *["Jaarrekening 2027"] * size)),
    "cells of a header without a name": lambda size: _in_action("-", cells(*["Jaarrekening 2027"] * size)),
    "words of a header": lambda size: _in_action("-", "Onderbouwing personeel 2027 " + "Budget Jaarrekening " * size),
    "cells of figures": lambda size: _in_budget(cells("Exploitatie", "Uitgaven", *["1"] * size)),
    "figures without a comma": lambda size: _in_budget(f"Exploitatie Uitgaven{' 123' * size}"),
    "labels on a line": lambda size: _in_budget(f"{'Uitgaven ' * size}1"),
    "empty cells": lambda size: _in_action(cells("a", *[""] * size, "b")),
    "cells of text": lambda size: _in_action(cells(*map(_word, range(size)))),
    "words on a line": lambda size: _in_action(_words(size)),
    "cells of a heading": lambda size: report(_heading(cells("AC51000 - Bomen", *map(_word, range(size))))),
    "words of a title": lambda size: report(action(title=_words(size))),
    "words of a service": lambda size: report(action(service=_words(size)), action("AC51001", service=_words(size))),
    "a word without end": lambda size: _in_action("x" * size * 20),
    "a figure without end": lambda size: _in_budget(cells("Exploitatie", "Uitgaven", "1" * size * 20)),
    "dots that lead nowhere": lambda size: contents(("SD310", "Een stad " + "." * size * 20, 3)) + report(action()),
    "spaces": lambda size: _in_action("a" + " " * size * 20 + "b"),
    "codes on a line": lambda size: _in_action(" ".join(f"AC{at % 90_000 + 10_000}" for at in range(size))),
    "years on a line": lambda size: _in_action("2027 - 2028 " * size),
    "marks that open": lambda size: _in_action("<sup>**[&__\\" * size),
    "links that never close": lambda size: _in_action("[a](https://" * size),
    "tags that never close": lambda size: _in_action("<b " * size),
    "lines in a cell": lambda size: _in_action(cells("a", "pla-<br>nten en<br>" * size)),
    "marks on a letter": lambda size: _in_action("e" + "\u0301\u0316" * size * 5),
}
"""One long row."""
ROWS = {
    "lines of a description": lambda size: _in_action("\n".join([_LINE] * size)),
    "lines of other words": lambda size: _in_action("\n".join(f"{_word(at)} {_LINE}" for at in range(size))),
    "lines in small letters": lambda size: _in_action("\n".join(["langs de lanen en in de parken"] * size)),
    "hyphens at line ends": lambda size: _in_action("\n".join([f"{_LINE[:50]} pla-", "nten"] * size)),
    "paragraphs": lambda size: _in_action("\n\n".join([_LINE] * size)),
    "lists in lists": lambda size: _in_action("\n".join(f"{'  ' * (at % 200)}- {_LINE}" for at in range(size))),
    "an ever deeper list": lambda size: _in_action("\n".join(f"{'  ' * at}- punt" for at in range(isqrt(40 * size)))),
    "markers": lambda size: _each(size, lambda at: "#### Acties\n\n"),
    "headings": lambda size: _each(size, lambda at: _heading(f"AC{10_000 + at}")),
    "headings of one code": lambda size: _each(size, lambda at: _heading("AC51000")),
    "headings of plans": lambda size: _each(size, lambda at: f"OD{1000 + at}\tBomen\t2026 - 2031\tGroep\n"),
    "kinds of codes": lambda size: _each(size, lambda at: _heading(f"{_kind(at)}{1000 + at}")),
    "short kinds of codes": lambda size: _each(size, lambda at: _heading(f"{_kind(at)}{at % 10}")),
    "lines of contents": _contents,
    "labels without figures": lambda size: _in_budget(*["Uitgaven"] * size),
    "balances beside labels": lambda size: _in_budget(*[f"{cells('Saldo', '', '1')}\nUitgaven"] * size),
    "titles that go on": lambda size: report("#### Acties\n\nAC51000 - Bomen  \n" + "en struiken  \n" * size),
    "headers without lines": lambda size: _each(size, lambda at: f"{budget_header()}\n"),
    "lines of figures": lambda size: _in_budget(*[cells("Exploitatie", "Uitgaven", *NOTHING)] * size),
    "lines of balances": lambda size: _in_action("-", "\n".join([tables(), *[cells("Saldo", "", *NOTHING)] * size])),
    "lines that fit nowhere": lambda size: _in_budget(*[cells("Wat", "Anders", *NOTHING)] * size),
}
"""Many rows."""
NODES = {
    "nodes": lambda size: _each(size, lambda at: action(f"AC{10_000 + at}"), 8),
    "nodes with services": lambda size: _each(
        size, lambda at: action(f"AC{10_000 + at}", service=f"Cel {_word(at)}"), 8
    ),
    "nodes without service": lambda size: _each(size, lambda at: action(f"AC{10_000 + at}", service=None), 8),
    "nodes with a wrong figure": lambda size: _each(
        size, lambda at: action(f"AC{10_000 + at}", below=tables(_WRONG)), 8
    ),
    "nodes without tables": lambda size: _each(size, lambda at: action(f"AC{10_000 + at}", below="")),
    "lost headings": lambda size: _each(size, lambda at: lost(), 8),
    "plans and actions by turns": lambda size: _each(size, _plan_and_action, 16),
    "objectives": lambda size: _each(size, lambda at: objective(f"SD{1000 + at}"), 8),
}
"""Many whole nodes, one for every eight of size where it has tables."""
SHAPES: dict[str, Shape] = {**LINES, **ROWS, **NODES}
"""By name."""


def as_tabs(text: str) -> bytes:
    """The text itself."""
    return text.encode()


def as_pipes(text: str) -> bytes:
    """The same as Markdown: rows of more than a cell between pipes."""
    lines = []
    for line in text.split("\n"):
        if "\t" in line:
            row = line.split("\t")
            lines += [f"| {' | '.join(row)} |", *(["|" + " --- |" * len(row)] if "onderb" in row[0].lower() else [])]
        else:
            lines.append(line)
    return "\n".join(lines).encode()


def as_columns(text: str) -> bytes:
    """The same in columns."""
    return "\n".join(_columns(text)).encode()


def as_sheets(text: str) -> bytes:
    """The same in columns, fifty lines a page between a head and a numbered foot."""
    lines = list(_columns(text))
    pages = [lines[at : at + 50] for at in range(0, len(lines), 50)]
    return "\f".join(
        "\n".join(["Stad Lindendorp", "", *page, "", f"Blad {number} van {len(pages)}", ""])
        for number, page in enumerate(pages, start=1)
    ).encode()


def as_headed_sheets(text: str) -> bytes:
    """The same in columns, ten lines a page, two pages each below a head that names a plan of its own."""
    lines = list(_columns(text))
    pages = [lines[at : at + 10] for at in range(0, len(lines), 10)]
    heads = (f"Actieplan OD{10_000 + number // 2}" for number in range(len(pages)))
    return "\f".join(
        "\n".join([head, "", *page, "", f"{7 * number}", ""])
        for number, (head, page) in enumerate(zip(heads, pages, strict=True))
    ).encode()


def as_page(text: str) -> bytes:
    """The same as a PDF of one page, however high and wide it has to be."""
    return written(_pdf([list(_columns(text))]))


def as_boxed_page(text: str) -> bytes:
    """The same with a box drawn around each line."""
    return written(_pdf([list(_columns(text))], boxed=True))


def as_pages(text: str) -> bytes:
    """The same as a PDF, fifty lines a page, with a box drawn around each line."""
    return written(objects_of_pages(text))


def objects_of_pages(text: str) -> Objects:
    """The objects of that PDF: of page n, from 0, the page is number 10 + 2n, what it says the one after."""
    lines = list(_columns(text))
    return _pdf([lines[at : at + 50] for at in range(0, len(lines), 50)], boxed=True)


def _columns(text: str) -> Iterable[str]:
    for line in text.split("\n"):
        row = [cell.removeprefix("#### ").removeprefix("### ") for cell in line.split("\t")]
        if len(row) == 1:
            yield row[0]
        else:
            yield "   ".join([row[0].ljust(40), *(cell.rjust(18) for cell in row[1:])]).rstrip()


def _pdf(pages: list[list[str]], *, boxed: bool = False) -> Objects:
    """A PDF of lines in type of one width, so that spaces are as wide as in a text in columns."""
    objects = document(0)
    objects[3] = objects[3].replace(b"/Helvetica", b"/Courier")
    for number, lines in enumerate(pages):
        high = 14 * len(lines) + 60
        wide = max(595, 5 * max(map(len, lines), default=0))
        parts = [b"BT /F1 8 Tf 30 %d Td 14 TL" % (high - 30)]
        for line in lines:
            said = line.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
            parts.append(b"(%s) Tj T*" % said)
        parts.append(b"ET")
        if boxed:
            parts += [b"28 %d %d 13 re S" % (high - 34 - 14 * at, wide - 50) for at in range(len(lines))]
        objects[10 + 2 * number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (wide, high, 11 + 2 * number)
        )
        objects[11 + 2 * number] = stream(b"\n".join(parts))
    kids = b" ".join(b"%d 0 R" % (10 + 2 * number) for number in range(len(pages)))
    objects[2] = b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (len(pages), kids)
    return objects


FORMATS: dict[str, Callable[[str], bytes]] = {
    "tabs": as_tabs,
    "pipes": as_pipes,
    "columns": as_columns,
    "sheets": as_sheets,
    "headed sheets": as_headed_sheets,
    "page": as_page,
    "boxed page": as_boxed_page,
    "pages": as_pages,
}
"""How a shape is written, by name. Sheets are columns on pages; "page", "boxed page" and "pages" are PDFs."""


def file_of(shape: str, form: str, size: int, folder: Path) -> Path:
    """A file of a shape."""
    path = folder / f"{shape.replace(' ', '-')}-{size}{'.pdf' if 'page' in form else '.txt'}"
    path.write_bytes(FORMATS[form](SHAPES[shape](size)))
    return path
