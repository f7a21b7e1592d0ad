"""Artifacts through the proxy: every byte and every name comes back as it was sent."""

import hashlib
import json
import os
import re

import mlflow
import pytest
from mlflow.artifacts import download_artifacts, load_dict, load_text
from mlflow.exceptions import MlflowException
from support import URL, answer, session

NAMES = [
    "plain.txt",
    "with space.txt",
    "100%.txt",
    "50% off 5%5.txt",
    "ação ✓ 日本.txt",
    "emoji 🚀.bin",
    "plus+and=eq&amp;.txt",
    "semi;colon,comma.txt",
    "quote'one.txt",
    "brackets[0](1){2}.txt",
    "no_extension",
    ".hidden",
    "UPPER.TXT",
    "tilde~at@bang!dollar$.txt",
]


def run_tags(run):
    return mlflow.get_run(run.info.run_id).data.tags


def listing(client, run_id, path=None):
    return {item.path: (item.is_dir, item.file_size) for item in client.list_artifacts(run_id, path)}


def test_a_file_goes_up_and_comes_down(experiment, client, tmp_path):
    source = tmp_path / "data.bin"
    source.write_bytes(bytes(range(256)) * 40)
    with mlflow.start_run() as run:
        mlflow.log_artifact(source)
        mlflow.log_artifact(source, "deep/er")
    run_id = run.info.run_id
    assert listing(client, run_id) == {"data.bin": (False, 10240), "deep": (True, None)}
    assert listing(client, run_id, "deep") == {"deep/er": (True, None)}
    assert listing(client, run_id, "deep/er") == {"deep/er/data.bin": (False, 10240)}
    for path in ("data.bin", "deep/er/data.bin"):
        got = download_artifacts(run_id=run_id, artifact_path=path, dst_path=tmp_path / "down")
        assert open(got, "rb").read() == source.read_bytes()


def test_names_of_every_kind_survive(experiment, client, tmp_path):
    for name in NAMES:
        (tmp_path / "up").mkdir(exist_ok=True)
        (tmp_path / "up" / name).write_text(name, encoding="utf-8")
    with mlflow.start_run() as run:
        mlflow.log_artifacts(tmp_path / "up", "files")
    assert set(listing(client, run.info.run_id, "files")) == {f"files/{name}" for name in NAMES}
    down = download_artifacts(run_id=run.info.run_id, artifact_path="files", dst_path=tmp_path / "down")
    assert {name: open(os.path.join(down, name), encoding="utf-8").read() for name in os.listdir(down)} == {name: name for name in NAMES}
    for name in NAMES:
        one = download_artifacts(run_id=run.info.run_id, artifact_path=f"files/{name}", dst_path=tmp_path / "one")
        assert open(one, encoding="utf-8").read() == name


def test_folders_with_names_of_every_kind(experiment, client, tmp_path):
    for folder in ("pasta com espaço", "50%", "日本/ação", "a+b"):
        (tmp_path / "up" / folder).mkdir(parents=True)
        (tmp_path / "up" / folder / "f.txt").write_text(folder, encoding="utf-8")
    with mlflow.start_run() as run:
        mlflow.log_artifacts(tmp_path / "up")
    assert set(listing(client, run.info.run_id)) == {"pasta com espaço", "50%", "日本", "a+b"}
    down = download_artifacts(run_id=run.info.run_id, dst_path=tmp_path / "down")
    for folder in ("pasta com espaço", "50%", "日本/ação", "a+b"):
        assert open(os.path.join(down, folder, "f.txt"), encoding="utf-8").read() == folder


def test_a_tree_with_empty_files_comes_down_whole(experiment, tmp_path):
    tree = {"a.txt": b"a", "b/empty": b"", "b/c/d/e.bin": os.urandom(5000), "b/c/zero.txt": b"", "z/0.json": b"{}"}
    for path, content in tree.items():
        (tmp_path / "up" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "up" / path).write_bytes(content)
    with mlflow.start_run() as run:
        mlflow.log_artifacts(tmp_path / "up")
    down = tmp_path / "down"
    down.mkdir()
    download_artifacts(run_id=run.info.run_id, artifact_path="", dst_path=down)
    got = {str(path.relative_to(down)): path.read_bytes() for path in down.rglob("*") if path.is_file()}
    assert got == tree


def test_a_large_file_keeps_every_byte(experiment, client, tmp_path):
    source = tmp_path / "large.bin"
    block = os.urandom(1 << 20)
    source.write_bytes(block * 24)
    with mlflow.start_run() as run:
        mlflow.log_artifact(source)
    assert listing(client, run.info.run_id)["large.bin"] == (False, 24 << 20)
    got = download_artifacts(run_id=run.info.run_id, artifact_path="large.bin", dst_path=tmp_path / "down")
    assert hashlib.sha256(open(got, "rb").read()).digest() == hashlib.sha256(source.read_bytes()).digest()


def test_a_file_sent_again_replaces_the_first(experiment):
    with mlflow.start_run() as run:
        mlflow.log_text("first, and longer", "note.txt")
        mlflow.log_text("second", "note.txt")
    assert load_text(f"runs:/{run.info.run_id}/note.txt") == "second"


def test_text_dict_figure_and_image(experiment, client, tmp_path):
    import numpy
    from matplotlib.figure import Figure

    figure = Figure()
    figure.add_subplot().plot([1, 2, 3])
    with mlflow.start_run() as run:
        mlflow.log_text("olá\n", "texts/olá.txt")
        mlflow.log_dict({"ação": [1, 2.5, None]}, "config.json")
        mlflow.log_dict({"a": 1}, "config.yaml")
        mlflow.log_figure(figure, "plots/figure.png")
        mlflow.log_image(numpy.zeros((8, 8, 3), dtype=numpy.uint8), "still.png")
        # The names of stepped images hold a literal percent sign (2.x) or plus sign (3.x).
        mlflow.log_image(numpy.full((8, 8, 3), 255, dtype=numpy.uint8), key="dog", step=2)
        mlflow.log_image(numpy.full((8, 8, 3), 128, dtype=numpy.uint8), key="dog", step=3)
        mlflow.flush_artifact_async_logging()
    run_id = run.info.run_id
    assert load_text(f"runs:/{run_id}/texts/olá.txt") == "olá\n"
    assert load_dict(f"runs:/{run_id}/config.json") == {"ação": [1, 2.5, None]}
    for path in ("plots/figure.png", "still.png"):
        assert open(download_artifacts(run_id=run_id, artifact_path=path, dst_path=tmp_path), "rb").read(4) == b"\x89PNG"
    images = listing(client, run_id, "images")
    assert len([path for path in images if re.search("dog.step.[23].timestamp", path)]) == 4
    for path in images:
        assert os.path.getsize(download_artifacts(run_id=run_id, artifact_path=path, dst_path=tmp_path)) == images[path][1]


def test_tables_are_appended_and_read_together(experiment):
    import pandas

    with mlflow.start_run() as run:
        mlflow.log_table({"x": [1, 2], "texto": ["a", "ç"]}, "table.json")
        mlflow.log_table(pandas.DataFrame({"x": [3], "texto": ["z"]}), "table.json")
    table = mlflow.load_table("table.json", run_ids=[run.info.run_id])
    assert list(table["x"]) == [1, 2, 3] and list(table["texto"]) == ["a", "ç", "z"]
    assert json.loads(run_tags(run)["mlflow.loggedArtifacts"]) == [{"path": "table.json", "type": "table"}]


def test_listing_a_file_or_nothing_gives_nothing(experiment, client):
    with mlflow.start_run() as run:
        mlflow.log_text("x", "folder/x.txt")
    assert client.list_artifacts(run.info.run_id, "folder/x.txt") == []
    assert client.list_artifacts(run.info.run_id, "absent") == []
    with mlflow.start_run() as empty:
        pass
    assert client.list_artifacts(empty.info.run_id) == []


def test_what_is_not_there_cannot_be_downloaded(experiment, client, tmp_path):
    with mlflow.start_run() as run:
        mlflow.log_text("x", "x.txt")
    with pytest.raises(MlflowException):
        load_text(f"runs:/{run.info.run_id}/absent.txt")
    root = client.get_run(run.info.run_id).info.artifact_uri.removeprefix("mlflow-artifacts:/")
    response = session.get(f"{URL}/api/2.0/mlflow-artifacts/artifacts/{root}/absent.txt", timeout=10)
    assert response.status_code >= 400 and "application/json" in response.headers["content-type"]


def test_artifacts_are_deleted_one_and_all(experiment, client, tmp_path):
    from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

    with mlflow.start_run() as run:
        for path in ("keep.txt", "a/1.txt", "a/2.txt", "b/c/3.txt"):
            mlflow.log_text(path, path)
    repository = get_artifact_repository(run.info.artifact_uri)
    repository.delete_artifacts("a/1.txt")
    assert set(listing(client, run.info.run_id, "a")) == {"a/2.txt"}
    repository.delete_artifacts("b")
    assert "b" not in listing(client, run.info.run_id)
    assert load_text(f"runs:/{run.info.run_id}/keep.txt") == "keep.txt"


def test_the_listing_of_the_tracking_api_shows_paths_from_the_root(experiment):
    with mlflow.start_run() as run:
        mlflow.log_text("x", "folder/x.txt")
    listed = answer("GET", "artifacts/list", run_id=run.info.run_id, path="folder")
    assert listed["root_uri"] == run.info.artifact_uri
    assert [file["path"] for file in listed["files"]] == ["folder/x.txt"]
    assert int(listed["files"][0]["file_size"]) == 1
    got = session.get(f"{URL}/get-artifact", params={"run_id": run.info.run_id, "path": "folder/x.txt"}, timeout=10)
    assert got.status_code == 200 and got.content == b"x"


@pytest.mark.parametrize("path", ["../x.txt", "a/../../x.txt", "%2e%2e/x.txt", "a/%2e%2e/%2e%2e/x", "..%2fx"])
def test_a_path_that_leaves_the_root_is_refused(experiment, path):
    with mlflow.start_run() as run:
        root = run.info.artifact_uri.removeprefix("mlflow-artifacts:/")
    import http.client
    from urllib.parse import urlsplit

    # http.client sends the path as it is; requests would tidy the dots away.
    for method in ("PUT", "GET", "DELETE"):
        connection = http.client.HTTPConnection(urlsplit(URL).netloc, timeout=10)
        connection.request(method, f"/api/2.0/mlflow-artifacts/artifacts/{root}/{path}", body=b"x" if method == "PUT" else None)
        response = connection.getresponse()
        body = response.read()
        assert response.status >= 400, (method, response.status, body)
        assert b"root:" not in body
