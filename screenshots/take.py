"""Takes the pictures of the README: drives the explorer on the bundled data and writes what it shows as SVG.

``python -m screenshots.take [FOLDER]``
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.screen import Screen

from doelboom.data.storage.library import BUNDLED, Opened, bundled
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.themes import DARK, LIGHT
from doelboom.tui.locale.words import use_language
from screenshots.parts import Part, with_parts

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the size of the terminal, what is typed."""

    name: str
    keys: Sequence[str] = ()
    size: tuple[int, int] = (120, 36)
    theme: str = DARK.name
    language: str = "en"
    has_parts: bool = False
    """Whether the parts of the screen are named in it."""


PARTS = (
    ("#title", 0.4, 0, "the report, then measure and unit"),
    ("#columns", 0.53, 0, "the columns of figures: m another measure, c others, H L scroll"),
    ("#tree", 0.02, 3, "the tree: objectives, plans, actions and projects; l opens, h closes"),
    ("#tree", 0.985, 6, "share of the parent, filled as far as it is spent"),
    ("#detail", 0.93, 4, "the detail of the row: title, service, period"),
    ("#detail", 0.9, 9, "the report's own tables, figure for figure; Tab goes there, i in full"),
    ("#status", 0.7, 0, "what the report proves of itself; the filter's matches, the marked"),
    ("#keys", 0.95, 0, "the keys of this screen; ? shows all, Ctrl+P finds by name"),
)
"""The parts of the explorer: the widget, how far from its left (of its width) and from its top (in rows) the number is
put, and what is said of it."""

PICTURES = (
    Picture("explorer", ("colon", *"34834", "enter")),
    Picture("parts", ("colon", *"34834", "enter"), has_parts=True),
    Picture("variances", ("v",)),
    Picture("bridge", ("J", "J", "w")),
    Picture("services", ("d",)),
    Picture("check", ("K",)),
    Picture("small", ("colon", *"34834", "enter"), size=(80, 24)),
    Picture("light", ("slash", *"kinderopvang", "enter"), theme=LIGHT.name),
    Picture("dutch", ("v", "p", "p", "p", "enter"), language="nl"),
)


async def take(picture: Picture) -> str:
    """The picture as SVG."""
    use_language(picture.language)
    app = Explorer(Opened(bundled(), BUNDLED))
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        await pilot.pause()
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        svg = app.export_screenshot(title="doelboom")
        return with_parts(svg, _parts_of(app.screen)) if picture.has_parts else svg


def _parts_of(screen: Screen[object]) -> list[Part]:
    """The parts where the widgets are."""
    parts = []
    for selector, across, down, words in PARTS:
        region = screen.query_one(selector).region
        parts.append(Part(region.x + round(region.width * across), region.y + down, words))
    return parts


def main() -> None:
    """Takes all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        (folder / f"{picture.name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")
        print(picture.name)


if __name__ == "__main__":
    main()
