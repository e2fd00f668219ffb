"""One node in the files of a government's reports, none of which is opened: what says the same of it as a matching of
whole reports (`data.years.matching`), wherever the node itself is enough to tell.

It is enough where code and title agree, and where a report has neither. Of all else nothing is said here: whether a
title stands under another code depends on every other node.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from doelboom.data.model.doubts import Doubts
from doelboom.data.model.findings import doubts_of, findings_of
from doelboom.data.model.frames import AMOUNTS
from doelboom.data.model.outline import Item
from doelboom.data.model.rows import arguments_of
from doelboom.data.storage.shared.layout import REPORT, LibraryError, Shared, paths_of
from doelboom.data.storage.shared.scanning import collected, read_frame, scan_frames
from doelboom.data.years.matching import KINDS, code_key
from doelboom.data.years.titles import titles_agree, words_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Figures, Level, Measure

_FACTS = ("code", "level", "parent", "title", "code_printed")
_FIGURES = list(AMOUNTS)[2:]
"""The columns of amounts behind code and measure."""
_Fact = tuple[str, str, str | None, str | None, bool]
_UNREADABLE = (OSError, ValueError, ArithmeticError, TypeError, LibraryError, pl.exceptions.PolarsError)
"""What comes of files that are not what was written."""


@dataclass(frozen=True, slots=True)
class NodeInFiles:
    """What a report in a library has of a node."""

    code: str | None = None
    """Its code there; None where the report does not have it."""
    parent: str | None = None
    figures: Mapping[Measure, Figures] | None = None
    doubts: Doubts = Doubts()
    """The figures in doubt that are printed of each node of that report."""


def in_files(wanted: Item, earlier: Sequence[Shared], later: Sequence[Shared]) -> dict[str, NodeInFiles]:
    """What reports of other years have of a node, by their ids; those of which it takes more to tell are left out, and
    so is what cannot be read.

    Args:
        wanted: the node, whose code is printed, in the report at hand.
        earlier: the reports of years before that one's.
        later: those of years after it.
    """
    reports = (*earlier, *later)
    found: dict[str, NodeInFiles] = {}
    try:
        facts, figures = _with_code(wanted.code, reports)
        without = [one for one in reports if one.id not in facts]
        titled = _facts(pl.col("title").is_not_null(), without) if wanted.title is not None and without else {}
        for one in reports:
            is_earlier = one in earlier
            if one.id not in facts:
                likely = (fact for fact in titled.get(one.id, ()) if _have_a_word_in_common(wanted, fact[3]))
                if not any(_may_be(wanted, fact, is_earlier=is_earlier) for fact in likely):
                    found[one.id] = NodeInFiles()
                continue
            fact, *others = facts[one.id]
            code, _level, parent, *_rest = fact
            lines = figures.get(one.id, {})
            is_told = not others and code == wanted.code and len(lines) == len(Measure)
            if is_told and _may_be(wanted, fact, is_earlier=is_earlier):
                found[one.id] = NodeInFiles(code, parent, lines, _doubts(one))
    except _UNREADABLE:
        return {}
    return found


def _may_be(wanted: Item, fact: _Fact, *, is_earlier: bool) -> bool:
    """Whether a node is of the same kind, with a title that says the same."""
    _code, level, _parent, title, _printed = fact
    pair = (title, wanted.title) if is_earlier else (wanted.title, title)
    return KINDS[Level(level)] is KINDS[wanted.level] and titles_agree(*pair)


def _have_a_word_in_common(wanted: Item, title: str | None) -> bool:
    """Whether a node may have the title under another code: those that agree have a word in common."""
    return not set(words_of(wanted.title or "")).isdisjoint(words_of(title or ""))


def _doubts(shared: Shared) -> Doubts:
    if not shared.summary.doubts:
        return Doubts()
    findings = read_frame(shared.path("findings")).drop(REPORT)
    return Doubts.of(doubts_of(findings_of(findings.rows())), {})


def _with_code(
    code: str, reports: Sequence[Shared]
) -> tuple[dict[str, list[_Fact]], dict[str, dict[Measure, Figures]]]:
    """The nodes of each report that print a code, whatever its letter case and spaces, and the lines of those that have
    it as it is."""
    key = code_key(code)
    folded = pl.col("code").str.replace_all(r"\s", "").str.to_lowercase()
    # Letters beyond ASCII are folded otherwise by Polars: those codes are looked at one by one.
    likely = pl.col("code_printed") & (
        (folded == key) | (pl.col("code").str.len_bytes() != pl.col("code").str.len_chars())
    )
    facts = {
        report: same
        for report, of_one in _facts(likely, reports).items()
        if (same := [fact for fact in of_one if code_key(fact[0]) == key])
    }
    figures: dict[str, dict[Measure, Figures]] = {}
    is_fine = [one.source.percentage_unit.as_tuple().exponent for one in reports]
    for unit in set(is_fine):
        # Reports print percentages with one decimal or with two, and a scan takes but one kind.
        some = [str(one.path("amounts")) for one, of_one in zip(reports, is_fine, strict=True) if of_one == unit]
        lines = scan_frames(some).filter(pl.col("code") == code).select(REPORT, "measure", *_FIGURES)
        for report, measure, *values in collected(lines)[0].iter_rows():
            figures.setdefault(report, {})[Measure(measure)] = Figures(**arguments_of(Figures, values))
    return facts, figures


def _facts(which: pl.Expr, reports: Sequence[Shared]) -> dict[str, list[_Fact]]:
    scan = scan_frames(paths_of(reports, "nodes"))
    facts: dict[str, list[_Fact]] = {}
    for report, *fact in collected(scan.filter(which).select(REPORT, *_FACTS))[0].iter_rows():
        facts.setdefault(report, []).append(tuple(fact))
    return facts
