"""Registered models and versions: filter grammar, order, pages."""

import time
import uuid

import mlflow
import pytest
from mlflow import MlflowClient
from support import answer, refused

PREFIX = f"reg{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def lab():
    """Models a, B and c of this test; a has three versions of two runs, c has one."""
    client = MlflowClient()
    experiment = client.create_experiment(f"{PREFIX}-exp")
    runs = [client.create_run(experiment).info for _ in range(2)]
    for name, tags in {"a": {"team": "red", "task": "x"}, "B": {"team": "Red"}, "c": {}}.items():
        client.create_registered_model(f"{PREFIX}-{name}", tags=tags)
        time.sleep(0.005)
    for name, run, tags in (("a", 0, {"ok": "yes"}), ("a", 1, {"ok": "YES"}), ("a", 1, {}), ("c", 0, {"ok": "no"})):
        client.create_model_version(f"{PREFIX}-{name}", f"{runs[run].artifact_uri}/m{run}", runs[run].run_id, tags=tags)
        time.sleep(0.005)
    return client, runs


def models(client, text, **options):
    found = client.search_registered_models(f"name ILIKE '{PREFIX}%'{' AND ' + text if text else ''}", **options)
    return [model.name.removeprefix(f"{PREFIX}-") for model in found]


def versions(client, text, **options):
    found = client.search_model_versions(f"name LIKE '{PREFIX}%'{' AND ' + text if text else ''}", **options)
    return [f"{version.name.removeprefix(f'{PREFIX}-')}{version.version}" for version in found]


@pytest.mark.parametrize(
    "text, names",
    {
        "": "a B c",
        f"name = '{PREFIX}-a'": "a",
        f"name != '{PREFIX}-a'": "B c",
        "name LIKE '%-b'": "",
        "name ILIKE '%-b'": "B",
        "tags.team = 'red'": "a",
        "tags.team != 'red'": "B",
        "tags.team LIKE '%e%'": "a B",
        "tags.team ILIKE 'RED'": "a B",
        "tags.`team` = 'red' AND tag.task = 'x'": "a",
        "tags.task = 'x' AND tags.team = 'Red'": "",
    }.items(),
)
def test_a_filter_finds_the_models_that_match_it(lab, text, names):
    assert sorted(models(lab[0], text)) == sorted(names.split())


@pytest.mark.parametrize("text", ["name", "name > 'a'", "description = 'x'", "tags.team > 'a'", "run_id = 'x'", "name = 'a' OR name = 'b'"])
def test_a_filter_of_models_that_says_nothing_is_refused(lab, text):
    with refused("INVALID_PARAMETER_VALUE"):
        lab[0].search_registered_models(text)


def test_models_come_in_the_order_asked_for(lab):
    client = lab[0]
    assert models(client, "") == ["B", "a", "c"]
    assert models(client, "", order_by=["name DESC"]) == ["c", "a", "B"]
    assert models(client, "", order_by=["last_updated_timestamp DESC"]) == ["c", "a", "B"]
    assert models(client, "", order_by=["timestamp ASC"])[0] == "B"
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_registered_models(order_by=["unknown"])


def test_models_are_read_in_pages(lab):
    client = lab[0]
    first = client.search_registered_models(f"name ILIKE '{PREFIX}%'", max_results=2)
    second = client.search_registered_models(f"name ILIKE '{PREFIX}%'", max_results=2, page_token=first.token)
    assert [len(first), len(second)] == [2, 1] and not second.token
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_registered_models(max_results=1001)


@pytest.mark.parametrize(
    "text, found",
    {
        "": "a1 a2 a3 c1",
        f"name = '{PREFIX}-a'": "a1 a2 a3",
        f"name != '{PREFIX}-a'": "c1",
        "version_number = 1": "a1 c1",
        "version_number != 1": "a2 a3",
        "version_number > 1": "a2 a3",
        "version_number >= 2 AND version_number < 3": "a2",
        "version_number <= 1": "a1 c1",
        "tags.ok = 'yes'": "a1",
        "tags.ok != 'yes'": "a2 c1",
        "tags.ok ILIKE 'yes'": "a1 a2",
        "tag.ok LIKE '%o'": "c1",
        "source_path LIKE '%/m0'": "a1 c1",
        "source_path ILIKE '%/M1'": "a2 a3",
    }.items(),
)
def test_a_filter_finds_the_versions_that_match_it(lab, text, found):
    assert sorted(versions(lab[0], text)) == found.split()


def test_versions_are_found_by_their_runs(lab):
    client, runs = lab
    assert sorted(versions(client, f"run_id = '{runs[0].run_id}'")) == ["a1", "c1"]
    assert sorted(versions(client, f"run_id IN ('{runs[0].run_id}', '{runs[1].run_id}')")) == ["a1", "a2", "a3", "c1"]
    assert sorted(versions(client, f"source_path = '{runs[1].artifact_uri}/m1'")) == ["a2", "a3"]


@pytest.mark.parametrize("text", ["version_number = 'x'", "version_number LIKE '1'", "stage = 'None'", "run_id IN ()", "tags.ok > 'a'", "name"])
def test_a_filter_of_versions_that_says_nothing_is_refused(lab, text):
    with refused("INVALID_PARAMETER_VALUE"):
        lab[0].search_model_versions(text)


def test_versions_come_in_the_order_asked_for(lab):
    client = lab[0]
    assert versions(client, "", order_by=["version_number ASC", "name ASC"]) == ["a1", "c1", "a2", "a3"]
    assert versions(client, "", order_by=["name DESC", "version_number DESC"]) == ["c1", "a3", "a2", "a1"]
    assert versions(client, "", order_by=["creation_timestamp ASC"]) == ["a1", "a2", "a3", "c1"]
    assert versions(client, "", order_by=["last_updated_timestamp DESC"]) == ["c1", "a3", "a2", "a1"]
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_model_versions(order_by=["unknown"])


def test_versions_are_read_in_pages(lab):
    client = lab[0]
    first = client.search_model_versions(f"name LIKE '{PREFIX}%'", max_results=3)
    second = client.search_model_versions(f"name LIKE '{PREFIX}%'", max_results=3, page_token=first.token)
    assert [len(first), len(second)] == [3, 1]
    assert len({(v.name, v.version) for v in [*first, *second]}) == 4


def test_the_fluent_searches_read_all_pages(lab):
    assert len(mlflow.search_registered_models(filter_string=f"name ILIKE '{PREFIX}%'")) == 3
    assert len(mlflow.search_model_versions(filter_string=f"name LIKE '{PREFIX}%'")) == 4
    found = answer("GET", "registered-models/search", filter=f"name = '{PREFIX}-a'")["registered_models"]
    assert [model["name"] for model in found] == [f"{PREFIX}-a"]
    assert [int(version["version"]) for version in found[0]["latest_versions"]] == [3]
