"""Checks exported folders against official schemas and SDKs: prints {"kubernetes": [problem…], …} of the folders KIND=PATH that it is given."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import types

import yaml


def documents(path):
    return [document for document in yaml.safe_load_all(path.read_text(encoding="utf-8")) if document is not None]


def kubernetes(folder, files=None):
    import kubernetes_validate

    problems = []
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.name != "kustomization.yaml"] if files is None else [folder / file for file in files]
    for path in paths:
        for document in documents(path):
            try:
                kubernetes_validate.validate(document, kubernetes_validate.latest_version(), strict=True)
            except Exception as error:  # noqa: BLE001
                problems.append(f"{path.name}: {error}")
    listed = folder / "kustomization.yaml"
    if files is None and sorted(documents(listed)[0]["resources"]) != [path.name for path in paths]:
        problems.append("kustomization.yaml lists other files")
    return problems


def kserve(folder):
    # The models alone: the package itself would load a server.
    package = types.ModuleType("kserve")
    package.__path__ = importlib.util.find_spec("kserve").submodule_search_locations
    sys.modules["kserve"] = package
    from kserve.models.v1beta1_inference_service import V1beta1InferenceService

    [service] = documents(folder / "inferenceservice.yaml")
    return by_model(service, V1beta1InferenceService, "InferenceService")


def by_model(value, model, where):
    """Every key is one that the SDK's model knows, all the way down, and every model takes what it is given."""
    import kserve.models as models
    from kubernetes.client import models as k8s

    known = {model.attribute_map[attribute]: attribute for attribute in model.openapi_types}
    problems = [f"{where}: unknown {key}" for key in value if key not in known]
    for key, given in value.items():
        kind = model.openapi_types.get(known.get(key, ""), "")
        one = kind[len("list[") : -1] if kind.startswith("list[") else kind
        child = getattr(models, one, None) or getattr(k8s, one, None)
        for each in given if isinstance(given, list) else [given]:
            if child is not None and isinstance(each, dict):
                problems += by_model(each, child, f"{where}.{key}")
    try:
        model(**{known[key]: each for key, each in value.items() if key in known})
    except ValueError as error:
        problems.append(f"{where}: {error}")
    return problems


def compose(folder, file="compose.yaml"):
    program = pathlib.Path(sys.executable).parent / "docker-compose"
    done = subprocess.run([program, "-f", folder / file, "config", "--quiet"], capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [done.stderr]


def swarm(folder):
    return compose(folder, "stack.yaml")


def kfp(folder):
    from google.protobuf import json_format
    from kfp import components
    from kfp.kubernetes import kubernetes_executor_config_pb2 as pb

    loaded = components.load_component_from_file(str(folder / "pipeline.yaml"))
    executors = loaded.pipeline_spec.deployment_spec["executors"]
    problems = [] if len(executors) > 0 else ["no executor"]
    for name, settings in documents(folder / "pipeline.yaml")[1]["platforms"]["kubernetes"]["deploymentSpec"]["executors"].items():
        try:
            json_format.ParseDict(settings, pb.KubernetesExecutorConfig())
        except json_format.ParseError as error:
            problems.append(f"{name}: {error}")
    return problems


def argo(folder):
    from hera.workflows.models import Workflow

    [workflow] = documents(folder / "workflow.yaml")
    # What its model does not know is not there any more when it is written again.
    kept = json.loads(Workflow.model_validate(workflow).model_dump_json(by_alias=True, exclude_unset=True))
    return lost(workflow, kept, "Workflow") + kubernetes(folder, [path.name for path in folder.glob("*.yaml") if path.name != "workflow.yaml"])


def lost(given, kept, where):
    if isinstance(given, dict):
        return [problem for key, value in given.items() for problem in ([f"{where}: unknown {key}"] if key not in kept else lost(value, kept[key], f"{where}.{key}"))]
    if isinstance(given, list):
        return [problem for index, value in enumerate(given) for problem in lost(value, kept[index], f"{where}[{index}]")]
    return []


def pods(folder):
    return kubernetes(folder, [path.name for path in folder.glob("*.yaml")])


kinds = {"kubernetes": kubernetes, "kserve": kserve, "compose": compose, "swarm": swarm, "kfp": kfp, "argo": argo, "airflow": pods}
if __name__ == "__main__":
    asked = [word.split("=", 1) for word in sys.argv[1:]]
    print(json.dumps({kind: kinds[kind](pathlib.Path(folder)) for kind, folder in asked}))
