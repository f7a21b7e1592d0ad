"""
Fixtures of the scenarios, and a reporter that writes one JSON line per finished test to BANCADA_COMPAT_REPORT, for vitest to read as it goes.

The server under test is given by MLFLOW_TRACKING_URI alone: the same files prove themselves against a stock MLflow server.
"""

import json
import os
import uuid

import mlflow
import pytest
from mlflow import MlflowClient

URL = os.environ["MLFLOW_TRACKING_URI"].rstrip("/")


@pytest.fixture
def client():
    return MlflowClient(URL)


@pytest.fixture
def unique():
    """A name that no other test uses: all share one server."""
    return lambda prefix="n": f"{prefix}-{uuid.uuid4().hex[:10]}"


@pytest.fixture
def experiment(unique):
    """An experiment of the test's own, made the active one."""
    return mlflow.set_experiment(unique("exp")).experiment_id


@pytest.fixture(autouse=True)
def no_run_left_active():
    yield
    while mlflow.active_run():
        mlflow.end_run()


class Reporter:
    def __init__(self, path):
        self.path = path

    def write(self, **line):
        with open(self.path, "a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def pytest_runtest_logreport(self, report):
        # The call says how it went; set-up and tear-down only matter when they fail.
        if report.when == "call" or report.outcome != "passed":
            path, _, name = report.nodeid.rpartition("::")
            self.write(file=os.path.basename(path), test=name, outcome=report.outcome, text=report.longreprtext, ms=report.duration * 1000)

    def pytest_collectreport(self, report):
        if report.failed:
            self.write(file=os.path.basename(report.nodeid), test=None, outcome="failed", text=report.longreprtext, ms=0)


def pytest_configure(config):
    config.addinivalue_line("markers", "ours: the stock server fails this one, by a defect of its own")
    if path := os.environ.get("BANCADA_COMPAT_REPORT"):
        config.pluginmanager.register(Reporter(path))
