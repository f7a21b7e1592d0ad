/** Textos dos LEIAMEs, em português. */
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
  'Os contêineres rodam como na Bancada: sem root, com o sistema de arquivos somente leitura, sem escalada de privilégios, sem capabilities e com limites de CPU, memória e disco. O que uma pod não sabe dizer é o limite de processos (128 aqui): no Kubernetes ele é do nó (`podPidsLimit`).';

export const pt: Words = {
  title: ({ title, target }) => `${title} no ${places[target]}`,
  head: ({ title, target, serves }) =>
    `${title}${serves === undefined ? '' : ` (${serves})`}: exportado pela Bancada para ${places[target]}. Leia o LEIAME.md antes de aplicar.`,
  images: '1. Publique as imagens',
  imagesText: ({ images }) =>
    `Os manifestos usam ${images.length === 1 ? 'uma imagem, que ainda não está' : 'imagens que ainda não estão'} em nenhum registry. Construa e envie (o endereço é o que foi dado na exportação; troque-o nos manifestos se o seu for outro):`,
  base: 'A base vem da internet. Sem ela, aponte para uma imagem que já esteja na máquina: `docker build --build-arg BASE=…`; `docker images bancada/runtime` mostra a da Bancada.',
  run: '2. Coloque para rodar',
  notCarried: 'O que não vai junto',
  leftOut: (list) =>
    `Passos que só a Bancada executa ficaram de fora: ${list}. Registre e sirva o modelo por aqui, ou com as ferramentas da plataforma.`,
  secrets: (list, name) => `Os passos leem ${list}. Os valores nunca são exportados: preencha-os no Secret \`${name}\`.`,
  always: {
    endpoint: [
      'O registro de pedidos para medir deriva fica dentro de cada réplica e some com ela; alertas, deriva e histórico de revisões são da Bancada.',
      'Autenticação e TLS: aqui o endpoint só atende este computador. Na rede, coloque um gateway na frente.',
    ],
    pipeline: [
      'Parâmetros e métricas que os passos registram viram linhas de log: não há servidor de tracking na exportação. Um passo com `network: tracking` precisa de `MLFLOW_TRACKING_URI`.',
      'O cache por conteúdo, as novas execuções a partir de um passo, o congelamento e as pausas são da Bancada.',
      'Os conjuntos de dados vão dentro da imagem, na versão de agora: exporte de novo quando mudarem.',
      'Uma matriz vira uma tarefa por combinação.',
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
        'O HPA precisa do metrics-server; o Ingress supõe a classe `nginx` e um nome de exemplo: troque os dois pelos seus. A NetworkPolicy só vale com um plugin de rede que a aplique.',
        'Blue-green e canary da Bancada viram uma atualização gradual (nenhuma réplica sai antes de a nova responder). Para desfazer: `kubectl rollout undo deployment/NAME`, com o nome do Deployment.',
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
        'O modelo responde no protocolo V2 (`/v2/models/…/infer`) e também nas rotas da Bancada. No modo serverless, o Knative cuida da escala e da divisão de tráfego (`canaryTrafficPercent`); no modo padrão, um HPA.',
      ],
    },
    compose: {
      run: [
        'docker compose up -d --build',
        "curl -s localhost:8080/predict -H 'content-type: application/json' -d 'EXAMPLE'",
        '# Grafana: http://localhost:3000 · Prometheus: http://localhost:9090',
      ],
      notes: [
        'Com `--build` a imagem é feita na própria máquina, e nada precisa ser publicado.',
        'Uma réplica só: o Compose não troca versões sem interrupção. Para isso, exporte para Swarm ou Kubernetes.',
        'O Grafana aceita leitura sem senha, e só deste computador.',
      ],
    },
    swarm: {
      run: [
        'docker stack deploy -c stack.yaml NAME',
        'docker stack services NAME',
        "curl -s localhost:8080/predict -H 'content-type: application/json' -d 'EXAMPLE'",
      ],
      notes: [
        'O Swarm não tem como pedir `no-new-privileges` por serviço: ligue em cada nó, no daemon.json (`"no-new-privileges": true`). Os demais limites são os da Bancada.',
        'As portas 8080 e 3000 ficam abertas em todos os nós: restrinja no firewall. O Grafana aceita leitura sem senha.',
        'Não há escala automática no Swarm: `docker service scale`.',
      ],
    },
    kfp: {
      run: [
        'pip install kfp kfp-kubernetes',
        `python -c "import kfp; kfp.Client(host='http://localhost:8080').create_run_from_pipeline_package('pipeline.yaml')"`,
      ],
      notes: [
        'Kubeflow Pipelines não deixa declarar o sistema de arquivos somente leitura nem a remoção de capabilities: as pods rodam sem root (usuário 65534), com limites de CPU e memória; o resto depende da política do namespace (Pod Security “restricted”). O limite de disco não vai.',
        'Um passo cujo `when` não vale é pulado; se outro lê o que ele deixaria, a execução para ali.',
      ],
    },
    argo: {
      run: ['kubectl apply -f executor.yaml', 'argo submit --watch workflow.yaml'],
      notes: [
        hardenedPods,
        'Os arquivos passam de um passo a outro pelo repositório de artefatos do Argo: é preciso ter um configurado (S3, GCS, MinIO).',
      ],
    },
    vertex: {
      run: [
        'curl -X POST -H "Authorization: Bearer $(gcloud auth print-access-token)" -H "Content-Type: application/json" -d @pipeline-job.json https://us-central1-aiplatform.googleapis.com/v1/projects/PROJECT/locations/us-central1/pipelineJobs',
      ],
      notes: [
        'A definição é a mesma do Kubeflow Pipelines. Troque `PROJECT`, a conta de serviço e o balde (`gcsOutputDirectory`) pelos seus.',
        'Segredos não vão: leia-os no Secret Manager com as permissões da conta de serviço.',
        'As imagens precisam estar num Artifact Registry que a conta de serviço possa ler.',
      ],
    },
    sagemaker: {
      run: [
        'aws sagemaker create-pipeline --pipeline-name NAME --role-arn ROLE --pipeline-definition file://pipeline.json',
        'aws sagemaker start-pipeline-execution --pipeline-name NAME',
      ],
      notes: [
        'O identificador da conta, o papel (`RoleArn`), o balde (`Bucket`) e a máquina (`InstanceType`) são parâmetros do pipeline; os valores que vêm são de exemplo.',
        'Um passo com `when` fica dentro de um passo de condição; nenhum passo de fora pode ler o que ele deixaria.',
        'O SageMaker só repete o que falhou por causa do serviço; um programa que termina com erro não é rodado de novo. Os limites de CPU e memória são os da máquina.',
        'Segredos não vão: leia-os no Secrets Manager com as permissões do papel.',
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
        'Os passos trocam arquivos por um volume compartilhado (`pvc.yaml`, ReadWriteMany), em uma pasta por execução, que ninguém apaga sozinho.',
        'Sem agenda: gatilhos da Bancada não vão junto; escreva o `schedule` do DAG.',
      ],
    },
  },
};
