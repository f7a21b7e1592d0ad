"""Asks AWS's own SDK: `pipeline FILE` checks the steps of a pipeline definition against the shapes of SageMaker's API; `client URL` talks to the simulation as to SageMaker.
Prints JSON on its last line."""

import json
import sys
import time

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator

session = botocore.session.get_session()
session.set_credentials("AKIDEXAMPLE", "secret")


def filled(value):
    """What is only known when the pipeline runs, as a text that any shape of a text takes."""
    if isinstance(value, dict):
        if set(value) == {"Get"} or set(value) == {"Std:Join"}:
            return "ml.m5.large" if value.get("Get") == "Parameters.InstanceType" else "arn:aws:iam::000000000000:role/x"
        return {key: filled(each) for key, each in value.items()}
    return [filled(each) for each in value] if isinstance(value, list) else value


def pipeline(path):
    definition = json.load(open(path, encoding="utf-8"))
    shape = session.get_service_model("sagemaker").operation_model("CreateProcessingJob").input_shape
    steps = [each for step in definition["Steps"] for each in ([step] if step["Type"] == "Processing" else step["Arguments"]["IfSteps"])]
    problems = []
    for step in steps:
        report = ParamValidator().validate({"ProcessingJobName": step["Name"], **filled(step["Arguments"])}, shape)
        if report.has_errors():
            problems.append(f"{step['Name']}: {report.generate_report()}")
    names = {step["Name"] for step in definition["Steps"]}
    problems += [f"{step['Name']} waits for {name}" for step in definition["Steps"] for name in step.get("DependsOn", []) if name not in names]
    return {"steps": [[step["Name"], step["Type"], step.get("DependsOn", [])] for step in definition["Steps"]], "problems": problems}


def client(url):
    config = Config(retries={"max_attempts": 0})
    sagemaker = session.create_client("sagemaker", region_name="us-east-1", endpoint_url=url, config=config)
    runtime = session.create_client("sagemaker-runtime", region_name="us-east-1", endpoint_url=url, config=config)
    said = {"jobs": sagemaker.list_training_jobs()["TrainingJobSummaries"]}
    container = {"Image": "000000000000.dkr.ecr.us-east-1.amazonaws.com/x", "ModelDataUrl": "s3://x/models/pinguins/1/model.tar.gz"}
    said["model"] = sagemaker.create_model(ModelName="pinguins", PrimaryContainer=container)["ModelArn"]
    variant = {"VariantName": "AllTraffic", "ModelName": "pinguins", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    sagemaker.create_endpoint_config(EndpointConfigName="um", ProductionVariants=[variant])
    sagemaker.create_endpoint(EndpointName="um", EndpointConfigName="um")
    status = "Creating"
    for _ in range(600):
        described = sagemaker.describe_endpoint(EndpointName="um")
        status = described["EndpointStatus"]
        if status != "Creating":
            break
        time.sleep(0.1)
    said["status"] = [status, described.get("FailureReason")]
    answer = runtime.invoke_endpoint(EndpointName="um", ContentType="application/json", Body=json.dumps({"massa": 5000, "bico": 47, "ilha": "Biscoe"}))
    said["answer"] = json.loads(answer["Body"].read())
    refusals = []
    for call in (
        lambda: sagemaker.create_model(ModelName="pinguins", PrimaryContainer=container),
        lambda: sagemaker.create_endpoint_config(EndpointConfigName="gpu", ProductionVariants=[{**variant, "InstanceType": "ml.g4dn.xlarge"}])
        and sagemaker.create_endpoint(EndpointName="gpu", EndpointConfigName="gpu"),
        lambda: sagemaker.describe_endpoint(EndpointName="nenhum"),
    ):
        try:
            call()
            refusals.append(None)
        except ClientError as error:
            refusals.append(error.response["Error"]["Code"])
    said["refusals"] = refusals
    sagemaker.delete_endpoint(EndpointName="um")
    return said


print(json.dumps({"pipeline": pipeline, "client": client}[sys.argv[1]](sys.argv[2]), default=str))
