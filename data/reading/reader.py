"""The process that reads what cannot be trusted: ``python -m doelboom.data.reading.reader``.

It knows no frame: without a query engine it has one thread, however many processors the machine has, and takes the
memory that the document makes it take. Before it looks at the document it gives up all that reading does not need
(`data.reading.confinement`).

Requests are lines of JSON: first the document and the limits, then one for every reading. Answers are lines of JSON:
one a page, then the report (see `data.reading.wire`) or why there is none. What it gave up it may not take back, not
even time: it asks for more of that, and waits for a line that says it may go on.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import IO, Any

from doelboom.data.reading.confinement.confine import confine
from doelboom.data.reading.wire import lines_of
from doelboom.parser import OwnFailure, ReportError, read_report
from doelboom.parser.failures import own_failure
from doelboom.parser.pdf import second_process
from doelboom.parser.pdf.limits import end_with_reader, give_page_its_time

_ASK_AFTER = 1.0
"""Seconds of processor time after which more is asked for; before, it would be asked on every page."""


def serve(opening: dict[str, Any], requests: IO[bytes], answers: IO[bytes]) -> None:
    """Reads the document of the opening as often, and with what engines, as the requests say."""
    granted = time.process_time()

    def tell(**told: object) -> None:
        answers.write(json.dumps(told).encode() + b"\n")
        answers.flush()

    def progress(done: int, count: int) -> None:
        nonlocal granted
        give_page_its_time(opening["seconds"])
        tell(done=done, count=count)
        if time.process_time() - granted > _ASK_AFTER:
            tell(needs="time")
            requests.readline()
            granted = time.process_time()

    path, name = _document(opening), os.path.basename(_named(opening))  # noqa: PTH119 - no path to go by
    # Not by iterating, which would read on, and over the line that grants time.
    for request in iter(requests.readline, b""):
        give_page_its_time(opening["seconds"])
        granted = time.process_time()
        try:
            options = {"name": name, "password": opening["password"], "progress": progress}
            report = read_report(path, **options, **_engines(json.loads(request)))
            answers.writelines(lines_of(report))
            answers.flush()
        except OwnFailure as error:
            tell(failed=str(error))
        except ReportError as error:
            tell(refused=str(error))
        except MemoryError:
            tell(error=f"more than {opening['megabytes']} MB were needed")
        except Exception as error:
            tell(failed=str(own_failure(name, error)))


def _engines(request: dict[str, Any]) -> dict[str, Any]:
    return {
        "engine": request["engine"],
        "engines": {int(page): name for page, name in request["engines"].items()},
        "given_up": {int(page): reason for page, reason in request.get("given_up", {}).items()},
    }


def _named(opening: dict[str, Any]) -> str:
    return os.fsdecode(bytes.fromhex(opening["path"]))


def _document(opening: dict[str, Any]) -> Path:
    """The document by what this process has open, where the system lets it be opened so, and once for each who reads
    it; else by its name."""
    by_descriptor = Path(f"/proc/self/fd/{opening.get('document')}")
    return by_descriptor if by_descriptor.exists() else Path(_named(opening))


def main() -> None:
    """The process. What libraries print goes nowhere, so that the answers stay whole."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    requests = sys.stdin.buffer
    opening = json.loads(requests.readline())
    megabytes, document = opening["megabytes"], opening.get("document")

    def confine_helper() -> None:
        confine(megabytes, document, lambda: end_with_reader(sys.stdout.fileno()))

    # It can start none afterwards.
    second_process.keep_ready(confine_helper, document)
    confine(megabytes, document, lambda: end_with_reader(answers.fileno()))
    with answers:
        serve(opening, requests, answers)


if __name__ == "__main__":
    main()
