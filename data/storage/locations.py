"""Where things are kept, by the conventions of each system: the one module that knows."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_NAME = "doelboom"


def data_folder() -> Path:
    """What doelboom keeps for a user."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def settings_folder() -> Path:
    """What a user sets."""
    return platformdirs.user_config_path(_NAME, appauthor=False)


def state_folder() -> Path:
    """Where a user stopped."""
    return platformdirs.user_state_path(_NAME, appauthor=False)


def cache_folder() -> Path:
    """What can be made again."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)


def archive() -> Path:
    """The folder of opened reports."""
    return data_folder() / "reports"


def corrections() -> Path:
    """The folder of what the user says that reports are."""
    return data_folder() / "corrections"


def notes() -> Path:
    """The folder of the user's notes."""
    return data_folder() / "notes"


def settings() -> Path:
    """The file of settings."""
    return settings_folder() / "config.toml"


def session() -> Path:
    """The file that says where the user stopped."""
    return state_folder() / "session.json"
