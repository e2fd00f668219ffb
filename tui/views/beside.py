"""Two reports beside each other as views: figures apart, what became of nodes, texts word by word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import polars as pl

from doelboom.data.model.outline import Outline
from doelboom.data.model.queries import Query, floors_for
from doelboom.data.queries.bridge import Bridge, bridge
from doelboom.data.queries.variances import Variances
from doelboom.data.years.matching import Standing
from doelboom.data.years.pair.beside import CODE_AFTER, CODE_BEFORE, STANDING, TITLE_BEFORE, Beside
from doelboom.data.years.pair.standings import counts, standings_frame
from doelboom.data.years.pair.texts import Part, TextChange, text_changes
from doelboom.parser.formats.printable import printable
from doelboom.parser.records import Measure
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.questions import (
    GROUPS,
    View,
    count_words,
    floors_words,
    measure_words,
    order_words,
    with_doubts,
)
from doelboom.tui.views.words.captions import NAMES, STANDINGS, Terms
from doelboom.tui.views.words.filters import filter_words
from doelboom.tui.views.words.levels import scope_words

ABSENT = ("spent_pct", "prior", "change", "change_pct")
"""The columns of variances that say nothing of two reports."""
SORTABLE = ("code", "level", "title", "service", STANDING, "reference", "actual", "variance", "variance_pct", "effect")
"""The columns that rows of two reports can be sorted by."""
_FIRST = ("code", "variance", "title", "reference", "actual", STANDING, "variance_pct", "effect", "service")
_AROUND = 3
"""How many words around a change are shown for people."""


def terms_of(both: Beside, measure: Measure | None) -> Terms:
    """What names the columns: each report's own, with its id where both would have one name."""
    sources = both.before.source, both.after.source
    headings = [
        Terms(measure, source.identity.year).heading(column)
        for source, column in zip(sources, both.columns, strict=True)
    ]
    if headings[0] == headings[1]:
        headings = [
            f"{heading} ({source.id or source.name or side})"
            for heading, source, side in zip(headings, sources, "AB", strict=True)
        ]
    named = {
        "reference": headings[0],
        "actual": headings[1],
        "variance": _("Difference"),
        "variance_pct": _("Difference %"),
    }
    return Terms(measure, both.after.source.year, named)


def reports_words(both: Beside) -> str:
    """Both reports, the earlier first."""
    words = _("{before}, beside it {after}")
    return words.format(before=both.before.source.label, after=both.after.source.label)


def standing_words(both: Beside) -> str:
    """How many nodes moved, came, went or are asked about."""
    parts = [f"{count} {_(STANDINGS[standing.value])}" for standing, count in counts(both.matching).items() if count]
    return ", ".join(parts)


def diff_view(both: Beside, query: Query, answer: Variances, *, for_people: bool) -> View:
    """Where two reports differ most; for people without the columns that name a row's node in each of them."""
    terms = terms_of(both, answer.measure)
    texts = len({change.code for change in text_changes(both.before, both.after, both.matching)})
    has_floor = query.floor or any(floors_for(query))
    floors, count = floors_words(query), count_words(answer)
    filter_ = filter_words(query.text, answer.taken_for)
    facts = (
        (_("Compared"), f"{terms.heading('reference')}, {terms.heading('actual')}"),
        (_("Measure"), measure_words(answer.measure)),
        (_("Level"), scope_words(query.scope, both.after.accounts.source)),
        (_("Grouped by"), _(GROUPS[query.group]) if query.group is not None else None),
        (_("Nodes"), standing_words(both)),
        (_("Only"), only_words(both.only)),
        (
            _("Texts"),
            counted("{count} node says something else", "{count} nodes say something else", texts).format(count=texts)
            if texts
            else None,
        ),
        (_("Floors"), floors if has_floor else None),
        (_("Service"), query.service),
        (_("Filter"), filter_),
        (_("Corrections"), None if query.corrections else _("left out")),
        (_("Sorted by"), order_words(terms, query)),
        (_("Rows"), count),
        (_("Rows with a figure unknown"), str(answer.unknown) if answer.unknown else None),
    )
    lines = [reports_words(both), *(f"{label}: {fact}" for label, fact in facts if fact)]
    totals = {name: value for name, value in answer.totals.items() if name not in ABSENT}
    view = View(answer.rows, terms, lines, totals=totals, first=_FIRST)
    if query.group is not None:
        view = replace(view, with_sums=answer.rows_with_sums)
    view = with_doubts(view, answer.measure)
    # What a variance means is said of an account beside its budget alone.
    absent = (*ABSENT, "effect") if both.is_neutral else ABSENT
    hidden = (*absent, *((CODE_BEFORE, CODE_AFTER, TITLE_BEFORE) if for_people else ()))
    with_sums = view.with_sums.drop(hidden) if view.with_sums is not None else None
    return replace(view, frame=view.frame.drop(hidden), with_sums=with_sums)


def bridge_between(both: Beside, tree: Outline, code: str, measure: Measure) -> Bridge:
    """What explains the difference of a node in the tree of two reports; the ends are called as the reports are."""
    terms = terms_of(both, measure)
    return replace(bridge(tree, code, measure), ends=(terms.heading("reference"), terms.heading("actual")))


def only_words(only: Collection[Standing]) -> str | None:
    """The standings that were asked for; None for all."""
    return ", ".join(_(STANDINGS[standing.value]) for standing in only) or None


def standings_view(both: Beside, only: Collection[Standing]) -> View:
    """What became of each node that is not simply the same in both reports."""
    frame = standings_frame(both, only)
    lines = [reports_words(both), f"{_('Nodes')}: {standing_words(both)}"]
    first = (STANDING, "code", CODE_BEFORE, "title", TITLE_BEFORE, "parent", "parent_before")
    return View(frame, Terms(year=both.after.source.year), lines, first=first)


def texts_view(both: Beside) -> View:
    """The texts that differ, a row a field of a node: `code`, `field`, `text_before` and `text_after` as they are, and
    `changes`, both in one, with ``[-words that went-]`` and ``{+words that came+}``."""
    changes = text_changes(both.before, both.after, both.matching)
    rows = [(one.code, one.field, one.before, one.after, marked_words(one.parts)) for one in changes]
    names = ("code", "field", "text_before", "text_after", "changes")
    frame = pl.DataFrame(rows, dict.fromkeys(names, pl.String), orient="row")
    return View(frame, title_lines=[reports_words(both)], first=("code", "field", "changes"))


def text_lines(both: Beside) -> list[str]:
    """The same for people: what changed with some words around it."""
    changes = text_changes(both.before, both.after, both.matching)
    lines = [reports_words(both), ""]
    lines += [f"{one.code} {field_words(one)}: {marked_words(in_short(one.parts))}" for one in changes]
    lines += [""] if changes else []
    count = len(changes)
    lines.append(counted("{count} text differs", "{count} texts differ", count).format(count=count))
    return [printable(line) for line in lines]


def field_words(change: TextChange) -> str:
    """What a field of a node is called."""
    return (_(NAMES[change.field]) if change.field in NAMES else _("Period")).lower()


def marked_words(parts: Sequence[Part]) -> str:
    """What stayed, went and came, in one line of text."""
    signs = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
    return " ".join(f"{signs[part.kind][0]}{' '.join(part.words)}{signs[part.kind][1]}" for part in parts)


def in_short(parts: Sequence[Part]) -> list[Part]:
    """The same with some words that stayed around each change, and an ellipsis for the others."""
    ellipsis = ("\N{HORIZONTAL ELLIPSIS}",)
    short = []
    for number, part in enumerate(parts):
        words = part.words
        if part.kind == "same":
            head = words[:_AROUND] if number else ()
            tail = words[-_AROUND:] if number + 1 < len(parts) else ()
            if len(head) + len(tail) < len(words):
                words = (*head, *ellipsis, *tail)
        short.append(Part(part.kind, words))
    return short
