"""How many generated examples a test tries: few in the suite, always the same; as many others as EXAMPLES says."""

from __future__ import annotations

import os

from hypothesis import settings

_ASKED = os.environ.get("EXAMPLES")

EXHAUSTIVE = _ASKED is not None
"""Whether time is no matter: every document whole, by both engines."""


def examples(in_suite: int) -> settings:
    """Settings for a test that tries so many examples in the suite."""
    return settings(
        max_examples=int(_ASKED) if _ASKED else in_suite, derandomize=not EXHAUSTIVE, database=None, deadline=None
    )


def some_pages(count: int, every: int, first: int = 1) -> dict[int, str]:
    """Engines for a reading that has one page in so many read by the thorough engine, the others by the fast one.

    A page takes the thorough engine ten times as long; whole documents are read by it where time is no matter.
    """
    return dict.fromkeys(range(1 if EXHAUSTIVE else first, count + 1, 1 if EXHAUSTIVE else every), "pdfplumber")
