/** The acceptance lines of the foundation, through the real CLI: run on both engines, cache, errors with their place, serve, simulate, stop. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '../../src-main/lab.ts';
import { type Answer, bancada, dockerAnswers, type Json } from '../support/cli.ts';

const engines = dockerAnswers ? (['process', 'docker'] as const) : (['process'] as const);
const lab = bancada();
const runs = new Map<string, Answer>();

beforeAll(async () => {
  for (const engine of engines) runs.set(engine, await lab('run', '03-pipelines', '--solution', 'reference', '--engine', engine));
}, 300_000);

afterAll(async () => {
  const { json } = await lab('endpoints');
  for (const endpoint of json?.endpoints ?? []) if (endpoint.status === 'ready') await lab('stop', endpoint.name);
  lab.dispose();
}, 60_000);

describe('bancada run 03-pipelines --solution reference', () => {
  it.each(engines)('succeeds on %s and answers with steps, metrics and the model', (engine) => {
    const { code, json, stderr } = runs.get(engine)!;
    expect(code, stderr).toBe(0);
    expect(json).toMatchObject({ status: 'succeeded', engine, model: { name: 'atrasos-voos' } });
    expect(json.metrics.roc_auc).toBeGreaterThan(0.5);
    for (const step of json.steps)
      expect(step).toMatchObject({
        status: expect.stringMatching(/^(succeeded|cached)$/),
        attempts: expect.any(Number),
        cached: expect.any(Boolean),
        durationMs: expect.any(Number),
      });
  });

  it.skipIf(!dockerAnswers)('gives the same metrics in containers and in processes', () => {
    expect(runs.get('docker')!.json.metrics).toEqual(runs.get('process')!.json.metrics);
  });

  it('takes every step from the cache the second time, in under a second', async () => {
    const { code, json, stderr } = await lab('run', '03-pipelines', '--solution', 'reference', '--engine', engines.at(-1)!);
    expect(code, stderr).toBe(0);
    expect(json.steps.filter((step: Json) => !step.cached).map((step: Json) => step.id)).toEqual([]);
    expect(json.durationMs).toBeLessThan(1000);
  });
});

describe('usage errors exit with 2 and name the place', () => {
  it.each([
    ['an unknown param', ['run', '03-pipelines', '--solution', 'reference', '--param', 'arvorez=3'], 'PARAM_UNKNOWN', 'arvorez'],
    ['a param of the wrong type', ['run', '03-pipelines', '--solution', 'reference', '--param', 'arvores=muitas'], 'PARAM_INVALID', 'arvores'],
    ['an unknown pipeline', ['run', '99-nada'], 'CHALLENGE_NOT_FOUND', '99-nada'],
    ['an unknown engine', ['run', '03-pipelines', '--engine', 'podman'], 'USAGE', 'podman'],
    ['an unknown model', ['serve', 'nenhum'], 'MODEL_NOT_FOUND', 'nenhum'],
    ['an unknown endpoint', ['stop', 'nenhum'], 'ENDPOINT_NOT_FOUND', 'nenhum'],
    ['an unknown run', ['show', 'nenhuma'], 'RUN_NOT_FOUND', 'nenhuma'],
    ['an unknown command', ['rnu'], 'USAGE', 'rnu'],
  ])('%s', async (_name, args, errorCode, word) => {
    const { code, json, stderr } = await lab(...args);
    expect(code).toBe(2);
    expect(json.error.code).toBe(errorCode);
    expect(stderr).toContain(word);
  });

  it.each([
    ['broken YAML', (text: string) => text.replace('steps:', 'steps: ['), /PIPELINE_SYNTAX/],
    ['a cycle', (text: string) => text.replace(/- id: ingestao\n/, '- id: ingestao\n    needs: [validacao]\n'), /PIPELINE_CYCLE/],
    ['a missing file', (text: string) => text.replace('passos/ingestao.ts', 'passos/sumiu.ts'), /PIPELINE_FILE_MISSING/],
    [
      'two unknown fields',
      (text: string) =>
        text.replace(/- id: ingestao\n/, '- id: ingestao\n    retires: 3\n').replace(/- id: validacao\n/, '- id: validacao\n    neds: 3\n'),
      /PIPELINE_INVALID/,
    ],
  ])('%s in the workspace', async (name, spoil, expected) => {
    const own = bancada();
    const reference = join(import.meta.dirname, '../../challenges/03-pipelines/exemplo');
    const workspace = join(own.home, 'workspaces', '03-pipelines');
    cpSync(reference, workspace, { recursive: true });
    const path = join(workspace, 'pipeline.yaml');
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    const { code, json, stderr } = await own('run', '03-pipelines', '--engine', 'process');
    expect(json.error.code).toMatch(expected);
    expect(code).toBe(2);
    const faults = [json.error, ...(json.error.others ?? [])];
    expect(stderr.match(/pipeline\.yaml, linha \d+/g)).toHaveLength(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(name.startsWith('two') ? 2 : 1);
    own.dispose();
  });
});

describe.each(engines)('bancada serve on %s', (engine) => {
  let url: string;
  let example: Record<string, unknown>;

  beforeAll(async () => {
    const { code, json, stderr } = await lab('serve', 'atrasos-voos@champion', '--endpoint', `voos-${engine}`, '--engine', engine);
    expect(code, stderr).toBe(0);
    expect(json).toMatchObject({ endpoint: `voos-${engine}`, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+/) });
    url = json.url;
    const openapi = (await (await fetch(`${url}/openapi.json`)).json()) as Json;
    example = openapi.paths['/predict'].post.requestBody.content['application/json'].example;
  }, 120_000);

  const post = (path: string, body: unknown, raw?: string) =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: raw ?? JSON.stringify(body) });

  it.each([
    '/health',
    '/health/detailed',
    '/metrics',
    '/docs',
    '/openapi.json',
    '/v2',
    '/v2/health/live',
    '/v2/health/ready',
    '/v2/models/atrasos-voos',
    '/v2/models/atrasos-voos/ready',
  ])('answers GET %s with 200', async (path) => {
    expect((await fetch(`${url}${path}`)).status).toBe(200);
  });

  it('predicts one row, a batch and by V2', async () => {
    const one = (await (await post('/predict', example)).json()) as Json;
    expect(Object.values(one.probabilities as Record<string, number>).reduce((a, b) => a + b, 0)).toBeCloseTo(1);
    const batch = (await (await post('/predict/batch', { rows: [example, example] })).json()) as Json;
    expect(batch.predictions.map((prediction: Json) => prediction.label)).toEqual([one.label, one.label]);
    const metadata = (await (await fetch(`${url}/v2/models/atrasos-voos`)).json()) as Json;
    const inputs = metadata.inputs.map((input: Json) => ({ name: input.name, shape: [1], datatype: input.datatype, data: [example[input.name]] }));
    const v2 = await post('/v2/models/atrasos-voos/infer', { inputs });
    expect(v2.status).toBe(200);
    expect(((await v2.json()) as Json).outputs[0].data).toEqual([one.label]);
  });

  it('names the field that is wrong, with 422', async () => {
    const [field] = Object.keys(example);
    const { [field!]: _, ...rest } = example;
    const missing = await post('/predict', rest);
    expect(missing.status).toBe(422);
    expect(JSON.stringify(await missing.json())).toContain(field);
    expect((await post('/predict', { ...example, [field!]: { nested: true } })).status).toBe(422);
  });

  it('refuses broken and huge bodies without falling over', async () => {
    expect((await post('/predict', null, '{"a":')).status).toBe(400);
    expect((await post('/predict', null, JSON.stringify({ x: 'y'.repeat(3_000_000) }))).status).toBe(413);
    expect((await fetch(`${url}/nada`)).status).toBe(404);
    expect((await fetch(`${url}/health`)).status).toBe(200);
  });

  it('raises no alert on stable traffic and names the shifted feature on a sudden shift', async () => {
    const stable = await lab('simulate', `voos-${engine}`, '--scenario', 'stable', '--requests', '1000', '--seed', '1');
    expect(stable.code, stable.stderr).toBe(0);
    expect(stable.json).toMatchObject({ sent: 1000, failed: 0, alerts: [] });
    const sudden = await lab('simulate', `voos-${engine}`, '--scenario', 'sudden', '--requests', '1000', '--seed', '1');
    expect(sudden.json.alerts.map((alert: Json) => alert.rule)).toContain('drift');
    expect(sudden.json.alerts.flatMap((alert: Json) => alert.subjects)).toContain(sudden.json.feature);
  }, 120_000);

  it('stops, and then answers no more', async () => {
    expect((await lab('stop', `voos-${engine}`)).code).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });
});

describe('what the lab tells of itself', () => {
  it('lists runs and models', async () => {
    expect((await lab('runs')).json.runs.length).toBeGreaterThanOrEqual(engines.length);
    expect((await lab('models')).json.models).toEqual([expect.objectContaining({ name: 'atrasos-voos', aliases: { champion: expect.any(String) } })]);
  });

  it('examines the machine', async () => {
    const { json } = await lab('doctor');
    expect(json).toMatchObject({
      engine: dockerAnswers ? 'docker' : 'process',
      docker: { available: dockerAnswers },
      home: { path: lab.home },
      electron: { present: expect.any(Boolean) },
    });
    expect(json.disk.freeBytes).toBeGreaterThan(0);
  });

  it('mends what contradicts itself, and says what it did', async () => {
    const other = await openLab({ home: lab.home });
    await other.settings.save({ engine: 'process', fastRuns: true });
    await other.close();
    const { json, stderr } = await lab('doctor', '--fix');
    expect(json.mended).toContainEqual({ problem: 'FAST_RUNS_WITHOUT_DOCKER', done: true });
    expect(json.problems.map(({ code }: Json) => code)).not.toContain('FAST_RUNS_WITHOUT_DOCKER');
    expect(stderr).toContain('consertado: FAST_RUNS_WITHOUT_DOCKER');
  });
});
