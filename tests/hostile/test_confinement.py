"""The process that reads is no way into anything: what a document could make of it is tried."""

from __future__ import annotations

import json
import os
import pty
import shutil
import socket
import sys
from pathlib import Path

import pytest

from doelboom.data.reading.confinement.calls import _ARCHITECTURES
from doelboom.data.reading.confinement.files import version
from doelboom.data.reading.confinement.kernel import machine
from doelboom.data.reading.sandbox import read_guarded
from doelboom.parser import ReportError
from tests.hostile import intruder
from tests.hostile.pdfs import case

WITHOUT_LANDLOCK = {
    "the environment of who asked", "a file of the home", "a report of the archive", "the files of the home"
}  # fmt: skip
"""What nothing but Landlock keeps it from."""


def _has_landlock() -> bool:
    try:
        return version() > 0
    except OSError:
        return False


@pytest.fixture
def document(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document that takes over the process that reads it."""
    archive = home / "data" / "report"
    secret = home / ".ssh" / "id"
    for path in (archive, secret):
        path.parent.mkdir(parents=True)
        path.write_text("geheim")
    document = home / "verslag.pdf"
    document.write_bytes(case("nothing wrong"))
    monkeypatch.setenv("TOKEN", "geheim")
    program = home / "intruder.py"
    shutil.copy(intruder.__file__, program)
    started = home / "python"
    started.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P "{program}"\n')
    started.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(started))
    return document


@pytest.mark.skipif(
    machine() not in _ARCHITECTURES, reason="NO FILTER OF CALLS FOR THIS SYSTEM: THE READER'S CONFINEMENT WAS NOT TRIED"
)
@pytest.mark.parametrize("without", [[], ["give_up_files"]])
def test_a_document_that_takes_the_reader_over_gets_at_nothing(without: list[str], document: Path) -> None:
    home = document.parent
    master, slave = pty.openpty()
    with socket.socket(socket.AF_UNIX) as agent, socket.create_server(("127.0.0.1", 0)) as server:
        agent.bind(str(home / "agent"))
        agent.listen()
        aims = {
            "home": str(home / ".ssh" / "id"),
            "archive": str(home / "data" / "report"),
            "document": str(document),
            "terminal": os.ttyname(slave),
            "agent": str(home / "agent"),
            "without": without,
            "port": server.getsockname()[1],
        }
        (home / "aims.json").write_text(json.dumps(aims))

        with pytest.raises(ReportError) as caught:
            read_guarded(document)

    for descriptor in (master, slave):
        os.close(descriptor)
    got = set(json.loads(str(caught.value)))
    assert got == (set() if _has_landlock() and not without else WITHOUT_LANDLOCK)
    assert (home / ".ssh" / "id").read_text() == "geheim"
