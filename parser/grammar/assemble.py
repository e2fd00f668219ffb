"""From drafts to a report: codes for lost headings, parents, titles, services, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from itertools import islice, zip_longest

from doelboom.parser.codes import NO_CODES, Codes
from doelboom.parser.dataclass import dataclass
from doelboom.parser.grammar.drafts import Draft
from doelboom.parser.grammar.hints import hints
from doelboom.parser.grammar.levels.nesting import Depths, depths
from doelboom.parser.grammar.levels.strangers import strangers
from doelboom.parser.grammar.lines import reckoning
from doelboom.parser.grammar.paragraphs import description, joined, paragraphs
from doelboom.parser.grammar.services import Services
from doelboom.parser.grammar.tables import BUDGET, STAFF
from doelboom.parser.records import Amounts, Fault, FaultKind, Level, LevelWord, Node, Report
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import LEAVES, PLANS

_LONGEST_TITLE = 6
"""More rows than a title takes."""


@dataclass(slots=True)
class _Outline:
    """Where in the hierarchy the next node stands."""

    depths: Depths
    open: list[tuple[int, Level, str]] = field(default_factory=list)
    """The node before and those above it: how far down each stands, its level and its code."""
    following: Mapping[str, str | None] = field(default_factory=dict)
    """By code of the table of contents, which has objectives and plans: the one after it there."""
    printed: frozenset[str] = frozenset()
    """The codes of all headings."""
    codes: Codes = NO_CODES
    lost: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def parent(self, depth: int) -> str | None:
        """The code of what a node stands below that stands so far down."""
        self._close(depth)
        return self.open[-1][2] if self.open else None

    def _close(self, depth: int) -> None:
        while self.open and self.open[-1][0] >= depth:
            self.open.pop()

    def has_plan(self) -> bool:
        """Whether the next node stands below a plan."""
        return any(level in PLANS for _depth, level, _code in self.open)

    def is_below_leaf(self) -> bool:
        """Whether the node stands below an action or a project."""
        return len(self.open) > 1 and self.open[-2][1] in LEAVES

    def forget_what_may_be_gone(self) -> None:
        """Where a page is gone: forgets the action, whose heading may be gone; the plan, where the contents list
        another one here whose heading is nowhere."""
        while self.open and self.open[-1][1] in LEAVES:
            self.open.pop()
        following = self.following.get(self.open[-1][2]) if self.open else None
        if following is None or following in self.printed:
            return
        self._close(self.depths.of_code(following, self.codes))

    def lost_code(self, parent: str | None) -> str:
        prefix = f"{parent}." if parent is not None else ""
        self.lost[prefix] += 1
        return f"{prefix}x{self.lost[prefix]}"

    def enter(self, depth: int, level: Level, code: str) -> None:
        self.open.append((depth, level, code))


def assemble(
    drafts: Sequence[Draft],
    year: int,
    contents: Mapping[str, str],
    codes: Codes,
    scale: int | None = None,
) -> Report:
    """The report of a year from its drafts; `contents` holds the titles of the table of contents by code,
    `scale` is how many euros one is, as far as the document says so before its tables."""
    drafts = _without_empty(drafts)
    services = Services(drafts)
    figures = reckoning(drafts, scale)
    printed = frozenset(draft.code for draft in drafts if draft.code is not None)
    read = [figures.amounts(draft) for draft in drafts]
    levels = depths(drafts, [amounts for amounts, _unreadable in read], figures.amount_unit)
    following = dict(zip_longest(contents, islice(contents, 1, None)))
    outline = _Outline(levels, following=following, printed=printed, codes=codes)
    owners = _owners(contents, levels, codes)
    nodes: list[Node] = []
    faults: list[Fault] = []
    for draft, depth, (amounts, unreadable) in zip(drafts, levels.of_drafts, read, strict=True):
        node, node_faults = _node(draft, depth, outline, services, contents, amounts)
        node_faults += [replace(fault, code=node.code) for fault in (*unreadable, *draft.faults)]
        owner = owners.get(node.code)
        if owner is not None and node.parent is not None and owner != node.parent:
            node_faults.append(Fault(FaultKind.OUTSIDE_PLAN, node.code, printed=node.parent, place=node.place))
        nodes.append(node)
        faults.extend(node_faults)
    return Report(
        year,
        None,
        tuple(nodes),
        (*faults, *_strangers(nodes, faults), *hints(nodes, contents)),
        notes=figures.notes,
        level_words=_level_words(drafts, levels, codes),
        amount_unit=figures.amount_unit,
        percentage_unit=figures.percentage_unit,
    )


def _level_words(drafts: Sequence[Draft], levels: Depths, codes: Codes) -> tuple[LevelWord, ...]:
    """What the document calls its levels: a word for each kind of node, and one for those of a kind that stand farther
    up or down where they have another."""
    counts: dict[tuple[Level, int], Counter[str]] = {}
    for draft, depth in zip(drafts, levels.of_drafts, strict=True):
        rung = draft.rung
        if rung.word is not None:
            counts.setdefault((draft.level, depth), Counter())[rung.word] += 1
    words = dict(codes.words)
    # Actions belong to the plans right above them, and those to the objectives right above them: theirs is the word.
    for level, depth in sorted(counts, key=lambda kind: kind[1] if kind[0] not in LEAVES else -kind[1]):
        words[level] = counts[level, depth].most_common(1)[0][0]
    found = [LevelWord(level, word) for level, word in sorted(words.items())]
    for (level, depth), called in sorted(counts.items()):
        word = called.most_common(1)[0][0]
        if word != words[level]:
            found.append(LevelWord(level, word, depth))
    return tuple(found)


def _strangers(nodes: Sequence[Node], faults: Sequence[Fault]) -> list[Fault]:
    known = {fault.code for fault in faults if fault.kind is FaultKind.OUTSIDE_PLAN}
    return [fault for fault in strangers(nodes) if fault.code not in known]


def _owners(contents: Mapping[str, str], levels: Depths, codes: Codes) -> dict[str, str]:
    """The objective or plan under which the table of contents lists each code, right below it."""
    owners: dict[str, str] = {}
    above: list[tuple[int, str]] = []
    for code in contents:
        depth = levels.of_code(code, codes)
        while above and above[-1][0] >= depth:
            above.pop()
        if above and above[-1][0] == depth - 1:
            owners[code] = above[-1][1]
        above.append((depth, code))
    return owners


def _without_empty(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, but for those that are no node: a word like "Acties" with nothing below it, what stands before the
    first heading, a table's header that no line follows (its text goes back to the node before)."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.heading is not None or draft.lines or (kept and draft.marker is not None and _says(draft)):
            kept.append(draft)
        elif kept and not draft.orphan:
            kept[-1].tail.extend(draft.body + draft.tail)
            kept[-1].faults.extend(draft.faults)
    return kept


def _says(draft: Draft) -> bool:
    return bool(draft.has_tables or draft.body or draft.tail)


def _node(
    draft: Draft,
    depth: int,
    outline: _Outline,
    services: Services,
    contents: Mapping[str, str],
    amounts: tuple[Amounts, ...],
) -> tuple[Node, list[Fault]]:
    if draft.broken:
        outline.forget_what_may_be_gone()
    parent = outline.parent(depth)
    place = draft.place
    faults: list[Fault] = []
    heading = draft.heading
    printed = heading is not None
    if heading is None or heading.code is None:
        code, printed = outline.lost_code(parent), False
        if heading is None:
            faults.append(Fault(FaultKind.HEADING_LOST, code, place=place))
    else:
        code = heading.code
        outline.seen[code] += 1
        if outline.seen[code] > 1:
            faults.append(Fault(FaultKind.DUPLICATE_CODE, f"{code}.d{outline.seen[code]}", printed=code, place=place))
            code, printed = f"{code}.d{outline.seen[code]}", False
    outline.enter(depth, draft.level, code)
    if draft.level is not Level.SD and (parent is None or _lacks_plan(draft.level, outline)):
        faults.append(Fault(FaultKind.OUTSIDE_PLAN, code, printed=parent, place=place))

    node = Node(code, draft.level, parent, code_printed=printed, place=place)
    body = [*draft.body, *draft.tail]
    if heading is not None:
        node, body = _with_heading(node, heading.code or code, draft, body, services, contents)
    faults.extend(_missing(draft, code))
    return replace(node, description=description(body), amounts=amounts), faults


def _lacks_plan(level: Level, outline: _Outline) -> bool:
    return level in LEAVES and not (outline.has_plan() or outline.is_below_leaf())


def _with_heading(
    node: Node, code: str, draft: Draft, body: list[Row], services: Services, contents: Mapping[str, str]
) -> tuple[Node, list[Row]]:
    heading = draft.heading
    assert heading is not None
    title = heading.title
    if draft.title_rows:
        title = f"{title or ''} {joined(draft.title_rows)}".strip()
    service = heading.service
    if title is None and draft.level in (Level.SD, *PLANS):
        title, body = _title_below(body, contents.get(code))
        title = title or contents.get(code)
    if draft.level in LEAVES and service is None and title is not None:
        title, service, body = services.part(title, body)
    start, end = heading.period or (None, None)
    node = replace(
        node,
        title=title,
        service=service,
        entity=heading.entity,
        period_start=start,
        period_end=end,
        status=heading.status,
        phase=heading.phase,
    )
    return node, body


def _title_below(body: list[Row], listed: str | None) -> tuple[str | None, list[Row]]:
    """The title in the rows below a heading: as many as the table of contents says, else the first paragraph."""
    if not body:
        return None, body
    if listed is not None:
        for count in range(1, min(len(body), _LONGEST_TITLE) + 1):
            if joined(body[:count]) == listed:
                return listed, body[count:]
    first = paragraphs(body)[0]
    return joined(first) or None, body[len(first) :]


def _missing(draft: Draft, code: str) -> list[Fault]:
    """The tables, or lines of a table, that the report does not print."""
    faults = []
    for table in (BUDGET, STAFF):
        absent = [measure for measure in table if measure not in draft.lines]
        if len(absent) == len(table):
            faults.append(Fault(FaultKind.TABLE_MISSING, code, table[0], place=draft.place))
        else:
            faults.extend(Fault(FaultKind.TABLE_MISSING, code, measure, place=draft.place) for measure in absent)
    return faults
