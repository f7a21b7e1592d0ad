// Um cliente pequeno do protocolo REST do MLflow: o mesmo que o cliente de Python fala. Não precisa mudar.

export interface Execucao {
  id: string;
  params: Record<string, string>;
  metricas: Record<string, number>;
  tags: Record<string, string>;
}

export interface Ponto {
  key: string;
  value: number;
  step: number;
}

export interface Registro {
  params: Record<string, string>;
  metricas: readonly Ponto[];
  tags: Record<string, string>;
}

export interface Cliente {
  /** Cria uma execução abaixo da execução do pipeline. */
  criar(nome: string): Promise<string>;
  registrar(execucao: string, registro: Registro): Promise<void>;
  terminar(execucao: string): Promise<void>;
  ler(execucao: string): Promise<Execucao>;
  criarVersao(modelo: string, execucao: string, descricao: string): Promise<string>;
  execucaoDe(modelo: string, versao: string): Promise<string>;
  aliases(modelo: string): Promise<Record<string, string>>;
  moverAlias(modelo: string, alias: string, versao: string): Promise<void>;
  tags(modelo: string): Promise<Record<string, string>>;
  marcar(modelo: string, chave: string, valor: string): Promise<void>;
}

interface Par {
  key: string;
  value: string;
}

const pares = (valores: Record<string, string>): Par[] => Object.entries(valores).map(([key, value]) => ({ key, value }));
const objeto = (lista: readonly Par[] = []) => Object.fromEntries(lista.map(({ key, value }) => [key, value]));

export function conectar(ambiente: NodeJS.ProcessEnv): Cliente {
  const { MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_TOKEN: token, MLFLOW_RUN_ID: pai } = ambiente;
  if (!uri || !token || !pai) throw new Error('este passo precisa de “network: tracking”');

  async function pedir(metodo: string, caminho: string, corpo?: unknown) {
    const resposta = await fetch(`${uri}/api/2.0/mlflow/${caminho}`, {
      method: metodo,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(corpo !== undefined && { body: JSON.stringify(corpo) }),
    });
    if (!resposta.ok) throw new Error(`${caminho}: ${resposta.status} ${await resposta.text()}`);
    return resposta.json();
  }
  const modeloDe = async (name: string) => (await pedir('GET', `registered-models/get?name=${encodeURIComponent(name)}`)).registered_model;
  let experimento: Promise<string> | null = null;
  const experimentoDoPai = async () => (await pedir('GET', `runs/get?run_id=${pai}`)).run.info.experiment_id as string;

  return {
    async criar(nome) {
      experimento ??= experimentoDoPai();
      const corpo = {
        experiment_id: await experimento,
        start_time: Date.now(),
        run_name: nome,
        tags: pares({ 'mlflow.parentRunId': pai }),
      };
      return (await pedir('POST', 'runs/create', corpo)).run.info.run_id;
    },
    async registrar(run_id, { params, metricas, tags }) {
      const timestamp = Date.now();
      await pedir('POST', 'runs/log-batch', {
        run_id,
        params: pares(params),
        tags: pares(tags),
        metrics: metricas.map((ponto) => ({ ...ponto, timestamp })),
      });
    },
    async terminar(run_id) {
      await pedir('POST', 'runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
    },
    async ler(id) {
      const { data } = (await pedir('GET', `runs/get?run_id=${id}`)).run;
      const metricas = Object.fromEntries((data.metrics ?? []).map(({ key, value }: { key: string; value: number }) => [key, value]));
      return { id, params: objeto(data.params), tags: objeto(data.tags), metricas };
    },
    async criarVersao(name, run_id, description) {
      const existe = await modeloDe(name).catch(() => null);
      if (!existe) await pedir('POST', 'registered-models/create', { name });
      const { info } = (await pedir('GET', `runs/get?run_id=${run_id}`)).run;
      const corpo = { name, run_id, description, source: `${info.artifact_uri}/modelo` };
      return (await pedir('POST', 'model-versions/create', corpo)).model_version.version;
    },
    async execucaoDe(name, version) {
      const { model_version } = await pedir('GET', `model-versions/get?name=${encodeURIComponent(name)}&version=${version}`);
      return model_version.run_id;
    },
    async aliases(modelo) {
      const { aliases = [] } = await modeloDe(modelo);
      return Object.fromEntries(aliases.map(({ alias, version }: { alias: string; version: string }) => [alias, version]));
    },
    async moverAlias(name, alias, version) {
      await pedir('POST', 'registered-models/alias', { name, alias, version });
    },
    tags: async (modelo) => objeto((await modeloDe(modelo)).tags),
    async marcar(name, key, value) {
      await pedir('POST', 'registered-models/set-tag', { name, key, value });
    },
  };
}
