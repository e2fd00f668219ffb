"""What a reading can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field

from doelboom.parser.dataclass import dataclass

ENGINES = AUTO, PDFIUM, PDFPLUMBER = "auto", "pdfium", "pdfplumber"
"""The engines that read a PDF, by name; the values of ``--engine``."""

Progress = Callable[[int, int], None]
"""Told, page by page, how many pages are done and how many there are. What it raises ends the reading and passes
through, with everything closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How to read a report: the keywords of `read_report`. A text heeds none of them."""

    engine: str = AUTO
    """How to read a PDF: "pdfium" (fast), "pdfplumber" (thorough), or "auto", which is the fast one here: who can
    check the report asks again, by `engines`, for pages that do not add up."""
    engines: Mapping[int, str] = field(default_factory=dict)
    """Another engine for some pages, by page number from 1. The fast engine's pages are remembered."""
    given_up: Mapping[int, str] = field(default_factory=dict)
    """Pages that are not even tried, by number, and why: what they do to a process that reads them is known."""
    name: str | None = None
    """What the file is called in messages, where its path does not say so."""
    password: str | None = None
    """What opens an encrypted PDF."""
    pages: Collection[int] | None = None
    """The numbers of the pages to read; all where None."""
    progress: Progress | None = None

    def engine_of(self, number: int) -> str:
        """The engine that reads a page."""
        engine = self.engines.get(number, self.engine)
        return PDFIUM if engine == AUTO else engine

    def numbers(self, count: int) -> list[int]:
        """The numbers of the pages to read of a document of so many."""
        return [number for number in range(1, count + 1) if self.pages is None or number in self.pages]
