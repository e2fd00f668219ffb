"""Reads documents in processes of their own, with limits, and says how each reading ended.

``python -m tests.hostile.bounded SECONDS MEGABYTES ENGINE FILE...`` prints a line of JSON a file.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic
from typing import Any

import doelboom.parser.pdf.document
import doelboom.parser.pdf.plumber  # noqa: F401
from doelboom.parser import OwnFailure, ReportError, read_report
from tests.hostile.pdfs import document, written


def end_of(file: Path, engine: str, out: int) -> None:
    """The child: reads a document and tells how that ended."""
    told: dict[str, Any] = {}
    try:
        report = read_report(file, engine=engine)
        told = {"end": "read", "nodes": len(report.nodes), "faults": len(report.faults), "pages": report.pages}
        if report.notes:
            told |= {"end": "error", "message": report.notes[0]}
    except OwnFailure as error:
        told = {"end": "error", "message": str(error)}
    except ReportError as error:
        told = {"end": "refused", "message": str(error)}
    except MemoryError:
        told = {"end": "no memory"}
    except BaseException as error:
        told = {"end": "error", "message": f"{type(error).__name__}: {error}"[:300]}
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    os.write(out, json.dumps(told).encode())
    os._exit(0)


def bounded(file: Path, engine: str, seconds: int, megabytes: int) -> dict[str, Any]:
    """How reading a document ended, within limits of processor time and address space."""
    reading, writing = os.pipe()
    start = monotonic()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        end_of(file, engine, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        content = answer.read()
    status = os.waitpid(child, 0)[1]
    told = json.loads(content) if content else {"end": "killed", "message": signal.Signals(status & 0x7F).name}
    return {"file": file.name, **told, "seconds": round(monotonic() - start, 2)}


def warm_up(engine: str) -> None:
    """Has an engine set up what it keeps, so that the children have it: nine tenths of reading a small document."""
    with NamedTemporaryFile(suffix=".pdf") as file, suppress(ReportError):
        file.write(written(document()))
        file.flush()
        read_report(Path(file.name), engine=engine)


def main() -> None:
    seconds, megabytes, engine = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    warm_up(engine)
    for name in sys.argv[4:]:
        print(json.dumps(bounded(Path(name), engine, seconds, megabytes)), flush=True)


if __name__ == "__main__":
    main()
