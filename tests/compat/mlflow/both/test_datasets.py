"""Dataset inputs: logged once each, read back whole, with their context."""

import json

import mlflow
import numpy
import pandas
from mlflow.entities import DatasetInput, InputTag
from mlflow.entities import Dataset as DatasetEntity

FRAME = pandas.DataFrame({"x": [1.0, 2.0, 3.0], "rótulo": ["a", "b", "c"], "y": [0, 1, 0]})


def test_a_table_is_logged_with_its_schema_profile_and_context(experiment, client):
    dataset = mlflow.data.from_pandas(FRAME, source="https://example.org/iris.csv", name="iris", targets="y")
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="training")
    inputs = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert len(inputs) == 1
    logged = inputs[0].dataset
    assert (logged.name, logged.digest) == ("iris", dataset.digest)
    assert json.loads(logged.profile) == {"num_rows": 3, "num_elements": 9}
    assert [column["name"] for column in json.loads(logged.schema)["mlflow_colspec"]] == ["x", "rótulo", "y"]
    assert json.loads(logged.source)["url"] == "https://example.org/iris.csv"
    assert {tag.key: tag.value for tag in inputs[0].tags} == {"mlflow.data.context": "training"}
    assert mlflow.data.get_source(logged).to_dict()["url"] == "https://example.org/iris.csv"


def test_the_same_data_set_twice_is_one_input(experiment, client):
    dataset = mlflow.data.from_numpy(numpy.arange(6).reshape(2, 3), name="grid")
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="a")
        mlflow.log_input(dataset, context="a")
    assert len(client.get_run(run.info.run_id).inputs.dataset_inputs) == 1


def test_several_inputs_with_tags_of_their_own(experiment, client):
    run_id = client.create_run(experiment).info.run_id
    inputs = [
        DatasetInput(DatasetEntity(f"d{i}", f"digest{i}", "local", "{}", schema="s" * i, profile="p" * i), [InputTag("k", str(i)), InputTag("z", "")])
        for i in range(3)
    ]
    client.log_inputs(run_id, inputs)
    logged = client.get_run(run_id).inputs.dataset_inputs
    assert sorted((i.dataset.name, i.dataset.digest, i.dataset.schema or "", sorted((t.key, t.value) for t in i.tags)) for i in logged) == [
        (f"d{i}", f"digest{i}", "s" * i, [("k", str(i)), ("z", "")]) for i in range(3)
    ]


def test_two_runs_share_a_data_set_and_are_found_by_it(experiment, client):
    dataset = mlflow.data.from_pandas(FRAME, name="shared")
    ids = []
    for context in ("train", "eval"):
        with mlflow.start_run() as run:
            mlflow.log_input(dataset, context=context)
        ids.append(run.info.run_id)
    found = client.search_runs([experiment], f"datasets.digest = '{dataset.digest}' AND datasets.name = 'shared'")
    assert {run.info.run_id for run in found} == set(ids)
    assert all(len(run.inputs.dataset_inputs) == 1 for run in found)
    only = client.search_runs([experiment], "datasets.context = 'eval'")
    assert [run.info.run_id for run in only] == [ids[1]]
