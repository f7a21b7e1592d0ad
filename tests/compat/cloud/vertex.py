"""Google's own clients talking to the simulation as to Vertex AI: `URL TOKEN JOB`, the job a file that `bancada export vertex` wrote. Prints JSON on its last line."""

import importlib.util
import json
import sys
import time
import types
from importlib import import_module

# Importing the package brings in every service there is, and takes as long as all the rest: here it is but the folder of those that are asked.
package = types.ModuleType("google.cloud.aiplatform_v1")
package.__path__ = [f"{place}/aiplatform_v1" for place in importlib.util.find_spec("google.cloud").submodule_search_locations]
sys.modules[package.__name__] = package
of_types = types.ModuleType(f"{package.__name__}.types")
of_types.__path__ = [f"{place}/types" for place in package.__path__]
sys.modules[of_types.__name__] = of_types
package.types = of_types

from google.api_core import exceptions  # noqa: E402
from google.auth.exceptions import RefreshError  # noqa: E402
from google.oauth2.credentials import Credentials  # noqa: E402

url, token, exported = sys.argv[1:4]
parent = "projects/bancada/locations/us-central1"


def client(service, given=token):
    module = import_module(f"{package.__name__}.services.{service}_service")
    made = getattr(module, f"{service.title()}ServiceClient")
    return made(credentials=Credentials(given), client_options={"api_endpoint": url}, transport="rest")


def refused(call):
    try:
        call()
    # Of a token that is not let in, the client tries to get another.
    except (exceptions.GoogleAPICallError, RefreshError) as error:
        return type(error).__name__
    return None


models, endpoints, predictions, jobs, pipelines = (client(name) for name in ("model", "endpoint", "prediction", "job", "pipeline"))
said = {"stranger": refused(lambda: client("model", "outro").list_models(parent=parent))}

wanted = {"display_name": "pinguins", "artifact_uri": "gs://bancada/models/pinguins/1", "container_spec": {"image_uri": "x/sklearn-cpu:latest"}}
model = models.upload_model(parent=parent, model=wanted).result(timeout=60).model
endpoint = endpoints.create_endpoint(parent=parent, endpoint={"display_name": "casa"}).result(timeout=60).name
row = [{"massa": 5000, "bico": 47, "ilha": "Biscoe"}]
said["empty"] = refused(lambda: predictions.predict(endpoint=endpoint, instances=row))
machines = {"machine_spec": {"machine_type": "n1-standard-4"}, "min_replica_count": 1}
deployed = {"model": model, "dedicated_resources": machines}
endpoints.deploy_model(endpoint=endpoint, deployed_model=deployed, traffic_split={"0": 100}).result(timeout=120)
said["model"] = [model, models.get_model(name=model).version_id, [each.display_name for each in models.list_models(parent=parent)]]
said["deployed"] = [[each.id, each.model] for each in endpoints.get_endpoint(name=endpoint).deployed_models]
said["predictions"] = [each["label"] for each in predictions.predict(endpoint=endpoint, instances=row).predictions]

job = json.load(open(exported, encoding="utf-8"))
spec = {"display_name": "soma", "pipeline_spec": job["pipelineSpec"], "runtime_config": {"parameter_values": {"fator": 3.5}}}
run = pipelines.create_pipeline_job(parent=parent, pipeline_job=spec, pipeline_job_id="soma-1")
for _ in range(1200):
    if run.state.name not in ("PIPELINE_STATE_PENDING", "PIPELINE_STATE_RUNNING"):
        break
    time.sleep(0.05)
    run = pipelines.get_pipeline_job(name=run.name)
listed = [each.name.split("/")[-1] for each in pipelines.list_pipeline_jobs(parent=parent)]
said["pipeline"] = [run.state.name, [[each.task_name, each.state.name] for each in run.job_detail.task_details], listed]

pool = {"machine_spec": {"machine_type": "n1-standard-4"}, "replica_count": 1, "container_spec": {"image_uri": "x/soma:workspace", "args": ["--fator=4.5"]}}
custom = jobs.create_custom_job(parent=parent, custom_job={"display_name": "treino", "job_spec": {"worker_pool_specs": [pool]}})
jobs.cancel_custom_job(name=custom.name)
request = {"parent": parent, "filter": 'display_name="treino"', "page_size": 1}
said["custom"] = [custom.name, [each.display_name for each in jobs.list_custom_jobs(request=request)]]

said["refusals"] = [
    refused(lambda: models.upload_model(parent=parent, model=wanted)),
    refused(lambda: endpoints.get_endpoint(name=f"{parent}/endpoints/nenhum")),
    refused(lambda: models.list_models(parent="projects/outro/locations/us-central1")),
    refused(lambda: models.list_models(parent="projects/bancada/locations/europe-west1")),
]
endpoints.undeploy_model(endpoint=endpoint, deployed_model_id="1").result(timeout=60)
endpoints.delete_endpoint(name=endpoint).result(timeout=60)
models.delete_model(name=model).result(timeout=60)
said["left"] = [len(list(endpoints.list_endpoints(parent=parent))), len(list(models.list_models(parent=parent)))]
print(json.dumps(said))
