"""The explorer as lines: the report, the places one is in, and the loop of what is typed."""

from __future__ import annotations

from doelboom.data.model.outline import WHOLE, outline, shortened
from doelboom.data.queries.marked import total
from doelboom.data.queries.search import jump
from doelboom.data.storage.library import Opened
from doelboom.data.years.series import Years
from doelboom.tui.explorer.narrowing import Choice
from doelboom.tui.linear.stand import Stand
from doelboom.tui.linear.talk import Ended, Talk
from doelboom.tui.linear.tree import TreeStand
from doelboom.tui.linear.wording import meant
from doelboom.tui.locale.words import LANGUAGES, _, counted, use_language
from doelboom.tui.settings.bookmarks import Bookmarks
from doelboom.tui.settings.marks import Marks
from doelboom.tui.settings.session import Session
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.findings import DOUBTFUL
from doelboom.tui.views.words.check.status import verification

_LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}


class LinearExplorer:
    """A report, told in lines."""

    def __init__(self, opened: Opened, talk: Talk, session: Session, code: str | None = None) -> None:
        self.talk = talk
        self.is_over = False
        self._language: str | None = None
        """The language that was chosen here."""
        self.take(opened, session)
        self.tree.key = code if code is not None else self.tree.key

    def take(self, opened: Opened, session: Session) -> None:
        """Shows a report."""
        self.opened, self.session = opened, session
        self.outline = shortened(outline(opened.accounts))
        self.marks, self.bookmarks = Marks(session), Bookmarks(session)
        self.years = Years(outline(opened.accounts))
        """The other reports of its government, each read when it is asked for."""
        self.tree = TreeStand(self)
        self._stands: list[Stand] = [self.tree]
        self._behind: list[str] = []
        self._ahead: list[str] = []
        self._is_stepping = False
        self._came_from: list[Stand] = []
        """Lists that were left for a node in the tree."""

    @property
    def here(self) -> Stand:
        """The place of now."""
        return self._stands[-1]

    def run(self) -> None:
        """Does what is typed until nothing more is."""
        complaints = [self.session.complaint] if self.session.complaint is not None else []
        self.talk.say(self.outline.source.label, verification(self.outline.summary), *complaints)
        self.here.arrive()
        self.talk.say(_("help says what can be done, quit ends it."))
        try:
            while not self.is_over:
                self.heed(self.talk.ask())
        except Ended:
            pass
        self.tree.remember()
        self.session.save()

    def heed(self, typed: str) -> None:
        """Does what one line says."""
        here = self.here
        if not typed:
            return
        if typed.isdecimal() and len(typed) < 6 and 0 < int(typed) <= len(here.numbered):
            here.do_go(typed)
            return
        found = meant(here.commands, typed)
        if len(found) > 1:
            options = [
                Choice(command.id, _(command.title), _(command.help) if command.help else "") for command, _r in found
            ]
            value = self.talk.choose(_("Which of these"), options)
            found = [pair for pair in found if pair[0].id == value]
            if not found:
                return
        if not found and (codes := jump(self.outline, typed)):
            self.go_to(codes[0])
            return
        if not found:
            self.talk.say(_("{text}: no such command; help says which there are").format(text=typed))
            return
        command, rest = found[0]
        action = here.action(command)
        assert action is not None
        action(rest)

    # From place to place

    def enter(self, stand: Stand) -> None:
        """Opens a place over this one."""
        self._stands.append(stand)
        stand.arrive()

    def leave(self) -> None:
        """Leaves this place for the one below it, or for the list from which one came; at last it is over."""
        if len(self._stands) > 1:
            self._stands.pop()
            self.here.arrive()
        elif self._came_from:
            self._stands.append(self._came_from.pop())
            self.here.arrive()
        else:
            self.talk.say(_("Nothing is open over the tree; quit ends it."))

    def go_to(self, code: str) -> None:
        """To a node in the tree; Back leads to the list that is left."""
        if len(self._stands) > 1:
            self._came_from.append(self._stands[-1])
            del self._stands[1:]
        self.tree.reveal(code)

    def go_back(self) -> None:
        """To the list from which one came, else to the node before the last jump."""
        if self._came_from:
            self.leave()
        elif self._behind:
            self._ahead.append(self._node)
            self._jump(self._behind.pop())
        else:
            self.talk.say(_("No node before this one."))

    def go_forward(self) -> None:
        """To the node from which Back came."""
        if self._ahead:
            self._behind.append(self._node)
            self._jump(self._ahead.pop())
        else:
            self.talk.say(_("No node after this one."))

    @property
    def _node(self) -> str:
        return self.tree.key if self.tree.key is not None else WHOLE

    def _jump(self, code: str) -> None:
        self._is_stepping = True
        self.tree.reveal(code)
        self._is_stepping = False

    def left_node(self, code: str) -> None:
        """A node is left for another: Back leads to it."""
        if not self._is_stepping and code != self._node:
            self._behind.append(self._node)
            self._ahead.clear()

    def end(self) -> None:
        """Ends it."""
        self.is_over = True

    # What is said everywhere

    def say_marked(self) -> None:
        """Says what the marked rows add up to, a line a sum."""
        codes = [code for code in self.marks.codes if code in self.outline]
        count = counted("{count} marked", "{count} marked", len(codes)).format(count=len(codes))
        measure = self.tree.measure
        terms = Terms(measure, self.outline.source.year)
        sums = total(self.outline, codes, measure)
        self.talk.say(count)
        if codes:
            for name, value in sums.sums.items():
                sign = DOUBTFUL if name in sums.doubtful else ""
                self.talk.say(f"{count}, {terms.heading(name)}: {terms.text(name, value)}{sign} {terms.unit(name)}")

    def settings(self, answer: str) -> None:
        """Chooses a language, or keeps the one that was chosen in the settings file."""
        options = [Choice(name, f"{_('Language')}: {_LANGUAGE_NAMES[name]}", "", "settings") for name in LANGUAGES]
        options.append(Choice("keep", _("Keep the language"), _("in the settings file")))
        value = self.talk.choose(_("Settings"), options, answer)
        if value == "keep":
            self._keep()
        elif value is not None:
            use_language(value)
            self._language = value
            self.talk.say(f"{_('Language')}: {_LANGUAGE_NAMES[value]}")

    def _keep(self) -> None:
        from doelboom.tui.settings.keeping import NotKept, keep_setting

        if self._language is None:
            self.talk.say(_("No other language was chosen."))
            return
        try:
            path = keep_setting("language", self._language)
        except NotKept as error:
            self.talk.say(str(error))
            return
        self.talk.say(_("Kept in {file}: {settings}").format(file=path, settings=f'language = "{self._language}"'))
