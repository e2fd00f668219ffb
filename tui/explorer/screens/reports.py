"""The reports that are known here, as a tree of governments and years: to open one, to put one beside this, to make
room. What is not known of one is not there; a year that is missing between two is a gap."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from doelboom.data.storage.archive import Archive, ArchiveError
from doelboom.data.storage.cards import Card, cards
from doelboom.data.years.shelf import Government, shelf
from doelboom.parser.dataclass import dataclass
from doelboom.tui.explorer.commands import Command, Place, bindings
from doelboom.tui.explorer.screens.base import BaseScreen
from doelboom.tui.explorer.widgets.lines import Line
from doelboom.tui.explorer.widgets.table import KeyedTable, Spot
from doelboom.tui.locale.words import _, counted
from doelboom.tui.views.drawing.arrangement import Column
from doelboom.tui.views.words.captions import Terms
from doelboom.tui.views.words.check.status import verification
from doelboom.tui.views.words.numbers import grouped

GROUP = "reports"
"""The group of the workers that look through the archive."""
_GOVERNMENT = "government:"
_GAP = "gap:"
"""How the keys begin of rows that are no report's; an id begins with a digit, or is the bundled one's."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which report is wanted, and whether beside the one that is open."""

    reference: str
    beside: bool = False


class ReportsScreen(BaseScreen[Asked | None]):
    """The library. Ends with what is asked for, or None."""

    BINDINGS = bindings(Place.REPORTS, Place.EVERYWHERE)
    PLACES = (Place.REPORTS, Place.LIST)
    KEY_LINE = ("reports.open", "reports.file", "reports.beside", "reports.prune", "help", "quit")

    class Found(Message):
        """The archive was looked through."""

        def __init__(self, found: list[Card]) -> None:
            super().__init__()
            self.found = found

    def __init__(self, opened: str | None) -> None:
        """`opened` is the id of the report that is open."""
        super().__init__()
        self._opened = opened
        self._governments: list[Government] | None = None
        self._cards: dict[str, Card] = {}
        self._folded: set[str] = set()

    def compose(self) -> ComposeResult:
        yield self.no_room()
        yield Line(id="title", classes="bar")
        yield KeyedTable(id="table")
        yield Line(id="status", classes="bar")
        yield self.key_line()

    def on_mount(self) -> None:
        self.show_keys(self.KEY_LINE)
        self.table.focus()
        self._show_lines()
        self._look()

    @property
    def table(self) -> KeyedTable:
        """The table."""
        return self.query_one(KeyedTable)

    @property
    def card(self) -> Card | None:
        """The report under the cursor."""
        return self._cards.get(self.table.key or "")

    def target_of(self, command: Command) -> Widget:
        return self.table if command.place is Place.LIST else self

    @work(thread=True, exclusive=True, group=GROUP, exit_on_error=False)
    def _look(self) -> None:
        self.post_message(self.Found(cards(Archive())))

    def on_reports_screen_found(self, event: ReportsScreen.Found) -> None:
        event.stop()
        is_first = self._governments is None
        self._governments = shelf(event.found)
        self._cards = {card.source.id: card for card in event.found if card.source.id is not None}
        self._fill()
        if is_first and self._opened in self.table.key_order:
            self.table.take_up(Spot(self._opened))
            self._show_lines()

    def redraw(self) -> None:
        self._fill()

    # Rows

    def _fill(self) -> None:
        if self._governments is None:
            return
        columns = [
            Column("report", _("Report"), least=12, stays=True),
            Column("kind", _("Kind"), stays=True),
            Column("status", _("Status")),
            Column("nodes", _("Nodes"), figures=True),
            Column("state", _("The check"), least=24),
            Column("plan", _("Plan")),
            Column("corrected", _("Corrected")),
            Column("file", _("File"), least=12),
            Column("id", _("Id")),
        ]
        rows: list[tuple[str, Sequence[Text]]] = []
        groups: dict[str, str] = {}
        for government in self._governments:
            group = f"{_GOVERNMENT}{government.key}"
            groups[group] = group
            rows.append((group, self._padded([self._heading(government, folded=group in self._folded)], columns)))
            if group in self._folded:
                continue
            for key, cells in self._rows_of(government):
                groups[key] = group
                rows.append((key, self._padded(cells, columns)))
        # Of what nothing is known there is no column.
        said = [any(cells[number].plain for _key, cells in rows) for number in range(len(columns))]
        kept = [(key, [cell for cell, is_said in zip(cells, said, strict=True) if is_said]) for key, cells in rows]
        self.table.fill([column for column, is_said in zip(columns, said, strict=True) if is_said], kept)
        self.table.groups = groups
        if self._opened is not None:
            self.table.show_signs({self._opened: self.look.signs.marked})
        self._show_lines()

    @staticmethod
    def _padded(cells: list[Text], columns: Sequence[Column]) -> list[Text]:
        return [*cells, *(Text() for _column in columns[len(cells) :])]

    def _heading(self, government: Government, *, folded: bool) -> Text:
        sign = self.look.signs.folded if folded else self.look.signs.unfolded
        name = government.name if government.name is not None else _("(no government named)")
        return Text(f"{sign} {name}", style=self.look.strong)

    def _rows_of(self, government: Government) -> list[tuple[str, list[Text]]]:
        rows = []
        for year in government.years:
            label = f"  {year.year if year.year is not None else '-'}"
            if year.is_gap:
                gap = [Text(label, style=self.look.dim), Text(_("no report"), style=self.look.dim)]
                rows.append((f"{_GAP}{government.key}:{year.year}", gap))
            for number, card in enumerate(year.cards):
                rows.append((card.source.id or "", self._cells(label, card, counts=not number)))
        return rows

    def _cells(self, label: str, card: Card, *, counts: bool) -> list[Text]:
        """What is known of a report; another of the same year, which does not count, is dim."""
        source, terms = card.source, Terms()
        identity, style = source.identity, Style() if counts else self.look.dim
        plan = f"{identity.plan_period[0]} - {identity.plan_period[1]}" if identity.plan_period is not None else ""
        is_known = identity.status.value != "unknown"
        proved = verification(card.summary) if card.summary is not None else ""
        state = " \N{MIDDLE DOT} ".join(filter(None, (proved, terms.text("state", card.kind.name.lower()))))
        texts = (
            label,
            terms.text("kind", identity.kind.value),
            terms.text("status", identity.status.value) if is_known else "",
            _grouped(card.nodes),
            state,
            plan,
            terms.text("corrected", list(source.correction.names)),
            source.name or "",
            source.id or "",
        )
        return [Text(text, style=style) for text in texts]

    def _show_lines(self) -> None:
        title = Text(_("The reports"), style=self.look.strong)
        if self._governments is None:
            self.query_one("#title", Line).show(title, _("looking through the archive"))
            return
        count = len(self._cards)
        words = counted("{count} report", "{count} reports", count).format(count=count)
        self.query_one("#title", Line).show(title, words)
        card = self.card
        self.query_one("#status", Line).show(card.source.label if card is not None else "")

    @on(KeyedTable.Highlighted)
    def _highlighted(self, event: KeyedTable.Highlighted) -> None:
        event.stop()
        self._show_lines()

    @on(KeyedTable.Folded)
    def _fold(self, event: KeyedTable.Folded) -> None:
        event.stop()
        if event.unfold:
            self._folded.discard(event.group)
        else:
            self._folded.add(event.group)
        self._fill()

    @on(KeyedTable.Chosen)
    def _chosen(self, event: KeyedTable.Chosen) -> None:
        event.stop()
        self.action_go()

    # Commands

    def action_go(self) -> None:
        """Opens the report; folds or unfolds a government."""
        key = self.table.key or ""
        if key.startswith(_GOVERNMENT):
            self._folded ^= {key}
            self._fill()
        elif self.card is not None:
            self.dismiss(Asked(key))
        else:
            self.say(_("No report of this year is known here; f opens a file."))

    def action_file(self) -> None:
        """Asks for a file, and opens it."""
        from doelboom.tui.explorer.screens.dialogs.opening import OpenScreen

        def named(reference: str | None) -> None:
            if reference is not None:
                self.dismiss(Asked(reference))

        self.app.push_screen(OpenScreen(), named)

    def action_beside(self) -> None:
        """Puts the report beside the one that is open."""
        if self.card is None:
            self.say(_("No report is highlighted."), warning=True)
        elif self.table.key == self._opened:
            self.say(_("This is the report that is open; choose another one."))
        else:
            self.dismiss(Asked(self.table.key or "", beside=True))

    def action_prune(self) -> None:
        """Removes what cannot be used as it is kept, after asking."""
        options = [
            ("", _("Keep everything"), ""),
            ("prune", _("Remove it"), _("reports of other versions, damaged ones, leftovers: their files stay")),
        ]
        self.choose(_("What is outdated, damaged or left behind"), options, "", "x", self._prune)

    def _prune(self, chosen: str) -> None:
        from doelboom.tui.views.words.reports.pruning import pruned_words

        if not chosen:
            return
        try:
            self.say(pruned_words(Archive().prune()))
        except ArchiveError as error:
            self.say(str(error), warning=True)
        self._look()


def _grouped(count: int | None) -> str:
    """A number of things; nothing where it is not known."""
    return grouped(Decimal(count), 0) if count is not None else ""
