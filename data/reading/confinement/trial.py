"""Asks a process of its own what the one that reads can give up on this machine:
``python -m doelboom.data.reading.confinement.trial``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from doelboom.data.reading.confinement.confine import Confinement, confine
from doelboom.data.reading.confinement.limits import MEGABYTES
from doelboom.parser.pdf.own_process import started


def tried() -> Confinement | None:
    """What can be given up here; None where the process says nothing."""
    with started("doelboom.data.reading.confinement.trial") as process:
        told, _ = process.communicate()
    try:
        answer = json.loads(told)
        return Confinement(answer["files"], answer["calls"], tuple(answer["limits"]))
    except (ValueError, KeyError, TypeError):
        return None


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(confine(MEGABYTES, None, lambda: None))))
