"""What a report is, by the words of its first pages and running heads: whose, of what kind, how far, of which plan.

Only a line that is a title, a state or a sender's name says something; a word in running text does not. Where lines
contradict each other nothing is said: what is not certain is for the user to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from doelboom.parser.records import Node, Period, Report, ReportKind, Status
from doelboom.parser.rows import Row
from doelboom.parser.vocabulary import PLANS, UNTIL, YEAR

_LONGEST = 200
"""More characters than a title has."""
_MOST_WORDS = 14
"""More words than a title has."""
_ADDRESS = re.compile(r"(?:stad|gemeente|ocmw)\s+([^\W\d][\w' -]*?)\s+[-–]\s.*[0-9]{4}", re.IGNORECASE)
"""*Stad Gent - Botermarkt 1, 9000 Gent*."""
_SENDER = re.compile(
    r"(?:(?:[Ss]tad|STAD|[Gg]emeente|GEMEENTE)(?:\s+(?:en|EN|&)\s+OCMW)?)\s+([A-Z][\w'-]*(?:\s[\w'-]+){0,2})"
)
"""*Gemeente en OCMW Lindendorp*, with nothing else on the line."""
_GROUP = re.compile(r"Groep\s+([A-Z][\w'-]*(?:\s[\w'-]+){0,2})")
_KINDS = (
    (
        ReportKind.ADJUSTMENT,
        re.compile(
            r"\b(?:aanpassing|wijziging)\b.*\b(?:meerjarenplan|budget)|\b(?:meerjarenplan|budget)(?:aanpassing|wijziging)"
            rf"|^aanpassing(?:\s+(?:nr\.?\s*)?[0-9]{{1,2}})?(?:\s+{YEAR})?$"
        ),
    ),
    (ReportKind.ACCOUNT, re.compile(r"\bjaarrekening\b")),
    (ReportKind.BUDGET, re.compile(rf"^(?:\W*\w+\W+)?(?:budget|begroting)(?:nota)?\s+{YEAR}\b|^(?:budget|begroting)$")),
    (ReportKind.PLAN, re.compile(r"\bmeerjarenplan(?:ning)?\b")),
)
"""By what a title says of which kind a report is; the first that fits a line is that line's."""
_OF_ONE_YEAR = frozenset({ReportKind.ACCOUNT, ReportKind.BUDGET})
_PRECEDENCE = (ReportKind.ACCOUNT, ReportKind.ADJUSTMENT, ReportKind.BUDGET, ReportKind.PLAN)
"""An account names the plan that it is held against, and an adjustment what it adjusts; neither is named by these."""
_PROVISIONAL = re.compile(r"\b(?:voor)?ontwerp\b|\bvoorlopige?\b|\bconcept(?:versie)?\b")
_FINAL = re.compile(r"\bdefinitie(?:f|ve)\b|\b(?:vastgesteld|vastgestelde|goedgekeurd|goedgekeurde)\b")
_WORDS_OF_STATE = frozenset(
    ("versie", "de", "het", "document", "tekst", "ontwerp", "voorontwerp", "ontwerpversie", "voorlopig", "voorlopige",
     "concept", "conceptversie", "definitief", "definitieve", "vastgesteld", "goedgekeurd")
)  # fmt: skip
"""Those of a line that says how far the report is, and nothing else."""
_DECIDED = re.compile(r"(?:definitief |voorlopig )?(?:vastgesteld|goedgekeurd)\s+(?:door|in|op)\b")
_WORD = re.compile(r"\w+")
_YEAR = re.compile(rf"\b{YEAR}\b")
_PLAN = re.compile(rf"\bmeerjarenplan(?:ning|aanpassing)?\W+(?:\w+\W+){{0,2}}?({YEAR}){UNTIL}({YEAR})\b")


def identified(report: Report, rows: Iterable[Row]) -> Report:
    """The report, with what the rows before its first node and at the edges of its pages say of what it is."""
    lines = list(dict.fromkeys(text for row in rows if len(text := " ".join(row.texts)) <= _LONGEST))
    titles = [line.casefold() for line in lines if len(line.split()) <= _MOST_WORDS]
    return replace(
        report,
        city=_government(lines) or _group(report.nodes),
        kind=_kind(titles, report.year),
        status=_status(titles),
        plan_period=_plan_period(titles, report.nodes),
    )


def _government(lines: Sequence[str]) -> str | None:
    """The name in a line such as "Stad Gent - Botermarkt 1, 9000 Gent", or in one with nothing but the sender."""
    for line in lines:
        if match := _ADDRESS.match(line):
            return match[1]
    senders = {match[1] for line in lines if (match := _SENDER.fullmatch(line))}
    return next(iter(senders)) if len(senders) == 1 else None


def _group(nodes: Iterable[Node]) -> str | None:
    """The name of the group of city, OCMW and others ("Groep Gent") that all action plans are of."""
    entities = {node.entity for node in nodes if node.entity is not None}
    match = _GROUP.fullmatch(next(iter(entities))) if len(entities) == 1 else None
    return match[1] if match is not None else None


def _kind(titles: Iterable[str], year: int) -> ReportKind | None:
    kinds = {kind for title in titles if (kind := _kind_in(title, year)) is not None}
    return next((kind for kind in _PRECEDENCE if kind in kinds), None)


def _kind_in(title: str, year: int) -> ReportKind | None:
    """The kind that a line names; another year's account is not this report."""
    kind = next((kind for kind, pattern in _KINDS if pattern.search(title)), None)
    years = {int(found) for found in _YEAR.findall(title)}
    if kind in _OF_ONE_YEAR and years and year not in years:
        return None
    return kind


def _status(titles: Iterable[str]) -> Status:
    states = set()
    for title in titles:
        named = any(pattern.search(title) for _kind, pattern in _KINDS) and _YEAR.search(title)
        if not (named or _WORDS_OF_STATE.issuperset(_WORD.findall(title)) or _DECIDED.match(title)):
            continue
        if _PROVISIONAL.search(title):
            states.add(Status.PROVISIONAL)
        elif _FINAL.search(title):
            states.add(Status.FINAL)
    return states.pop() if len(states) == 1 else Status.UNKNOWN


def _plan_period(titles: Iterable[str], nodes: Iterable[Node]) -> Period | None:
    """The period of the plan that the titles name; else the one that all action plans print."""
    named = {Period(int(match[1]), int(match[2])) for title in titles for match in _PLAN.finditer(title)}
    printed = Counter(
        Period(node.period_start, node.period_end)
        for node in nodes
        if node.level in PLANS and node.period_start is not None and node.period_end is not None
    )
    periods = named or set(printed)
    return periods.pop() if len(periods) == 1 else None
