"""Stock clients ask every server whose address is given: Triton's over V2, Prometheus' parser over /metrics. Prints one JSON object per server."""

import json
import sys
import urllib.request

import numpy as np
import tritonclient.http as triton
from prometheus_client.parser import text_string_to_metric_families
from tritonclient.utils import InferenceServerException

X = np.array(json.loads(sys.stdin.read()), dtype=np.float64)


def matrix(kind, binary):
    given = triton.InferInput("input", list(X.shape), {"float32": "FP32", "float64": "FP64"}[kind])
    given.set_data_from_numpy(X.astype(kind), binary_data=binary)
    return [given]


def columns(binary):
    inputs = []
    for i in range(X.shape[1]):
        given = triton.InferInput(f"c{i}", [len(X)], "FP64")
        given.set_data_from_numpy(np.ascontiguousarray(X[:, i]), binary_data=binary)
        inputs.append(given)
    return inputs


def told(result):
    labels = result.as_numpy("label")
    return {
        "labels": [one.decode() if isinstance(one, bytes) else str(one) for one in labels.tolist()],
        "probabilities": result.as_numpy("probabilities").tolist(),
        "id": result.get_response().get("id"),
    }


def refused(ask):
    try:
        ask()
    except InferenceServerException as error:
        return [error.status(), error.message()]
    return None


def visit(url, model, version):
    client = triton.InferenceServerClient(url)
    json_outputs = [triton.InferRequestedOutput("label", binary_data=False), triton.InferRequestedOutput("probabilities", binary_data=False)]
    found = {
        "live": client.is_server_live(),
        "ready": client.is_server_ready(),
        "model_ready": client.is_model_ready(model) and client.is_model_ready(model, version),
        "other_ready": client.is_model_ready("outro"),
        "server": client.get_server_metadata(),
        "metadata": client.get_model_metadata(model, version),
        "index": client.get_model_repository_index(),
        "bytes": told(client.infer(model, matrix("float64", True), request_id="um")),
        "json": told(client.infer(model, columns(False), outputs=json_outputs, request_id="dois")),
        "columns": told(client.infer(model, columns(True), model_version=version, request_id="tres")),
        "single": told(client.infer(model, matrix("float32", True), request_id="quatro"))["labels"],
        "gzip": told(client.infer(model, matrix("float64", True), request_compression_algorithm="gzip", request_id="cinco")),
        "label_only": client.infer(model, columns(True), outputs=[triton.InferRequestedOutput("label")]).as_numpy("probabilities") is None,
        "unknown": refused(lambda: client.infer("outro", columns(True))),
        "missing": refused(lambda: client.infer(model, columns(True)[:-1])),
    }
    client.close()
    with urllib.request.urlopen(f"http://{url}/metrics") as answer:
        families = list(text_string_to_metric_families(answer.read().decode()))
    found["metrics"] = {family.name: family.type for family in families}
    found["counted"] = sum(
        sample.value
        for family in families
        for sample in family.samples
        if sample.name == "api_requests_total" and sample.labels["endpoint"].endswith("/infer") and sample.labels["status"] == "200"
    )
    return found


for address in sys.argv[3:]:
    print(json.dumps(visit(address, sys.argv[1], sys.argv[2])))
