"""Notes of the user's own: kept whole, apart, readable, and never lost to another program."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doelboom.data.model.accounts import Source
from doelboom.data.model.identity import Correction
from doelboom.data.storage import locations, notes
from doelboom.data.storage.notes import Notes, government, notes_of

GENT = Source(2024, "Gent", id="bundled")


@pytest.fixture(autouse=True)
def _nothing_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "_shared", {})


def again(source: Source = GENT) -> Notes:
    """The notes as another program reads them."""
    return Notes(notes_of(source)._folder)


def test_a_note_is_a_text_file_that_only_its_owner_reads(home: Path) -> None:
    assert notes_of(GENT).all == ()
    assert not locations.notes().exists()
    notes_of(GENT).put("AC34834", "Vraag de dienst.\r\n- of het klopt  \n\n")
    path = locations.notes() / "gent" / "2024" / "AC34834.md"
    assert path.read_text(encoding="utf-8") == "Vraag de dienst.\n- of het klopt\n"
    modes = {part: part.stat().st_mode & 0o777 for part in (path, *list(path.parents)[:4])}
    assert modes == {path: 0o600, **dict.fromkeys(list(path.parents)[:4], 0o700)}
    assert [(note.code, note.text) for note in again().all] == [("AC34834", "Vraag de dienst.\n- of het klopt")]
    assert again().all[0].changed_at.timestamp() == pytest.approx(path.stat().st_mtime)


def test_an_empty_text_takes_it_away() -> None:
    notes_of(GENT).put("AC34834", "iets")
    assert "AC34834" in notes_of(GENT)
    notes_of(GENT).put("AC34834", " \n\n ", seen="iets")
    assert "AC34834" not in notes_of(GENT)
    assert again().all == ()


def test_governments_and_years_have_their_own() -> None:
    sources = [GENT, Source(2023, "Gent"), Source(2024, "Brugge"), Source(2024, id="2024-aaaaaaaaaaaa"), Source(2024)]
    for number, source in enumerate(sources):
        notes_of(source).put("AC1", f"note {number}")
    assert [again(source).text("AC1") for source in sources] == [f"note {number}" for number in range(5)]
    assert again(Source(2024, "  GENT ", id="2024-bbbbbbbbbbbb")).text("AC1") == "note 0"
    assert government(Source(2024, digest="ab" * 32)) == "ab" * 6


@pytest.mark.parametrize("name", ["../../x", "..", ".", "/etc", "a/b", "AC 1", "été%2F", ".lock", "a\N{NULL}b", "*?"])
def test_no_code_and_no_government_leads_out_of_its_folder(name: str) -> None:
    source = Source(2024, name)
    notes_of(source).put(name, "here")
    assert again(source).texts == {name: "here"}
    files = [path for path in locations.notes().rglob("*") if path.is_file() and path.name != ".lock"]
    assert [path.parent.parent.parent for path in files] == [locations.notes()]
    assert [path for path in locations.data_folder().iterdir() if path != locations.notes()] == []


TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, code=st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_what_is_put_is_what_is_read(text: str, code: str) -> None:
    notes_of(GENT).put(code, text, seen=notes_of(GENT).text(code))
    assert again().text(code) == notes_of(GENT).text(code) == notes.cleaned(text)
    notes_of(GENT).put(code, "", seen=text)


def test_of_one_note_in_two_programs_both_texts_are_kept() -> None:
    one = notes_of(GENT)
    one.put("AC1", "together")
    other = again()
    assert other.put("AC1", "the other's", seen="together") is False
    assert one.put("AC1", "the one's", seen="together") is True
    assert again().text("AC1") == one.text("AC1") == "the other's\n\nthe one's"
    assert other.put("AC1", "", seen="the other's") is True
    assert again().text("AC1") == "the other's\n\nthe one's"


def test_the_same_text_twice_is_no_conflict() -> None:
    one, other = notes_of(GENT), again()
    one.put("AC1", "same")
    assert other.put("AC1", "same") is False
    assert again().text("AC1") == "same"


def test_ten_programs_at_once_lose_no_note_and_no_text() -> None:
    script = (
        "import sys\nfrom doelboom.data.model.accounts import Source\n"
        "from doelboom.data.storage.notes import notes_of\n"
        "notes = notes_of(Source(2024, 'Gent'))\nnumber = sys.argv[1]\n"
        "for turn in range(5):\n    notes.put(f'AC{number}', f'{number}.{turn}', seen=notes.text(f'AC{number}'))\n"
        "notes.put('SHARED', f'by {number}')\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, str(number)]) for number in range(10)]
    assert [process.wait(timeout=60) for process in started] == [0] * 10
    kept = again().texts
    assert {code: text for code, text in kept.items() if code != "SHARED"} == {f"AC{n}": f"{n}.4" for n in range(10)}
    assert sorted(kept["SHARED"].split("\n\n")) == [f"by {number}" for number in range(10)]


def test_what_is_no_note_is_passed_over_and_never_written_over() -> None:
    notes_of(GENT).put("AC1", "mine")
    folder = notes_of(GENT)._folder
    (folder / "AC2.md").mkdir()
    (folder / "AC3.md").symlink_to("/etc/hostname")
    (folder / "AC4.md").write_bytes(b"x" * (1024 * 1024 + 1))
    (folder / "AC5.txt").write_text("else")
    os.mkfifo(folder / "AC6.md")
    assert again().texts == {"AC1": "mine"}
    for code in ("AC2", "AC3", "AC4", "AC6"):
        with pytest.raises(OSError, match=code):
            again().put(code, "new")
    assert (folder / "AC4.md").stat().st_size == 1024 * 1024 + 1


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    notes_of(GENT).put("AC1", "mine")
    (notes_of(GENT)._folder / "AC1.md").write_bytes(b"caf\xe9\n")
    assert again().text("AC1") == "caf\N{REPLACEMENT CHARACTER}"


def test_where_nothing_can_be_kept_it_says_so(home: Path) -> None:
    locations.data_folder().parent.mkdir(parents=True)
    locations.data_folder().write_text("a file")
    assert notes_of(GENT).all == ()
    with pytest.raises(OSError):
        notes_of(GENT).put("AC1", "mine")


def test_a_report_whose_government_becomes_known_keeps_its_notes() -> None:
    """Until then they are kept under its id; notes that the government has already are left alone."""
    unknown = Source(2024, id="2024-cccccccccccc")
    notes_of(unknown).put("AC1", "asked")
    named = replace(unknown, correction=Correction((("government", "Elmsdaal"),)))
    assert again(named).text("AC1") == "asked"
    assert again(unknown).text("AC1") == ""
    again(unknown).put("AC1", "another")
    assert again(named).text("AC1") == "asked"
    assert again(unknown).text("AC1") == "another"
