"""The fluent API, as a learner's script uses it."""

import time

import mlflow
import pytest
from mlflow.entities import Metric, Param, RunTag
from support import answer, refused


def test_params_metrics_and_tags_come_back_as_they_were_logged(experiment, client):
    with mlflow.start_run() as active:
        mlflow.log_param("alpha", 0.5)
        mlflow.log_params({"layers": [32, 16], "none": None, "flag": True, "texto": "ação ✓", "empty": ""})
        mlflow.log_metric("loss", 0.25)
        mlflow.log_metrics({"rmse": 1.5, "n": 10}, step=3)
        mlflow.set_tag("stage", "dev")
        mlflow.set_tags({"team": "a b", "emoji": "🚀", "number": 7})
    run = client.get_run(active.info.run_id)
    assert run.data.params == {"alpha": "0.5", "layers": "[32, 16]", "none": "None", "flag": "True", "texto": "ação ✓", "empty": ""}
    assert run.data.metrics == {"loss": 0.25, "rmse": 1.5, "n": 10.0}
    tags = run.data.tags
    assert (tags["stage"], tags["team"], tags["emoji"], tags["number"]) == ("dev", "a b", "🚀", "7")
    assert tags["mlflow.runName"] == run.info.run_name
    assert run.info.status == "FINISHED"
    assert run.info.start_time <= run.info.end_time <= time.time() * 1000 + 1000
    assert run.info.experiment_id == experiment
    assert run.info.lifecycle_stage == "active"


def test_a_run_without_a_name_is_given_one_and_a_named_run_keeps_its_own(experiment, client):
    with mlflow.start_run() as first:
        pass
    with mlflow.start_run(run_name="treino de segunda", description="**notas**", tags={"k": "v"}) as second:
        pass
    assert client.get_run(first.info.run_id).info.run_name
    named = client.get_run(second.info.run_id)
    assert named.info.run_name == named.data.tags["mlflow.runName"] == "treino de segunda"
    assert named.data.tags["mlflow.note.content"] == "**notas**"
    assert named.data.tags["k"] == "v"


def test_a_script_that_fails_leaves_a_failed_run(experiment, client):
    with pytest.raises(ZeroDivisionError), mlflow.start_run() as active:
        1 / 0  # noqa: B018
    run = client.get_run(active.info.run_id)
    assert run.info.status == "FAILED"
    assert run.info.end_time is not None


def test_a_run_is_taken_up_again_by_its_id(experiment, client):
    with mlflow.start_run() as active:
        mlflow.log_metric("loss", 2, step=0)
    with mlflow.start_run(run_id=active.info.run_id):
        assert client.get_run(active.info.run_id).info.status == "RUNNING"
        mlflow.log_metric("loss", 1, step=1)
        mlflow.log_param("late", 1)
    run = client.get_run(active.info.run_id)
    assert run.data.metrics == {"loss": 1.0} and run.data.params == {"late": "1"}
    assert run.info.status == "FINISHED"


def test_nested_runs_point_at_their_parents(experiment, client):
    with mlflow.start_run(run_name="parent") as parent:
        children = []
        for depth in range(3):
            with mlflow.start_run(run_name=f"child {depth}", nested=True) as child:
                mlflow.log_metric("depth", depth)
                children.append(child.info.run_id)
                with mlflow.start_run(run_name="grandchild", nested=True) as grandchild:
                    pass
    found = client.search_runs([experiment], f"tags.`mlflow.parentRunId` = '{parent.info.run_id}'")
    assert sorted(run.info.run_id for run in found) == sorted(children)
    assert client.get_parent_run(children[0]).info.run_id == parent.info.run_id
    assert client.get_run(grandchild.info.run_id).data.tags["mlflow.parentRunId"] == children[-1]
    assert mlflow.get_parent_run(parent.info.run_id) is None


def test_set_experiment_makes_it_once_and_finds_it_again(unique, client):
    name = unique("experimento com acento é")
    made = mlflow.set_experiment(name)
    again = mlflow.set_experiment(name)
    assert made.experiment_id == again.experiment_id
    assert mlflow.set_experiment(experiment_id=made.experiment_id).name == name
    found = mlflow.get_experiment_by_name(name)
    assert found.artifact_location.startswith("mlflow-artifacts:/")
    assert found.lifecycle_stage == "active"
    assert abs(found.creation_time - time.time() * 1000) < 60_000
    assert mlflow.get_experiment_by_name(unique("absent")) is None


def test_the_default_experiment_is_there(client):
    default = client.get_experiment("0")
    assert default.name == "Default" and default.lifecycle_stage == "active"


def test_experiments_carry_tags_and_take_a_new_name(unique, client):
    experiment_id = client.create_experiment(unique("exp"), tags={"team": "ml"})
    client.set_experiment_tag(experiment_id, "note", "x")
    client.set_experiment_tag(experiment_id, "note", "y")
    name = unique("renamed")
    client.rename_experiment(experiment_id, name)
    found = client.get_experiment(experiment_id)
    assert (found.name, found.tags["team"], found.tags["note"]) == (name, "ml", "y")
    assert found.last_update_time >= found.creation_time


def test_a_large_batch_is_cut_by_the_client_and_arrives_whole(experiment, client):
    with mlflow.start_run() as active:
        mlflow.log_params({f"p{i}": i for i in range(150)})
        mlflow.log_metrics({f"m{i}": float(i) for i in range(1500)})
        mlflow.set_tags({f"t{i}": i for i in range(150)})
    run = client.get_run(active.info.run_id)
    assert run.data.params == {f"p{i}": str(i) for i in range(150)}
    assert run.data.metrics == {f"m{i}": float(i) for i in range(1500)}
    assert {k: v for k, v in run.data.tags.items() if not k.startswith("mlflow.")} == {f"t{i}": str(i) for i in range(150)}


def test_log_batch_writes_all_three_kinds_at_once(experiment, client):
    run_id = client.create_run(experiment).info.run_id
    now = int(time.time() * 1000)
    client.log_batch(
        run_id,
        metrics=[Metric("m", value, now + value, value) for value in range(5)],
        params=[Param("p", "1"), Param("q", "2")],
        tags=[RunTag("t", "a"), RunTag("t", "b")],
    )
    run = client.get_run(run_id)
    assert run.data.metrics == {"m": 4.0}
    assert run.data.params == {"p": "1", "q": "2"}
    assert run.data.tags["t"] == "b"
    assert run.info.status == "RUNNING"


def test_asynchronous_logging_arrives_in_order(experiment, client):
    with mlflow.start_run() as active:
        for step in range(40):
            mlflow.log_metric("loss", 40 - step, step=step, synchronous=False)
        mlflow.log_params({"a": 1}, synchronous=False)
        mlflow.set_tags({"b": 2}, synchronous=False).wait()
        mlflow.flush_async_logging()
    history = client.get_metric_history(active.info.run_id, "loss")
    assert [(m.step, m.value) for m in sorted(history, key=lambda m: m.step)] == [(s, 40.0 - s) for s in range(40)]
    assert client.get_run(active.info.run_id).data.params == {"a": "1"}


def test_a_param_may_be_said_again_but_not_changed(experiment, client):
    with mlflow.start_run() as active:
        mlflow.log_param("lr", 0.1)
        mlflow.log_param("lr", 0.1)
        with refused("INVALID_PARAMETER_VALUE", "Changing param values is not allowed"):
            mlflow.log_param("lr", 0.2)
        with refused("INVALID_PARAMETER_VALUE", "Changing param values is not allowed"):
            mlflow.log_params({"lr": 0.3, "other": 1})
    assert client.get_run(active.info.run_id).data.params["lr"] == "0.1"


def test_tags_are_replaced_and_deleted(experiment, client):
    with mlflow.start_run() as active:
        mlflow.set_tag("k", "1")
        mlflow.set_tag("k", "2")
        mlflow.set_tag("gone", "1")
        mlflow.delete_tag("gone")
    tags = client.get_run(active.info.run_id).data.tags
    assert tags["k"] == "2" and "gone" not in tags


def test_update_run_changes_name_and_status(experiment, client):
    run_id = client.create_run(experiment, run_name="old", start_time=1000).info.run_id
    client.update_run(run_id, status="KILLED", name="new")
    run = client.get_run(run_id)
    assert (run.info.status, run.info.run_name, run.data.tags["mlflow.runName"]) == ("KILLED", "new", "new")
    assert run.info.start_time == 1000
    client.set_tag(run_id, "mlflow.runName", "by tag")
    assert client.get_run(run_id).info.run_name == "by tag"
    client.set_terminated(run_id, "FINISHED", end_time=5000)
    assert client.get_run(run_id).info.end_time == 5000


def test_search_runs_of_the_fluent_api_gives_a_table(experiment):
    for i in range(3):
        with mlflow.start_run(run_name=f"r{i}"):
            mlflow.log_param("i", i)
            mlflow.log_metric("m", i)
    table = mlflow.search_runs(order_by=["metrics.m DESC"])
    assert list(table["metrics.m"]) == [2.0, 1.0, 0.0]
    assert list(table["params.i"]) == ["2", "1", "0"]
    assert list(table["tags.mlflow.runName"]) == ["r2", "r1", "r0"]


def test_every_run_status_is_kept(experiment, client):
    for status in ("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"):
        run_id = client.create_run(experiment).info.run_id
        client.update_run(run_id, status=status)
        assert client.get_run(run_id).info.status == status
    assert answer("GET", "runs/get", run_id=run_id)["run"]["info"]["run_uuid"] == run_id
