"""The process that reads what cannot be trusted: ``python -m doelboom.data.reading.reader``.

It knows no frame: without a query engine it has one thread, however many processors the machine has, and takes the
memory that the document makes it take. Requests are lines of JSON: first the document and the limits, then one for
every reading. Answers are lines of JSON: one a page, then the report (see `data.reading.wire`) or why there is none.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import sys
from pathlib import Path
from typing import IO, Any

from doelboom.data.reading.wire import lines_of
from doelboom.parser import OwnFailure, ReportError, read_report
from doelboom.parser.failures import own_failure
from doelboom.parser.pdf.limits import end_with_reader, give_page_its_time

ALL_SECONDS = 1200
"""Processor time that a document may take."""
_STACK = 8 << 20
"""Bytes of stack, most systems' own measure: where there is none, a form that draws itself fills the memory with it."""


def limit(megabytes: int) -> None:
    """Sets the limits, which the processes that the reader starts have as well, each for itself."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, ALL_SECONDS)
    _lower(resource.RLIMIT_STACK, _STACK)
    _lower(resource.RLIMIT_DATA, megabytes << 20)
    if _has_room_for(megabytes << 20):
        # Linux counts all private memory as data, touched or about to be, and none that is only reserved. Where
        # something else is counted, the address space is what can be limited.
        _lower(resource.RLIMIT_AS, megabytes << 20)


def _lower(kind: int, value: int) -> None:
    """Sets a limit, unless there is a lower one."""
    import resource

    for there in resource.getrlimit(kind):
        if there != resource.RLIM_INFINITY:
            value = min(value, there)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def _has_room_for(size: int) -> bool:
    """Whether this process is given so many bytes of memory, of which none is touched."""
    try:
        mmap.mmap(-1, size, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()
    except (OSError, ValueError, OverflowError):
        return False
    return True


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Reads the document of the first request as often, and with what engines, as the other requests say."""

    def tell(**told: object) -> None:
        answers.write(json.dumps(told).encode() + b"\n")
        answers.flush()

    opening = json.loads(requests.readline())
    limit(opening["megabytes"])
    path = Path(os.fsdecode(bytes.fromhex(opening["path"])))

    def progress(done: int, count: int) -> None:
        give_page_its_time(opening["seconds"])
        tell(done=done, count=count)

    for request in map(json.loads, requests):
        give_page_its_time(opening["seconds"])
        try:
            report = read_report(path, password=opening["password"], progress=progress, **_engines(request))
            answers.writelines(lines_of(report))
            answers.flush()
        except OwnFailure as error:
            tell(failed=str(error))
        except ReportError as error:
            tell(refused=str(error))
        except MemoryError:
            tell(error=f"more than {opening['megabytes']} MB were needed")
        except Exception as error:
            tell(failed=str(own_failure(path.name, error)))


def _engines(request: dict[str, Any]) -> dict[str, Any]:
    return {
        "engine": request["engine"],
        "engines": {int(page): name for page, name in request["engines"].items()},
        "given_up": {int(page): reason for page, reason in request.get("given_up", {}).items()},
    }


def main() -> None:
    """The process. What libraries print goes nowhere, so that the answers stay whole."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    end_with_reader(answers.fileno())
    with answers:
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
