"""`Metrics`: what /metrics and /health/detailed report, by the names of src-runtime/server/measures.ts, in Prometheus' text format."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Sequence, Tuple

    Labels = Tuple[Tuple[str, str], ...]

BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
BATCH_BUCKETS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 10_000)


class Histogram:
    def __init__(self, buckets: Sequence[float]) -> None:
        self.buckets = buckets
        self.counts = [0] * len(buckets)
        self.count = 0
        self.sum = 0.0

    def observe(self, value: float) -> None:
        self.count += 1
        self.sum += value
        for i, edge in enumerate(self.buckets):
            if value <= edge:
                self.counts[i] += 1


class Metrics:
    def __init__(self, name: str, version: str) -> None:
        self._lock = threading.Lock()
        self._model = (("name", name), ("version", version))
        self._name = name
        self._requests: Dict[Labels, int] = {}
        self._durations: Dict[Labels, Histogram] = {}
        self._inferences: Dict[Labels, int] = {}
        self._rows = 0
        self._batches = Histogram(BATCH_BUCKETS)
        self.requests = 0
        self.errors = 0
        self.in_flight = 0

    def begin(self) -> None:
        with self._lock:
            self.in_flight += 1

    def request(self, method: str, endpoint: str, status: int, seconds: float) -> None:
        series = (("method", method), ("endpoint", endpoint))
        key = (*series, ("status", str(status)))
        with self._lock:
            self.in_flight -= 1
            self.requests += 1
            self.errors += status >= 500
            self._requests[key] = self._requests.get(key, 0) + 1
            self._durations.setdefault(series, Histogram(BUCKETS)).observe(seconds)

    def inference(self, status: int, rows: int) -> None:
        key = (("model", self._name), ("outcome", "success" if status < 400 else "failure"))
        with self._lock:
            self._inferences[key] = self._inferences.get(key, 0) + 1
            self._rows += rows if status < 400 else 0

    def batch(self, rows: int) -> None:
        with self._lock:
            self._batches.observe(rows)

    def text(self) -> str:
        model = (("model", self._name),)
        with self._lock:
            lines = [
                *family("api_requests_total", "counter", "Requests answered", self._requests),
                *histograms("api_request_duration_seconds", "Time from the request to its answer", self._durations),
                *family("models_loaded_total", "gauge", "Models in memory", {(): 1}),
                *family("model_info", "gauge", "The models that answer", {self._model: 1}),
                *family("model_infer_requests_total", "counter", "Requests to a model, by how they ended", self._inferences),
                *family("model_rows_total", "counter", "Rows answered", {model: self._rows}),
                *histograms("model_batch_rows", "Rows of one call of a model", {model: self._batches}),
                *family("api_requests_in_progress", "gauge", "Requests begun and not yet answered", {(): self.in_flight}),
                *family("process_cpu_seconds_total", "counter", "CPU time of the process", {(): time.process_time()}),
                *family("process_resident_memory_bytes", "gauge", "Memory of the process", {(): memory_bytes()}),
                *family("disk_free_bytes", "gauge", "Free space where the server runs", {(): disk_free()}),
            ]
        return "\n".join(lines) + "\n"


def family(name: str, kind: str, about: str, series: Dict[Labels, Any]) -> List[str]:
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}", *(f"{name}{labelled(labels)} {value}" for labels, value in series.items())]


def histograms(name: str, about: str, series: Dict[Labels, Histogram]) -> List[str]:
    lines = [f"# HELP {name} {about}", f"# TYPE {name} histogram"]
    for labels, one in series.items():
        edges = [*zip((f"{edge:g}" for edge in one.buckets), one.counts), ("+Inf", one.count)]
        lines += [f"{name}_bucket{labelled((*labels, ('le', edge)))} {count}" for edge, count in edges]
        lines += [f"{name}_sum{labelled(labels)} {one.sum}", f"{name}_count{labelled(labels)} {one.count}"]
    return lines


def labelled(labels: Labels) -> str:
    if not labels:
        return ""
    pairs = (f'{key}="{value}"' for key, value in ((key, escaped(value)) for key, value in labels))
    return "{" + ",".join(pairs) + "}"


def escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def disk_free() -> int:
    return shutil.disk_usage(os.getcwd()).free


def memory_bytes() -> int:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
