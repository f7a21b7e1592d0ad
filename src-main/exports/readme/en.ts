/** Texts of the READMEs, in English. */
import type { Words } from './index.ts';

const places = {
  kubernetes: 'Kubernetes',
  kserve: 'KServe',
  compose: 'Docker Compose',
  swarm: 'Docker Swarm',
  kfp: 'Kubeflow Pipelines',
  argo: 'Argo Workflows',
  airflow: 'Apache Airflow',
  vertex: 'Vertex AI',
  sagemaker: 'SageMaker Pipelines',
} as const;

const hardenedPods =
  'Containers run as they do in Bancada: without root, on a read-only file system, without privilege escalation or capabilities, and with limits on CPU, memory and disk. What a pod has no word for is the limit on processes (128 here): in Kubernetes it belongs to the node (`podPidsLimit`).';

export const en: Words = {
  title: ({ title, target }) => `${title} on ${places[target]}`,
  head: ({ title, target, serves }) =>
    `${title}${serves === undefined ? '' : ` (${serves})`}: exported by Bancada for ${places[target]}. Read README.md before applying it.`,
  images: '1. Push the images',
  imagesText: ({ images }) =>
    `The manifests use ${images.length === 1 ? 'an image that is' : 'images that are'} in no registry yet. Build and push (the address is the one given at the export; change it in the manifests if yours is another):`,
  base: 'The base comes from the internet. Without it, point to an image that is on the machine: `docker build --build-arg BASE=…`; `docker images bancada/runtime` shows Bancada’s own.',
  run: '2. Run it',
  notCarried: 'What is not carried over',
  leftOut: (list) => `Steps that only Bancada runs are left out: ${list}. Register and serve the model here, or with the platform’s own tools.`,
  secrets: (list, name) => `Steps read ${list}. Values are never exported: fill them in, in the Secret \`${name}\`.`,
  always: {
    endpoint: [
      'The capture of requests that drift is measured from stays in each replica and goes with it; alerts, drift and the history of revisions are Bancada’s.',
      'Authentication and TLS: here the endpoint answers this computer only. On a network, put a gateway in front.',
    ],
    pipeline: [
      'Parameters and metrics that steps log become lines of the log: there is no tracking server in the export. A step with `network: tracking` needs `MLFLOW_TRACKING_URI`.',
      'The cache by content, re-runs from a step, freezing and pauses are Bancada’s.',
      'Data sets travel inside the image, in today’s version: export again when they change.',
      'A matrix becomes one task for each combination.',
    ],
  },
  byTarget: {
    kubernetes: {
      run: [
        'kubectl apply -k .',
        'kubectl rollout status deployment/NAME',
        'kubectl port-forward service/NAME 8080:80 &',
        "curl -s localhost:8080/predict -H 'content-type: application/json' -d 'EXAMPLE'",
      ],
      notes: [
        hardenedPods,
        'The HPA needs metrics-server; the Ingress assumes the class `nginx` and an example host: put your own. The NetworkPolicy holds only with a network plugin that enforces it.',
        'Bancada’s blue-green and canary become a rolling update (no replica leaves before the new one answers). To undo it: `kubectl rollout undo deployment/NAME`, with the name of the Deployment.',
      ],
    },
    kserve: {
      run: [
        'kubectl apply -f inferenceservice.yaml',
        'kubectl wait --for=condition=Ready inferenceservice/NAME --timeout=120s',
        'kubectl get inferenceservice NAME',
      ],
      notes: [
        hardenedPods,
        'The model answers in the V2 protocol (`/v2/models/…/infer`) and on Bancada’s own routes. In serverless mode Knative scales it and splits traffic (`canaryTrafficPercent`); in standard mode an HPA does.',
      ],
    },
    compose: {
      run: [
        'docker compose up -d --build',
        "curl -s localhost:8080/predict -H 'content-type: application/json' -d 'EXAMPLE'",
        '# Grafana: http://localhost:3000 · Prometheus: http://localhost:9090',
      ],
      notes: [
        'With `--build` the image is made on the machine itself, and nothing needs to be pushed.',
        'One replica only: Compose does not change versions without a gap. Export to Swarm or Kubernetes for that.',
        'Grafana can be read without a password, from this computer only.',
      ],
    },
    swarm: {
      run: [
        'docker stack deploy -c stack.yaml NAME',
        'docker stack services NAME',
        "curl -s localhost:8080/predict -H 'content-type: application/json' -d 'EXAMPLE'",
      ],
      notes: [
        'Swarm cannot ask for `no-new-privileges` by service: set it on each node, in daemon.json (`"no-new-privileges": true`). The other limits are Bancada’s.',
        'Ports 8080 and 3000 are open on every node: restrict them in the firewall. Grafana can be read without a password.',
        'Swarm does not scale by itself: `docker service scale`.',
      ],
    },
    kfp: {
      run: [
        'pip install kfp kfp-kubernetes',
        `python -c "import kfp; kfp.Client(host='http://localhost:8080').create_run_from_pipeline_package('pipeline.yaml')"`,
      ],
      notes: [
        'Kubeflow Pipelines has no words for a read-only file system nor for dropped capabilities: pods run without root (user 65534), with limits on CPU and memory; the rest is the namespace’s policy (Pod Security “restricted”). The limit on disk is not carried over.',
        'A step whose `when` does not hold is skipped; if another reads what it would have left, the run stops there.',
      ],
    },
    argo: {
      run: ['kubectl apply -f executor.yaml', 'argo submit --watch workflow.yaml'],
      notes: [hardenedPods, 'Files go from step to step through Argo’s artifact repository: one must be configured (S3, GCS, MinIO).'],
    },
    vertex: {
      run: [
        'curl -X POST -H "Authorization: Bearer $(gcloud auth print-access-token)" -H "Content-Type: application/json" -d @pipeline-job.json https://us-central1-aiplatform.googleapis.com/v1/projects/PROJECT/locations/us-central1/pipelineJobs',
      ],
      notes: [
        'The definition is the same as for Kubeflow Pipelines. Put your own in place of `PROJECT`, the service account and the bucket (`gcsOutputDirectory`).',
        'Secrets are not carried: read them from Secret Manager with the service account’s permissions.',
        'The images must be in an Artifact Registry that the service account may read.',
      ],
    },
    sagemaker: {
      run: [
        'aws sagemaker create-pipeline --pipeline-name NAME --role-arn ROLE --pipeline-definition file://pipeline.json',
        'aws sagemaker start-pipeline-execution --pipeline-name NAME',
      ],
      notes: [
        'The account, the role (`RoleArn`), the bucket (`Bucket`) and the machine (`InstanceType`) are parameters of the pipeline; the values that come along are examples.',
        'A step with `when` stands inside a condition step; no step outside may read what it would leave.',
        'SageMaker repeats only what failed because of the service; a program that ends with an error is not run again. Limits of CPU and memory are those of the machine.',
        'Secrets are not carried: read them from Secrets Manager with the role’s permissions.',
      ],
    },
    airflow: {
      run: [
        'pip install apache-airflow apache-airflow-providers-cncf-kubernetes',
        'kubectl apply -f pvc.yaml',
        'cp DAG_FILE "$AIRFLOW_HOME/dags/"',
        'airflow dags trigger NAME',
      ],
      notes: [
        hardenedPods,
        'Steps exchange files through a shared volume (`pvc.yaml`, ReadWriteMany), in one folder for each run, which nobody removes by itself.',
        'No schedule: Bancada’s triggers are not carried over; write the DAG’s `schedule`.',
      ],
    },
  },
};
