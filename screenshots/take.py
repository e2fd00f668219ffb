"""Takes the pictures of the README: drives the explorer on the bundled data and writes what it shows as SVG.

``python -m screenshots.take [FOLDER]``
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from doelboom.data.storage.library import BUNDLED, Opened, bundled
from doelboom.tui.explorer.app import Explorer
from doelboom.tui.explorer.themes import DARK, LIGHT
from doelboom.tui.locale.words import use_language

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Picture:
    """A picture: its name, the size of the terminal, what is typed."""

    name: str
    keys: Sequence[str] = ()
    size: tuple[int, int] = (120, 36)
    theme: str = DARK.name
    language: str = "en"


PICTURES = (
    Picture("explorer", ("colon", *"34834", "enter")),
    Picture("variances", ("v", "s", "s", "enter")),
    Picture("bridge", ("J", "J", "w")),
    Picture("services", ("d",)),
    Picture("check", ("K",)),
    Picture("small", ("colon", *"34834", "enter"), size=(80, 24)),
    Picture("light", ("slash", *"kinderopvang", "enter"), theme=LIGHT.name),
    Picture("dutch", ("v", "p", "p", "enter"), language="nl"),
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
        return app.export_screenshot(title="doelboom")


def main() -> None:
    """Takes all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        (folder / f"{picture.name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")
        print(picture.name)


if __name__ == "__main__":
    main()
