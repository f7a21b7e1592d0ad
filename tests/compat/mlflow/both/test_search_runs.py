"""The whole filter grammar of runs: each filter's answer is computed in Python from what was logged, and compared as a set."""

import pytest
from runs_to_search import known_runs, store
from support import refused


def has(group, key, test):
    """A key that is missing matches nothing."""
    return lambda run: key in getattr(run, group) and test(getattr(run, group)[key])


def like(pattern, fold=False):
    """LIKE without a library: % is any text, _ one character."""
    import re

    expression = "".join({"%": ".*", "_": "."}.get(c, re.escape(c)) for c in pattern)
    return lambda text: re.fullmatch(expression, text, re.IGNORECASE if fold else 0) is not None


def on_data(part):
    return lambda test: lambda run: bool(run.dataset) and test(run.dataset[part])


name, digest, context = on_data(0), on_data(1), on_data(2)
metric = lambda key, test: has("metrics", key, test)  # noqa: E731
param = lambda key, test: has("params", key, test)  # noqa: E731
tag = lambda key, test: has("tags", key, test)  # noqa: E731
both = lambda *tests: lambda run: all(test(run) for test in tests)  # noqa: E731

CASES = {
    # metrics: six operators, all spellings of the group, quoted keys, signs and exponents
    "metrics.acc = 0.75": metric("acc", lambda v: v == 0.75),
    "metrics.acc != 0.75": metric("acc", lambda v: v != 0.75),
    "metrics.acc > 0.5": metric("acc", lambda v: v > 0.5),
    "metrics.acc >= 0.5": metric("acc", lambda v: v >= 0.5),
    "metrics.acc < 0.5": metric("acc", lambda v: v < 0.5),
    "metrics.acc <= 0.5": metric("acc", lambda v: v <= 0.5),
    "metric.acc > -2": metric("acc", lambda v: v > -2),
    "metrics.acc = -1.5": metric("acc", lambda v: v == -1.5),
    "metrics.acc = 0": metric("acc", lambda v: v == 0),
    "metrics.loss >= 1e9": metric("loss", lambda v: v >= 1e9),
    "metrics.acc>0.5": metric("acc", lambda v: v > 0.5),
    "metrics.`a/b` = 2": metric("a/b", lambda v: v == 2),
    'metrics."top 5" > 2.5': metric("top 5", lambda v: v > 2.5),
    "metrics.acc > 1000000": metric("acc", lambda v: v > 1000000),
    "metrics.nothing > 0": lambda run: False,
    "metrics.nothing != 0": lambda run: False,
    # params
    "params.lr = '0.1'": param("lr", lambda v: v == "0.1"),
    'params.lr = "0.1"': param("lr", lambda v: v == "0.1"),
    "params.lr != '0.1'": param("lr", lambda v: v != "0.1"),
    "param.model = 'rf'": param("model", lambda v: v == "rf"),
    "parameter.model = 'rf'": param("model", lambda v: v == "rf"),
    "parameters.model = 'rf'": param("model", lambda v: v == "rf"),
    "params.model LIKE 'rf'": param("model", like("rf")),
    "params.model LIKE 'rf%'": param("model", like("rf%")),
    "params.model LIKE '%f'": param("model", like("%f")),
    "params.model LIKE 'r_f'": param("model", like("r_f")),
    "params.model ILIKE 'rf'": param("model", like("rf", fold=True)),
    "params.model ILIKE 'RF%'": param("model", like("RF%", fold=True)),
    "params.model LIKE '%ção'": param("model", like("%ção")),
    "params.`data.path` = '/tmp/x'": param("data.path", lambda v: v == "/tmp/x"),
    "params.lr LIKE '10%'": param("lr", like("10%")),
    "params.absent != 'x'": lambda run: False,
    # tags
    "tags.team = 'red'": tag("team", lambda v: v == "red"),
    "tag.team != 'red'": tag("team", lambda v: v != "red"),
    "tags.team LIKE 'red%'": tag("team", like("red%")),
    "tags.team ILIKE 'RED'": tag("team", like("RED", fold=True)),
    "tags.`my key` = 'x'": tag("my key", lambda v: v == "x"),
    "tags.`a.b-c` = 'dotted'": tag("a.b-c", lambda v: v == "dotted"),
    "tags.team = \"a'b\"": tag("team", lambda v: v == "a'b"),
    "tags.team = 'verde é'": tag("team", lambda v: v == "verde é"),
    "tags.mlflow.runName = 'beta'": lambda run: run.name == "beta",
    "tags.`mlflow.runName` LIKE 'alpha%'": lambda run: run.name.startswith("alpha"),
    # attributes
    "attributes.status = 'FINISHED'": lambda run: run.status == "FINISHED",
    "attribute.status != 'FINISHED'": lambda run: run.status != "FINISHED",
    "attr.status = 'RUNNING'": lambda run: run.status == "RUNNING",
    "run.status = 'KILLED'": lambda run: run.status == "KILLED",
    "status = 'FAILED'": lambda run: run.status == "FAILED",
    "status LIKE 'F%'": lambda run: run.status.startswith("F"),
    "attributes.run_name = 'alpha'": lambda run: run.name == "alpha",
    "run_name != 'alpha'": lambda run: run.name != "alpha",
    "attributes.`run name` = 'delta'": lambda run: run.name == "delta",
    "attributes.`Run name` LIKE '%ta'": lambda run: run.name.endswith("ta"),
    "run_name LIKE 'delta'": lambda run: run.name == "delta",
    "run_name ILIKE 'DELTA'": lambda run: run.name.lower() == "delta",
    "start_time > 5000": lambda run: run.start > 5000,
    "attributes.start_time >= 5000": lambda run: run.start >= 5000,
    "start_time < 3000": lambda run: run.start < 3000,
    "start_time <= 3000": lambda run: run.start <= 3000,
    "attributes.start_time = 7000": lambda run: run.start == 7000,
    "attributes.start_time != 7000": lambda run: run.start != 7000,
    "attributes.created > 7000": lambda run: run.start > 7000,
    "end_time >= 9000": lambda run: run.end >= 9000,
    "end_time != 9000": lambda run: run.end not in (0, 9000),
    # datasets
    "datasets.name = 'iris'": name(lambda v: v == "iris"),
    "dataset.name = 'wine'": name(lambda v: v == "wine"),
    "datasets.name LIKE 'i%'": name(like("i%")),
    "datasets.name ILIKE 'IRIS'": name(like("IRIS", fold=True)),
    "dataset.digest = 'aaaa'": digest(lambda v: v == "aaaa"),
    "datasets.digest IN ('aaaa', 'cccc')": digest(lambda v: v in ("aaaa", "cccc")),
    "dataset.digest NOT IN ('aaaa', 'cccc')": digest(lambda v: v not in ("aaaa", "cccc")),
    "datasets.context = 'train'": context(lambda v: v == "train"),
    "dataset.context != 'train'": context(lambda v: v != "train"),
    "datasets.context LIKE 't%'": context(like("t%")),
    # clauses joined; words of the grammar in any case; spaces free
    "metrics.acc > 0.5 AND params.lr = '0.1'": both(metric("acc", lambda v: v > 0.5), param("lr", lambda v: v == "0.1")),
    "metrics.acc > 0.5 and tags.team = 'red' and status = 'FINISHED'": both(
        metric("acc", lambda v: v > 0.5), tag("team", lambda v: v == "red"), lambda run: run.status == "FINISHED"
    ),
    "metrics.acc >= 0 AND metrics.acc < 0.75": metric("acc", lambda v: 0 <= v < 0.75),
    "params.model like 'rf%'": param("model", like("rf%")),
    "datasets.name = 'iris' AND datasets.context = 'eval' AND metrics.acc > 0.1": both(
        name(lambda v: v == "iris"), context(lambda v: v == "eval"), metric("acc", lambda v: v > 0.1)
    ),
    "  metrics.acc   >    0.5  ": metric("acc", lambda v: v > 0.5),
    "": lambda run: True,
}

REFUSED = [
    "metrics.acc",
    "metrics.acc >",
    "metrics.acc > 'text'",
    "metrics.acc LIKE '0%'",
    "metrics.acc > 0.5 OR metrics.acc < 0",
    "params.lr > '0.1'",
    "params.lr = 0.1",
    "params.lr = rf",
    "tags.team >= 'a'",
    "unknown.key = 'x'",
    "attributes.unknown = 'x'",
    "acc = 0.5",
    "run_id > 'a'",
    "start_time = 'yesterday'",
    "start_time LIKE '1%'",
    "status = FINISHED",
    "datasets.unknown = 'x'",
    "run_id IN 'a'",
    "status IN ('FINISHED')",
]


@pytest.fixture(scope="module")
def lab():
    import uuid

    from mlflow import MlflowClient

    client = MlflowClient()
    experiment = client.create_experiment(f"search-{uuid.uuid4().hex}")
    return client, experiment, store(client, experiment, known_runs())


@pytest.mark.parametrize("text", CASES)
def test_a_filter_finds_the_runs_that_match_it(lab, text):
    client, experiment, runs = lab
    found = {run.info.run_name for run in client.search_runs([experiment], text)}
    assert found == {run.name for run in runs if CASES[text](run)}


@pytest.mark.parametrize("operator", ["=", "!=", "IN", "NOT IN"])
def test_runs_are_found_by_their_ids(lab, operator):
    client, experiment, runs = lab
    wanted = [runs[1].run_id, runs[3].run_id] if "IN" in operator else [runs[1].run_id]
    value = "({})".format(", ".join(f"'{run_id}'" for run_id in wanted)) if "IN" in operator else f"'{wanted[0]}'"
    keep = (lambda run: run.run_id not in wanted) if operator in ("!=", "NOT IN") else (lambda run: run.run_id in wanted)
    for group in ("", "attributes."):
        found = {run.info.run_name for run in client.search_runs([experiment], f"{group}run_id {operator} {value}")}
        assert found == {run.name for run in runs if keep(run)}


def test_runs_are_found_by_user_and_by_where_their_artifacts_are(lab):
    client, experiment, runs = lab
    user = client.get_run(runs[0].run_id).info.user_id
    assert len(client.search_runs([experiment], f"user_id = '{user}'")) == len(runs)
    assert len(client.search_runs([experiment], f"attributes.user_id != '{user}'")) == 0
    found = client.search_runs([experiment], f"artifact_uri LIKE '%{runs[2].run_id}%'")
    assert [run.info.run_name for run in found] == ["gamma"]


@pytest.mark.parametrize("text", REFUSED)
def test_a_filter_that_says_nothing_is_refused(lab, text):
    client, experiment, _ = lab
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_runs([experiment], text)


def test_several_experiments_are_searched_at_once(lab, unique):
    client, experiment, runs = lab
    other = client.create_experiment(unique("other"))
    client.create_run(other, run_name="elsewhere")
    assert len(client.search_runs([experiment, other])) == len(runs) + 1
    assert len(client.search_runs([other])) == 1
    assert client.search_runs([]) == []
