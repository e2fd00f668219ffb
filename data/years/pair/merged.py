"""Two reports as one tree, of which the bridge can be asked: its reference a column of the earlier report, its actual a
column of the later one.

What stood below a node in the earlier report and what stands below it in the later one are all parts of it: what is
new starts from nothing, what is gone ends there, and what moved is gone from where it was and new where it is. So the
parts of each node add up to its difference, but for what either report does not print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import polars as pl

from doelboom.data.model.accounts import Accounts
from doelboom.data.model.cells import Doubt
from doelboom.data.model.doubts import Doubts
from doelboom.data.model.findings import Summary
from doelboom.data.model.outline import REMAINDER, Item, Outline
from doelboom.data.model.rows import Row
from doelboom.data.queries.variances import Variances
from doelboom.data.years.matching import Standing
from doelboom.data.years.pair.beside import CODE_AFTER, CODE_BEFORE, Beside
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Measure

Codes = tuple[str | None, str | None]
"""What a row or node is called in the earlier report and in the later one."""
_NAMES = ("reference", "actual")


@dataclass(frozen=True, eq=False)
class MergedAccounts(Accounts):
    """The accounts of the tree of two reports, with the doubts of both."""

    marked: Doubts = Doubts()

    @property
    def doubts(self) -> Doubts:
        """The figures in doubt, under the names that they have here."""
        return self.marked


def key_of(both: Beside, before: str | None, after: str | None) -> str:
    """A name that one row or node of two reports has alone: its code, where only the earlier report has it with what
    tells that report from the other."""
    if after is not None:
        return after
    assert before is not None
    was, is_now = both.before.source, both.after.source
    side = was.identity.year if was.identity.year != is_now.identity.year else was.id or "A"
    return f"{before} ({side})"


def with_keys(both: Beside, answer: Variances) -> tuple[Variances, Mapping[str, Codes]]:
    """An answer about two reports in which each row has a name of its own (`key_of`) in place of its code, since two
    nodes that share a code are two rows; and the codes of each in either report, by that name."""
    codes = answer.rows.select(CODE_BEFORE, CODE_AFTER).rows()
    keys = [key_of(both, *pair) for pair in codes]
    named = replace(answer, rows=answer.rows.with_columns(pl.Series("code", keys, pl.String)))
    return named, dict(zip(keys, codes, strict=True))


def with_codes(answer: Variances) -> Variances:
    """The same with the rows' own codes again, the later report's first."""
    return replace(answer, rows=answer.rows.with_columns(pl.coalesce(CODE_AFTER, CODE_BEFORE).alias("code")))


def merged(both: Beside) -> Outline:
    """The tree of two reports."""
    return _Merger(both).outline()


class _Merger:
    def __init__(self, both: Beside) -> None:
        self.both = both
        self.items: dict[str, Item] = {}
        self.children: dict[str | None, list[str]] = {}
        self.lines: dict[str, list[Row]] = {}
        self.doubts: dict[str, dict[tuple[Measure, str], Doubt]] = {}
        self.made_of: dict[str, list[str]] = {}

    def outline(self) -> Outline:
        self._below(None, None, None)
        marked = Doubts(self.doubts, self.made_of)
        after = self.both.after.accounts
        accounts = MergedAccounts(after.source, after.tables, Summary(doubts=len(self.doubts)), marked)
        children = {code: tuple(below) for code, below in self.children.items()}
        return Outline(accounts, self.items, children, (), self.lines)

    def _below(self, key: str | None, before: str | None, after: str | None) -> None:
        """Adds what stands below a node, the later report's order first, a remainder last."""
        was = self._parts(self.both.before, before, key)
        pairs: list[tuple[str | None, str | None]] = []
        for code in self._parts(self.both.after, after, key):
            of = self.both.matching.joined.get(code)
            pairs.append((of if of in was else None, code))
        taken = {of for of, _code in pairs}
        pairs += [(code, None) for code in was if code not in taken]
        rests = [
            f"{code}{REMAINDER}" if code is not None and f"{code}{REMAINDER}" in tree.items else None
            for tree, code in ((self.both.before, before), (self.both.after, after))
        ]
        for pair in pairs:
            self._add(key, *pair)
        if any(rests) and key is not None:
            self._add_remainder(key, *rests)

    def _parts(self, tree: Outline, code: str | None, key: str | None) -> list[str]:
        if key is not None and code is None:
            return []
        return [one for one in tree.children.get(code, ()) if not tree.items[one].is_remainder]

    def _add(self, parent: str | None, before: str | None, after: str | None) -> None:
        key = key_of(self.both, before, after)
        item = self.both.after.items[after] if after is not None else self.both.before.items[before or ""]
        depth = self.items[parent].depth + 1 if parent is not None else 0
        self.items[key] = replace(item, code=key, parent=parent, depth=depth)
        self.children.setdefault(parent, []).append(key)
        self._figures(key, before, after)
        # What moved has its parts where it is.
        moved_away = after is None and self.both.matching.before.get(before or "") is Standing.MOVED
        if not moved_away:
            self._below(key, before, after)

    def _figures(self, key: str, before: str | None, after: str | None) -> None:
        sides = zip((self.both.before, self.both.after), (before, after), self.both.columns, _NAMES, strict=True)
        values: dict[str, list[Decimal | None]] = {}
        marked: dict[tuple[Measure, str], Doubt] = {}
        for tree, code, column, name in sides:
            if code is None:
                values[name] = [Decimal(0)] * len(Measure)
                continue
            values[name] = [getattr(tree.figures(code, measure), column) for measure in Measure]
            doubts = tree.doubts_of(code)
            marked |= {(measure, name): doubt for (measure, of), doubt in doubts.items() if of == column}
        self.lines[key] = [
            [key, measure.value, reference, actual, None, None, None]
            for measure, reference, actual in zip(Measure, values["reference"], values["actual"], strict=True)
        ]
        if marked:
            self.doubts[key] = marked

    def _add_remainder(self, parent: str, before: str | None, after: str | None) -> None:
        key = f"{parent}{REMAINDER}"
        tree, code = (self.both.after, after) if after is not None else (self.both.before, before or "")
        self.items[key] = replace(tree.items[code], code=key, parent=parent, depth=self.items[parent].depth + 1)
        self.children.setdefault(parent, []).append(key)
        sides = zip((self.both.before, self.both.after), (before, after), self.both.columns, strict=True)
        beyond = [
            [getattr(side.figures(of, measure), column) if of is not None else None for measure in Measure]
            for side, of, column in sides
        ]
        self.lines[key] = [
            [key, measure.value, reference, actual, None, None, None]
            for measure, reference, actual in zip(Measure, *beyond, strict=True)
        ]
        self.made_of[key] = [parent, *(one for one in self.children[parent] if one != key)]
