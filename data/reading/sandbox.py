"""Reading what cannot be trusted in a process of its own, with limits: it takes down that process and nothing else.

PDFium and pdfminer follow what a document tells them to do: a form that draws itself takes all memory, a character
map that blows up takes hours, and a crash in PDFium cannot be caught; an office file is an archive that says
itself how large it is. So a child process (`data.reading.reader`) reads those, and web pages, with a bound on its
memory and on the time that each page takes, and hands back records, which are checked here.
Texts are read here: what reads them takes linear time, and is our own.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any, Self

from doelboom.data.model.accounts import Accounts
from doelboom.data.reading.address_space import require_room
from doelboom.data.reading.confinement.limits import MEGABYTES, grant_page_time
from doelboom.data.reading.wire import Lines, WireError, report_of
from doelboom.parser import Report, ReportError
from doelboom.parser.failures import told_failure
from doelboom.parser.formats.recognise import is_pdf, is_plain
from doelboom.parser.options import AUTO, Progress
from doelboom.parser.pdf.limits import PAGE_SECONDS
from doelboom.parser.pdf.own_process import started

_LONGEST_COMPLAINT = 2000
_MOST_GIVEN_UP = 5
"""So many pages of a report can take a child down; after one more the file is refused."""
_LONGEST_TRYING = 600
"""Seconds after which no other child begins again."""
_START = 4096
_PIECE = 1 << 20
_MOST_PIECES = 64
"""What is longer is no report."""
_TABLE = b"<table"


def read_guarded(
    path: str | Path, engine: str = AUTO, password: str | None = None, progress: Progress | None = None
) -> Accounts:
    """Reads a report into checked frames as `data.reading.second_reading.read_checked` does, in a child process
    whatever is no plain text.

    Raises:
        ReportError: as `read_checked` has it; also where the document takes more time or memory than any report, or
            the user allows this program less than it needs.
        OwnFailure: (a ReportError) doelboom itself failed, here or in the child.
    """
    path = Path(path)
    require_room(path.name)
    start = _start_of(path)
    if is_plain(start) and not _holds_marks(path):
        from doelboom.data.reading.second_reading import read_checked

        return read_checked(path, engine, password, progress)
    with _Reader(path, password, progress, pages=is_pdf(start)) as reader:
        reader.ask(engine, {})
        # The query engine takes its time to load: the child reads the first pages meanwhile.
        from doelboom.data.model.frames import FrameError
        from doelboom.data.reading.second_reading import proven

        try:
            return proven(reader.read, engine)
        except FrameError as error:
            raise reader.damaged(error) from None


def _start_of(path: Path) -> bytes:
    """What a file begins with; nothing where it cannot be read, which the reading says."""
    try:
        with path.open("rb") as file:
            return file.read(_START)
    except OSError:
        return b""


def _holds_marks(path: Path) -> bool:
    """Whether a text holds tables in HTML, as Markdown can: a library reads those."""
    end = b""
    try:
        with path.open("rb") as file:
            for _ in range(_MOST_PIECES):
                piece = file.read(_PIECE)
                # In UTF-16 a zero stands beside every letter of a tag.
                text = end + piece.replace(b"\0", b"").lower()
                if _TABLE in text:
                    return True
                if len(piece) < _PIECE:
                    return False
                end = text[-len(_TABLE) :]
    except OSError:
        return False
    return False


class _Reader:
    """The child process, which reads one document as often as it is asked to."""

    def __init__(self, path: Path, password: str | None, progress: Progress | None, *, pages: bool) -> None:
        self._path, self._password, self._progress, self._pages = path, password, progress, pages
        self._done = self._count = self._told = 0
        self._asked: tuple[str, Mapping[int, str]] | None = None
        self._given_up: dict[tuple[int, str], str] = {}
        """Why a child has died, by page and engine."""
        self._begun = monotonic()
        self._start()

    def _start(self) -> None:
        self._process, document = _started_on(self._path)
        self._tell(
            path=os.fsencode(self._path.absolute()).hex(),
            document=document,
            password=self._password,
            megabytes=MEGABYTES,
            seconds=PAGE_SECONDS,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kill()
        # Waits for the process and closes its streams.
        with contextlib.suppress(BrokenPipeError):
            self._process.__exit__(kind, error, trace)

    def ask(self, engine: str, engines: Mapping[int, str]) -> None:
        """Has a reading begin, for which `read` waits."""
        self._asked = engine, engines
        self._done = self._count = 0
        grant_page_time(self._process.pid, PAGE_SECONDS)
        given_up = {page: reason for (page, by), reason in self._given_up.items() if by == engines.get(page, engine)}
        self._tell(engine=engine, engines=engines, given_up=given_up)

    def read(self, engine: str, engines: Mapping[int, str]) -> Report:
        """The report, read with an engine, and some of its pages with another. A page that takes the child down is
        given up, and another child reads the others.

        Raises:
            ReportError: there is none, or a child has died for no page's sake, or does not say what it should.
        """
        self._told = 0
        while (report := self._read(engine, engines)) is None:
            self._start()
        return report

    def _read(self, engine: str, engines: Mapping[int, str]) -> Report | None:
        """The same, or None where the child has died of a page, which is now given up."""
        if self._asked != (engine, engines):
            self.ask(engine, engines)
        self._asked = None
        assert self._process.stdout is not None
        lines = Lines(self._process.stdout)
        try:
            report = None
            while report is None:
                report = self._hear(lines.next(), lines)
        except WireError as error:
            raise self.damaged(error) from None
        except EOFError:
            code = self._process.wait()
            if self._gives_up(self._done + 1, engine, engines, code):
                return None
            what = "a page" if self._pages else "it"
            raise ReportError(f"{self._path.name}: {self._after}, {_end_of(code, what)}") from None
        return report

    def _gives_up(self, page: int, engine: str, engines: Mapping[int, str], code: int) -> bool:
        """Gives a page up for which a child has died, unless it died of something else, or too many have died."""
        by = engines.get(page, engine)
        killed_by_page = self._pages and code < 0 and (not self._count or page <= self._count)
        if not killed_by_page or (page, by) in self._given_up or len(self._given_up) >= _MOST_GIVEN_UP:
            return False
        if monotonic() - self._begun > _LONGEST_TRYING:
            return False
        self._given_up[page, by] = f"cannot be read: {_end_of(code, 'it')}"
        self.__exit__(None, None, None)
        return True

    def damaged(self, error: Exception) -> ReportError:
        """The error for an answer that is no report's."""
        return ReportError(f"{self._path.name}: damaged: {self._after}, the reader's answer makes no sense ({error})")

    def _hear(self, told: Any, lines: Lines) -> Report | None:
        """Takes a line of the answer, and those after it where it begins the report: the report, once it is there."""
        match told:
            case {"report": _}:
                return report_of(told, lines)
            case {"done": int(done), "count": int(count)} if self._done < done <= count:
                self._done, self._count = done, count
                if self._progress is not None and done > self._told:
                    self._told = done
                    self._progress(done, count)
                return None
            case {"needs": "time"}:
                grant_page_time(self._process.pid, PAGE_SECONDS)
                self._tell(granted=True)
                return None
            case {"failed": str(complaint)}:
                raise told_failure(complaint[:_LONGEST_COMPLAINT])
            case {"refused": str(complaint)}:
                raise ReportError(complaint[:_LONGEST_COMPLAINT])
            case {"error": str(complaint)}:
                complaint = complaint[:_LONGEST_COMPLAINT]
                raise ReportError(f"{self._path.name}: damaged: {self._after}, the reader failed ({complaint})")
            case _:
                raise WireError("expected an answer")

    @property
    def _after(self) -> str:
        if not self._pages:
            return "before it was read"
        return f"after page {self._done}" if self._done else "before the first page was read"

    def _tell(self, **request: object) -> None:
        assert self._process.stdin is not None
        # Where the child has died, its answer says so.
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()

    def _kill(self) -> None:
        """Ends the child and what it started; nothing more is wanted of them."""
        if not hasattr(os, "killpg"):
            self._process.kill()
        elif self._process.returncode is None:
            # Not waited for yet, so that its number is still its own.
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, signal.SIGKILL)


def _started_on(path: Path) -> tuple[subprocess.Popen[bytes], int | None]:
    """The child, and the descriptor by which it has the document open, on systems where it can.

    Raises:
        ReportError: the document cannot be opened.
    """
    if sys.platform == "win32":
        return started("doelboom.data.reading.reader"), None
    try:
        document = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ReportError(f"{path.name}: cannot be read: {error.strerror or error}") from None
    try:
        # A session of its own has no terminal; and who ends its group ends the process that helps it as well.
        child = started("doelboom.data.reading.reader", start_new_session=True, pass_fds=[document], cwd="/")
    finally:
        os.close(document)
    return child, document


def _end_of(code: int, what: str) -> str:
    """What a child that said nothing died of; `what` is what it was reading."""
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return f"{what} took more than {PAGE_SECONDS} seconds, which no report's does; damaged or hostile"
    if code < 0:
        name = signal.Signals(-code).name if -code in signal.valid_signals() else str(-code)
        return f"the reader broke down ({name}): damaged or hostile, or more than {MEGABYTES} MB were needed"
    return f"the reader ended with code {code}"
