"""`Batcher`: one thread asks the model; what waits meanwhile is asked together the next time. Nobody waits for a batch to fill."""

from __future__ import annotations

import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, List, Optional

    Rows = List[Dict[str, Any]]

MAX_ROWS = 256


class Waiting:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.done = threading.Event()
        self.predictions: List[Dict[str, Any]] = []
        self.error: Optional[Exception] = None


class Batcher:
    def __init__(self, predict: Callable[[Rows], List[Dict[str, Any]]], on_call: Callable[[int], None]) -> None:
        self._predict = predict
        self._on_call = on_call
        self._waiting: List[Waiting] = []
        self._changed = threading.Condition()
        self.batches = 0
        self.largest = 0
        threading.Thread(target=self._work, daemon=True).start()

    def predict(self, rows: Rows) -> List[Dict[str, Any]]:
        one = Waiting(rows)
        with self._changed:
            self._waiting.append(one)
            self._changed.notify()
        one.done.wait()
        if one.error:
            raise one.error
        return one.predictions

    def _work(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    self._changed.wait()
                batch = self._taken()
            self._answer(batch)

    def _taken(self) -> List[Waiting]:
        count = rows = 0
        while count < len(self._waiting) and (count == 0 or rows + len(self._waiting[count].rows) <= MAX_ROWS):
            rows += len(self._waiting[count].rows)
            count += 1
        taken, self._waiting = self._waiting[:count], self._waiting[count:]
        return taken

    def _answer(self, batch: List[Waiting]) -> None:
        rows = [row for one in batch for row in one.rows]
        try:
            predictions = self._predict(rows)
            self.batches += 1
            self.largest = max(self.largest, len(rows))
            self._on_call(len(rows))
            at = 0
            for one in batch:
                one.predictions = predictions[at : at + len(one.rows)]
                at += len(one.rows)
        except Exception as error:
            if len(batch) == 1:
                batch[0].error = error
            else:  # one request's trouble is not the others'
                for one in batch:
                    self._answer([one])
        for one in batch:
            one.done.set()
