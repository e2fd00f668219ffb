"""What became of the nodes of a report in another: how many stayed, moved, came and went, and which."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from doelboom.data.model.outline import Item
from doelboom.data.years.matching import Matching, Standing
from doelboom.data.years.pair.beside import CODE_BEFORE, STANDING, TITLE_BEFORE, Beside


def counts(matching: Matching) -> dict[Standing, int]:
    """How many nodes there are of each standing, those of both reports counted once."""
    return {
        Standing.NEW: len(matching.new),
        Standing.GONE: len(matching.gone),
        Standing.RENAMED: len(matching.renamed),
        Standing.OTHER_CODE: len(matching.other_code),
        Standing.MOVED: len(matching.moved),
        Standing.LOST: len(matching.lost_before) + len(matching.lost_after),
        Standing.SAME: len(matching.joined) - len(matching.moved),
    }


def standings_frame(both: Beside, only: Collection[Standing] = ()) -> pl.DataFrame:
    """The nodes that are not simply the same, in the later report's order, those that only the earlier one has last:
    `standing`, `code`, `code_before`, `level`, `title`, `title_before`, `parent`, `parent_before`, and whether the
    `code_reused` stood for something else before. What is asked about is one row, with both titles."""
    matching = both.matching
    rows: list[tuple[Standing, Item | None, Item | None, bool]] = []
    before_of = matching.counterparts
    for code, item in both.after.items.items():
        if (standing := matching.after.get(code)) is not None and standing is not Standing.SAME:
            was = both.before.items[before_of[code]] if code in before_of else None
            rows.append((standing, item, was, code in matching.reused))
    for code, item in both.before.items.items():
        if code in matching.before and code not in matching.counterparts_back:
            rows.append((matching.before[code], None, item, False))
    wanted = only or [standing for standing in Standing if standing is not Standing.SAME]
    values = [
        (
            standing.value,
            item.code if item is not None else None,
            was.code if was is not None else None,
            (item or was).level.value,  # type: ignore[union-attr]
            item.title if item is not None else None,
            was.title if was is not None else None,
            item.parent if item is not None else None,
            was.parent if was is not None else None,
            reused,
        )
        for standing, item, was, reused in rows
        if standing in wanted
    ]
    texts = (STANDING, "code", CODE_BEFORE, "level", "title", TITLE_BEFORE, "parent", "parent_before")
    schema = {**dict.fromkeys(texts, pl.String), "code_reused": pl.Boolean}
    return pl.DataFrame(values, schema, orient="row")
