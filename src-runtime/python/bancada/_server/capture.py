"""`Capture`: what was asked and answered, as JSON lines for monitoring, off the request's path, as src-runtime/server/capture.ts."""

from __future__ import annotations

import os
import threading

from .._events import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping, Optional, Sequence

FLUSH_SECONDS = 0.25
FILE_BYTES = 16 * 1024 * 1024
# Beyond this the disk is not keeping up: newer exchanges are dropped rather than held in memory.
HELD_LINES = 50_000


class Capture:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._lines: List[str] = []
        self._lock = threading.Lock()
        threading.Thread(target=self._work, daemon=True).start()

    def add(
        self,
        head: Dict[str, Any],
        rows: Sequence[Mapping[str, Any]],
        predictions: Sequence[Mapping[str, Any]],
        error: Optional[Mapping[str, Any]],
    ) -> None:
        if error:
            lines = [dumps({**head, "error": error, **({"row": rows[0]} if rows else {})})]
        else:
            lines = [dumps({**head, "row": row, **prediction}) for row, prediction in zip(rows, predictions)]
        with self._lock:
            if len(self._lines) < HELD_LINES:
                self._lines += lines

    def flush(self) -> None:
        with self._lock:
            lines, self._lines = self._lines, []
            if lines:
                self._write("\n".join(lines) + "\n")

    def _write(self, text: str) -> None:
        path = os.path.join(self._folder, "requests.jsonl")
        try:
            if os.path.exists(path) and os.path.getsize(path) + len(text) > FILE_BYTES:
                os.replace(path, os.path.join(self._folder, "requests.1.jsonl"))
            with open(path, "a", encoding="utf-8") as file:
                file.write(text)
        except OSError:
            pass  # a full disk never stops answers

    def _work(self) -> None:
        pause = threading.Event()
        while not pause.wait(FLUSH_SECONDS):
            self.flush()
