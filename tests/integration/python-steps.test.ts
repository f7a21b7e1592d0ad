/**
 * Python and TypeScript steps in one pipeline, on both engines: they pass Parquet files to each other, scikit-learn learns from what TypeScript prepared,
 * and a stock MLflow client logs to the step's own run. Packages come from the package index once and are kept in .cache/python.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { dockerAnswers, root } from '../support/cli.ts';

const engines = dockerAnswers ? (['process', 'docker'] as const) : (['process'] as const);
const folder = mkdtempSync(join(tmpdir(), 'bancada-python-steps-'));

const learning = {
  'requirements.txt': 'scikit-learn==1.7.2\npyarrow==21.0.0\n',
  'pipeline.yaml': `name: aprende
params:
  arvores: { type: integer, default: 20 }
steps:
  - id: prepara
    run: prepara.ts
    outputs: [tabela.parquet]
  - id: treina
    run: passos/treina.py
    runtime: python
    inputs: { tabela: prepara.tabela }
    outputs: [previsoes.parquet, resumo.json]
    params: { arvores: "\${params.arvores}" }
    resources: { memory: 2g }
  - id: confere
    run: confere.ts
    inputs: { previsoes: treina.previsoes, resumo: treina.resumo }
    outputs: [erros.csv]
`,
  'prepara.ts': `import { step, writeParquet } from '@bancada/sdk';
await step(async (lab) => {
  const rows = Array.from({ length: 2000 }, (_, id) => {
    const [x, y] = [lab.random() * 4 - 2, lab.random() * 4 - 2];
    return { id, x, y: id % 100 === 0 ? null : y, cidade: id % 2 ? 'São Paulo' : 'Belém', classe: x * x + y * y < 2 ? 'dentro' : 'fora' };
  });
  await writeParquet(lab.output('tabela').path, rows);
});
`,
  'passos/treina.py': `import pyarrow as pa
import pyarrow.parquet as pq
from sklearn.ensemble import RandomForestClassifier

from bancada import Lab, step
from comum import colunas

@step
def main(lab: Lab) -> None:
    tabela = pq.read_table(lab.input("tabela").path)
    linhas = [linha for linha in tabela.to_pylist() if linha["y"] is not None]
    corte = len(linhas) * 3 // 4
    x = [[linha[coluna] for coluna in colunas] for linha in linhas]
    y = [linha["classe"] for linha in linhas]
    modelo = RandomForestClassifier(n_estimators=lab.params["arvores"], random_state=lab.seed, n_jobs=2).fit(x[:corte], y[:corte])
    previstas = modelo.predict(x[corte:])
    for certas, total in [(sum(a == b for a, b in zip(previstas, y[corte:])), len(previstas))]:
        lab.metric("acuracia", certas / total)
    saida = pa.table({"id": [linha["id"] for linha in linhas[corte:]], "real": y[corte:], "prevista": list(previstas)})
    pq.write_table(saida, lab.artifact("previsoes"), compression="zstd")
    lab.output("resumo").json({"linhas": tabela.num_rows, "usadas": len(linhas), "teste": len(previstas)})
    lab.tag("modelo", type(modelo).__name__)
    print("treinado com", corte, "linhas")
`,
  'passos/comum.py': 'colunas = ["x", "y"]\n',
  'confere.ts': `import { readParquet, step } from '@bancada/sdk';
await step(async (lab) => {
  const rows = await readParquet(lab.input('previsoes').path);
  const wrong = rows.filter((row) => row.real !== row.prevista);
  const { teste } = lab.input('resumo').json();
  if (rows.length !== teste) throw new Error(rows.length + ' rows of ' + teste);
  lab.metric('erros', wrong.length);
  lab.metric('acuracia_conferida', 1 - wrong.length / rows.length);
  lab.output('erros').rows(wrong);
});
`,
};

const tracked = {
  'requirements.txt': 'mlflow-skinny==3.17.2\n',
  'pipeline.yaml': 'name: rastreio\nsteps:\n  - { id: treino, run: treino.py, network: tracking, resources: { memory: 1g } }\n',
  'treino.py': `import os
import mlflow
with mlflow.start_run():
    mlflow.log_param("profundidade", 3)
    for passo in range(3):
        mlflow.log_metric("perda", 1 / (passo + 1), step=passo)
    with open(os.environ["HOME"] + "/nota.txt", "w") as nota:
        nota.write("chegou")
    mlflow.log_artifact(os.environ["HOME"] + "/nota.txt")
print(mlflow.__version__)
`,
};

/** Challenge 03 with its first step in Python, as somebody writes it in the workspace. */
const ingestao = `from bancada import Lab, step

@step
def main(lab: Lab) -> None:
    voos = lab.input("bruto").rows()
    lab.metric("linhas", len(voos))
    lab.output("voos").rows(voos)
`;
const firstSteps = (program: string) => `name: 03-pipelines
steps:
  - id: ingestao
    run: ${program}
    inputs: { bruto: dataset:flights-20k }
    outputs: [voos.jsonl]
  - id: validacao
    run: passos/validacao.ts
    inputs: { voos: ingestao.voos }
    outputs: [validos.jsonl, quarentena.jsonl, relatorio.json]
`;

let lab: Lab;
const code = (name: string, files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, path, '..'), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
};

beforeAll(async () => {
  process.env.BANCADA_PYTHON_CACHE = join(root, '.cache', 'python');
  lab = await openLab({ home: join(folder, 'home') });
});
afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(pipeline: string, codeFolder: string, engine: (typeof engines)[number], params = {}) {
  const { runId } = await lab.pipelines.start({ pipeline, codeFolder, engine, solution: 'workspace', params });
  const ended = await lab.pipelines.finished(runId);
  const logs = lab.pipelines.logs(runId, { after: 0, limit: 500 }).map(({ text }) => text);
  expect(ended.status, [JSON.stringify(ended.error), ...logs].join('\n')).toBe('succeeded');
  return { ...ended, logs };
}

const outputsOf = ({ steps }: Awaited<ReturnType<typeof run>>) =>
  steps.flatMap(({ id, outputs }) => outputs.map(({ name, digest }) => `${id}.${name} ${digest}`));

describe('scikit-learn and TypeScript pass Parquet to each other', () => {
  const results = new Map<string, Awaited<ReturnType<typeof run>>>();

  it.each(engines)('on %s', async (engine) => {
    const ended = await run('aprende', code('aprende', learning), engine);
    results.set(engine, ended);
    expect(ended.metrics.acuracia).toBeGreaterThan(0.9);
    expect(ended.metrics.acuracia_conferida).toBeCloseTo(ended.metrics.acuracia!, 10);
    expect(ended.logs).toContain('treinado com 1485 linhas');
  });

  it.skipIf(engines.length < 2)('with the same results, byte by byte', () => {
    const [process, docker] = [results.get('process')!, results.get('docker')!];
    expect(outputsOf(docker)).toEqual(outputsOf(process));
    expect(docker.metrics).toEqual(process.metrics);
  });

  it.each(engines)('on %s, from the cache until code, a neighbour or a requirement changes', async (engine) => {
    const folderOf = (change: Record<string, string>) =>
      code(`cache-${engine}-${Object.keys(change).join().replaceAll('/', '-')}`, { ...learning, ...change });
    const statuses = async (change: Record<string, string>) =>
      (await run('aprende', folderOf(change), engine)).steps.map(({ id, status }) => `${id} ${status}`);
    expect(await statuses({})).toEqual(['prepara cached', 'treina cached', 'confere cached']);
    expect(await statuses({ 'passos/outro.py': 'x = 1\n' })).toEqual(['prepara cached', 'treina cached', 'confere cached']);
    expect(await statuses({ 'passos/comum.py': 'colunas = ["x"]\n' })).toEqual(['prepara cached', 'treina succeeded', 'confere succeeded']);
    const { 'requirements.txt': requirements } = learning;
    expect(await statuses({ 'requirements.txt': `${requirements}# nothing new\n` })).toEqual([
      'prepara cached',
      'treina succeeded',
      'confere cached',
    ]);
  });
});

describe.each(engines)('a stock MLflow client in a Python step, on %s', (engine) => {
  it('logs to the step’s own run', async () => {
    const ended = await run('rastreio', code('rastreio', tracked), engine);
    const found = lab.tracking.runs.get(ended.trackingRunId!);
    expect(found.metrics.perda).toBeCloseTo(1 / 3);
    expect(found.params).toMatchObject({ profundidade: '3' });
    expect(await lab.tracking.history.points(found.runId, 'perda')).toHaveLength(3);
    expect(lab.tracking.artifactView.read({ runId: found.runId, path: 'nota.txt' })).toMatchObject({ content: 'chegou' });
    expect(ended.logs).toContain('3.17.2');
  });
});

describe('challenge 03 with a step in Python', () => {
  it('the workspace holds the file, and the pipeline gives the same as in TypeScript, byte by byte', async () => {
    const { workspaces } = lab;
    const example = (path: string) => workspaces.read('03-pipelines', path, 'reference').content;
    for (const path of ['passos/ingestao.ts', 'passos/validacao.ts']) workspaces.write('03-pipelines', path, example(path));
    workspaces.write('03-pipelines', 'passos/ingestao.py', ingestao);
    expect(workspaces.files('03-pipelines').map(({ path }) => path)).toContain('passos/ingestao.py');
    expect(workspaces.read('03-pipelines', 'passos/ingestao.py', 'workspace').content).toBe(ingestao);
    const results = [];
    for (const program of ['passos/ingestao.ts', 'passos/ingestao.py']) {
      workspaces.write('03-pipelines', 'pipeline.yaml', firstSteps(program));
      const { runId } = await lab.pipelines.start({ pipeline: '03-pipelines', engine: 'process', solution: 'workspace' });
      const ended = await lab.pipelines.finished(runId);
      expect(ended.status, JSON.stringify(ended.error)).toBe('succeeded');
      results.push({
        metrics: ended.metrics,
        outputs: ended.steps.flatMap(({ id, outputs }) => outputs.map(({ name, digest }) => `${id}.${name} ${digest}`)),
      });
    }
    expect(results[1]).toEqual(results[0]);
  });
});

it('a run that is cancelled while its packages are downloaded ends at once', async () => {
  const folderOf = code('espera', {
    'requirements.txt': 'scikit-learn==1.6.1\n',
    'pipeline.yaml': 'name: espera\nsteps:\n  - { id: treino, run: treino.py }\n',
    'treino.py': 'print("never")\n',
  });
  const { runId } = await lab.pipelines.start({ pipeline: 'espera', codeFolder: folderOf, engine: 'process', solution: 'workspace' });
  await lab.pipelines.cancel(runId);
  expect((await lab.pipelines.finished(runId)).status).toBe('cancelled');
});
