"""Metrics: values that JSON does not know, the latest value, and the three ways to read a history."""

import math
import time

import mlflow
from mlflow.entities import Metric
from support import answer, refusal

LARGEST = 1.7976931348623157e308


def logged(client, experiment, points, key="m"):
    run_id = client.create_run(experiment).info.run_id
    client.log_batch(run_id, metrics=[Metric(key, value, timestamp, step) for value, timestamp, step in points])
    return run_id


def test_nan_and_infinities_are_kept(experiment, client):
    with mlflow.start_run() as active:
        mlflow.log_metric("nan", math.nan)
        mlflow.log_metric("up", math.inf)
        mlflow.log_metrics({"down": -math.inf, "tiny": 5e-324, "big": LARGEST, "negative zero": -0.0})
    metrics = client.get_run(active.info.run_id).data.metrics
    assert math.isnan(metrics["nan"])
    assert metrics["up"] in (math.inf, LARGEST) and metrics["down"] in (-math.inf, -LARGEST)
    assert metrics["tiny"] == 5e-324 and metrics["big"] == LARGEST and metrics["negative zero"] == 0
    assert math.isnan(client.get_metric_history(active.info.run_id, "nan")[0].value)


def test_the_latest_value_goes_by_step_then_time_then_value(experiment, client):
    cases = [
        ([(1, 100, 0), (2, 200, 1), (3, 50, 2)], 3),
        ([(1, 100, 5), (2, 900, 1)], 1),
        ([(1, 100, 3), (2, 200, 3), (9, 150, 3)], 2),
        ([(1, 100, 3), (7, 100, 3), (2, 100, 3)], 7),
        ([(1, 100, -1), (2, 100, -5)], 1),
    ]
    for points, expected in cases:
        run_id = logged(client, experiment, points)
        assert client.get_run(run_id).data.metrics["m"] == expected, points
        one_by_one = client.create_run(experiment).info.run_id
        for value, timestamp, step in points:
            client.log_metric(one_by_one, "m", value, timestamp, step)
        assert client.get_run(one_by_one).data.metrics["m"] == expected, points


def test_a_history_keeps_every_point_with_its_step_and_time(experiment, client):
    points = [(i * 0.5, 1000 + i, i) for i in range(250)]
    run_id = logged(client, experiment, points)
    history = client.get_metric_history(run_id, "m")
    assert sorted((m.value, m.timestamp, m.step) for m in history) == points
    assert all(m.key == "m" for m in history)
    assert client.get_metric_history(run_id, "absent") == []


def test_a_point_said_twice_is_kept_once(experiment, client):
    run_id = logged(client, experiment, [(1.0, 100, 0), (1.0, 100, 0), (2.0, 100, 0)])
    client.log_metric(run_id, "m", 1.0, 100, 0)
    assert sorted(m.value for m in client.get_metric_history(run_id, "m")) == [1.0, 2.0]


def test_a_history_is_read_in_pages(experiment, client):
    run_id = logged(client, experiment, [(float(i), 1000 + i, i) for i in range(25)])
    seen, token, pages = [], None, 0
    while True:
        arguments = {"run_id": run_id, "metric_key": "m", "max_results": 10}
        page = answer("GET", "metrics/get-history", **arguments, **({"page_token": token} if token else {}))
        seen += [m["step"] for m in page.get("metrics", [])]
        pages += 1
        token = page.get("next_page_token")
        if not token:
            break
        assert len(page["metrics"]) == 10
    assert sorted(map(int, seen)) == list(range(25)) and pages == 3


def test_the_interval_history_holds_the_ends_and_few_points(experiment, client):
    first = logged(client, experiment, [(float(i), 1000 + i, i) for i in range(900)])
    second = logged(client, experiment, [(float(i), 1000 + i, i) for i in range(0, 1000, 100)])
    arguments = {"run_ids": [first, second], "metric_key": "m", "max_results": 20}
    metrics = answer("GET", "metrics/get-history-bulk-interval", **arguments)["metrics"]
    steps = {run: sorted(int(m["step"]) for m in metrics if m["run_id"] == run) for run in (first, second)}
    assert steps[first][0] == 0 and steps[first][-1] == 899
    assert steps[second][0] == 0 and steps[second][-1] == 900
    assert len(steps[first]) < 60
    assert all(m["key"] == "m" and float(m["value"]) == float(m["step"]) for m in metrics)
    inside = answer("GET", "metrics/get-history-bulk-interval", run_ids=[first], metric_key="m", start_step=100, end_step=110, max_results=50)
    assert sorted(int(m["step"]) for m in inside["metrics"]) == list(range(100, 111))


def test_the_interval_history_refuses_what_it_cannot_do(experiment, client):
    run_id = logged(client, experiment, [(1.0, 1000, 0)])
    path = "metrics/get-history-bulk-interval"
    for arguments in (
        {"run_ids": [run_id], "metric_key": "m", "start_step": 5},
        {"run_ids": [run_id], "metric_key": "m", "start_step": 5, "end_step": 1},
        {"run_ids": [run_id], "metric_key": "m", "max_results": 2501},
        {"run_ids": [run_id] * 101, "metric_key": "m"},
        {"run_ids": [run_id]},
        {"metric_key": "m"},
    ):
        assert refusal("GET", path, **arguments) == (400, "INVALID_PARAMETER_VALUE"), arguments


def test_the_bulk_history_that_pages_draw_charts_with(experiment, client):
    from support import URL, session

    ids = [logged(client, experiment, [(float(i), 1000 + i, i) for i in range(5)]) for _ in range(3)]
    query = [("run_id", run_id) for run_id in ids] + [("metric_key", "m")]
    response = session.get(f"{URL}/ajax-api/2.0/mlflow/metrics/get-history-bulk", params=query, timeout=30)
    assert response.status_code == 200, response.text
    metrics = response.json()["metrics"]
    assert len(metrics) == 15 and {m["run_id"] for m in metrics} == set(ids)


def test_a_metric_without_a_time_is_refused_and_one_that_is_no_number(experiment, client):
    run_id = client.create_run(experiment).info.run_id
    assert refusal("POST", "runs/log-metric", run_id=run_id, key="m", value=1.0) == (400, "INVALID_PARAMETER_VALUE")
    assert refusal("POST", "runs/log-metric", run_id=run_id, key="m", value="abc", timestamp=1) == (400, "INVALID_PARAMETER_VALUE")
    assert client.get_run(run_id).data.metrics == {}


def test_metric_keys_with_slashes_spaces_and_colons(experiment, client):
    run_id = client.create_run(experiment).info.run_id
    keys = ["train/loss", "val/top 5", "a.b-c_d", "ação", "system/gpu_0:power"]
    for key in keys:
        client.log_metric(run_id, key, 1.0, int(time.time() * 1000))
    assert sorted(client.get_run(run_id).data.metrics) == sorted(keys)
    assert len(client.get_metric_history(run_id, "train/loss")) == 1
