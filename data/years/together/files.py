"""A frame of many reports of libraries, as their files have it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from doelboom.data.storage.shared.layout import Shared, paths_of
from doelboom.data.storage.shared.scanning import scan_frames

GOVERNMENT, YEAR = "government", "year"
"""The columns that say of which report a row is."""
_TENTH = Decimal("0.1")


def scan(reports: Sequence[Shared], frame: str) -> pl.LazyFrame:
    """A frame of reports, at least one, with `GOVERNMENT`, `YEAR` and the report's id; raises as `scan_frames`."""
    schema = pl.Schema({GOVERNMENT: pl.String, YEAR: pl.Int16})
    # Reports print percentages with one decimal or with two, and a scan takes but one kind.
    fine = [shared for shared in reports if shared.source.percentage_unit < _TENTH]
    others = [shared for shared in reports if shared.source.percentage_unit >= _TENTH]
    scans = [scan_frames(paths_of(some, frame), hive_schema=schema) for some in (others, fine) if some]
    return pl.concat(scans, how="vertical_relaxed") if len(scans) > 1 else scans[0]
