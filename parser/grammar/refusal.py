"""What is said of a document that is no report, or of which hardly a heading was recognised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.grammar.figures.figures import looks_like_figure
from doelboom.parser.grammar.tables import looks_like_line
from doelboom.parser.records import Level
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import BUDGET_TABLE

_LEAST_HEADINGS = 0.25
"""Where a smaller part of the nodes has its heading, the headings are of a form that is not known."""
_LEAST_WITHOUT_OBJECTIVE = 0.6
"""The same where no policy objective was recognised: an excerpt, or a report of which one line is gone, has the other
headings."""
_COMMON = frozenset(
    {
        *("de", "het", "een", "van", "en", "in", "te", "voor", "op", "met", "is", "dat", "aan", "door", "om", "bij"),
        *("naar", "worden", "we", "la", "le", "les", "et", "pour", "du", "des", "the", "of", "and", "to", "der", "und"),
    }
)
"""Words that no page of text can do without."""
_FIGURES_OF_A_TABLE = 20
"""So many figures stand in a node's tables at least."""
_ENOUGH_WORDS = 60
_LEAST_COMMON = 0.01
_WORD = re.compile(r"\S+")
_LONGEST_QUOTE = 60


def why_not(drafts: Sequence[Draft], rows: Sequence[Row], preamble: Sequence[Row], *, has_years: bool) -> str | None:
    """Why a document cannot be read, in one line: what was looked for, and what was found; None where it can be."""
    nodes = [draft for draft in drafts if draft.heading is not None or draft.lines]
    headings = [draft.heading for draft in nodes if draft.heading is not None]
    objectives = [heading for heading in headings if heading.level is Level.SD]
    tables = sum(draft.has_tables for draft in drafts)
    least = _LEAST_HEADINGS if objectives else _LEAST_WITHOUT_OBJECTIVE
    if has_years and tables and nodes and len(headings) >= least * len(nodes):
        return None
    if not rows:
        return f"{_EXPECTED}; found no text at all"
    if not headings and rows[0].page is not None and rows[0].line is None and _is_without_meaning(rows):
        return _NO_MEANING
    if not tables and _has_lost_columns(rows):
        return f"{_EXPECTED}; {_NO_COLUMNS}"
    first = next((" ".join(row.texts) for row in preamble), "")
    start = f', beginning with "{first[:_LONGEST_QUOTE]}"' if first else ""
    found = f"found {_many(len(headings), 'heading')} and {_many(tables, 'table')} in {_many(len(rows), 'row')}{start}"
    if tables and has_years and nodes and not objectives:
        found = f"found no policy objective, {found.removeprefix('found ')}"
    elif tables and has_years:
        found += (
            f"; {len(nodes) - len(headings)} of {_many(len(nodes), 'pair')} of tables have no heading that is known"
        )
    return f"{_EXPECTED}; {found}"


_EXPECTED = (
    "not a report of policy objectives: "
    'expected "Beleidsdoelstelling SD..." headings and "Budgettaire onderbouwing" tables with a year and '
    "the year before it"
)
_NO_COLUMNS = (
    "found tables whose columns are lost, as in text made with pdftotext without -layout; "
    'read the PDF itself, or text made with "pdftotext -layout"'
)
_NO_MEANING = (
    "its letters have no meaning: the PDF says which shapes to draw, and not which letters they are (no character "
    'map); have its pages recognised with "ocrmypdf --force-ocr -l nld IN.pdf OUT.pdf" and read that'
)


def _has_lost_columns(rows: Sequence[Row]) -> bool:
    """Whether tables stand in a text without their columns: the figures of a line, or each figure, on a row of text."""
    single = [row for row in rows if len(row.texts) == 1]
    lines = sum(map(looks_like_line, single))
    figures = sum(looks_like_figure(row.texts[0]) for row in single)
    titles = sum(row.texts[0].casefold().startswith(BUDGET_TABLE.title.partition(" ")[0]) for row in single)
    return titles > 0 and (lines >= titles or figures >= _FIGURES_OF_A_TABLE * titles)


def _is_without_meaning(rows: Sequence[Row]) -> bool:
    """Whether a text is of no language: none of the words stand in it that every text has."""
    words = [word for row in rows for cell in row.texts for word in _WORD.findall(cell.casefold())]
    if len(words) < _ENOUGH_WORDS:
        return False
    return sum(word in _COMMON for word in words) < _LEAST_COMMON * len(words)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
