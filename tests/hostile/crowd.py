"""Many processes open reports at the same moment: ``python -m tests.hostile.crowd COUNT KILLED ROOT FILE...``.

The processes wait for one another, then each opens its file (they take turns at the files) with the archive in ROOT.
KILLED of them are killed in the middle of writing. Prints a line of JSON a process that lived.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from doelboom.data.storage.archive import Archive
from doelboom.data.storage.library import open_report


def run(file: Path, root: Path, start: int, out: int, *, dies: bool) -> None:
    """A child: waits for the others, opens its report, tells what came of it."""
    told: dict[str, Any] = {"error": None}
    written = os.write

    def killed(*_arguments: Any) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return 0

    try:
        if dies:
            os.write = killed
        os.read(start, 1)
        opened = open_report(str(file), Archive(root))
        Archive(root).remember(opened.id)
        told |= {"id": opened.id, "warning": opened.warning, "nodes": opened.accounts.nodes.height}
        told["read"] = not opened.from_archive
    except BaseException as error:
        told["error"] = repr(error)
    written(out, json.dumps(told).encode() + b"\n")
    os._exit(0)


def main() -> None:
    """The crowd. Nothing here may use Polars' threads, which do not survive a fork; every child has its own."""
    count, dying, root, files = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), list(map(Path, sys.argv[4:]))
    start, go = os.pipe()
    answers, out = os.pipe()
    children = []
    for number in range(count):
        child = os.fork()
        if child == 0:
            os.close(go)
            run(files[number % len(files)], root, start, out, dies=number < dying)
        children.append(child)
    os.close(out)
    os.close(start)
    os.close(go)
    with os.fdopen(answers, "rb") as lines:
        for line in lines:
            print(line.decode(), end="")
    ends = [os.waitpid(child, 0)[1] for child in children]
    assert sum(end == signal.SIGKILL for end in ends) <= dying


if __name__ == "__main__":
    main()
