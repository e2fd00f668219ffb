"""The process that reads, as it is where a document took it over: it tries all that it has no business with.

Run in the place of the real one (`tests.hostile.test_confinement`): it starts as that does, gives up what that gives
up, and then, instead of reading, says in an answer how each attempt ended.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from doelboom.data.reading import reader
from doelboom.data.reading.confinement import confine
from doelboom.parser.pdf import second_process

AIMS = json.loads(Path(__file__).with_name("aims.json").read_text()) if __name__ == "__main__" else {}
"""What there is to get at: files and a socket of the user's, by name."""


def _missing(*_arguments: object) -> int:
    raise OSError("this kernel has none")


def _connect(family: int, address: Any) -> None:
    with socket.socket(family) as one:
        one.settimeout(1)
        one.connect(address)


def _write(path: str) -> None:
    os.write(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), b"mine")


def _raise(kind: int) -> None:
    _soft, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (hard, hard))


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _see_environment() -> None:
    if "geheim" in str(os.environ):
        return
    raise OSError("nothing in it")


def _see_descriptors() -> None:
    seen = 0
    for descriptor in range(256):
        try:
            os.fstat(descriptor)
            seen += 1
        except OSError:
            continue
    # Standard ones and the answers; the document; the helper's two.
    if seen <= 7:
        raise OSError(f"{seen} of them")


ATTEMPTS: dict[str, Callable[[], object]] = {
    "a secret in the environment": _see_environment,
    "the environment of who asked": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "descriptors left open": _see_descriptors,
    "a file of the home": lambda: Path(AIMS["home"]).read_bytes(),
    "a report of the archive": lambda: Path(AIMS["archive"]).read_bytes(),
    "the files of the home": lambda: list(Path(AIMS["home"]).parent.iterdir()),
    "writing to the home": lambda: _write(AIMS["home"]),
    "writing to the archive": lambda: _write(AIMS["archive"]),
    "a new file": lambda: _write("/tmp/doelboom-intruder"),
    "removing a file": lambda: Path(AIMS["home"]).unlink(),
    "a link": lambda: Path(AIMS["home"] + ".link").symlink_to("/"),
    "writing to the document": lambda: _write(AIMS["document"]),
    "the terminal": lambda: os.open("/dev/tty", os.O_RDWR),
    "the terminal by its name": lambda: os.open(AIMS["terminal"], os.O_WRONLY | os.O_NOCTTY),
    "the network": lambda: _connect(socket.AF_INET, ("127.0.0.1", AIMS["port"])),
    "the key agent": lambda: _connect(socket.AF_UNIX, AIMS["agent"]),
    "a socket": lambda: socket.socketpair(),
    "a program": lambda: subprocess.run(["/bin/true"], check=False),
    "becoming a program": lambda: os.execv("/bin/true", ["true"]),
    "another process": _fork,
    "another thread": lambda: threading.Thread(target=int).start(),
    "a signal to who asked": lambda: os.kill(os.getppid(), signal.SIGCONT),
    "more time": lambda: _raise(resource.RLIMIT_CPU),
    "more memory": lambda: resource.setrlimit(resource.RLIMIT_DATA, (1 << 40, 1 << 40)),
    "larger files": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 40, 1 << 40)),
    "the rights of another user": lambda: os.setuid(os.getuid() + 1),
}


def _told(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except (OSError, ValueError, RuntimeError) as error:
        return f"no: {error}"
    return "done"


def _done() -> list[str]:
    """What it got at."""
    return [name for name, attempt in ATTEMPTS.items() if _told(attempt) == "done"]


def help_to_intrude() -> None:
    """The same in the process that helps."""
    sys.stdout.write(json.dumps(_done()) + "\n")
    sys.stdout.flush()


def intrude(opening: dict[str, Any], requests: IO[bytes], answers: IO[bytes]) -> None:
    """Tries everything, and what reading needs."""
    requests.readline()
    done = _done()
    if (helper := second_process._ready.process) is not None:
        done += json.loads(helper.stdout.readline())
    import pdfplumber

    with reader._document(opening).open("rb") as document:
        assert document.read(4) == b"%PDF"
    assert pdfplumber.__version__
    answers.write(json.dumps({"refused": json.dumps(done)}).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    for name in AIMS["without"]:
        setattr(confine, name, _missing)
    reader.serve, second_process._serve = intrude, help_to_intrude
    sys.exit(reader.main())  # type: ignore[func-returns-value]
