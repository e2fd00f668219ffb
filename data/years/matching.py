"""Which nodes of two reports of one government are the same.

A node is the same where its code and its title agree. Where only one of the two does, both nodes stay what they are,
and it is said: "renamed?", or "perhaps" under another code. Codes are used again with another meaning: where the title
that a code had is found under another one, it was. Two readings of one report are another matter: there a code stands
for one thing, whatever became of its title, and a lost heading is known by its place, its text or its figures.
Nothing here loads Polars.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property, partial

from doelboom.data.model.outline import Item, Outline
from doelboom.data.years.titles import titles_agree, words_of
from doelboom.parser.dataclass import dataclass
from doelboom.parser.records import Level, Measure


class Standing(StrEnum):
    """What became of a node from one report to another."""

    SAME = "same"
    MOVED = "moved"
    """The same, below another parent."""
    RENAMED = "renamed?"
    """The other report has its code with another title: perhaps the same."""
    OTHER_CODE = "other code?"
    """The other report has its title with another code: perhaps the same."""
    NEW = "new"
    """Only the later report has it."""
    GONE = "gone"
    """Only the earlier report has it."""
    LOST = "heading lost"
    """It prints neither code nor title: whether the other report has it, nobody can tell."""

    @property
    def is_joined(self) -> bool:
        """Whether it is one node in both reports, so that its figures may be compared."""
        return self in (Standing.SAME, Standing.MOVED)


@dataclass(frozen=True)
class Matching:
    """The nodes of two reports, the earlier one ("before") and the later one ("after"), by their codes. Remainders have
    no part in it."""

    joined: Mapping[str, str] = field(default_factory=dict)
    """Of each node that both have, by its code after, the code before: the same, but for white space and letter case;
    of two readings perhaps another where the heading is lost in one of them."""
    moved: frozenset[str] = frozenset()
    """Those of them, by code after, whose parent has another code."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Code after to code before, where only the codes agree."""
    other_code: Mapping[str, str] = field(default_factory=dict)
    """Code after to code before, where only the titles agree, each with one node of the other report."""
    reused: frozenset[str] = frozenset()
    """The codes after that stood for something else before, which is in `other_code`, or whose new meaning is."""
    gone: tuple[str, ...] = ()
    """The codes before of what only that report has, in its order."""
    new: tuple[str, ...] = ()
    """The codes after of what only this one has, in its order."""
    lost_before: tuple[str, ...] = ()
    """The codes before of lost headings of which nothing can be told, in the report's order."""
    lost_after: tuple[str, ...] = ()

    @cached_property
    def joined_back(self) -> Mapping[str, str]:
        """`joined` the other way round: by code before, the code after."""
        return {before: after for after, before in self.joined.items()}

    @cached_property
    def counterparts(self) -> Mapping[str, str]:
        """Of each node that both have or perhaps have, by its code after, the code before."""
        return {**self.joined, **self.renamed, **self.other_code}

    @cached_property
    def counterparts_back(self) -> Mapping[str, str]:
        """The same the other way round: by code before, the code after."""
        return {before: after for after, before in self.counterparts.items()}

    @cached_property
    def after(self) -> Mapping[str, Standing]:
        """What became of each node of the later report, by its code there."""
        standings = dict.fromkeys(self.joined, Standing.SAME) | dict.fromkeys(self.moved, Standing.MOVED)
        standings |= dict.fromkeys(self.new, Standing.NEW) | dict.fromkeys(self.lost_after, Standing.LOST)
        standings |= dict.fromkeys(self.renamed, Standing.RENAMED)
        return standings | dict.fromkeys(self.other_code, Standing.OTHER_CODE)

    @cached_property
    def before(self) -> Mapping[str, Standing]:
        """What became of each node of the earlier report, by its code there."""
        standings = {before: self.after[after] for after, before in self.joined.items()}
        standings |= dict.fromkeys(self.gone, Standing.GONE) | dict.fromkeys(self.lost_before, Standing.LOST)
        standings |= dict.fromkeys(self.renamed.values(), Standing.RENAMED)
        return standings | dict.fromkeys(self.other_code.values(), Standing.OTHER_CODE)


def match(before: Outline, after: Outline, *, is_one_report: bool | None = None) -> Matching:
    """The nodes of two reports of one government.

    Args:
        is_one_report: whether they are two readings of one report, or that report before and after a correction; None
            for: where they are of one year and of one kind.
    """
    if is_one_report is None:
        was, is_now = before.source.identity, after.source.identity
        is_one_report = (was.year, was.kind) == (is_now.year, is_now.kind)
    return _Matcher(before, after, is_one_report=is_one_report).matching()


KINDS = {Level.AC: Level.AC, Level.PR: Level.AC, Level.OD: Level.OD, Level.PO: Level.OD, Level.SD: Level.SD}
"""Levels that a node may change between and stay what it is."""


def code_key(code: str) -> str:
    """A code whatever its white space and letter case."""
    return "".join(code.split()).casefold()


def _nodes(outline: Outline) -> dict[str, Item]:
    return {code: item for code, item in outline.items.items() if not item.is_remainder}


class _Matcher:
    def __init__(self, before: Outline, after: Outline, *, is_one_report: bool) -> None:
        self.is_one_report = is_one_report
        self.outlines = before, after
        self.nodes = _nodes(before), _nodes(after)
        self.joined: dict[str, str] = {}
        """Code after to code before."""

    def matching(self) -> Matching:
        nodes_before, nodes_after = self.nodes
        by_code = self._by_code()
        for after, before in by_code.items():
            if self.is_one_report or titles_agree(nodes_before[before].title, nodes_after[after].title):
                self.joined[after] = before
        if self.is_one_report:
            self._join_headings_lost()
        other_code = self._other_codes()
        with_one_title = set(other_code.values())
        apart = {after: before for after, before in by_code.items() if after not in self.joined}
        is_used_again = {after: after in other_code or before in with_one_title for after, before in apart.items()}
        renamed = {after: before for after, before in apart.items() if not is_used_again[after]}
        told_before = {*self.joined.values(), *with_one_title, *renamed.values()}
        told_after = {*self.joined, *other_code, *renamed}
        untold_before = [code for code in nodes_before if code not in told_before]
        untold_after = [code for code in nodes_after if code not in told_after]
        return Matching(
            self.joined,
            frozenset(code for code in self.joined if self._is_moved(code)),
            renamed,
            other_code,
            frozenset(after for after, is_so in is_used_again.items() if is_so),
            tuple(code for code in untold_before if not nodes_before[code].is_lost),
            tuple(code for code in untold_after if not nodes_after[code].is_lost),
            tuple(code for code in untold_before if nodes_before[code].is_lost),
            tuple(code for code in untold_after if nodes_after[code].is_lost),
        )

    def _by_code(self) -> dict[str, str]:
        """The codes that both print, code after to code before, each for the same kind of node."""
        keys_before, keys_after = (
            _singles((code for code, item in nodes.items() if item.code_printed), code_key) for nodes in self.nodes
        )
        before, after = self.nodes
        pairs = ((keys_after[key], keys_before[key]) for key in keys_after if key in keys_before)
        return {new: old for new, old in pairs if KINDS[after[new].level] is KINDS[before[old].level]}

    def _is_moved(self, after: str) -> bool:
        was, is_now = self.nodes[0][self.joined[after]].parent, self.nodes[1][after].parent
        if was is None or is_now is None:
            return was is not is_now
        return code_key(was) != code_key(is_now)

    def _parent(self, side: int, code: str) -> str:
        return code_key(self.nodes[side][code].parent or "")

    def _free(self) -> tuple[dict[str, Item], dict[str, Item]]:
        """The nodes of both that are not joined yet."""
        joined_before = set(self.joined.values())
        before, after = self.nodes
        return (
            {code: item for code, item in before.items() if code not in joined_before},
            {code: item for code, item in after.items() if code not in self.joined},
        )

    def _join(self, before: Iterable[str], after: Iterable[str], key: Callable[[int, str], Hashable | None]) -> None:
        """Joins what has one key in both readings, where one node of each has it."""
        keys_before = _singles(before, partial(key, 0))
        keys_after = _singles(after, partial(key, 1))
        self.joined |= {keys_after[one]: keys_before[one] for one in keys_after if one in keys_before}

    def _join_headings_lost(self) -> None:
        """Of two readings: what prints no code in one of them, by its parent and its title, its text or its figures;
        then by its place, where both have as many below that parent."""

        def by_text(name: str) -> Callable[[int, str], Hashable | None]:
            def key(side: int, code: str) -> Hashable | None:
                text: str | None = getattr(self.nodes[side][code], name)
                return (self._parent(side, code), words_of(text)) if text else None

            return key

        def by_figures(side: int, code: str) -> Hashable | None:
            figures = tuple(self.outlines[side].figures(code, measure) for measure in Measure)
            return (self._parent(side, code), figures) if not all(line.is_zero for line in figures) else None

        for key in (by_text("title"), by_text("description"), by_figures):
            before, after = self._free()
            uncoded_before = [code for code, item in before.items() if not item.code_printed]
            uncoded_after = [code for code, item in after.items() if not item.code_printed]
            self._join(uncoded_before, after, key)
            before, after = self._free()
            self._join(before, [code for code in uncoded_after if code in after], key)
        before, after = self._free()
        left = [
            _grouped((code for code, item in nodes.items() if item.is_lost), partial(self._parent, side))
            for side, nodes in enumerate((before, after))
        ]
        for key_of_parent, codes in left[1].items():
            others = left[0].get(key_of_parent, ())
            if len(codes) == len(others):
                self.joined |= dict(zip(codes, others, strict=True))

    def _other_codes(self) -> dict[str, str]:
        """The nodes that have one title and two codes, code after to code before: those whose title each report has
        once, among all or below one parent; by the very title first, then by one that agrees with it."""
        pairs: dict[str, str] = {}
        title_before, title_after = (_titled(nodes) for nodes in self._free())

        for with_parent in (False, True):
            free_before = [code for code in title_before if code not in pairs.values()]
            free_after = [code for code in title_after if code not in pairs]
            once_before = _singles(free_before, partial(self._title_key, 0, with_parent))
            once_after = _singles(free_after, partial(self._title_key, 1, with_parent))
            pairs |= {once_after[one]: once_before[one] for one in once_after if one in once_before}
        return pairs | self._nearly(title_before, title_after, pairs)

    def _title_key(self, side: int, with_parent: bool, code: str) -> Hashable:  # noqa: FBT001 - given by place
        item = self.nodes[side][code]
        return KINDS[item.level], words_of(item.title or ""), self._parent(side, code) if with_parent else None

    def _nearly(
        self, before: Mapping[str, tuple[str, ...]], after: Mapping[str, tuple[str, ...]], pairs: Mapping[str, str]
    ) -> dict[str, str]:
        """The same for titles that agree and are not equal, each with one of the other report."""
        taken = set(pairs.values())
        by_word: dict[str, list[str]] = defaultdict(list)
        for code, title in before.items():
            if code not in taken:
                for word in set(title):
                    by_word[word].append(code)
        likely: dict[str, list[str]] = {}
        for code, title in after.items():
            if code in pairs:
                continue
            item = self.nodes[1][code]
            # Titles that agree share most of their words.
            shared = Counter(other for word in set(title) for other in by_word.get(word, ()))
            likely[code] = [
                other
                for other, count in shared.items()
                if count * 2 >= len(title) - 1
                and KINDS[self.nodes[0][other].level] is KINDS[item.level]
                and titles_agree(self.nodes[0][other].title, item.title)
            ]
        times = _grouped((other for others in likely.values() for other in others), lambda other: other)
        return {code: others[0] for code, others in likely.items() if len(others) == 1 and len(times[others[0]]) == 1}


def _titled(nodes: Mapping[str, Item]) -> dict[str, tuple[str, ...]]:
    """The words of the titles, of the nodes that have one."""
    return {code: words_of(item.title) for code, item in nodes.items() if item.title is not None}


def _grouped(codes: Iterable[str], key: Callable[[str], Hashable | None]) -> dict[Hashable, Sequence[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for code in codes:
        if (of := key(code)) is not None:
            groups[of].append(code)
    return dict(groups)


def _singles(codes: Iterable[str], key: Callable[[str], Hashable | None]) -> dict[Hashable, str]:
    """The codes that have a key alone, by that key."""
    return {of: group[0] for of, group in _grouped(codes, key).items() if len(group) == 1}
