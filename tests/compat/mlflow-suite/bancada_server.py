"""
A pytest plugin that points MLflow's own tests at a running server: wherever they start one of theirs, use a local store or a database,
they get `bancada tracking serve` in a home of its own, fresh for each test.

BANCADA_SERVE is the command line (JSON) that starts it, but for the port. Without it the tests get MLflow's own server, reached by URL in
just the same way: what fails there too looks behind the protocol, and says nothing about ours. BANCADA_SUITE_REPORT takes one JSON line
per test.
"""

import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request

import mlflow
import pytest
import requests
from mlflow.utils.rest_utils import MlflowHostCreds
from tests.helper_functions import get_safe_port
from tests.tracking import integration_test_utils

COMMAND = json.loads(os.environ.get("BANCADA_SERVE", "null"))
# Tests that fail against MLflow's own server reached by URL: not run against ours.
BASELINE = set(json.loads(os.environ.get("BANCADA_SUITE_BASELINE", "[]")))
TheirServerThread = integration_test_utils.ServerThread

# Modules that log to the tracking URI of the moment: during each test it is ours.
BY_TRACKING_URI = ("test_tracking", "test_fluent", "test_artifacts", "test_log_image")

# Modules that test a store through a fixture called `store`: they get the store of MLflow's client that speaks to a server.
BY_STORE = {
    "tests.store.tracking.test_sqlalchemy_store": "mlflow.store.tracking.rest_store",
    "tests.store.tracking.test_file_store": "mlflow.store.tracking.rest_store",
    "tests.store.tracking.test_file_store_logged_model": "mlflow.store.tracking.rest_store",
    "tests.store.model_registry.test_sqlalchemy_store": "mlflow.store.model_registry.rest_store",
    "tests.store.model_registry.test_file_store": "mlflow.store.model_registry.rest_store",
}


def fresh_server():
    return our_server() if COMMAND else their_server()


@contextlib.contextmanager
def their_server():
    from mlflow.server import handlers
    from mlflow.server.fastapi_app import app

    folder = tempfile.mkdtemp(prefix="bancada-suite-")
    shutil.copyfile(empty_database(), f"{folder}/mlflow.db")
    handlers._tracking_store = handlers._model_registry_store = None
    handlers.initialize_backend_stores(f"sqlite:///{folder}/mlflow.db", default_artifact_root=f"{folder}/artifacts")
    with TheirServerThread(app, get_safe_port()) as url:
        yield url
    shutil.rmtree(folder, ignore_errors=True)


@functools.cache
def empty_database():
    from mlflow.store.tracking.sqlalchemy_store import SqlAlchemyStore

    folder = tempfile.mkdtemp(prefix="bancada-suite-")
    SqlAlchemyStore(f"sqlite:///{folder}/mlflow.db", f"{folder}/artifacts").engine.dispose()
    return f"{folder}/mlflow.db"


@contextlib.contextmanager
def our_server():
    """Starts with the first request to it: many tests speak to a stand-in and need none."""
    home = tempfile.mkdtemp(prefix="bancada-suite-")
    port = get_safe_port()
    url = f"http://127.0.0.1:{port}"
    running = []

    def start():
        environment = {**os.environ, "BANCADA_HOME": home}
        running.append(subprocess.Popen([*COMMAND, str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        await_health(running[0], url)

    waiting[url] = start
    try:
        yield url
    finally:
        waiting.pop(url, None)
        for process in running:
            process.kill()
            process.wait()
        shutil.rmtree(home, ignore_errors=True)


def await_health(process, url):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if urllib.request.urlopen(f"{url}/health", timeout=1).status == 200:
                return
        time.sleep(0.03)
    raise RuntimeError(f"the server did not come up (exit code {process.poll()})")


class OurServerThread:
    """Stands where the suite would start its own application in a thread."""

    def __init__(self, app, port):
        self.server = fresh_server()

    def __enter__(self):
        url = self.server.__enter__()
        # MLflow's command line runs in this process and would find the local store.
        mlflow.set_tracking_uri(url)
        return url

    def __exit__(self, *error):
        return self.server.__exit__(*error)


integration_test_utils.ServerThread = OurServerThread
integration_test_utils._init_server = lambda *_, **__: fresh_server()

calls = {"count": 0}
waiting = {}
_request = requests.Session.request


def counted(self, method, url, *arguments, **options):
    calls["count"] += 1
    for address in [address for address in waiting if str(url).startswith(address)]:
        waiting.pop(address)()
    return _request(self, method, url, *arguments, **options)


requests.Session.request = counted


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef, request):
    """Answers for the fixtures that cannot be reached by a patch: a store, and the server of the artifacts proxy's tests."""
    module = getattr(request, "module", None)
    name = fixturedef.argname
    if name == "store" and module.__name__ in BY_STORE:
        url = started(fixturedef)
        value = __import__(BY_STORE[module.__name__], fromlist=["RestStore"]).RestStore(lambda: MlflowHostCreds(url))
    elif name == "artifacts_server":
        url = started(fixturedef)
        value = module.ArtifactsServer("", f"{url}/api/2.0/mlflow-artifacts/artifacts", "/not/on/this/disk", url, None)
    else:
        return None
    fixturedef.cached_result = (value, fixturedef.cache_key(request), None)
    return value


def started(fixturedef):
    server = fresh_server()
    url = server.__enter__()
    fixturedef.addfinalizer(lambda: server.__exit__(None, None, None))
    return url


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    calls["count"] = 0
    if item.module.__name__.rpartition(".")[2] not in BY_TRACKING_URI:
        return (yield)
    with fresh_server() as url:
        mlflow.set_tracking_uri(url)
        mlflow.set_registry_uri(None)
        return (yield)


# What Bancada does not offer: their tests are told of as left out, and not run.
NOT_OFFERED = re.compile(
    "trace|span|assessment|gateway|secret|endpoint|scorer|scoring|provider|issue|evaluation_dataset|test_dataset_|sql_dataset|webhook|graphql"
    "|_job|workspace|model_definition|token_usage|session|_records|dataset_to_exp|dataset_from_exp|dataset_experiment_assoc|promptlab"
    "|_experiments_rest_tracking|multiple_experiments_at_once|_experiments_rest_|add_remove_experiments|test_list_models|sgc_|databricks|unity_catalog|sequence_column|windows|spark"
)


def pytest_collection_modifyitems(config, items):
    # Variants for MLflow's file store and for workspaces would ask the same of the one server again.
    items[:] = [item for item in items if not any(part in item.name for part in ("[file", "workspace-enabled"))]
    left = [item for item in items if NOT_OFFERED.search(item.function.__name__)]
    behind = [item for item in items if item.nodeid in BASELINE and item not in left]
    for item in left:
        write({"test": item.nodeid.split("[")[0], "outcome": "left out", "calls": 0, "text": ""})
    for item in behind:
        write({"test": item.nodeid, "outcome": "behind", "calls": 0, "text": ""})
    config.hook.pytest_deselected(items=left + behind)
    items[:] = [item for item in items if item not in left and item not in behind]


def write(line):
    with open(os.environ["BANCADA_SUITE_REPORT"], "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def pytest_runtest_logreport(report):
    if report.when == "call" or report.outcome != "passed":
        words = str(getattr(report.longrepr, "reprcrash", report.longrepr) or "")
        write({"test": report.nodeid, "outcome": report.outcome, "calls": calls["count"], "text": words[-400:]})
