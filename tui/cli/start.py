"""Where the program begins: as little as there has to be before the collector of cycles is off."""

from __future__ import annotations

import atexit
import gc
from importlib import import_module


def start() -> int:
    """Runs the command line as this process's only task; returns its exit code.

    A look-up is over in a moment: going through all that was just loaded, to find nothing to free, would be a tenth of
    it. What runs long or reads a document turns the collector on again; at the end, it leaves everything to the system.
    """
    gc.disable()
    atexit.register(gc.freeze)
    code: int = import_module("doelboom.tui.cli.main").main()
    return code
