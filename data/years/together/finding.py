"""What a search finds in several reports, those of libraries without opening them: best first, whichever they are."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from doelboom.data.model.accounts import Accounts, Source
from doelboom.data.model.outline import Outline, outline
from doelboom.data.queries.search import FIELDS, NOTE, Found, find, sought
from doelboom.data.storage.notes import notes_of
from doelboom.data.years.together.files import GOVERNMENT, YEAR
from doelboom.data.years.together.many import REPORT, WHOSE
from doelboom.data.years.together.scanned import Mixed
from doelboom.data.years.together.searching import BEST_FIRST, HITS, NUMBER, RANK, as_typed, nearly
from doelboom.parser.dataclass import dataclass

FOUND_IN = "found_in"
COLUMNS = (*WHOSE, "code", "title", "service", FOUND_IN)


@dataclass(frozen=True, slots=True)
class FoundInAll:
    """What was found."""

    rows: pl.DataFrame
    """A row a node, with `COLUMNS`: the last is the field that was needed to find every word, null where none had to be
    found."""
    total: int
    """How many there are in all, where fewer rows were asked for."""
    taken_for: tuple[str, ...] = ()
    """The words that were looked for instead, folded, where no report has those that were typed."""


def find_in_all(reports: Mixed, text: str, limit: int | None = None) -> FoundInAll:
    """The nodes that a search finds, best first, within that report by report in the order of governments and years.

    Args:
        limit: how many are wanted, from the first.
    """
    asked = sought(text)
    sources = sorted(reports.sources, key=lambda source: (source.identity.key or "", source.identity.year or 0))
    numbers = {source.id: number for number, source in enumerate(sources)}
    shared, opened = reports.scanned.reports, [_found(one, text) for one in reports.others.reports]
    exact = [(tree, answer) for tree, answer in opened if answer.hits and not answer.corrected]
    found = as_typed(shared, asked, limit) if shared else None
    taken_for: dict[str, None] = {}
    if not exact and (found is None or not found.total):
        exact = [(tree, answer) for tree, answer in opened if answer.hits]
        taken_for = dict.fromkeys(word for _tree, answer in exact for word in answer.words)
        if shared:
            found = nearly(shared, asked, limit)
            taken_for |= dict.fromkeys(found.words)
    rows = [_rows(tree, answer) for tree, answer in exact]
    total = sum(len(answer.hits) for _tree, answer in exact) + (found.total if found is not None else 0)
    if found is not None:
        rows.append(found.rows)
    every = pl.concat([pl.DataFrame(schema=HITS), *rows]).with_columns(
        pl.col(REPORT).replace_strict(list(numbers), list(numbers.values()), return_dtype=pl.UInt32).alias(NUMBER)
    )
    ordered = every.sort(BEST_FIRST)
    shown = ordered if limit is None else ordered.head(limit)
    return FoundInAll(_with_names(shown, sources, has_words=bool(asked.wanted)), total, tuple(taken_for))


def _found(accounts: Accounts, text: str) -> tuple[Outline, Found]:
    tree = outline(accounts)
    return tree, find(tree, text, notes_of(accounts.source).texts)


def _rows(tree: Outline, answer: Found) -> pl.DataFrame:
    ranks = {field: number for number, field in enumerate((*FIELDS, NOTE))}
    places = {code: place for place, code in enumerate(tree.items)}
    rows = []
    for hit in answer.hits:
        item = tree.items[hit.code]
        rank = ranks.get(hit.field or "", 0)
        rows.append((0, tree.source.id, item.code, item.title, item.service, rank, places[hit.code]))
    return pl.DataFrame(rows, dict(HITS), orient="row")


def _with_names(rows: pl.DataFrame, sources: Sequence[Source], *, has_words: bool) -> pl.DataFrame:
    identities = [source.identity for source in sources]
    names = pl.DataFrame(
        {
            NUMBER: range(len(sources)),
            GOVERNMENT: [identity.government for identity in identities],
            YEAR: [identity.year for identity in identities],
        },
        {NUMBER: pl.UInt32, GOVERNMENT: pl.String, YEAR: pl.Int16},
    )
    fields = pl.Series([*FIELDS, NOTE])
    found_in = pl.lit(fields).gather(pl.col(RANK)) if has_words else pl.lit(None, pl.String)
    joined = rows.join(names, on=NUMBER, how="left", maintain_order="left")
    return joined.with_columns(found_in.alias(FOUND_IN)).select(COLUMNS)
