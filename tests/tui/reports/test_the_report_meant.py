"""Every answer is the answer of the report that is meant: after an upgrade, with damage, with its file moved or gone.

Through the installed program; what several commands say alike, through one of them so and through the others in this
process. The report meant is read again from its file or the command ends with one line; no other
report answers in its place.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from doelboom.data.storage import locations
from tests.documents import by_fpdf
from tests.documents.invent import Size, invent
from tests.documents.looks import Look
from tests.hostile.archives import flip, part, spoil
from tests.tui.kept import WHAT_TO_DO, WHATEVER, Kept, Said, doelboom, here, opened, removed, text_report, upgraded
from tests.tui.small_reports import small_text
from tests.tui.terminal import PROGRAM, Terminal

pytestmark = pytest.mark.skipif(not PROGRAM.exists(), reason=f"THE PROGRAM IS NOT INSTALLED: {PROGRAM}")

COMMANDS = (
    ("show", "AC51000"),
    ("search", "planten"),
    ("variances",),
    ("services",),
    ("bridge", "OD4100"),
    ("check",),
    ("export", "amounts", "--format", "csv"),
    ("export", "variances", "--format", "md"),
)


@pytest.fixture
def kept(tmp_path: Path, home: Path) -> Kept:
    """A text, opened."""
    return text_report(tmp_path)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Said]:
    """What the program says of the text before anything happens to it."""
    folder = tmp_path_factory.mktemp("before")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(folder))
        patch.setenv("LC_ALL", "C.UTF-8")
        text_report(folder)
        return {command: here(*command) for command in COMMANDS}


@pytest.mark.parametrize("what", ["upgraded", "a byte of amounts.parquet", "removed"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_answers_as_before_and_says_so_once(
    command: tuple[str, ...], what: str, kept: Kept, answers: dict[tuple[str, ...], Said]
) -> None:
    before = answers[command]
    assert (before.code, before.err) == (0, "")
    happen, why = WHATEVER[what]
    happen(kept)

    after = here(*command)

    assert (after.code, after.out) == (0, before.out)
    assert after.line == f"{kept.label}: {why}; read again from {kept.file}"


@pytest.mark.parametrize("what", WHATEVER)
def test_whatever_became_of_the_entry_the_file_is_read_again_and_kept(what: str, kept: Kept) -> None:
    happen, why = WHATEVER[what]
    happen(kept)

    said = doelboom("show", "AC51000")

    assert said.code == 0
    assert said.out.startswith(f"Report: {kept.label}\nCode: AC51000\n")
    assert "Exploitatie, uitgaven, Budget 2027: 500.123 euro" in said.out
    assert said.line == f"{kept.label}: {why}; read again from {kept.file}"
    assert here("show", "AC51000") == Said(0, said.out, "")


@pytest.mark.parametrize("what", WHATEVER)
def test_where_the_file_is_gone_one_line_says_what_to_do(what: str, kept: Kept) -> None:
    happen, why = WHATEVER[what]
    happen(kept)
    label = kept.label
    kept.file.unlink()

    said = doelboom("show", "AC34834")

    assert (said.code, said.out) == (2, "")
    assert said.line == f"{label}: {why}, and {kept.file} is not there any more; {WHAT_TO_DO}"


@pytest.mark.parametrize("asked", ["last", "by id"])
@pytest.mark.parametrize("file", ["changed", "a folder", "a pipe"])
def test_what_stands_in_the_place_of_the_file_is_not_the_report(file: str, asked: str, kept: Kept) -> None:
    upgraded(kept)
    identifier, label = kept.id, kept.label
    if file == "changed":
        kept.file.write_text(small_text(text="We kappen bomen."), encoding="utf-8")
    else:
        kept.file.unlink()
        {"a folder": os.mkdir, "a pipe": os.mkfifo}[file](kept.file)
    became = "has changed since" if file == "changed" else "is not there any more"

    said = doelboom("variances", *(["--report", identifier] if asked == "by id" else []))

    assert (said.code, said.out) == (2, "")
    assert said.line == f"{label}: kept by another version of doelboom, and {kept.file} {became}; {WHAT_TO_DO}"


@pytest.mark.parametrize("command", [*COMMANDS, (), ("AC51000",)], ids=" ".join)
def test_no_command_takes_another_report(command: tuple[str, ...], kept: Kept) -> None:
    upgraded(kept)
    label = kept.label
    kept.file.unlink()

    said = doelboom(*command)

    assert (said.code, said.out) == (2, "")
    assert said.line.startswith(f"{label}: kept by another version of doelboom, and ")


def test_the_bundled_report_answers_where_none_was_opened_or_it_is_asked_for(tmp_path: Path, home: Path) -> None:
    assert here("show", "AC34834").out.startswith("Report: Jaarrekening 2024 - Gent (bundled)\n")
    kept = text_report(tmp_path)
    upgraded(kept)
    kept.file.unlink()

    said = doelboom("show", "AC34834", "--report", "bundled")

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Report: Jaarrekening 2024 - Gent (bundled)\n")
    assert doelboom("show", "AC34834").code == 2


# What is known of the file


def test_an_entry_that_names_no_file_gets_the_line(kept: Kept) -> None:
    """As versions before kept it: no path in the entry, and the bare id as what was opened last."""
    spoil(kept.entry, path=None)
    upgraded(kept)
    (locations.archive() / "last").write_text(kept.id)

    said = doelboom("show", "AC51000")

    assert (said.code, said.out) == (2, "")
    why = "kept by another version of doelboom, and where its file lies was not written down"
    assert said.line == f"{kept.label}, verslag.txt: {why}; {WHAT_TO_DO}"
    assert here("open", kept.file, "--no-ui").err == ""
    assert here("show", "AC51000").code == 0


def test_a_bare_id_as_the_last_report_is_understood(kept: Kept) -> None:
    (locations.archive() / "last").write_text(kept.id)
    assert here("show", "AC51000").err == ""
    upgraded(kept)

    # The entry names the file.
    assert doelboom("show", "AC51000").line.endswith(f"; read again from {kept.file}")


def test_the_place_where_the_file_was_opened_last_counts(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    moved = Kept(kept.file.rename(tmp_path / "elders" / "jaarverslag.txt"))
    assert here("show", "AC51000", "--report", moved.file).err == ""
    upgraded(moved)

    assert doelboom("show", "AC51000").line.endswith(f"; read again from {moved.file}")
    assert here("reports", "--format", "csv").out.splitlines()[2].split(",")[2] == "jaarverslag.txt"


def test_a_path_typed_from_a_folder_is_found_from_another(tmp_path: Path, home: Path) -> None:
    kept = text_report(tmp_path)
    subprocess.run([str(PROGRAM), "open", "verslag.txt", "--no-ui"], cwd=tmp_path, check=True, capture_output=True)
    upgraded(kept)

    assert here("show", "AC51000").line.endswith(f"; read again from {kept.file}")


@pytest.mark.parametrize(
    "name", [b"ver\x1b]0;x\x07slag\n2.txt", b"verslag-\xff\xfe.txt", "verslag [b]é {x}.txt".encode()]
)
@pytest.mark.parametrize("there", [True, False])
def test_any_name_is_found_again_and_printed_as_text(name: bytes, there: bool, tmp_path: Path, home: Path) -> None:
    kept = text_report(tmp_path, name)
    upgraded(kept)
    if not there:
        kept.file.unlink()

    said = doelboom("check")

    assert said.code == (0 if there else 2)
    assert said.line
    assert ("read again from" if there else "is not there any more") in said.line


def test_another_report_than_the_last_is_read_again_by_its_id(kept: Kept, tmp_path: Path) -> None:
    other = text_report(tmp_path, "ander.txt", "struiken")
    upgraded(kept)

    said = doelboom("show", "AC51000", "--report", kept.id[5:10])

    assert said.code == 0
    assert said.line == f"{kept.label}: kept by another version of doelboom; read again from {kept.file}"
    assert here("show", "AC51000").out.startswith(f"Report: {other.label}\n")


def test_the_beginning_of_two_ids_means_neither_whichever_version_kept_them(kept: Kept, tmp_path: Path) -> None:
    other = text_report(tmp_path, "ander.txt", "struiken")
    upgraded(kept)

    said = doelboom("show", "AC51000", "--report", "2027")

    assert (said.code, said.out) == (1, "")
    assert said.line == f"2027: several reports answer to this: {', '.join(sorted([kept.id, other.id]))}"


def test_a_damaged_entry_of_a_file_that_is_named_is_healed_without_a_word(kept: Kept) -> None:
    flip(kept.entry, part(kept.entry, "nodes.parquet"))

    assert doelboom("show", "AC51000", "--report", kept.file).err == ""
    assert doelboom("show", "AC51000").err == ""


def test_opening_a_file_works_whatever_is_kept(kept: Kept, tmp_path: Path) -> None:
    upgraded(kept)
    kept.file.unlink()
    (locations.archive() / "last").write_bytes(b"\xff{")

    other = text_report(tmp_path, "ander.txt", "struiken")

    assert here("show", "AC51000").out.startswith(f"Report: {other.label}\n")


def test_a_note_that_is_damaged_stands_for_no_report(kept: Kept) -> None:
    note = locations.archive() / "last"
    flip(note)

    said = doelboom("show", "AC51000")

    assert (said.code, said.out) == (2, "")
    assert said.line == (
        f"which report was opened last cannot be told ({note}: damaged); open its file (`doelboom open FILE`), or "
        "choose a report by its id (`doelboom reports`)"
    )
    assert here("show", "AC51000", "--report", kept.id).code == 0
    assert here("show", "AC34834", "--report", "bundled").code == 0


# A PDF


@pytest.fixture
def pdf(tmp_path: Path, home: Path) -> Kept:
    """A PDF, opened."""
    file = tmp_path / "jaarrekening.pdf"
    by_fpdf.write(invent(12, Size(plans=2, leaves=2), year=2031), Look(), file)
    return opened(file)


@pytest.mark.parametrize("what", ["upgraded", "a byte of rows.json", "removed"])
def test_a_pdf_is_read_again(what: str, pdf: Kept) -> None:
    before = here("export", "amounts", "--format", "csv")
    happen, why = WHATEVER[what]
    happen(pdf)

    after = doelboom("export", "amounts", "--format", "csv")

    assert (after.code, after.out) == (0, before.out)
    assert after.line == f"{pdf.label}: {why}; read again from {pdf.file}"
    assert here("check").out.startswith(f"{pdf.label}\n")


def test_a_file_that_cannot_be_read_again_says_why(pdf: Kept, tmp_path: Path) -> None:
    """A PDF that was opened with its password: nobody is there to give it."""
    from tests.parser.pdf.test_pdf_errors import _encrypt

    shut = tmp_path / "dicht.pdf"
    _encrypt(pdf.file, shut, "geheim")
    done = doelboom("open", shut, "--password", "geheim", "--no-ui")
    kept = Kept(shut, int(done.out.split()[1]))
    upgraded(kept)

    said = doelboom("check")

    assert (said.code, said.out) == (2, "")
    assert said.line.startswith(
        f"{kept.label}: kept by another version of doelboom, and {shut} cannot be read again (dicht.pdf: "
    )
    assert "password" in said.line


# What lists the reports


def test_the_reports_say_which_cannot_be_shown_as_they_are(kept: Kept, tmp_path: Path) -> None:
    others = [text_report(tmp_path, f"ander-{number}.txt", f"{number} struiken") for number in range(3)]
    flip(others[0].entry, part(others[0].entry, "findings.parquet"))
    upgraded(others[1])
    removed(others[2])

    listed = json.loads(doelboom("reports", "--format", "json").out)

    assert {row["id"]: (row["file"], row["state"], row["last"]) for row in listed} == {
        "bundled": ("jaarrekening-2024-documentatie.txt", "kept", False),
        kept.id: ("verslag.txt", "kept", False),
        others[0].id: ("ander-0.txt", "damaged", False),
        others[1].id: ("ander-1.txt", "outdated", False),
        others[2].id: ("ander-2.txt", "missing", True),
    }
    for form in ("table", "plain"):
        said = here("reports", "--format", form)
        assert (said.code, said.err) == (0, "")
        for words in ("damaged: open", "of another version: open", "not in the archive: open"):
            assert said.out.count(f"{words} its file again") == 1
    assert "opened last: " + f"{others[2].id}, not in the archive\n" in here("doctor").out


def test_a_note_that_is_damaged_is_said_and_the_reports_are_listed(kept: Kept) -> None:
    flip(locations.archive() / "last")

    said = doelboom("reports", "--format", "json")

    assert said.code == 0
    assert "which report was opened last cannot be told" in said.line
    assert [row["last"] for row in json.loads(said.out)] == [False, False]
    assert "opened last: which report was opened last cannot be told" in here("doctor").out


@pytest.mark.parametrize("note", ["whole", "damaged"])
def test_completion_offers_what_is_there_and_never_says_a_word(note: str, kept: Kept) -> None:
    from tests.tui.cli.test_completion import offered

    assert "AC51000" in offered("show", "AC51")
    upgraded(kept)
    if note == "damaged":
        flip(locations.archive() / "last")

    # `offered` sees to it that nothing is said.
    assert offered("show", "AC51") == []
    assert offered("show", "AC34834") == []
    assert offered("show", "--report", "2027") == [kept.id]
    assert not kept.entry.exists()


# The explorer


def test_the_explorer_starts_on_the_report_read_again_and_says_so(pdf: Kept) -> None:
    upgraded(pdf)
    with Terminal(size=(120, 30)) as it:
        it.until_shown("Jaarrekening 2031", "kept by another version of doelboom; read")
        it.type("q")
        assert it.exit_code() == 0
    assert b"reading jaarrekening.pdf" in it.written
    assert doelboom("check").err == ""


def test_the_explorer_does_not_start_on_another_report(kept: Kept) -> None:
    upgraded(kept)
    label = kept.label
    kept.file.unlink()
    with Terminal() as it:
        assert it.exit_code() == 2
    assert it.written.count(b"\n") == 1
    assert it.written.startswith(f"doelboom: {label}: kept by another version of doelboom, and ".encode())
    assert b"\x1b[?1049h" not in it.written
