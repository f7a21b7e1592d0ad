"""Models end to end: logged, registered, given an alias, loaded by it, and asked to predict."""

import mlflow
import numpy
import pandas
import pytest
from sklearn.datasets import load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB

# Named here, so that the client does not start a process of its own to find them out.
REQUIREMENTS = ["scikit-learn"]


@pytest.fixture(scope="module")
def iris():
    data = load_iris(as_frame=True)
    return data.data, data.target


def log_model(model, name, **options):
    """The second argument is called artifact_path in 2.x and name in 3.x; both take it by position."""
    return mlflow.sklearn.log_model(model, name, pip_requirements=REQUIREMENTS, **options)


def test_a_registered_model_is_loaded_by_its_alias_and_predicts(experiment, client, unique, iris):
    features, target = iris
    name = unique("iris")
    models = [LogisticRegression(max_iter=200).fit(features, target), GaussianNB().fit(features, target)]
    for model in models:
        with mlflow.start_run():
            log_model(model, "model", registered_model_name=name, input_example=features.head(2))
    client.set_registered_model_alias(name, "champion", "2")
    client.set_registered_model_alias(name, "challenger", "1")
    for uri, model in (
        (f"models:/{name}@champion", models[1]),
        (f"models:/{name}@challenger", models[0]),
        (f"models:/{name}/1", models[0]),
        (f"models:/{name}/latest", models[1]),
    ):
        loaded = mlflow.pyfunc.load_model(uri)
        assert numpy.array_equal(loaded.predict(features), model.predict(features)), uri
    client.set_registered_model_alias(name, "champion", "1")
    assert numpy.array_equal(mlflow.pyfunc.load_model(f"models:/{name}@champion").predict(features), models[0].predict(features))
    assert isinstance(mlflow.sklearn.load_model(f"models:/{name}@champion"), LogisticRegression)


def test_a_model_of_a_run_is_registered_later(experiment, client, unique, iris):
    features, target = iris
    model = LogisticRegression(max_iter=200).fit(features, target)
    with mlflow.start_run() as run:
        info = log_model(model, "pasta-model")
    made = mlflow.register_model(info.model_uri, unique("later"), tags={"k": "v"})
    again = mlflow.register_model(f"runs:/{run.info.run_id}/pasta-model", made.name)
    assert (int(made.version), int(again.version)) == (1, 2)
    assert client.get_model_version(made.name, "1").tags == {"k": "v"}
    assert client.get_model_version(made.name, "2").run_id == run.info.run_id
    for uri in (info.model_uri, f"runs:/{run.info.run_id}/pasta-model", f"models:/{made.name}/2"):
        assert numpy.array_equal(mlflow.pyfunc.load_model(uri).predict(features), model.predict(features)), uri
    assert mlflow.models.get_model_info(f"models:/{made.name}/1").flavors.keys() >= {"sklearn", "python_function"}


def test_a_python_model_with_artifacts_and_a_signature(experiment, client, unique, tmp_path):
    weights = tmp_path / "weights.txt"
    weights.write_text("3")

    class Times(mlflow.pyfunc.PythonModel):
        def load_context(self, context):
            with open(context.artifacts["weights"]) as file:
                self.factor = int(file.read())

        def predict(self, context, model_input, params=None):
            return model_input["x"] * self.factor

    frame = pandas.DataFrame({"x": [1, 2, 3]})
    signature = mlflow.models.infer_signature(frame, frame["x"] * 3)
    name = unique("times")
    with mlflow.start_run():
        mlflow.pyfunc.log_model(
            "model",
            python_model=Times(),
            artifacts={"weights": str(weights)},
            signature=signature,
            pip_requirements=["pandas"],
            registered_model_name=name,
        )
    client.set_registered_model_alias(name, "champion", "1")
    loaded = mlflow.pyfunc.load_model(f"models:/{name}@champion")
    assert list(loaded.predict(frame)) == [3, 6, 9]
    assert loaded.metadata.signature == signature


def test_autolog_of_scikit_learn_logs_the_run_and_its_model(experiment, client, iris):
    features, target = iris
    mlflow.sklearn.autolog(silent=True, log_datasets=True)
    try:
        with mlflow.start_run() as run:
            model = RandomForestClassifier(n_estimators=3, max_depth=2, random_state=0).fit(features, target)
            model.score(features, target)
    finally:
        mlflow.sklearn.autolog(disable=True)
    logged = client.get_run(run.info.run_id)
    assert logged.data.params["n_estimators"] == "3" and logged.data.params["max_depth"] == "2"
    assert logged.data.metrics["training_accuracy_score"] > 0.8
    assert {"training_f1_score", "training_log_loss", "training_roc_auc"} <= logged.data.metrics.keys()
    assert logged.data.tags["estimator_name"] == "RandomForestClassifier"
    assert [item.tags[0].value for item in logged.inputs.dataset_inputs] != []
    assert "estimator.html" in {item.path for item in client.list_artifacts(run.info.run_id)}
    loaded = mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/model")
    assert numpy.array_equal(loaded.predict(features), model.predict(features))
