"""The model registry through MlflowClient: models, versions, aliases, tags, stages, rename, delete."""

import time

import mlflow
import pytest
from mlflow.exceptions import MlflowException
from support import refusal, refused


@pytest.fixture
def run(experiment):
    with mlflow.start_run() as active:
        mlflow.log_text("bytes of a model", "model/data.txt")
    return active.info


@pytest.fixture
def model(client, unique):
    return client.create_registered_model(unique("model"), tags={"team": "ml"}, description="first words").name


def version(client, model, run, **options):
    return client.create_model_version(model, f"{run.artifact_uri}/model", run.run_id, **options)


def test_a_model_is_created_once_with_its_words_and_tags(client, model):
    found = client.get_registered_model(model)
    assert (found.name, found.description, found.tags) == (model, "first words", {"team": "ml"})
    assert abs(found.creation_timestamp - time.time() * 1000) < 60_000
    assert found.last_updated_timestamp >= found.creation_timestamp
    assert found.latest_versions == [] and found.aliases == {}
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_registered_model(model)
    assert refusal("POST", "registered-models/create", name=model) == (400, "RESOURCE_ALREADY_EXISTS")


def test_versions_count_from_one_and_are_ready(client, model, run):
    first = version(client, model, run, description="v1", tags={"k": "v"}, run_link="http://example.org/run")
    second = version(client, model, run)
    assert (first.version, second.version) in (("1", "2"), (1, 2))
    found = client.get_model_version(model, "1")
    assert (found.name, found.status, found.current_stage, found.description, found.tags) == (model, "READY", "None", "v1", {"k": "v"})
    assert (found.run_id, found.source, found.run_link) == (run.run_id, f"{run.artifact_uri}/model", "http://example.org/run")
    assert found.aliases == []
    assert client.get_model_version_download_uri(model, "1") == f"{run.artifact_uri}/model"


def test_a_deleted_version_does_not_give_its_number_back(client, model, run):
    for _ in range(2):
        version(client, model, run)
    client.delete_model_version(model, "1")
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_model_version(model, "1")
    assert int(version(client, model, run).version) == 3


def test_words_are_changed(client, model, run):
    version(client, model, run)
    before = client.get_registered_model(model).last_updated_timestamp
    time.sleep(0.01)
    client.update_registered_model(model, "other words")
    client.update_model_version(model, "1", "of the version")
    assert client.get_registered_model(model).description == "other words"
    assert client.get_registered_model(model).last_updated_timestamp > before
    assert client.get_model_version(model, "1").description == "of the version"


def test_an_alias_moves_and_goes(client, model, run):
    for _ in range(3):
        version(client, model, run)
    client.set_registered_model_alias(model, "champion", "1")
    client.set_registered_model_alias(model, "challenger", "1")
    assert sorted(client.get_model_version(model, "1").aliases) == ["challenger", "champion"]
    client.set_registered_model_alias(model, "champion", "3")
    assert int(client.get_model_version_by_alias(model, "champion").version) == 3
    assert client.get_model_version(model, "1").aliases == ["challenger"]
    assert {alias: int(number) for alias, number in client.get_registered_model(model).aliases.items()} == {"champion": 3, "challenger": 1}
    client.delete_registered_model_alias(model, "champion")
    client.delete_registered_model_alias(model, "never-was")
    with refused("INVALID_PARAMETER_VALUE", "champion"):
        client.get_model_version_by_alias(model, "champion")
    client.delete_model_version(model, "1")
    assert client.get_registered_model(model).aliases == {}


@pytest.mark.parametrize("alias", ["latest", "Latest", "v1", "V10", "has space", "a.b", "", "x" * 256])
def test_an_alias_that_would_confuse_is_refused(client, model, run, alias):
    version(client, model, run)
    with refused("INVALID_PARAMETER_VALUE"):
        client.set_registered_model_alias(model, alias, "1")


def test_an_alias_needs_its_version(client, model):
    with pytest.raises(MlflowException):
        client.set_registered_model_alias(model, "champion", "7")
    with refused("INVALID_PARAMETER_VALUE"):
        client.get_model_version_by_alias(model, "champion")


def test_tags_of_models_and_versions(client, model, run):
    version(client, model, run)
    client.set_registered_model_tag(model, "task", "classificação")
    client.set_registered_model_tag(model, "team", "other")
    client.delete_registered_model_tag(model, "never was")
    client.set_model_version_tag(model, "1", "gate", "passed")
    client.set_model_version_tag(model, "1", "gate", "failed")
    client.set_model_version_tag(model, "1", "gone", "1")
    client.delete_model_version_tag(model, "1", "gone")
    assert client.get_registered_model(model).tags == {"task": "classificação", "team": "other"}
    assert client.get_model_version(model, "1").tags == {"gate": "failed"}
    client.delete_registered_model_tag(model, "task")
    assert client.get_registered_model(model).tags == {"team": "other"}
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.set_model_version_tag(model, "9", "a", "b")


@pytest.mark.filterwarnings("ignore")
def test_stages_are_still_spoken(client, model, run):
    for _ in range(3):
        version(client, model, run)
    client.transition_model_version_stage(model, "1", "Production")
    client.transition_model_version_stage(model, "2", "staging")
    assert client.get_model_version(model, "2").current_stage == "Staging"
    client.transition_model_version_stage(model, "3", "Production", archive_existing_versions=True)
    assert [client.get_model_version(model, str(n)).current_stage for n in (1, 2, 3)] == ["Archived", "Staging", "Production"]
    latest = {v.current_stage: int(v.version) for v in client.get_latest_versions(model)}
    assert latest == {"Archived": 1, "Staging": 2, "Production": 3}
    assert [int(v.version) for v in client.get_latest_versions(model, ["Production"])] == [3]
    assert {v.current_stage: int(v.version) for v in client.get_registered_model(model).latest_versions} == latest
    with refused("INVALID_PARAMETER_VALUE"):
        client.transition_model_version_stage(model, "1", "Nowhere")
    with pytest.raises(MlflowException):
        client.transition_model_version_stage(model, "1", "None", archive_existing_versions=True)


def test_a_model_is_renamed_with_its_versions_and_aliases(client, model, run, unique):
    version(client, model, run)
    client.set_registered_model_alias(model, "champion", "1")
    name = unique("nome novo")
    client.rename_registered_model(model, name)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_registered_model(model)
    assert client.get_model_version_by_alias(name, "champion").name == name
    assert client.get_registered_model(name).tags == {"team": "ml"}
    other = client.create_registered_model(unique("other")).name
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.rename_registered_model(other, name)


def test_a_deleted_model_is_gone_and_its_name_is_free(client, model, run):
    version(client, model, run)
    client.set_registered_model_alias(model, "champion", "1")
    client.delete_registered_model(model)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_registered_model(model)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_registered_model(model)
    client.create_registered_model(model)
    assert client.get_registered_model(model).aliases == {}
    assert client.search_model_versions(f"name = '{model}'") == []


def test_a_version_is_copied_to_another_model(client, model, run, unique):
    made = version(client, model, run, tags={"k": "v"})
    copy = client.copy_model_version(f"models:/{model}/{made.version}", unique("copy"))
    assert int(copy.version) == 1
    assert copy.source == f"models:/{model}/{made.version}"
    assert client.get_model_version_download_uri(copy.name, copy.version) == f"{run.artifact_uri}/model"


def test_what_is_not_there(client, model, run, unique):
    for ask in (
        lambda: client.get_registered_model(unique("absent")),
        lambda: client.get_model_version(model, "1"),
        lambda: client.update_registered_model(unique("absent"), "x"),
        lambda: client.rename_registered_model(unique("absent"), unique("x")),
        lambda: client.create_model_version(unique("absent"), f"{run.artifact_uri}/model", run.run_id),
        lambda: client.delete_model_version(model, "1"),
    ):
        with refused("RESOURCE_DOES_NOT_EXIST"):
            ask()
    for name in ("", None):
        with pytest.raises(MlflowException):
            client.create_registered_model(name)


@pytest.mark.parametrize("source", ["/etc", "file:///etc/passwd", "mlflow-artifacts:/../../etc", "mlflow-artifacts:/0/%2e%2e/%2e%2e/x"])
def test_a_source_outside_the_artifacts_is_refused(client, model, run, source):
    with refused("INVALID_PARAMETER_VALUE"):
        client.create_model_version(model, source, run.run_id)
