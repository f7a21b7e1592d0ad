"""`lab`: what a step is told and what it may tell. Its context is read at the first use, so a module that only imports it needs none."""

from __future__ import annotations

import json
import math
import os
import time

from ._errors import LabError
from ._events import emit
from ._files import Value
from ._io import Input, Output
from ._random import seeded_random

TYPE_CHECKING = False  # loading `typing` would take as long as starting Python
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Mapping, Optional

# Faster progress than the eye follows would only fill the log.
PROGRESS_SECONDS = 0.05


class Lab:
    """What a step is told, and what it may tell."""

    def __init__(self) -> None:
        self._context: Optional[Dict[str, Any]] = None
        self._chance: Optional[Callable[[], float]] = None
        self._steps: Dict[str, int] = {}
        self._progress_at = float("-inf")

    def context(self) -> Dict[str, Any]:
        """All that the engine tells this program (docs/PIPELINES.md)."""
        if self._context is None:
            self._context = read_context()
        return self._context

    @property
    def run(self) -> Mapping[str, Any]:
        """`id`, `pipeline`, `step`, `attempt`."""
        run: Dict[str, Any] = self.context()["run"]
        return run

    @property
    def seed(self) -> int:
        """The seed of the run, the same for each of its steps."""
        return int(self.context()["seed"])

    @property
    def params(self) -> Dict[str, Value]:
        """The parameters that pipeline.yaml gives this step."""
        return dict(self.context()["params"])

    @property
    def matrix(self) -> Dict[str, Value]:
        """The matrix values of this instance; empty without a matrix."""
        return dict(self.context().get("matrix", {}))

    def input(self, name: str) -> Input:
        """An input of this step, by the name that pipeline.yaml gives it."""
        known = self.context()["inputs"]
        if name not in known:
            raise LabError("INPUT_UNKNOWN", name=name, known=", ".join(known) or "—")
        return Input(name, known[name])

    def output(self, name: str) -> Output:
        """A declared output, by its name: the part before the dot."""
        known = self.context().get("outputs", {})
        if name not in known:
            raise LabError("OUTPUT_UNKNOWN", name=name, known=", ".join(known) or "—")
        return Output(name, known[name])

    def artifact(self, name: str) -> str:
        """The path of a declared output, for whoever writes it by a library of their own."""
        return self.output(name).path

    def param(self, key: str, value: Value) -> None:
        """Records a parameter of the run in tracking."""
        emit({"type": "param", "key": key, "value": value})

    def metric(self, key: str, value: float, step: Optional[int] = None) -> None:
        """Records a point of a metric; without `step`, the next one."""
        number = value.item() if hasattr(value, "item") else value
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
            raise LabError("METRIC_VALUE", key=key, value=value)
        at = self._steps.get(key, 0) if step is None else step
        self._steps[key] = at + 1
        emit({"type": "metric", "key": key, "value": number, "step": at, "timestamp": time.time_ns() // 1_000_000})

    def tag(self, key: str, value: object) -> None:
        """Sets a tag of the run in tracking."""
        emit({"type": "tag", "key": key, "value": str(value)})

    def log(self, message: str, **fields: object) -> None:
        """A line of the step's log, with fields of its own."""
        emit({"type": "log", "level": "info", "message": message, **({"fields": fields} if fields else {})})

    def warn(self, message: str, **fields: object) -> None:
        """A line of the log with the level `warn`."""
        emit({"type": "log", "level": "warn", "message": message, **({"fields": fields} if fields else {})})

    def progress(self, fraction: float, message: Optional[str] = None) -> None:
        """How much is done, from 0 to 1; shown while the step runs."""
        now = time.monotonic()
        if fraction < 1 and message is None and now - self._progress_at < PROGRESS_SECONDS:
            return
        self._progress_at = now
        bounded = min(1.0, max(0.0, float(fraction)))
        emit({"type": "progress", "fraction": bounded, **({} if message is None else {"message": message})})

    def random(self) -> float:
        """Uniform in [0, 1), from the step's seed: the same at every run, and the same as in TypeScript."""
        if self._chance is None:
            self._chance = seeded_random(self.seed)
        return self._chance()


def read_context() -> Dict[str, Any]:
    path = os.environ.get("LAB_CONTEXT", "")
    try:
        with open(path, encoding="utf-8") as file:
            context: Dict[str, Any] = json.load(file)
    except (OSError, ValueError):
        raise LabError("CONTEXT_MISSING", path=path or "LAB_CONTEXT") from None
    if context.get("lang"):
        os.environ["LAB_LANG"] = str(context["lang"])
    return context


lab = Lab()
