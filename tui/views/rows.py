"""Answers that are no frame of their own as rows: a bridge's steps, what a search found, the reports known here."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from doelboom.data.model.outline import WHOLE, Outline, outline
from doelboom.data.model.queries import Against
from doelboom.data.queries.bridge import Bridge, steps_frame
from doelboom.data.queries.search import Found
from doelboom.data.storage.archive import Entry
from doelboom.data.storage.library import Opened
from doelboom.data.storage.notes import Notes
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.questions import View, facts_lines, measure_words
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.check.status import verification
from doelboom.tui.views.words.levels import counts_of
from doelboom.tui.views.words.notes import first_line, note_lines
from doelboom.tui.views.words.numbers import printed, signed
from doelboom.tui.views.words.steps import step_words
from doelboom.tui.views.words.titles import shown_title, title_of

_OF_STEPS = ("title", "difference", "code", "after", "before", "step")
_BASES = {Against.REFERENCE: "reference", Against.PRIOR: "prior"}
_OF_HITS = ("code", "title", "service", "found_in")


def bridge_view(outline: Outline, answer: Bridge, *, in_words: bool) -> View:
    """The steps of a bridge; in words for people, who are told what a step is where it is not one node's."""
    frame = steps_frame(outline, answer)
    if in_words:
        titles = [step_words(outline, step, answer.measure) for step in answer.steps]
        frame = frame.with_columns(pl.Series("title", titles, pl.String)).drop("codes")
    totals = {"difference": answer.difference} if answer.steps else {}
    lines = _bridge_lines(outline, answer)
    return View(
        frame,
        Terms(answer.measure, outline.source.year),
        lines,
        totals=totals,
        first=_OF_STEPS,
        in_doubt=_steps_in_doubt(answer),
        totals_in_doubt=frozenset({"difference"} if answer.doubts else ()),
    )


def _steps_in_doubt(answer: Bridge) -> list[frozenset[str]]:
    """Of each step what is worked out from a figure in doubt: where it starts, from the steps before it too."""
    own = {cell.column for cell in answer.doubts}
    is_carried = _BASES[answer.against] in own
    rows = []
    for step in answer.steps:
        columns = {"before"} if is_carried else set()
        is_carried = is_carried or bool(step.doubts)
        # The last one ends at the node's own figure, as it is printed.
        if "actual" in own if step is answer.steps[-1] else is_carried:
            columns.add("after")
        rows.append(frozenset(columns | ({"difference"} if step.doubts else set())))
    return rows if any(rows) else []


def _bridge_lines(outline: Outline, answer: Bridge) -> list[str]:
    """From what to what it goes, and what is unknown."""
    terms = Terms(answer.measure, outline.source.year)
    is_variance = answer.against is Against.REFERENCE
    unknown = _("unknown: the report prints no such figure")
    own = {cell.column for cell in answer.doubts}
    base = _BASES[answer.against]
    start, end, difference = (
        f"{printed(value, answer.measure)}{DOUBTFUL if own & made_of else ''}" if value is not None else unknown
        for value, made_of in ((answer.start, {base}), (answer.end, {"actual"}), (answer.difference, {base, "actual"}))
    )
    lines = facts_lines(
        outline.source,
        (_("Report") if answer.code == WHOLE else answer.code, shown_title(outline, answer.code, answer.measure)),
        (_("Measure"), measure_words(answer.measure)),
        (terms.heading(base), start),
        (terms.heading("actual"), end),
        (terms.heading("variance" if is_variance else "change"), signed(difference)),
    )
    below = [code for code in answer.unknown if code != answer.code]
    if below:
        lines.append(_("Unknown, since a figure is not printed: {codes}").format(codes=", ".join(below)))
    return lines


def hits_view(outline: Outline, answer: Found, limit: int | None) -> View:
    """A row a node, best first, at most so many; how many there are stands above them."""
    items = [(outline.items[hit.code], hit.field) for hit in answer.hits[:limit]]
    rows = [(item.code, item.title, item.service, field) for item, field in items]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(_OF_HITS, pl.String), orient="row")
    count = counted("{count} match", "{count} matches", len(answer.hits)).format(count=len(answer.hits))
    title = f"{outline.source.label}: {count}"
    return View(frame, title_lines=[title], title=title, first=("code", "title", "found_in"))


def notes_view(outline: Outline, notes: Notes, *, first_lines: bool = False) -> View:
    """A row a note, by code: the title of its node (null where this report has none), the text (its first line only,
    for a table on a terminal) and when it was changed, in UTC."""
    kept = notes.all
    items = [outline.items.get(note.code) for note in kept]
    texts = [first_line(note.text) if first_lines else "\n".join(note_lines(note.text)) for note in kept]
    frame = pl.DataFrame(
        {
            "code": pl.Series([note.code for note in kept], dtype=pl.String),
            "title": pl.Series([title_of(item) if item is not None else None for item in items], dtype=pl.String),
            "note": pl.Series(texts, dtype=pl.String),
            "changed_at": pl.Series([note.changed_at for note in kept], dtype=pl.Datetime("us", "UTC")),
        }
    )
    name = _("Notes")
    title = f"{outline.source.label}: {name}"
    return View(frame, Terms(year=outline.source.year), [outline.source.label, name], title, first=("code", "note"))


def reports_view(entries: Sequence[Entry], last: str | None) -> View:
    """A row a report, with what it is and what of that the user has corrected; `last` is the id of the one opened
    last."""
    identities = [entry.source.identity for entry in entries]
    periods = [identity.plan_period or (None, None) for identity in identities]
    frame = pl.DataFrame(
        {
            "id": [entry.id for entry in entries],
            "title": [entry.source.title for entry in entries],
            "file": [entry.source.name for entry in entries],
            "read_at": pl.Series([entry.source.read_at for entry in entries], dtype=pl.Datetime("us", "UTC")),
            "last": [entry.id == last for entry in entries],
            "state": [entry.kind.name.lower() for entry in entries],
            "government": pl.Series([identity.government for identity in identities], dtype=pl.String),
            "year": pl.Series([identity.year for identity in identities], dtype=pl.Int16),
            "kind": [identity.kind.value for identity in identities],
            "status": [identity.status.value for identity in identities],
            "plan_start": pl.Series([start for start, _end in periods], dtype=pl.Int16),
            "plan_end": pl.Series([end for _start, end in periods], dtype=pl.Int16),
            "corrected": [list(entry.source.correction.names) for entry in entries],
        },
        schema_overrides={"corrected": pl.List(pl.String)},
    )
    return View(frame, first=("id", "state", "title", "status", "corrected", "file"))


def summary_view(reports: Sequence[Opened]) -> View:
    """A row a report: which it is, and its state in numbers."""
    rows = []
    for opened in reports:
        accounts, state = opened.accounts, opened.accounts.summary
        rows.append(
            {
                "id": opened.id,
                "title": accounts.source.title,
                "file": accounts.source.name,
                "nodes": accounts.nodes.height,
                "percentages": state.percentages,
                "percentages_ok": state.percentages_ok,
                "doubts": state.doubts,
                "parents_with_remainder": state.parents_with_remainder,
                "lost_headings": state.lost_headings,
            }
        )
    return View(pl.DataFrame(rows))


def summary_lines(opened: Opened) -> list[str]:
    """The same in lines, with the reader's notes."""
    source, nodes = opened.accounts.source, opened.accounts.nodes
    counts = ", ".join(counts_of(outline(opened.accounts)))
    how = _("known already") if opened.from_archive else _("read")
    count = counted("{count} node", "{count} nodes", nodes.height).format(count=nodes.height)
    return [f"{source.label}: {how}", f"{count}: {counts}", verification(opened.accounts.summary), *source.notes]
