"""
Ten runs and what is known of each, kept beside the server so that a filter's answer can be computed without it.

`metric`, `param`, `tag` and `info` read one run's knowledge; a key that a run lacks never matches, not even with !=.
"""

from dataclasses import dataclass, field

from mlflow.data import from_numpy
from mlflow.entities import DatasetInput, InputTag, Metric, Param, RunTag


@dataclass
class Known:
    name: str
    params: dict = field(default_factory=dict)
    metrics: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)
    status: str = "FINISHED"
    start: int = 0
    end: int = 0
    dataset: tuple = ()
    run_id: str = ""


def known_runs():
    nan = float("nan")
    return [
        Known("alpha", {"lr": "0.1", "model": "rf"}, {"acc": 0.5, "loss": 1.0}, {"team": "red"}, "FINISHED", 1000, 2000, ("iris", "aaaa", "train")),
        Known("beta", {"lr": "0.01", "model": "RF"}, {"acc": 0.75, "loss": 0.5}, {"team": "Red"}, "FINISHED", 2000, 3000, ("iris", "bbbb", "eval")),
        Known("gamma", {"lr": "0.1", "model": "svm"}, {"acc": 0.75}, {"team": "blue", "my key": "x"}, "FAILED", 3000, 4000),
        Known("delta", {"model": "rf_large"}, {"acc": -1.5, "loss": nan}, {}, "RUNNING", 4000, 0, ("wine", "cccc", "train")),
        Known("Delta", {"lr": "10%"}, {"acc": 0.0}, {"team": "a'b"}, "KILLED", 5000, 5000),
        Known("epsilon", {"lr": "1e-3", "model": "ação"}, {"loss": 1e10}, {"team": "verde é"}, "SCHEDULED", 6000, 0),
        Known("zeta", {}, {}, {}, "FINISHED", 7000, 9000),
        Known("alpha 2", {"lr": "0.10", "model": "r_f"}, {"acc": 0.75, "a/b": 2.0}, {"team": "red"}, "FINISHED", 7000, 8000),
        Known("eta", {"model": "rf", "data.path": "/tmp/x"}, {"acc": 0.9, "top 5": 3.0}, {"a.b-c": "dotted"}, "FINISHED", 8000, 9000),
        Known("theta", {"lr": "0.1"}, {"acc": float("inf")}, {"team": "redder"}, "FINISHED", 9000, 9500, ("iris", "aaaa", "test")),
    ]


def store(client, experiment, runs):
    """Creates the runs on the server; their ids are learnt on the way."""
    for run in runs:
        made = client.create_run(experiment, start_time=run.start, run_name=run.name)
        run.run_id = made.info.run_id
        client.log_batch(
            run.run_id,
            [Metric(key, value, 1, 0) for key, value in run.metrics.items()],
            [Param(key, value) for key, value in run.params.items()],
            [RunTag(key, value) for key, value in run.tags.items()],
        )
        if run.dataset:
            client.log_inputs(run.run_id, [dataset_input(*run.dataset)])
        if run.status != "RUNNING":
            client.set_terminated(run.run_id, run.status, run.end) if run.end else client.update_run(run.run_id, run.status)
    return runs


def dataset_input(name, digest, context):
    import numpy

    dataset = from_numpy(numpy.zeros(2), name=name, digest=digest)._to_mlflow_entity()
    return DatasetInput(dataset, [InputTag("mlflow.data.context", context)])
