"""The layers at run time: what a start loads, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

SCREEN = ("textual", "rich", "click")
DOCUMENT = ("pdfplumber", "pdfminer", "pypdfium2")


def _names_loaded_by(program: str) -> list[str]:
    """The modules that a program has loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint('modules', *sys.modules)"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-500:]
    last = done.stdout.splitlines()[-1]
    assert last.startswith("modules ")
    return last.split()[1:]


def _loaded_by(program: str) -> set[str]:
    """The same: libraries by their first name, our own by their room's."""
    names = _names_loaded_by(program)
    return {".".join(name.split(".")[: 2 if name.startswith("doelboom.") else 1]) for name in names}


@pytest.mark.parametrize(
    "module",
    [
        "doelboom.data",
        "doelboom.data.storage.library",
        "doelboom.data.model.outline",
        "doelboom.data.queries.variances",
        "doelboom.data.check.check",
        "doelboom.data.queries.search",
        "doelboom.data.storage.archive",
    ],
)
def test_data_knows_no_screen_and_no_document(module: str) -> None:
    loaded = _loaded_by(f"import {module}")
    assert "doelboom.data" in loaded
    assert loaded.isdisjoint(SCREEN)
    assert loaded.isdisjoint(DOCUMENT)


def test_parser_knows_no_frame_and_no_screen() -> None:
    loaded = _loaded_by("import doelboom.parser")
    assert "doelboom.parser" in loaded
    assert loaded.isdisjoint({"polars", "doelboom.data", "doelboom.tui", *SCREEN, *DOCUMENT})


def test_reading_a_text_loads_no_frame_no_screen_and_no_pdf_library(tmp_path: Path) -> None:
    from tests.tui.small_reports import small_text

    path = tmp_path / "verslag.txt"
    path.write_text(small_text(), encoding="utf-8")
    loaded = _loaded_by(f"from doelboom import parser\nassert len(parser.read_report({str(path)!r}).nodes) == 5")
    assert loaded.isdisjoint({"polars", "doelboom.data", "doelboom.tui", *SCREEN, *DOCUMENT})


READER = """
import io, json, os
from doelboom.data.reading.reader import serve
opening = {{"path": os.fsencode({path!r}).hex(), "password": None, "megabytes": 1024, "seconds": 30}}
requests = [
    {{"engine": "pdfium", "engines": {{}}}},
    {{"engine": "pdfium", "engines": {{"1": "pdfplumber"}}}},
]
answers = io.BytesIO()
serve(opening, io.BytesIO("\\n".join(map(json.dumps, requests)).encode()), answers)
assert answers.getvalue().count(b'"report"') == 2, answers.getvalue()
"""


def test_the_process_that_reads_a_pdf_loads_no_query_engine_and_no_screen(tmp_path: Path) -> None:
    from tests.documents import by_fpdf
    from tests.documents.invent import Size, invent
    from tests.documents.looks import Look

    path = tmp_path / "verslag.pdf"
    by_fpdf.write(invent(12, Size(plans=1, leaves=3)), Look(), path)
    loaded = _loaded_by(READER.format(path=str(path)))
    assert {"doelboom.data", "doelboom.parser", "pypdfium2", "pdfplumber"} <= loaded
    assert loaded.isdisjoint({"polars", "doelboom.tui", *SCREEN})


START = """
from doelboom.data.storage.library import open_report
from doelboom.data.model.outline import outline
tree = outline(open_report({reference!r}).accounts)
assert tree.items[{code!r}].title
"""


def test_a_start_on_the_bundled_report_reads_no_document() -> None:
    loaded = _loaded_by(START.format(reference=None, code="AC34834"))
    assert "doelboom.data" in loaded
    assert loaded.isdisjoint({*SCREEN, *DOCUMENT})


def test_a_start_from_the_archive_reads_no_document(tmp_path: Path) -> None:
    from tests.tui.small_reports import opened, small_text

    report = opened(small_text(), tmp_path)
    (tmp_path / "verslag.txt").unlink()
    loaded = _loaded_by(START.format(reference=report.id, code="AC51001"))
    assert loaded.isdisjoint({*SCREEN, *DOCUMENT})


def test_the_file_itself_found_in_the_archive_is_not_read_again(tmp_path: Path) -> None:
    from tests.tui.small_reports import opened, small_text

    opened(small_text(), tmp_path)
    loaded = _loaded_by(START.format(reference=str(tmp_path / "verslag.txt"), code="AC51001"))
    assert loaded.isdisjoint({*SCREEN, *DOCUMENT})


def test_a_look_up_on_the_command_line_loads_no_screen() -> None:
    program = "import sys\nsys.argv = ['doelboom', 'show', 'AC34834', '--format', 'plain']\n"
    program += "from doelboom.tui.cli.main import main\n"
    loaded = _loaded_by(f"{program}assert main() == 0")
    assert "click" in loaded
    assert "textual" not in loaded
    assert loaded.isdisjoint(DOCUMENT)


def test_the_explorer_as_lines_loads_no_toolkit_and_no_query_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import io, sys\nsys.argv = ['doelboom', '--report', 'bundled', '--linear']\nsys.stdin = io.StringIO('1\\n')\n"
    )
    loaded = _loaded_by(f"{program}from doelboom.tui.cli.main import main\nassert main() == 0")
    assert "doelboom.tui" in loaded
    assert loaded.isdisjoint({"textual", "polars", *DOCUMENT})


def test_what_needs_no_query_engine_opens_without_it() -> None:
    modules = ("lists.check", "years", "reports")
    loaded = _loaded_by("\n".join(f"import doelboom.tui.explorer.screens.{module}" for module in modules))
    assert "textual" in loaded
    assert "polars" not in loaded


OF_A_START = {
    "click", "linkify_it", "markdown_it", "mdit_py_plugins", "mdurl", "platformdirs", "pygments", "rich", "textual",
    "typing_extensions", "uc_micro",
}  # fmt: skip
"""The libraries that the painted explorer has loaded when it is ready to paint. One more is time at every start."""

OWN_OF_A_START = {
    "data": "log",
    "data.model": "accounts cells doubts effects findings identity outline queries remainders rows sums",
    "data.queries": "marked search siblings spelling texts",
    "data.reading": "address_space",
    "data.storage": "archive contents corrections entry files last library locations notes retrace sources",
    "data.storage.shared": "layout libraries",
    "parser": "dataclass errors options records",
    "parser.formats": "printable",
    "tui.cli": "group lazy main report start",
    "tui.cli.asking": "names options",
    "tui.cli.commands": "explore",
    "tui.explorer": "app aside following history key_names key_queue keymap start themes tree_filter",
    "tui.explorer.commands": "command everywhere explorer lists moving other_screens reports variances years",
    "tui.explorer.screens": "base travel watching",
    "tui.explorer.screens.lists": "subject",
    "tui.explorer.screens.tree": "explorer marked_tree tree tree_state years_tree",
    "tui.explorer.widgets": "detail field filter lines rows tree tree_heading unfolded",
    "tui.locale": "words",
    "tui.settings": "absent bookmarks config depth marks session session_form typed",
    "tui.terminal": "abilities driver ending keyboard log painting textual_places window",
    "tui.terminal.screen": "cells meant order pen screen scrolling sequences strokes styles",
    "tui.views.drawing": "arrangement detail look share_bar tables tree_cells",
    "tui.views.words": "captions filters levels marked matches notes numbers places titles truncation",
    "tui.views.words.check": "findings status",
    "tui.views.words.reports": "unusable",
}
"""The same of doelboom's own modules, by their folders: dialogs, lists and the palette come when they are opened."""


def test_a_start_of_the_explorer_loads_these_modules_and_no_other() -> None:
    program = "import doelboom.tui.cli.start, doelboom.tui.cli.main, doelboom.tui.cli.group\n"
    program += "import doelboom.tui.cli.commands.explore, doelboom.tui.explorer.start, doelboom.tui.explorer.app\n"
    program += "import doelboom.tui.terminal.driver"
    names = _names_loaded_by(program)
    libraries = {name.partition(".")[0] for name in names if not name.startswith(("_", "doelboom"))}
    assert libraries - set(sys.stdlib_module_names) <= OF_A_START
    own = {name.removeprefix("doelboom.") for name in names if name.startswith("doelboom.")}
    folders = {name.rpartition(".")[0] for name in own}
    modules = {f"{folder}.{name}" for folder, names in OWN_OF_A_START.items() for name in names.split()}
    assert own - folders == modules
