"""Floors as a user types them."""

from __future__ import annotations

from doelboom.tui.settings.numbers import read_floor as read_floor
