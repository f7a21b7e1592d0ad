"""`emit`: events to stdout as RFC 7464 records, at once: what was written before a crash or an exit is never lost."""

from __future__ import annotations

import json
import os
import sys

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Dict

# As JavaScript writes it: the same rows make the same bytes.
COMPACT = (",", ":")


def emit(event: Dict[str, Any]) -> None:
    sys.stdout.flush()  # in order with what was printed
    write_all(1, b"\x1e" + dumps(event).encode() + b"\n")


def write_all(fd: int, data: bytes) -> None:
    """Writes every byte. A reader that is gone is not an error."""
    view = memoryview(data)
    try:
        while view:
            view = view[os.write(fd, view) :]
    except BrokenPipeError:
        pass


def dumps(value: object) -> str:
    """JSON that any reader takes: gaps instead of NaN, and the scalars, arrays and dates of libraries as plain values."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=COMPACT, default=plain)
    except ValueError:
        return json.dumps(without_gaps(value), ensure_ascii=False, allow_nan=False, separators=COMPACT, default=lambda other: without_gaps(plain(other)))


def plain(value: Any) -> Any:
    if getattr(value, "ndim", None) == 0 and hasattr(value, "item"):
        return value.item()
    for name in ("tolist", "isoformat", "__fspath__"):
        if hasattr(value, name):
            return getattr(value, name)()
    if isinstance(value, (set, frozenset, range)):
        return list(value)
    raise TypeError(f"{type(value).__name__} is not JSON serializable")


def without_gaps(value: Any) -> Any:
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    if isinstance(value, dict):
        return {key: without_gaps(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [without_gaps(one) for one in value]
    return value

