"""A large upload in parts, when the client is told to: either the parts are spoken, or the documented refusal makes the client fall back."""

import hashlib
import os

import mlflow
from mlflow.artifacts import download_artifacts
from support import URL, session

CREATE = f"{URL}/api/2.0/mlflow-artifacts/mpu/create"


def test_a_file_in_parts_arrives_whole(experiment, client, tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", str(6 << 20))
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", str(5 << 20))
    source = tmp_path / "peso ação %.bin"
    source.write_bytes(os.urandom(1 << 20) * 13 + b"tail")
    with mlflow.start_run() as run:
        mlflow.log_artifact(str(source), "model")
    sizes = {item.path: item.file_size for item in client.list_artifacts(run.info.run_id, "model")}
    assert sizes == {f"model/{source.name}": (13 << 20) + 4}
    got = download_artifacts(run_id=run.info.run_id, artifact_path=f"model/{source.name}", dst_path=tmp_path / "down")
    assert hashlib.sha256(open(got, "rb").read()).digest() == hashlib.sha256(source.read_bytes()).digest()


def test_parts_are_spoken_or_refused_in_the_words_that_make_the_client_fall_back(experiment, client):
    run = client.create_run(experiment)
    root = run.info.artifact_uri.removeprefix("mlflow-artifacts:/")
    response = session.post(f"{CREATE}/{root}", json={"path": "model.bin", "num_parts": 2}, timeout=10)
    body = response.json()
    if response.status_code != 200:
        assert response.status_code == 501 and body["error_code"] == "NOT_IMPLEMENTED"
        assert body["message"].startswith("Multipart upload is not supported for the current artifact repository")
        return
    parts = []
    for credential, content in zip(body["credentials"], (b"first", b"second"), strict=True):
        url = credential["url"] if credential["url"].startswith("http") else f"{URL}{credential['url']}"
        put = session.put(url, data=content, headers=credential.get("headers") or {}, timeout=10)
        assert put.status_code == 200, put.text
        parts.append({"part_number": credential["part_number"], "etag": put.headers["ETag"], "url": credential["url"]})
    done = {"path": "model.bin", "upload_id": body["upload_id"], "parts": parts}
    assert session.post(f"{URL}/api/2.0/mlflow-artifacts/mpu/complete/{root}", json=done, timeout=10).status_code == 200
    assert session.get(f"{URL}/api/2.0/mlflow-artifacts/artifacts/{root}/model.bin", timeout=10).content == b"firstsecond"
    again = session.post(f"{CREATE}/{root}", json={"path": "other.bin", "num_parts": 1}, timeout=10).json()
    abort = {"path": "other.bin", "upload_id": again["upload_id"]}
    assert session.post(f"{URL}/api/2.0/mlflow-artifacts/mpu/abort/{root}", json=abort, timeout=10).status_code == 200
    assert [item.path for item in client.list_artifacts(run.info.run_id)] == ["model.bin"]
