"""`answer`: what each route says: the same addresses and bodies as src-runtime/server, but for its pages of documentation."""

from __future__ import annotations

import json
import re
import sys
import time

from .batcher import Batcher
from .explain_route import Explanations
from .metrics import disk_free, memory_bytes
from .refusal import Refusal
from .tensors import DATATYPES, infer_answer, rows_of_tensors
from .validate import check_count, valid_row, valid_rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Tuple, Union

    from .metrics import Metrics
    from .model import Model

ALIVE = ("/health", "/livez", "/healthz", "/ping")
MODEL = re.compile(r"/v2/models/([^/]+)(?:/versions/([^/]+))?(/ready|/infer)?")
ERROR_SHARE = 0.05


class Request:
    """One request, and what it read and answered, for log and capture."""

    def __init__(self, method: str, path: str, body: bytes, headers: Any, request_id: str) -> None:
        self.method, self.path, self.body, self.headers, self.id = method, path, body, headers, request_id
        self.route = "unknown"
        self.exchange: Optional[Tuple[List[Dict[str, Any]], List[Dict[str, Any]]]] = None

    def json(self) -> Any:
        if self.kind() != "application/json":
            raise Refusal(415, "MEDIA_TYPE", type=self.kind() or "—", expected="application/json")
        return parsed(self.body)

    def kind(self) -> str:
        return str(self.headers.get("content-type") or "").split(";")[0].strip().lower()


class Reply:
    def __init__(self, body: Union[bytes, str, Dict[str, Any], List[Any]], status: int = 200, kind: str = "application/json; charset=utf-8") -> None:
        self.body, self.status, self.kind = body, status, kind
        self.headers: Dict[str, str] = {}


class Routes:
    def __init__(self, model: Model, metrics: Metrics) -> None:
        self.model, self.metrics = model, metrics
        self.draining = False
        self.started_at = time.monotonic()
        self.batcher = Batcher(model.predict, metrics.batch)
        self.explanations = Explanations(model, self.batcher.predict)
        self.about = {"name": model.name, "version": model.version}

    def answer(self, request: Request) -> Reply:
        path, model = request.path, self.model
        found = MODEL.fullmatch(path)
        request.route = path
        if request.method == "GET":
            if path in ALIVE:
                return Reply({"status": "healthy", "model": model.name, "version": model.version})
            if path == "/readyz" or path == "/v2/health/ready":
                return self.ready({})
            if path == "/startupz":
                return Reply({"started": True})
            if path == "/version":
                return Reply({"model": model.name, "version": model.version, "python": sys.version.split()[0]})
            if path == "/metrics":
                return Reply(self.metrics.text(), kind="text/plain; version=0.0.4; charset=utf-8")
            if path == "/health/detailed":
                return self.detailed()
            if path == "/explain":
                return Reply(self.explanations.importance())
            if path == "/v2":
                return Reply({"name": "bancada", "version": model.version, "extensions": ["binary_tensor_data", "model_repository"]})
            if path == "/v2/health/live":
                return Reply({"live": True})
            if found and found[3] != "/infer":
                self.known(request, found)
                return self.ready({"name": model.name}) if found[3] else Reply(self.metadata())
        if request.method == "POST":
            if path == "/predict":
                row = valid_row(request.json(), model.signature)
                return Reply({**self.predict(request, [row])[0], "model": self.about, "request_id": request.id})
            if path == "/predict/batch":
                body = request.json()
                rows = body.get("rows") if isinstance(body, dict) else None
                if not isinstance(rows, list):
                    raise Refusal(422, "BODY_SHAPE", expected='{ "rows": [{…}, …] }', field="rows")
                answers = self.predict(request, valid_rows(rows, model.signature))
                return Reply({"predictions": answers, "model": self.about, "request_id": request.id})
            if path == "/invocations":
                answers = self.predict(request, valid_rows(self.records(request), model.signature))
                return Reply({"predictions": [record(one) for one in answers]})
            if path == "/explain":
                return Reply(self.explanations.prediction(request.json(), request.id))
            if path == "/v2/repository/index":
                state = "UNAVAILABLE" if self.draining else "READY"
                return Reply([{**self.about, "state": state, "reason": ""}])
            if found and found[3] == "/infer":
                self.known(request, found)
                return self.infer(request)
        request.route = "unknown"
        raise Refusal(404, "ROUTE_UNKNOWN", method=request.method, path=path[:200])

    def predict(self, request: Request, rows: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        request.exchange = (rows, [])
        if not rows:
            return []
        try:
            predictions = self.batcher.predict(rows)
        except Exception as error:
            raise Refusal(500, "PREDICTION_FAILED", reason=str(error)) from error
        request.exchange = (rows, predictions)
        return predictions

    def known(self, request: Request, found: re.Match[str]) -> None:
        request.route = "/v2/models/:model" + ("/versions/:version" if found[2] else "") + (found[3] or "")
        if found[1] != self.model.name or (found[2] or self.model.version) != self.model.version:
            asked = ":".join(part for part in (found[1], found[2]) if part)
            raise Refusal(404, "MODEL_UNKNOWN", model=asked[:200], known=f"{self.model.name}:{self.model.version}")

    def infer(self, request: Request) -> Reply:
        if request.kind() in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
            raise Refusal(415, "MEDIA_TYPE", type=request.kind(), expected="application/json")
        given = request.headers.get("inference-header-content-length")
        length = len(request.body) if given is None else int(given) if str(given).isdigit() else -1
        if not 0 <= length <= len(request.body):
            raise Refusal(400, "TENSOR", field="Inference-Header-Content-Length", expected=f"0 … {len(request.body)}")
        body = parsed(request.body[:length])
        rows = valid_rows(rows_of_tensors(body, request.body[length:], self.model.signature), self.model.signature)
        outputs, binary = infer_answer(self.predict(request, rows), self.model.classes, body)
        asked = body.get("id")
        head = {"model_name": self.model.name, "model_version": self.model.version, "id": asked if isinstance(asked, str) else request.id}
        text = json.dumps({**head, "outputs": outputs}, ensure_ascii=False).encode()
        if not binary:
            return Reply(text)
        reply = Reply(text + binary, kind="application/octet-stream")
        reply.headers["inference-header-content-length"] = str(len(text))
        return reply

    def metadata(self) -> Dict[str, Any]:
        model = self.model
        inputs = [{"name": field["name"], "datatype": DATATYPES[field["type"]], "shape": [-1]} for field in model.signature]
        classes = {"parameters": {"classes": ",".join(model.classes)}}
        outputs = [
            {"name": "label", "datatype": "BYTES", "shape": [-1]},
            {"name": "probabilities", "datatype": "FP64", "shape": [-1, len(model.classes)], **classes},
        ]
        return {"name": model.name, "versions": [model.version], "platform": "bancada", "inputs": inputs, "outputs": outputs}

    def ready(self, more: Dict[str, Any]) -> Reply:
        return Reply({**more, "ready": not self.draining}, 503 if self.draining else 200)

    def detailed(self) -> Reply:
        metrics, model = self.metrics, self.model
        few = metrics.errors <= ERROR_SHARE * max(1, metrics.requests)
        status, took, error = "healthy", None, None
        if model.example:
            begun = time.perf_counter()
            try:
                model.predict([model.example])
                took = (time.perf_counter() - begun) * 1000
            except Exception as failure:
                status, error = "unhealthy", str(failure)
        api = {
            **{"status": "healthy" if few else "degraded", "uptimeSeconds": time.monotonic() - self.started_at, "requests": metrics.requests},
            **{"errors": metrics.errors, "starting": False, "draining": self.draining, "inFlight": metrics.in_flight},
        }
        one = {**self.about, "status": status, "predictionMs": took, **({"error": error} if error else {})}
        batching = {"batching": True, "batches": self.batcher.batches, "largest": self.batcher.largest}
        models = [{**self.about, "algorithm": model.algorithm, "backends": [{"rows": 1, "backend": "scikit-learn", "us": {}}], "batching": batching}]
        system = {"status": "healthy", "memoryBytes": memory_bytes(), "diskFreeBytes": disk_free()}
        whole = "unhealthy" if status == "unhealthy" else "healthy" if few else "degraded"
        return Reply({"status": whole, "api": api, "model": one, "models": models, "system": system}, 503 if whole == "unhealthy" else 200)

    def records(self, request: Request) -> Any:
        """MLflow's four JSON shapes, and CSV."""
        if request.kind() == "text/csv":
            from .._csv import parse_csv

            return parse_csv(request.body.decode("utf-8", "replace"), "csv")
        body = request.json()
        given = body if isinstance(body, dict) else {}
        names = [field["name"] for field in self.model.signature]
        if "dataframe_records" in given:
            return given["dataframe_records"]
        if "dataframe_split" in given:
            split = given["dataframe_split"]
            columns, data = (split.get("columns"), split.get("data")) if isinstance(split, dict) else (None, None)
            if not isinstance(columns, list) or not all(isinstance(name, str) for name in columns) or not isinstance(data, list):
                raise Refusal(422, "BODY_SHAPE", expected="dataframe_split { columns, data }")
            return [dict(zip(columns, row)) if isinstance(row, list) else row for row in data]
        cells = given.get("instances", given.get("inputs"))
        if isinstance(cells, dict):
            series = {name: values if isinstance(values, list) else [values] for name, values in cells.items()}
            count = max((len(values) for values in series.values()), default=0)
            check_count(count)
            return [{name: values[r] for name, values in series.items() if r < len(values)} for r in range(count)]
        if not isinstance(cells, list):
            raise Refusal(422, "BODY_SHAPE", expected="dataframe_split | dataframe_records | instances | inputs")
        return [dict(zip(names, row)) if isinstance(row, list) else row for row in cells]


def record(prediction: Dict[str, Any]) -> Dict[str, Any]:
    chances = prediction["probabilities"]
    return {"label": prediction["label"], **{f"probability_{name}": value for name, value in chances.items()}}


def parsed(text: bytes) -> Any:
    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    try:
        return json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise Refusal(400, "BODY_NOT_JSON") from None
