"""Delete and restore: what is deleted hides, refuses writes, and comes back whole."""

import mlflow
import pytest
from mlflow.entities import ViewType
from mlflow.exceptions import MlflowException
from support import answer, refused


def names(runs):
    return sorted(run.info.run_name for run in runs)


def test_a_deleted_run_hides_and_comes_back(experiment, client):
    kept = client.create_run(experiment, run_name="kept").info.run_id
    run_id = client.create_run(experiment, run_name="gone").info.run_id
    client.log_param(run_id, "p", 1)
    client.delete_run(run_id)
    assert client.get_run(run_id).info.lifecycle_stage == "deleted"
    assert names(client.search_runs([experiment])) == ["kept"]
    assert names(client.search_runs([experiment], run_view_type=ViewType.DELETED_ONLY)) == ["gone"]
    assert names(client.search_runs([experiment], run_view_type=ViewType.ALL)) == ["gone", "kept"]
    client.restore_run(run_id)
    run = client.get_run(run_id)
    assert run.info.lifecycle_stage == "active" and run.data.params == {"p": "1"}
    assert names(client.search_runs([experiment])) == ["gone", "kept"]
    assert kept != run_id


def test_a_deleted_run_refuses_writes(experiment, client):
    run_id = client.create_run(experiment).info.run_id
    client.delete_run(run_id)
    for write in (
        lambda: client.log_param(run_id, "p", 1),
        lambda: client.log_metric(run_id, "m", 1),
        lambda: client.set_tag(run_id, "t", 1),
        lambda: client.update_run(run_id, status="FAILED"),
    ):
        with refused("INVALID_PARAMETER_VALUE"):
            write()
    client.restore_run(run_id)
    client.log_param(run_id, "p", 1)


def test_a_deleted_experiment_hides_and_comes_back_with_its_runs(unique, client):
    name = unique("exp")
    experiment_id = client.create_experiment(name)
    run_id = client.create_run(experiment_id, run_name="r").info.run_id
    client.delete_experiment(experiment_id)
    assert client.get_experiment(experiment_id).lifecycle_stage == "deleted"
    assert client.get_experiment_by_name(name).lifecycle_stage == "deleted"
    found = client.search_experiments(filter_string=f"name = '{name}'")
    assert list(found) == []
    assert [e.name for e in client.search_experiments(ViewType.DELETED_ONLY, filter_string=f"name = '{name}'")] == [name]
    assert client.get_run(run_id).info.lifecycle_stage == "deleted"
    with refused("INVALID_PARAMETER_VALUE"):
        client.create_run(experiment_id)
    client.restore_experiment(experiment_id)
    assert client.get_experiment(experiment_id).lifecycle_stage == "active"
    assert names(client.search_runs([experiment_id])) == ["r"]


def test_the_name_of_a_deleted_experiment_stays_taken(unique, client):
    name = unique("exp")
    client.delete_experiment(client.create_experiment(name))
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_experiment(name)
    with pytest.raises(MlflowException, match="deleted experiment"):
        mlflow.set_experiment(name)


def test_names_of_experiments_are_unique(unique, client):
    name = unique("exp")
    client.create_experiment(name)
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_experiment(name)
    other = client.create_experiment(unique("exp"))
    # The stock server answers this one with the error of its database, so only the refusal itself is asked for.
    with pytest.raises(MlflowException):
        client.rename_experiment(other, name)
    assert client.get_experiment(other).name != name


def test_deleting_twice_and_what_is_not_there(experiment, client):
    run_id = client.create_run(experiment).info.run_id
    client.delete_run(run_id)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_run("0" * 32)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.restore_run("0" * 32)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_experiment("99999999")
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.restore_experiment("99999999")


def test_the_plain_answers_of_the_protocol(experiment, client):
    from support import URL, session

    assert session.get(f"{URL}/health", timeout=10).text == "OK"
    assert session.get(f"{URL}/version", timeout=10).text[0].isdigit()
    run_id = client.create_run(experiment).info.run_id
    for prefix in ("api", "ajax-api"):
        response = session.get(f"{URL}/{prefix}/2.0/mlflow/runs/get", params={"run_id": run_id}, timeout=10)
        assert response.json()["run"]["info"]["run_id"] == run_id
        assert response.headers["content-type"].startswith("application/json")
    assert answer("POST", "runs/delete", run_id=run_id) == {}
