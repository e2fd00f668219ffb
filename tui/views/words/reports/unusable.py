"""What is said where the report that is meant cannot be shown as it was kept: which one, why, and what to do."""

from __future__ import annotations

from doelboom.data.storage.archive import Entry
from doelboom.data.storage.contents import Kind
from doelboom.data.storage.library import LastUnreadable, Opened, ReportUnusable
from doelboom.data.storage.retrace import FileState
from doelboom.parser.formats.printable import printable
from doelboom.tui.locale.words import N_, _

_WHY = {
    Kind.OUTDATED: N_("kept by another version of doelboom"),
    Kind.DAMAGED: N_("damaged in the archive"),
    Kind.MISSING: N_("not in the archive"),
    Kind.FOREIGN: N_("another user's in the archive"),
}
_WHY_NOT_NOW = N_("not to be read from the archive at the moment")

_FILE = {
    FileState.UNKNOWN: N_("where its file lies was not written down"),
    FileState.GONE: N_("{path} is not there any more"),
    FileState.CHANGED: N_("{path} has changed since"),
    FileState.REFUSED: N_("{path} cannot be read again ({detail})"),
}


def why(entry: Entry) -> str:
    """Why an entry cannot be used."""
    return _(_WHY.get(entry.kind, _WHY_NOT_NOW))


def complaint(error: ReportUnusable) -> str:
    """One line for a report that can neither be shown nor be read again."""
    source, file = error.entry.source, error.file
    report = source.label if file.path is not None or source.name is None else f"{source.label}, {source.name}"
    place = _(_FILE.get(file.state, _FILE[FileState.UNKNOWN])).format(path=file.path, detail=file.detail)
    words = _(
        "{report}: {why}, and {place}; open its file (`doelboom open FILE`), or ask for the report that comes with "
        "doelboom (`--report bundled`)"
    )
    return printable(words.format(report=report, why=why(error.entry), place=place))


def complaint_of_last(error: LastUnreadable) -> str:
    """One line where nobody can tell which report was opened last."""
    words = _(
        "which report was opened last cannot be told ({file}: {why}); open its file (`doelboom open FILE`), or choose "
        "a report by its id (`doelboom reports`)"
    )
    reason = {Kind.DAMAGED: _("damaged"), Kind.FOREIGN: _("another user's")}.get(error.kind, _("cannot be read"))
    return printable(words.format(file=error.note, why=reason))


def said_of(opened: Opened) -> str | None:
    """One line on what opening a report took, where that was more than it should; None where nothing is to be said."""
    parts = []
    if opened.instead_of is not None:
        source = opened.accounts.source
        words = _("{report}: {why}; read again from {path}")
        parts.append(words.format(report=source.label, why=why(opened.instead_of), path=source.path or source.name))
    if opened.warning is not None:
        parts.append(opened.warning)
    return printable("; ".join(parts)) if parts else None
