"""The one error that reading a report raises."""

from __future__ import annotations


class ReportError(Exception):
    """A report cannot be read. The message is one line for a person: what was expected, where, what was found,
    and what to do."""
