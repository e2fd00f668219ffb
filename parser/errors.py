"""The errors that reading a report raises."""

from __future__ import annotations


class ReportError(Exception):
    """A report cannot be read. The message is one line for a person: what was expected, where, what was found,
    and what to do."""


class OwnFailure(ReportError):
    """doelboom itself failed on a report, which says nothing of the file. The message names the error and the place
    in doelboom's code, and nothing that the report says: it can be logged and sent to whoever helps."""
