"""Another report in the place of this one: a file that is read, or one that is known here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import BUNDLED, ReportNotFound, ReportUnusable, open_report
from doelboom.parser.errors import ReportError
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.linear.talk import one_of
from doelboom.tui.locale.words import _
from doelboom.tui.settings.session import session_of
from doelboom.tui.views.words.unusable import complaint

if TYPE_CHECKING:
    from doelboom.tui.linear.explorer import LinearExplorer


def open_another(explorer: LinearExplorer, answer: str) -> None:
    """Asks for a report and shows it; where it cannot be read, says why."""
    from doelboom.data.reading.sandbox import read_guarded

    known = [Choice(entry.id, entry.source.label, entry.source.name or entry.id) for entry in Archive().known()]
    options = [*known, Choice(BUNDLED, _("the bundled report"))]
    if not answer:
        explorer.talk.say_choices(_("Another report"), options)
        answer = explorer.talk.ask(_("number, or a file"))
    if not answer:
        return
    reference = one_of(options, answer) or answer
    try:
        opened = open_report(reference, read=read_guarded)
    except ReportUnusable as error:
        explorer.talk.say(complaint(error))
        return
    except (ReportError, ReportNotFound) as error:
        explorer.talk.say(str(error))
        return
    explorer.tree.remember()
    explorer.session.save()
    Archive().remember(opened.id, opened.accounts.source)
    explorer.take(opened, session_of(opened.id, explorer.session.path))
    explorer.talk.say(explorer.outline.source.label, *opened.accounts.source.notes)
    explorer.here.arrive()
