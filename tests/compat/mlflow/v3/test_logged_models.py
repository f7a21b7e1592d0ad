"""Logged models of MLflow 3: made, finished, tagged, measured, searched, deleted, registered."""

import mlflow
import pytest
from mlflow.entities import LoggedModelInput, LoggedModelOutput, LoggedModelStatus, Metric
from support import refused


def test_a_model_is_made_pending_and_finished(experiment, client):
    run = client.create_run(experiment)
    made = client.create_logged_model(
        experiment, "meu modelo", source_run_id=run.info.run_id, tags={"k": "v"}, params={"lr": "0.1"}, model_type="sklearn"
    )
    assert made.model_id.startswith("m-") and len(made.model_id) == 34
    found = client.get_logged_model(made.model_id)
    assert (found.name, found.model_type, found.source_run_id, found.experiment_id) == ("meu modelo", "sklearn", run.info.run_id, experiment)
    assert found.status == LoggedModelStatus.PENDING
    assert (found.tags["k"], found.params) == ("v", {"lr": "0.1"})
    assert found.artifact_location.endswith(f"/models/{made.model_id}/artifacts")
    ready = client.finalize_logged_model(made.model_id, LoggedModelStatus.READY)
    assert ready.status == client.get_logged_model(made.model_id).status == LoggedModelStatus.READY
    assert ready.last_updated_timestamp >= ready.creation_timestamp
    failed = client.create_logged_model(experiment, "other")
    assert client.finalize_logged_model(failed.model_id, "FAILED").status == LoggedModelStatus.FAILED


def test_a_model_without_a_name_is_given_one_and_bad_names_are_refused(experiment, client):
    assert client.create_logged_model(experiment).name
    for name in ("a/b", "a:b", "a.b", "100%", 'say "x"', "it's"):
        with refused("INVALID_PARAMETER_VALUE"):
            client.create_logged_model(experiment, name)


def test_tags_and_params_are_added_and_taken(experiment, client):
    model_id = client.create_logged_model(experiment, "m", tags={"a": "1"}).model_id
    client.set_logged_model_tags(model_id, {"a": "2", "b": "três"})
    client.delete_logged_model_tag(model_id, "a")
    client.log_model_params(model_id, {f"p{i}": str(i) for i in range(250)})
    found = client.get_logged_model(model_id)
    assert {k: v for k, v in found.tags.items() if not k.startswith("mlflow.")} == {"b": "três"}
    assert found.params == {f"p{i}": str(i) for i in range(250)}
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_logged_model_tag(model_id, "a")


def test_what_is_not_there_and_what_was_deleted(experiment, client):
    absent = f"m-{'0' * 32}"
    for ask in (
        lambda: client.get_logged_model(absent),
        lambda: client.delete_logged_model(absent),
        lambda: client.finalize_logged_model(absent, "READY"),
    ):
        with refused("RESOURCE_DOES_NOT_EXIST"):
            ask()
    model_id = client.create_logged_model(experiment, "gone").model_id
    client.delete_logged_model(model_id)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_logged_model(model_id)
    assert client.search_logged_models([experiment]) == []


def test_metrics_of_a_run_belong_to_its_model(experiment, client):
    with mlflow.start_run() as run:
        model = mlflow.initialize_logged_model(name="m")
        dataset = mlflow.data.from_numpy(__import__("numpy").arange(4.0), name="grid")
        mlflow.log_metric("acc", 0.5, step=1, model_id=model.model_id, dataset=dataset)
        mlflow.log_metric("acc", 0.75, step=2, model_id=model.model_id, dataset=dataset)
        mlflow.log_metrics({"loss": 1.0, "f1": 0.25}, model_id=model.model_id)
        mlflow.finalize_logged_model(model.model_id, "READY")
    found = {(m.key, m.value, m.dataset_name) for m in client.get_logged_model(model.model_id).metrics}
    assert ("acc", 0.75, "grid") in found and ("loss", 1.0, None) in found and ("f1", 0.25, None) in found
    assert all(m.run_id == run.info.run_id and m.model_id == model.model_id for m in client.get_logged_model(model.model_id).metrics)
    assert client.get_run(run.info.run_id).data.metrics == {"acc": 0.75, "loss": 1.0, "f1": 0.25}


def test_runs_name_their_models_as_inputs_and_outputs(experiment, client):
    model_id = client.create_logged_model(experiment, "m").model_id
    trains, uses = (client.create_run(experiment).info.run_id for _ in range(2))
    client.log_outputs(trains, [LoggedModelOutput(model_id, step=7)])
    client.log_inputs(uses, models=[LoggedModelInput(model_id)])
    assert [(o.model_id, o.step) for o in client.get_run(trains).outputs.model_outputs] == [(model_id, 7)]
    assert [i.model_id for i in client.get_run(uses).inputs.model_inputs] == [model_id]


@pytest.fixture
def shelf(experiment, client):
    """Models a, b, c in the experiment: metric acc 1, 2 and none; param lr; tag team."""
    run_id = client.create_run(experiment).info.run_id
    ids = {}
    for name, metric, params, tags in (("a", 1.0, {"lr": "0.1"}, {"team": "red"}), ("b", 2.0, {"lr": "0.2"}, {"team": "Red"}), ("c", None, {}, {})):
        model = client.create_logged_model(experiment, name, params=params, tags=tags, model_type="x" if name == "a" else "y", source_run_id=run_id)
        ids[name] = model.model_id
        if metric is not None:
            client.log_batch(run_id, metrics=[Metric("acc", metric, 1, 0, model_id=model.model_id)])
    client.finalize_logged_model(ids["b"], "READY")
    return experiment, ids, run_id


@pytest.mark.parametrize(
    "text, names",
    {
        "": "abc",
        "name = 'a'": "a",
        "name != 'a'": "bc",
        "name LIKE 'A%'": "",
        "name ILIKE 'A%'": "a",
        "attributes.name IN ('a', 'c')": "ac",
        "name NOT IN ('a', 'c')": "b",
        "model_type = 'y'": "bc",
        "creation_timestamp > 0": "abc",
        "creation_time < 1000": "",
        "last_updated_timestamp > 0": "abc",
        "metrics.acc > 1": "b",
        "metrics.acc <= 2": "ab",
        "metrics.acc != 1": "b",
        "params.lr = '0.1'": "a",
        "params.lr != '0.1'": "b",
        "params.lr LIKE '0%'": "ab",
        "tags.team = 'red'": "a",
        "tags.team ILIKE 'RED'": "ab",
        "tags.`team` = 'Red' AND params.`lr` = '0.2' AND metrics.`acc` = 2": "b",
    }.items(),
)
def test_a_filter_finds_the_models_that_match_it(shelf, client, text, names):
    found = client.search_logged_models([shelf[0]], filter_string=text)
    assert "".join(sorted(model.name for model in found)) == names


@pytest.mark.ours
def test_models_are_found_by_their_status(shelf, client):
    # The stock server compares the word with the number it keeps, and finds nothing.
    assert [m.name for m in client.search_logged_models([shelf[0]], "status = 'READY'")] == ["b"]
    assert {m.name for m in client.search_logged_models([shelf[0]], "status = 'PENDING'")} == {"a", "c"}


def test_models_are_found_by_id_and_by_run(shelf, client):
    experiment, ids, run_id = shelf
    assert [m.name for m in client.search_logged_models([experiment], f"model_id = '{ids['b']}'")] == ["b"]
    assert len(client.search_logged_models([experiment], f"source_run_id = '{run_id}'")) == 3


def test_models_come_in_the_order_asked_for(shelf, client):
    def names(*order_by):
        return "".join(m.name for m in client.search_logged_models([shelf[0]], order_by=list(order_by)))

    assert names() == "cba"
    assert names({"field_name": "name", "ascending": True}) == "abc"
    assert names({"field_name": "name", "ascending": False}) == "cba"
    assert names({"field_name": "creation_timestamp", "ascending": True}) == "abc"
    assert names({"field_name": "metrics.acc", "ascending": True}) == "abc"
    assert names({"field_name": "metrics.acc", "ascending": False}) == "bac"
    with refused("INVALID_PARAMETER_VALUE"):
        names({"field_name": "unknown", "ascending": True})


def test_models_are_searched_by_the_metric_on_a_data_set(shelf, client):
    experiment, ids, run_id = shelf
    for step, (digest, value) in enumerate((("one", 5.0), ("two", 9.0))):
        metric = Metric("acc", value, 2, step, model_id=ids["c"], dataset_name="test", dataset_digest=digest)
        client.log_batch(run_id, metrics=[metric])
    one = {"dataset_name": "test", "dataset_digest": "one"}
    assert [m.name for m in client.search_logged_models([experiment], "metrics.acc >= 5", datasets=[one])] == ["c"]
    assert client.search_logged_models([experiment], "metrics.acc > 5", datasets=[one]) == []
    order = [{"field_name": "metrics.acc", "ascending": False, "dataset_name": "test", "dataset_digest": "two"}]
    assert client.search_logged_models([experiment], order_by=order)[0].name == "c"


@pytest.mark.ours
def test_a_data_set_without_a_digest_means_all_of_its_digests(shelf, client):
    # Over REST the stock server looks for metrics whose digest is null.
    experiment, ids, run_id = shelf
    client.log_batch(run_id, metrics=[Metric("acc", 5.0, 2, 0, model_id=ids["c"], dataset_name="test", dataset_digest="one")])
    assert [m.name for m in client.search_logged_models([experiment], "metrics.acc >= 5", datasets=[{"dataset_name": "test"}])] == ["c"]


def test_models_are_read_in_pages(experiment, client):
    made = [client.create_logged_model(experiment, f"m{i:02}").name for i in range(12)]
    seen, token = [], None
    while True:
        page = client.search_logged_models([experiment], max_results=5, order_by=[{"field_name": "name"}], page_token=token)
        seen.append([model.name for model in page])
        token = page.token
        if not token:
            break
    assert [name for page in seen for name in page] == sorted(made)
    assert [len(page) for page in seen] == [5, 5, 2]


def test_artifacts_of_a_model_are_listed_and_loaded(experiment, client, tmp_path):
    (tmp_path / "w" / "deep").mkdir(parents=True)
    (tmp_path / "w" / "deep" / "peso.bin").write_bytes(b"123")
    (tmp_path / "w" / "a.txt").write_text("a")
    model = client.create_logged_model(experiment, "m")
    client.log_model_artifacts(model.model_id, str(tmp_path / "w"))
    assert {(f.path, f.is_dir) for f in client.list_logged_model_artifacts(model.model_id)} == {("a.txt", False), ("deep", True)}
    assert [f.path for f in client.list_logged_model_artifacts(model.model_id, "deep")] == ["deep/peso.bin"]
    got = mlflow.artifacts.download_artifacts(f"models:/{model.model_id}", dst_path=str(tmp_path / "down"))
    assert open(f"{got}/deep/peso.bin", "rb").read() == b"123"


def test_a_logged_model_is_registered_and_the_two_know_each_other(experiment, client, unique):
    from sklearn.linear_model import LinearRegression

    estimator = LinearRegression().fit([[0.0], [1.0]], [0.0, 2.0])
    with mlflow.start_run() as run:
        info = mlflow.sklearn.log_model(estimator, name="linear", pip_requirements=["scikit-learn"], params={"a": 1}, step=4)
    assert info.model_uri == f"models:/{info.model_id}"
    assert [(o.model_id, o.step) for o in client.get_run(run.info.run_id).outputs.model_outputs] == [(info.model_id, 4)]
    version = mlflow.register_model(info.model_uri, unique("linear"))
    assert info.model_id in client.get_model_version(version.name, "1").source
    assert version.name in client.get_logged_model(info.model_id).tags["mlflow.modelVersions"]
    client.set_registered_model_alias(version.name, "champion", "1")
    for uri in (info.model_uri, f"models:/{version.name}@champion", f"runs:/{run.info.run_id}/linear"):
        assert list(mlflow.pyfunc.load_model(uri).predict([[3.0]])) == pytest.approx([6.0])
    found = mlflow.search_logged_models(experiment_ids=[experiment], output_format="list")
    assert [model.model_id for model in found] == [info.model_id]
    assert mlflow.last_logged_model().model_id == info.model_id


def test_a_model_from_elsewhere_is_written_down(experiment, client):
    model = mlflow.create_external_model(name="fora", params={"api": "x"}, model_type="agent")
    found = client.get_logged_model(model.model_id)
    assert found.status == LoggedModelStatus.READY and found.params == {"api": "x"}
