"""Reading a PDF in a process of its own, with limits: a hostile one takes down that process and nothing else.

PDFium and pdfminer follow what a document tells them to do: a form that draws itself takes all memory, a character
map that blows up takes hours, and a crash in PDFium cannot be caught. So a child process reads, with a bound on its
memory and on the time that each page takes, and hands the checked frames back as Parquet. Texts are read here: what
reads them takes linear time, and is our own.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from data import store
from data.accounts import Accounts, KeptAccounts
from data.reading import AUTO, Progress, read_checked
from parser import ReportError
from parser.formats import is_pdf
from parser.pdf.limits import PAGE_SECONDS, end_with_input, give_page_its_time

ALL_SECONDS = 1200
"""Processor time that a document may take."""
MEGABYTES = 2048
"""Address space that a reading may take, libraries included; a report of 80 pages takes half of it, nearly all of
that reserved by the libraries and never touched."""
_LARGEST_ANSWER = 512 * 1024 * 1024
_START = 1024


def read_guarded(
    path: str | Path, engine: str = AUTO, password: str | None = None, progress: Progress | None = None
) -> Accounts:
    """Reads a report into checked frames as `data.reading.read_checked` does, a PDF in a child process.

    Raises:
        ReportError: as `read_checked` has it; also where the document takes more time or memory than any report.
    """
    path = Path(path)
    if not _is_pdf(path):
        return read_checked(path, engine, password, progress)
    request = json.dumps(
        {
            "path": os.fsencode(path.absolute()).hex(),
            "engine": engine,
            "password": password,
            "megabytes": MEGABYTES,
            "seconds": PAGE_SECONDS,
        }
    )
    # -P: nothing is imported from the folder that the user happens to be in.
    command = [sys.executable, "-P", "-m", "data.guarded"]
    root = str(Path(__file__).parents[1])
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))}
    with subprocess.Popen(  # noqa: S603 - this very program; what is asked goes through its input
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            with contextlib.suppress(BrokenPipeError):
                # Left open: by its end the child sees that of this process.
                child.stdin.write(request.encode() + b"\n")
                child.stdin.flush()
            return _answer(path, child, child.stdout, progress)
        except BaseException:
            child.kill()
            raise


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return is_pdf(file.read(_START))
    except OSError:
        return False


def _answer(path: Path, child: subprocess.Popen[bytes], answer: IO[bytes], progress: Progress | None) -> Accounts:
    """The child's answer: a line of JSON a page, then one that says how it ended, then the frames' files."""
    done = 0
    for line in answer:
        told: dict[str, Any] = json.loads(line)
        if "done" in told:
            done = told["done"]
            if progress is not None:
                progress(done, told["count"])
        elif "refused" in told:
            raise ReportError(told["refused"])
        elif "error" in told:
            raise ReportError(f"{path.name}: damaged: {_after(done)}, the reader failed ({told['error']})")
        else:
            sizes: dict[str, int] = told["files"]
            files = {name: answer.read(min(size, _LARGEST_ANSWER)) for name, size in sizes.items()}
            try:
                accounts = store.decode(files)
                # Not kept yet, so not to be read bit by bit as kept ones are.
                return accounts.whole if isinstance(accounts, KeptAccounts) else accounts
            except store.StoreError as error:
                raise ReportError(f"{path.name}: the reader's answer is damaged ({error})") from None
    child.wait()
    raise ReportError(f"{path.name}: {_after(done)}, {_end_of(child.returncode)}")


def _after(done: int) -> str:
    return f"after page {done}" if done else "before the first page was read"


def _end_of(code: int) -> str:
    """What a child that said nothing died of."""
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return f"a page took more than {PAGE_SECONDS} seconds, which no report's does; damaged or hostile"
    if code < 0:
        name = signal.Signals(-code).name if -code in signal.valid_signals() else str(-code)
        return f"the reader broke down ({name}): damaged or hostile, or more than {MEGABYTES} MB were needed"
    return f"the reader ended with code {code}"


# In the child


def _limit(megabytes: int) -> None:
    """Sets the limits, which the processes that the reader starts have as well."""
    if sys.platform == "win32":
        return
    import resource

    for kind, limit in (
        (resource.RLIMIT_AS, megabytes << 20),
        (resource.RLIMIT_CPU, ALL_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def _serve(out: IO[bytes]) -> None:
    """Reads the document that the request names, and answers."""

    def tell(**told: object) -> None:
        out.write(json.dumps(told).encode() + b"\n")
        out.flush()

    request = json.loads(sys.stdin.buffer.readline())
    end_with_input()
    _limit(request["megabytes"])
    give_page_its_time(request["seconds"])

    def progress(done: int, count: int) -> None:
        give_page_its_time(request["seconds"])
        tell(done=done, count=count)

    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    try:
        accounts = read_checked(path, request["engine"], request["password"], progress)
        files = store.encode(accounts)
    except ReportError as error:
        tell(refused=str(error))
    except MemoryError:
        tell(error=f"more than {request['megabytes']} MB were needed")
    except Exception as error:
        tell(error=type(error).__name__)
    else:
        tell(files={name: len(content) for name, content in files.items()})
        for content in files.values():
            out.write(content)
        out.flush()


def main() -> None:
    """The child process. What libraries print goes nowhere, so that the answer stays whole."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with out:
        _serve(out)


if __name__ == "__main__":
    main()
