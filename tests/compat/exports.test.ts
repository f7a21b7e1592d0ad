/**
 * Every export against official schemas and SDKs: Kubernetes' own, KServe's and KFP's SDK, Hera's models of Argo, Docker Compose's binary, the engine's own
 * reading of a stack, the real Airflow; and a run on KFP's local runner, in containers of the exported images.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportsLab } from '../support/exports-lab.ts';
import { penguins } from '../support/model-lab.ts';

const place = (name: string) => fileURLToPath(new URL(name, import.meta.url));

function python(name: string): { python?: string; missing?: string } {
  const args = [place('../../scripts/setup/python.mjs'), `exports-${name}`, place(`exports/requirements-${name}.txt`)];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout);
}

const [peers, airflow] = [python('exports'), python('airflow')];
const missing = peers.missing ?? airflow.missing;
if (missing && process.env.CI === 'true') throw new Error(missing);

/** What a program of Python prints as JSON on its last line. */
async function answer(program: string, args: string[], env: Record<string, string> = {}): Promise<unknown> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [said, complained] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (complained += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}:\n${said.slice(-4000)}\n${complained.slice(-4000)}`);
  return JSON.parse(said.trim().split('\n').at(-1)!);
}

describe.skipIf(missing)(`exports ${missing ?? ''}`, () => {
  let lab: Awaited<ReturnType<typeof exportsLab>>;
  beforeAll(async () => {
    lab = await exportsLab();
    await lab.register(penguins(200), 'pinguins', 1);
    await lab.serving.serve({ target: 'pinguins:1' });
    const common = { solution: 'workspace', language: 'en', registry: 'bancada-test' } as const;
    for (const target of ['kubernetes', 'kserve', 'compose', 'swarm'] as const)
      await lab.exports.write({ target, subject: 'pinguins', ...common }, lab.out(target));
    for (const target of ['kfp', 'argo', 'airflow'] as const) await lab.exports.write({ target, subject: 'soma', ...common }, lab.out(target));
  });
  afterAll(() => lab.close());

  it('Airflow imports the DAG, and the pods it would make are as Kubernetes wants them', async () => {
    const folder = lab.out('airflow');
    const env = { AIRFLOW_HOME: join(lab.root, 'airflow'), AIRFLOW__CORE__UNIT_TEST_MODE: 'True' };
    const dag = await answer(airflow.python!, [place('exports/dag.py'), join(folder, 'dags/soma.py'), folder], env);
    expect(dag).toEqual({
      tasks: {
        numeros: [],
        'parcial-vezes-1-tipo-a': ['numeros'],
        'parcial-vezes-2-tipo-a': ['numeros'],
        junta: ['parcial-vezes-1-tipo-a', 'parcial-vezes-2-tipo-a'],
        'extra-when': ['junta'],
        extra: ['extra-when'],
      },
      conditions: { 'extra-when': false },
    });
  });

  it('every manifest is as its schema or SDK wants it', async () => {
    const kinds = ['kubernetes', 'kserve', 'compose', 'swarm', 'kfp', 'argo', 'airflow'];
    const problems = await answer(peers.python!, [place('exports/check.py'), ...kinds.map((kind) => `${kind}=${lab.out(kind)}`)]);
    expect(problems).toEqual(Object.fromEntries(kinds.map((kind) => [kind, []])));
  });

  it.skipIf(spawnSync('docker', ['stack', 'config', '--help']).status !== 0)('the engine reads the stack of a Swarm', () => {
    const { status, stdout, stderr } = spawnSync('docker', ['stack', 'config', '-c', join(lab.out('swarm'), 'stack.yaml')], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('failure_action: rollback');
  });

  it('runs on the local runner of KFP in containers of the exported images', async ({ skip }) => {
    const engine = await lab.engines.pick('docker').catch(() => null);
    if (!engine) return skip();
    await engine.prepare();
    const program = { codeDir: lab.folder, entry: 'passos/junta.py' };
    await engine.prepare(undefined, program);
    const bases = { node: (await lab.engines.docker()).image!.reference, python: /bancada\/python:\S+/.exec(await engine.fingerprint(program))![0] };
    const { images } = await lab.exports.preview({ target: 'kfp', subject: 'soma', solution: 'workspace', language: 'en', registry: 'bancada-test' });
    try {
      for (const image of images) {
        const kind = image.includes('-python:') ? 'python' : 'node';
        const built = spawnSync('docker', ['build', '-q', '--build-arg', `BASE=${bases[kind]}`, '-t', image, join(lab.out('kfp'), `image-${kind}`)], {
          encoding: 'utf8',
          env: { ...process.env, DOCKER_BUILDKIT: '0' },
        });
        expect([built.status, built.status === 0 ? '' : built.stderr]).toEqual([0, '']);
      }
      const folder = join(lab.root, 'kfp');
      mkdirSync(folder);
      const left = (await answer(peers.python!, [place('exports/run_kfp.py'), join(lab.out('kfp'), 'pipeline.yaml'), folder])) as string[];
      const total = left.find((path) => path.endsWith('junta/total'))!;
      expect(JSON.parse(readFileSync(join(folder, total), 'utf8'))).toMatchObject({ total: 45 });
    } finally {
      spawnSync('docker', ['rmi', ...images]);
    }
  });
});
