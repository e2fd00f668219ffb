"""Whether a user's file is not there: that is never worth a word, and what else is in the way is."""

from __future__ import annotations

from pathlib import Path


def is_absent(path: Path) -> bool:
    """Whether there is nothing of that name. A link is something, wherever it leads; and so may be what stands in a
    folder that cannot be searched."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
