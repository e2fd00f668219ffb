"""Hostile text in a report: read as text, kept as text, shown as text."""

from __future__ import annotations

import asyncio
import base64
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings

from doelboom.data.model.accounts import Accounts
from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import open_report
from doelboom.tui.terminal import textual_places
from tests.hostile.texts import ALL, FLOODS, MARK, REPORTS, complaint, report_of, report_of_all
from tests.parser.small_reports import NOTHING, action, tables
from tests.tui.driving import NARROW, WIDE, Driven, explore
from tests.tui.small_reports import opened

quick = settings(
    max_examples=30, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def texts_of(accounts: Accounts) -> list[str]:
    """Every text in a report's frames."""
    found = []
    for frame in (accounts.nodes, accounts.amounts, accounts.faults, accounts.findings):
        for name, kind in frame.schema.items():
            column = frame[name].explode() if isinstance(kind, pl.List) else frame[name]
            if column.dtype == pl.String:
                found += column.drop_nulls().to_list()
    return [*found, *accounts.source.notes, accounts.source.city or ""]


def read_text(text: str, folder: Path) -> Accounts:
    path = folder / "verslag.txt"
    path.write_bytes(text.encode("utf-8"))
    return open_report(str(path), Archive(folder / "reports")).accounts


@quick
@given(REPORTS)
def test_nothing_that_steers_a_terminal_is_read(tmp_path: Path, text: str) -> None:
    for value in texts_of(read_text(text, tmp_path)):
        assert complaint(value, lines=True) is None, value


@quick
@given(REPORTS)
def test_the_figures_are_those_of_the_report_whatever_its_words(tmp_path: Path, text: str) -> None:
    plain = read_text(report_of("titel", "dienst", "tekst"), tmp_path)
    hostile = read_text(text, tmp_path)

    assert hostile.nodes["code"].to_list() == plain.nodes["code"].to_list()
    assert hostile.amounts.equals(plain.amounts)


def test_the_words_between_the_sequences_are_kept(tmp_path: Path) -> None:
    titles = read_text(report_of_all(), tmp_path).nodes["title"].to_list()

    kept = " ".join(title or "" for title in titles)
    assert kept.count(MARK) > sum(MARK in text for text in ALL)


@pytest.mark.parametrize(
    "flood",
    [*FLOODS, "x", "\U000e0041", "[", "<b>", "**", "=", "\x1b[31m", "\u6f22"],
    ids=lambda flood: f"{flood[:3]!a}",
)
def test_a_megabyte_without_a_space_is_a_text_like_another(flood: str, tmp_path: Path) -> None:
    size = 1_000_000 if len(flood) == 1 else 200_000
    long = flood * (size // len(flood))
    accounts = read_text(report_of(f"kort {long}", "dienst", long), tmp_path)

    assert accounts.nodes.height == 4
    for value in texts_of(accounts):
        assert complaint(value, lines=True) is None


def assert_painted(driven: Driven) -> None:
    for strip in driven.screen._compositor.render_strips():
        for segment in strip:
            assert complaint(segment.text) is None, repr(segment.text)
            link = segment.style.link if segment.style is not None else None
            assert link is None


@pytest.mark.parametrize("digits", ["1" * 5000, "1" * 5000 + "%", "-" + "12." * 2000, "\u0661" * 5000])
def test_a_figure_of_thousands_of_digits_is_unreadable_and_no_failure(digits: str, tmp_path: Path) -> None:
    figures: list[Any] = [
        tuple(digits if at == place else text for at, text in enumerate(NOTHING)) for place in range(5)
    ]
    text = "\n".join(action(f"AC5100{at}", below=tables(line)) for at, line in enumerate(figures))
    accounts = read_text(report_of("Bomen", "Groen", "Planten") + text, tmp_path)
    assert not any("failed" in note for note in accounts.source.notes)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_screen_paints_hostile_text_as_text(size: tuple[int, int], tmp_path: Path) -> None:
    report = opened(report_of_all(), tmp_path)

    async def walk() -> None:
        async with explore(report, size, "OD4100") as driven:
            codes = report.accounts.nodes["code"].to_list()
            for code in codes:
                driven.explorer.go_to(code)
                await driven.pilot.pause()
                assert_painted(driven)
                assert complaint(driven.detail_text, lines=True) is None
            await driven.press("i")
            assert_painted(driven)
            await driven.press("escape", "slash", *"kwaad")
            assert_painted(driven)
            await driven.press("escape", "escape", "v")
            assert_painted(driven)
            await driven.press("escape", "K")
            assert_painted(driven)
            await driven.press("escape", "colon", *"ac52")
            assert_painted(driven)
            await driven.press("escape", "ctrl+p")
            assert_painted(driven)

    asyncio.run(walk())


def test_a_megabyte_without_a_space_is_painted(tmp_path: Path) -> None:
    report = opened(report_of("\u6f22" * 500_000, "dienst", "=" * 1_000_000), tmp_path)

    async def walk() -> None:
        async with explore(report, NARROW, "AC51000") as driven:
            for key in ("i", "escape", "v", "escape"):
                await driven.press(key)
                assert_painted(driven)

    asyncio.run(walk())


def test_the_clipboard_gets_printable_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(textual_places, "write_to_terminal", lambda _app, sequence: written.append(sequence))
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    report = opened(report_of_all(), tmp_path)

    async def walk() -> None:
        async with explore(report, WIDE, "OD4100") as driven:
            for code in report.accounts.nodes["code"].to_list():
                driven.explorer.go_to(code)
                await driven.pilot.pause()
                driven.explorer.action_copy_row()
                assert all(complaint(text.replace("\t", " "), lines=True) is None for text in driven.said)

    asyncio.run(walk())

    assert len({*written}) == len(written) == report.accounts.nodes.height
    for sequence in written:
        match = re.fullmatch("\x1b]52;c;([A-Za-z0-9+/=]+)\x07", sequence)
        assert match is not None
        text = base64.b64decode(match[1]).decode()
        assert complaint(text.replace("\t", " ")) is None
