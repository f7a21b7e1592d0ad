"""Five thousand runs, read in pages: none twice, none left out, in the order asked for."""

import http.client
import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from mlflow import MlflowClient
from support import URL, answer, refusal

COUNT = 5000


@pytest.fixture(scope="module")
def experiment():
    """Runs i = 0…4999 with param i and metric m = i % 100, written over plain HTTP from several connections: two calls a run."""
    experiment_id = MlflowClient().create_experiment(f"pages-{uuid.uuid4().hex}")
    own = threading.local()

    def post(path, **body):
        # http.client: ten thousand calls are a matter of the client's own time.
        if not hasattr(own, "connection"):
            own.connection = http.client.HTTPConnection(urlsplit(URL).netloc, timeout=60)
        own.connection.request("POST", f"/api/2.0/mlflow/{path}", json.dumps(body), {"content-type": "application/json"})
        response = own.connection.getresponse()
        text = response.read()
        assert response.status == 200, text
        return json.loads(text)

    def make(i):
        made = post("runs/create", experiment_id=experiment_id, start_time=1_000_000 + i, run_name=f"r{i}", tags=[])
        metrics = [{"key": "m", "value": i % 100, "timestamp": 1, "step": 0}]
        post("runs/log-batch", run_id=made["run"]["info"]["run_id"], metrics=metrics, params=[{"key": "i", "value": str(i)}])

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(make, range(COUNT)))
    return experiment_id


def pages(experiment, filter_string="", order_by=None, size=1000):
    client, token, seen = MlflowClient(), None, []
    while True:
        page = client.search_runs([experiment], filter_string, max_results=size, order_by=order_by, page_token=token)
        seen.append([int(run.data.params["i"]) for run in page])
        token = page.token
        if not token:
            return seen


def flat(lists):
    return [i for page in lists for i in page]


def test_all_runs_come_once_newest_first(experiment):
    seen = pages(experiment)
    assert flat(seen) == list(range(COUNT - 1, -1, -1))
    assert [len(page) for page in seen if page] == [1000] * 5


def test_pages_keep_the_order_asked_for(experiment):
    by_metric = sorted(range(COUNT), key=lambda i: (-(i % 100), -i))
    assert flat(pages(experiment, order_by=["metrics.m DESC"], size=700)) == by_metric
    by_param = sorted(range(COUNT), key=str)
    assert flat(pages(experiment, order_by=["params.i ASC"], size=1999)) == by_param


def test_pages_of_a_filter(experiment):
    wanted = [i for i in range(COUNT - 1, -1, -1) if i % 100 >= 90]
    seen = pages(experiment, "metrics.m >= 90", size=100)
    assert flat(seen) == wanted
    assert flat(pages(experiment, "metrics.m = 7 AND params.i LIKE '4%'", size=20)) == [i for i in range(COUNT - 1, -1, -1) if i % 100 == 7 and str(i)[0] == "4"]


def test_the_largest_page_holds_them_all(experiment):
    page = MlflowClient().search_runs([experiment], max_results=50_000)
    assert len(page) == COUNT and not page.token


def test_a_page_that_is_too_large_and_a_token_of_nobody_are_refused(experiment):
    assert refusal("POST", "runs/search", experiment_ids=[experiment], max_results=50_001) == (400, "INVALID_PARAMETER_VALUE")
    assert refusal("POST", "runs/search", experiment_ids=[experiment], page_token="???") == (400, "INVALID_PARAMETER_VALUE")


def test_without_a_size_a_page_has_a_thousand(experiment):
    page = answer("POST", "runs/search", experiment_ids=[experiment])
    assert len(page["runs"]) == 1000 and page["next_page_token"]
