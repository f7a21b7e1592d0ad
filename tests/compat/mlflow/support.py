"""Plain HTTP beside the client, for what the client does not show: codes, pages, unknown values."""

import contextlib
import os

import pytest
import requests
from mlflow.exceptions import MlflowException

URL = os.environ["MLFLOW_TRACKING_URI"].rstrip("/")
session = requests.Session()


def call(method, endpoint, /, **arguments):
    """The raw answer of /api/2.0/mlflow/<endpoint>: arguments travel as a query for GET, as JSON otherwise."""
    where = {"params": arguments} if method == "GET" else {"json": arguments}
    return session.request(method, f"{URL}/api/2.0/mlflow/{endpoint}", timeout=60, **where)


def answer(method, endpoint, /, **arguments):
    response = call(method, endpoint, **arguments)
    assert response.status_code == 200, response.text
    return response.json()


def refusal(method, endpoint, /, **arguments):
    """(status, error code) of a call that must be refused with MLflow's error object."""
    response = call(method, endpoint, **arguments)
    assert response.status_code >= 400, response.text
    body = response.json()
    assert isinstance(body["message"], str) and body["message"]
    return response.status_code, body["error_code"]


@contextlib.contextmanager
def refused(code, words=""):
    """The client raises an MlflowException with this error code, and these words in its message."""
    with pytest.raises(MlflowException) as caught:
        yield caught
    assert caught.value.error_code == code, f"{caught.value.error_code}: {caught.value}"
    assert words.lower() in str(caught.value).lower()
