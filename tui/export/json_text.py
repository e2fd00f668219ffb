"""Rows as JSON with exact numbers, for programs."""

from __future__ import annotations

import json
from datetime import datetime
from decimal import Decimal
from typing import Any


def to_json(value: Any) -> str:
    """JSON with exact numbers: a decimal is written as it is, null stays null."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(str(key))}: {to_json(item)}" for key, item in value.items()) + "}"
        case list() | tuple():
            inner = ",\n".join(to_json(item) for item in value) if value and isinstance(value[0], dict) else None
            return f"[\n{inner}\n]" if inner is not None else "[" + ", ".join(to_json(item) for item in value) + "]"
        case Decimal():
            return f"{value:f}"
        case datetime():
            return json.dumps(value.isoformat())
        case _:
            return json.dumps(value, ensure_ascii=False)
