"""
order_by of runs: NaN goes after every number and what is missing after that, in both directions; equals go by start time, newest first,
then by id.
"""

import math

import pytest
from runs_to_search import known_runs, store
from support import call, refused


@pytest.fixture(scope="module")
def lab():
    import uuid

    from mlflow import MlflowClient

    client = MlflowClient()
    experiment = client.create_experiment(f"order-{uuid.uuid4().hex}")
    return client, experiment, store(client, experiment, known_runs())


def group(run, reader):
    """0: has a value, 1: not a number, 2: missing."""
    value = reader(run)
    if value is None:
        return 2
    return 1 if isinstance(value, float) and math.isnan(value) else 0


READERS = {
    "metrics.acc": lambda run: run.metrics.get("acc"),
    "metrics.loss": lambda run: run.metrics.get("loss"),
    "metric.acc": lambda run: run.metrics.get("acc"),
    "params.lr": lambda run: run.params.get("lr"),
    "params.model": lambda run: run.params.get("model"),
    "tags.team": lambda run: run.tags.get("team"),
    "attributes.start_time": lambda run: run.start,
    "start_time": lambda run: run.start,
    "attribute.end_time": lambda run: run.end or None,
    "attributes.status": lambda run: run.status,
    "attributes.run_name": lambda run: run.name,
    "run_id": lambda run: run.run_id,
}


def expected(runs, reader, descending):
    ties = sorted(runs, key=lambda run: (-run.start, run.run_id))
    with_value = [run for run in ties if group(run, reader) == 0]
    # Python sorts stably, also in reverse: equals keep the order of the ties.
    ordered = sorted(with_value, key=reader, reverse=descending)
    return [run.name for run in ordered + [run for wanted in (1, 2) for run in ties if group(run, reader) == wanted]]


@pytest.mark.parametrize("direction", ["", " ASC", " DESC", " asc", " desc"])
@pytest.mark.parametrize("key", READERS)
def test_runs_come_in_the_order_asked_for(lab, key, direction):
    client, experiment, runs = lab
    found = [run.info.run_name for run in client.search_runs([experiment], order_by=[key + direction])]
    assert found == expected(runs, READERS[key], "DESC" in direction.upper())


def test_without_an_order_the_newest_comes_first(lab):
    client, experiment, runs = lab
    found = [run.info.run_name for run in client.search_runs([experiment])]
    assert found == expected(runs, lambda run: None, False)


def test_a_second_key_orders_what_the_first_leaves_equal(lab):
    client, experiment, runs = lab
    found = client.search_runs([experiment], "metrics.acc = 0.75", order_by=["metrics.acc DESC", "attributes.run_name ASC"])
    assert [run.info.run_name for run in found] == ["alpha 2", "beta", "gamma"]
    found = client.search_runs([experiment], order_by=["attributes.status ASC", "attributes.start_time DESC"])
    assert [run.info.run_name for run in found] == [r.name for r in sorted(runs, key=lambda r: (r.status, -r.start, r.run_id))]


@pytest.mark.parametrize("text", ["acc", "metrics.acc SIDEWAYS", "unknown.acc", "attributes.unknown", "metrics.acc DESC DESC", "DESC"])
def test_an_order_that_says_nothing_is_refused(lab, text):
    client, experiment, _ = lab
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_runs([experiment], order_by=[text])


def test_the_same_key_twice_is_refused(lab):
    _, experiment, _ = lab
    # The stock server answers 500 here.
    assert call("POST", "runs/search", experiment_ids=[experiment], order_by=["start_time ASC", "start_time DESC"]).status_code >= 400
