"""Imports an exported DAG with the real Airflow, and writes the pods of its tasks as manifests into a folder: FILE FOLDER. Prints its graph."""

import importlib.util
import json
import os
import pathlib
import sys
import warnings

warnings.filterwarnings("ignore")
[file, folder] = sys.argv[1:]
# A pod is made for a cluster, even when nobody asks it: one that nobody will ever reach.
cluster = {"clusters": [{"name": "none", "cluster": {"server": "http://127.0.0.1:9"}}], "contexts": [{"name": "none", "context": {"cluster": "none", "user": "none"}}]}
pathlib.Path(folder, "kubeconfig.json").write_text(json.dumps({**cluster, "users": [{"name": "none", "user": {}}], "current-context": "none"}))
os.environ["KUBECONFIG"] = str(pathlib.Path(folder, "kubeconfig.json"))
spec = importlib.util.spec_from_file_location("exported", file)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
dag = module.dag
dag.check_cycle()
dag.params.validate()

import yaml  # noqa: E402
from kubernetes.client import ApiClient  # noqa: E402

context = {"run_id": "manual__2026-01-01T00:00:00+00:00", "params": dag.params.dump()}
client = ApiClient()
for task in dag.tasks:
    if not hasattr(task, "build_pod_request_obj"):
        continue
    task.render_template_fields(context)
    pod = client.sanitize_for_serialization(task.build_pod_request_obj())
    pathlib.Path(folder, f"pod-{task.task_id}.yaml").write_text(yaml.safe_dump(pod))
conditions = {task.task_id: bool(task.python_callable(dag.params.dump())) for task in dag.tasks if hasattr(task, "python_callable")}
print(json.dumps({"tasks": {task.task_id: sorted(task.upstream_task_ids) for task in dag.tasks}, "conditions": conditions}))
