"""Settings, sessions and kept reports, spoilt: each is a complaint at most, and what is written next is sound."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from doelboom.data.model.queries import Preset
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import BUNDLED, open_report
from doelboom.parser.records import Measure
from doelboom.tui.explorer.keymap import keymap_of
from doelboom.tui.explorer.screens.lists import variances_state
from doelboom.tui.explorer.screens.tree import tree_state
from doelboom.tui.explorer.widgets.rows import TreeView
from doelboom.tui.settings.config import read_config
from doelboom.tui.settings.keeping import NotKept, keep_setting
from doelboom.tui.settings.session import session_of
from tests.hostile.archives import entry, report_file, same
from tests.hostile.fuzzing.kinds import Kind, Step

VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, 1e400, "", "x", "AC34834", "dark", "nl", "v,f2", "-variance", "\x1b[31m", "\ud800",
    "x" * 5000, [], [[]], [None], ["x", 5], {}, {"x": []}, "underspent", "exploitatie_uitgaven", "PLAIN", "12,5",
)  # fmt: skip
_NAMES = (
    "code", "measure", "unit", "sort", "bars", "hide_zeroes", "descending", "list_detail", "columns", "bookmarks",
    "marks", "filters", "variances", "other",
)  # fmt: skip
_WITHIN = (
    "preset", "measure", "scope", "sort", "group", "floor_eur", "floor_pct", "unit", "descending", "corrections",
    "hide_zeroes", "hidden",
)  # fmt: skip
_LINES = (
    "[keys]", "[questions.x]", "[questions]", "[[keys]]", "theme", "language", "keys", "questions", "variances", "quit",
    "preset", "floor", "columns", "sort", "level", "measure", "group", "corrections", '"variances.sort"', "a.b.c",
)  # fmt: skip


def _setting(chance: random.Random) -> Step:
    name = chance.choice(_LINES)
    if name.startswith("["):
        return ["line", name]
    value = chance.choice(VALUES)
    written = "{}" if isinstance(value, dict) else json.dumps(value).replace("null", "''").replace("Infinity", "inf")
    return ["line", f"{name} = {written}"] if chance.random() < 0.9 else ["line", chance.choice(("=", "\x00", "# é"))]


def _wrong_settings(steps: Sequence[Step], folder: Path) -> str | None:
    path = folder / "config.toml"
    path.write_text("\n".join(line for _line, line in steps), encoding="utf-8", errors="replace")
    config = read_config(path)
    _keys, complaints = keymap_of(config)
    if any("\n" in complaint for complaint in (*config.complaints, *complaints)):
        return "a complaint of more than a line"
    try:
        keep_setting("theme", "light", path)
    except NotKept:
        return None
    return None if read_config(path).theme == "light" else "what was kept is not there"


def _state(chance: random.Random) -> Step:
    if chance.random() < 0.5:
        return ["set", chance.choice(_NAMES), chance.choice(VALUES)]
    return ["within", chance.choice(_WITHIN), chance.choice(VALUES)]


def _wrong_session(steps: Sequence[Step], folder: Path) -> str | None:
    state: dict[str, Any] = {"code": "AC34834", "measure": Measure.FTE.value, "variances": {"preset": "underspent"}}
    for how, name, value in steps:
        table = state if how == "set" else state.get("variances")
        if isinstance(table, dict):
            table[name] = deepcopy(value)
    path = folder / "session.json"
    path.write_text(json.dumps({"version": 1, "reports": {BUNDLED: state}}), encoding="utf-8")
    session = session_of(BUNDLED, path)
    tree_state.recalled(session, TreeView())
    asked = variances_state.recalled(session, Measure.FTE)
    if not any(name in ("variances", "preset") for _how, name, _value in steps) and (
        asked.query.preset is not Preset.UNDERSPENT
    ):
        return "a question that was sound is forgotten"
    session.save()
    again = session_of(BUNDLED, path)
    return None if again.complaint is None else f"what was written is not sound: {again.complaint}"


def _damage(chance: random.Random) -> Step:
    return [chance.choice(("flip", "cut", "lose", "double")), chance.random(), chance.choice((1, 8, 300))]


def _wrong_archive(steps: Sequence[Step], folder: Path) -> str | None:
    file, archive = report_file(folder), Archive(folder / "reports")
    right = open_report(str(file), archive).accounts
    path = entry(archive.root, file)
    content = bytearray(path.read_bytes())
    for how, share, size in steps:
        at = int(share * len(content))
        match how:
            case "flip" if content:
                content[at] ^= size % 255 or 1
            case "cut":
                del content[at:]
            case "lose":
                del content[at : at + size]
            case _:
                content[at:at] = content[at : at + size]
    path.write_bytes(content)
    archive.known()
    opened = open_report(str(file), archive)
    if not same(opened.accounts, right):
        return "another report than was kept"
    return None if archive.find(right.source.digest or "") is not None else "it was not kept anew"


def _some(step: Any, most: int) -> Any:
    return lambda chance: [step(chance) for _ in range(chance.randint(1, most))]


SETTINGS = Kind(_some(_setting, 12), _wrong_settings)
SESSION = Kind(_some(_state, 12), _wrong_session)
ARCHIVE = Kind(_some(_damage, 4), _wrong_archive)
