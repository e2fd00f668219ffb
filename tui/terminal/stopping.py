"""Being stopped from the keyboard: the terminal goes back to the shell until that continues what it started."""

from __future__ import annotations

import os
import signal
import sys


def stop() -> bool:
    """Stops the programs that the shell started together with this one, which returns when they are continued. Where
    there is no shell to go back to it stays: nobody would ever continue it.

    Returns:
        Whether there was one.
    """
    if sys.platform == "win32" or os.getsid(0) == os.getpgrp():
        return False
    os.killpg(os.getpgrp(), signal.SIGTSTP)
    return True
