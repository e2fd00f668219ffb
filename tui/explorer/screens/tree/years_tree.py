"""The tree with the other years of its report: read aside when the first picture stands, and shown in the detail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text
from textual import work
from textual.message import Message

from doelboom.data.model.outline import outline
from doelboom.data.storage.library import Opened
from doelboom.parser.records import Measure
from doelboom.tui.explorer.screens.tree.tree import TreeScreen
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.settings.session import Session
from doelboom.tui.terminal.log import log_failure

if TYPE_CHECKING:
    from doelboom.data.years.crossproof import CrossProof
    from doelboom.data.years.series import Years

GROUP = "years"
"""The group of the workers that read other years."""


class YearsTreeScreen(TreeScreen):
    """The tree of a report, with the years of each node in its detail. A start waits for none of them."""

    years: Years | None = None
    """The other years, once they are read."""
    proofs: Sequence[CrossProof] = ()
    """What the reports of neighbouring years say of this one's figures; nothing as long as they are not read."""
    _measure_drawn: Measure | None = None

    class YearsRead(Message):
        """The reports of the other years are read."""

        def __init__(self, years: Years, proofs: Sequence[CrossProof], opened: Opened) -> None:
            super().__init__()
            self.years = years
            self.proofs = proofs
            self.opened = opened

    def take(self, opened: Opened, session: Session | None) -> None:
        super().take(opened, session)
        self.years, self.proofs = None, ()

    def start(self, code: str | None) -> None:
        super().start(code)
        self.detail.years = None
        self.call_after_refresh(self.read_years)

    def read_years(self) -> None:
        """Reads the other years: at once where there is nothing to read, else aside."""
        from doelboom.data.years.series import Years

        years = Years(self.outline)
        if years.is_alone:
            self._take_years(years)
        else:
            self._read_aside(self.opened)

    @work(thread=True, exclusive=True, group=GROUP, exit_on_error=False)
    def _read_aside(self, opened: Opened) -> None:
        from doelboom.data.years.crossproof import cross_proofs
        from doelboom.data.years.series import Years

        try:
            # Texts that a screen would cut are compared whole, by a tree of this thread's own.
            years = Years(outline(opened.accounts))
            years.read()
            proofs = tuple(cross_proofs(years))
        except Exception as error:
            # The report itself is whole: it goes without its other years.
            log_failure(error, "reading other years")
        else:
            self.post_message(self.YearsRead(years, proofs, opened))

    def on_years_tree_screen_years_read(self, event: YearsTreeScreen.YearsRead) -> None:
        event.stop()
        if event.opened is self.opened:
            self._take_years(event.years, event.proofs)

    def _take_years(self, years: Years, proofs: Sequence[CrossProof] = ()) -> None:
        self.years, self.proofs = years, proofs
        self.detail.years = self._draw_years
        self.detail.redraw()

    def _draw_years(self, code: str, width: int) -> Text:
        """The years of an item for the measure of the columns; nothing where there is one alone."""
        from doelboom.tui.views.drawing.years import draw_years

        if self.years is None or code not in self.years.at_hand:
            return Text()
        self._measure_drawn = self.view.measure
        series = self.years.series(code)
        return draw_years(series, self.view.measure, width, self.look) if len(series.years) > 1 else Text()

    def watch_view(self, view: TreeView) -> None:
        """The tree shows itself another way; the years, where the measure is another."""
        super().watch_view(view)
        if self.years is not None and view.measure is not self._measure_drawn:
            self.detail.redraw()
