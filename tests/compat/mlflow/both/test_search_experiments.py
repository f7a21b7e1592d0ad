"""Experiments: their filter grammar, order and pages."""

import time
import uuid

import pytest
from mlflow import MlflowClient
from mlflow.entities import ViewType
from support import answer, refused

PREFIX = f"find{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def ids():
    """Four experiments with a prefix of their own; by name."""
    client = MlflowClient()
    tags = {"apple": {"team": "red"}, "Banana": {"team": "Red", "k": "v"}, "cherry": {"team": "blue"}, "apple pie": {}}
    made = {}
    for name, own in tags.items():
        made[name] = client.create_experiment(f"{PREFIX}-{name}", tags=own)
        time.sleep(0.005)
    return made


def found(text, **options):
    pages = MlflowClient().search_experiments(filter_string=f"name ILIKE '{PREFIX}%'{' AND ' + text if text else ''}", **options)
    return [experiment.name.removeprefix(f"{PREFIX}-") for experiment in pages]


@pytest.mark.parametrize(
    "text, names",
    {
        "": {"apple", "Banana", "cherry", "apple pie"},
        f"name = '{PREFIX}-apple'": {"apple"},
        f"name != '{PREFIX}-apple'": {"Banana", "cherry", "apple pie"},
        "name LIKE '%-apple%'": {"apple", "apple pie"},
        "name LIKE '%-banana'": set(),
        "name ILIKE '%-BANANA'": {"Banana"},
        "attribute.name LIKE '%-c%'": {"cherry"},
        "tags.team = 'red'": {"apple"},
        "tags.team != 'red'": {"Banana", "cherry"},
        "tags.team LIKE '%e%'": {"apple", "Banana", "cherry"},
        "tags.team ILIKE 'RED'": {"apple", "Banana"},
        "tag.team = 'red' AND tag.k = 'v'": set(),
        "tags.`team` = 'Red' AND tags.k = 'v'": {"Banana"},
        "creation_time > 0": {"apple", "Banana", "cherry", "apple pie"},
        "creation_time < 1000": set(),
        "last_update_time >= 1000 AND name LIKE '%pie'": {"apple pie"},
    }.items(),
)
def test_a_filter_finds_the_experiments_that_match_it(ids, text, names):
    assert set(found(text)) == names


@pytest.mark.parametrize("text", ["name", "name > 'a'", "tags.team > 'a'", "creation_time = 'x'", "unknown = 'x'", "params.a = 'x'"])
def test_a_filter_that_says_nothing_is_refused(ids, text):
    with refused("INVALID_PARAMETER_VALUE"):
        MlflowClient().search_experiments(filter_string=text)


def test_experiments_come_in_the_order_asked_for(ids):
    made = ["apple", "Banana", "cherry", "apple pie"]
    assert found("") == made[::-1]
    assert found("", order_by=["creation_time ASC"]) == made
    assert found("", order_by=["creation_time DESC"]) == made[::-1]
    assert found("", order_by=["name ASC"]) == ["Banana", "apple", "apple pie", "cherry"]
    assert found("", order_by=["name DESC"]) == ["cherry", "apple pie", "apple", "Banana"]
    assert found("", order_by=["experiment_id ASC"]) == made
    MlflowClient().set_experiment_tag(ids["apple"], "touched", "1")
    assert found("", order_by=["last_update_time DESC"])[0] in ("apple", "apple pie")
    with refused("INVALID_PARAMETER_VALUE"):
        MlflowClient().search_experiments(order_by=["unknown ASC"])


def test_experiments_are_read_in_pages(ids):
    client = MlflowClient()
    seen, token = [], None
    while True:
        page = client.search_experiments(filter_string=f"name ILIKE '{PREFIX}%'", order_by=["name ASC"], max_results=3, page_token=token)
        seen += [experiment.name for experiment in page]
        token = page.token
        if not token:
            break
    assert len(seen) == len(set(seen)) == 4
    assert seen == sorted(seen)
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_experiments(max_results=50_001)


def test_the_view_type_chooses_what_is_shown(ids):
    client = MlflowClient()
    name = f"{PREFIX}-gone"
    client.delete_experiment(client.create_experiment(name))
    assert "gone" not in found("")
    assert found("", view_type=ViewType.DELETED_ONLY) == ["gone"]
    assert set(found("", view_type=ViewType.ALL)) == {"apple", "Banana", "cherry", "apple pie", "gone"}


def test_the_search_answers_to_get_as_to_post(ids):
    text = f"name = '{PREFIX}-apple'"
    for method in ("GET", "POST"):
        listed = answer(method, "experiments/search", filter=text, max_results=5)["experiments"]
        assert [experiment["experiment_id"] for experiment in listed] == [ids["apple"]]
