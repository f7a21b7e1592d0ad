import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createProcessEngine } from '../engines/process/index.ts';
import { createFakeEngine } from './test-support/fake-engine.ts';
import { openTestLab, type TestLab } from './test-support/lab.ts';

const RS = '\u001e';
const runtime = fileURLToPath(new URL('../../dist/runtime', import.meta.url));
const yaml = (steps: string, params = '{}') => `name: p\nparams: ${params}\nsteps:\n${steps}`;

async function run(lab: TestLab, options: Partial<Parameters<TestLab['pipelines']['start']>[0]> = {}) {
  const { runId } = await lab.pipelines.start({ pipeline: 'p', ...options });
  return lab.pipelines.finished(runId);
}

describe('the cache', () => {
  const steps = '  - { id: a, run: a.ts, outputs: [x.json] }\n  - { id: b, run: b.ts, inputs: { x: a.x }, outputs: [y/] }\n';

  test('a second run starts nothing, and tells tracking the same', async () => {
    const engine = createFakeEngine({ a: { stdout: `${RS}{"type":"metric","key":"m","value":2,"step":0,"timestamp":5}\n` } });
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml(steps), 'a.ts': '', 'b.ts': '' });
    const first = await run(lab);
    const second = await run(lab);
    expect(second.steps.map(({ status, cached }) => [status, cached])).toEqual([
      ['cached', true],
      ['cached', true],
    ]);
    expect(second.metrics).toEqual(first.metrics);
    expect(second.steps.map(({ outputs }) => outputs)).toEqual(first.steps.map(({ outputs }) => outputs));
    expect(lab.tracking.run(second.trackingRunId!)).toMatchObject({ status: 'FINISHED', metrics: { m: 2 } });
    expect(engine.started).toEqual(['a', 'b']);
  });

  test('an edit re-runs the step it belongs to; equal outputs spare the ones behind it', async () => {
    const engine = createFakeEngine();
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml(steps), 'a.ts': '', 'b.ts': '' });
    await run(lab);
    lab.write({ 'a.ts': '// another' });
    expect((await run(lab)).steps.map(({ status }) => status)).toEqual(['succeeded', 'cached']);
  });

  test('cache: false runs everything again, and serves the next run', async () => {
    const engine = createFakeEngine();
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml(steps), 'a.ts': '', 'b.ts': '' });
    await run(lab);
    await run(lab, { cache: false });
    await run(lab);
    expect(engine.started).toEqual(['a', 'b', 'a', 'b']);
  });

  test('a failure is never kept', async () => {
    const engine = createFakeEngine({ a: { codes: [1] } });
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml(steps), 'a.ts': '', 'b.ts': '' });
    await run(lab);
    await run(lab);
    expect(engine.started).toEqual(['a', 'a']);
  });

  test('a deploy is done again once its endpoint was stopped', async () => {
    const all =
      '  - { id: t, run: a.ts, outputs: [m/] }\n  - { id: r, uses: register, inputs: { m: t.m }, with: { name: x, alias: champion } }\n  - { id: d, uses: deploy, needs: [r], with: { model: x@champion, endpoint: e } }\n';
    await using lab = openTestLab(createFakeEngine(), { 'pipeline.yaml': yaml(all), 'a.ts': '' });
    const first = await run(lab);
    expect(first).toMatchObject({ status: 'succeeded', model: { name: 'x', version: '1' }, endpoint: 'e' });
    const second = await run(lab);
    expect(second.steps.map(({ status }) => status)).toEqual(['cached', 'cached', 'cached']);
    expect(second).toMatchObject({ model: { name: 'x', version: '1' }, endpoint: 'e' });
    lab.endpoints[0]!.status = 'stopped';
    expect((await run(lab)).steps.map(({ status }) => status)).toEqual(['cached', 'cached', 'succeeded']);
    expect(lab.versions).toHaveLength(1);
  });
});

describe('a step that fails', () => {
  test('is tried again after a delay that grows, and its lost words are kept', async () => {
    const engine = createFakeEngine({ a: { codes: [1, 1, 0] } });
    await using lab = openTestLab(engine, {
      'pipeline.yaml': yaml('  - { id: a, run: a.ts, retries: { max: 2, delay: 20ms, factor: 3 } }\n'),
      'a.ts': '',
    });
    const from = performance.now();
    const { steps } = await run(lab);
    expect(steps[0]).toMatchObject({ status: 'succeeded', attempts: 3, error: null });
    expect(performance.now() - from).toBeGreaterThan(75);
  });

  test('leaves evidence that can be read and feeds nothing', async () => {
    const engine = createFakeEngine({ a: { without: ['y'] } });
    const steps = '  - { id: a, run: a.ts, outputs: [x.json, y.json] }\n  - { id: b, run: b.ts, inputs: { x: a.x } }\n';
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml(steps), 'a.ts': '', 'b.ts': '' });
    const failed = await run(lab);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'STEP_OUTPUT_MISSING', data: { step: 'a', path: 'y.json', name: 'y' } } });
    expect(failed.steps.map(({ status }) => status)).toEqual(['failed', 'skipped']);
    expect(readFileSync(lab.pipelines.artifactPath(failed.runId, 'a.x'), 'utf8')).toContain('a x');
    for (const bad of ['a.y', 'b.x', 'a.x/inside', 'nothing', 'a.x/../../secret']) {
      expect(() => lab.pipelines.artifactPath(failed.runId, bad)).toThrow(expect.objectContaining({ code: 'ARTIFACT_NOT_FOUND' }));
    }
  });

  test('names what the program said, and where', async () => {
    const said = `${RS}{"type":"error","code":"TypeError","message":"boom","file":"/lab/code/passos/a.ts","line":12}\n`;
    const engine = createFakeEngine({ a: { codes: [1], stdout: said } });
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml('  - { id: a, run: passos/a.ts }\n'), 'passos/a.ts': '' });
    expect((await run(lab)).error).toMatchObject({
      code: 'STEP_FAILED',
      message: 'boom',
      data: { step: 'a', file: 'passos/a.ts', line: 12, detail: 'boom', reason: 'TypeError' },
    });
  });
});

test('a name that tracking does not take is said in the log and harms nothing else', async () => {
  const metric = (key: string) => `${RS}${JSON.stringify({ type: 'metric', key, value: 1, step: 0, timestamp: 1 })}\n`;
  const engine = createFakeEngine({ a: { stdout: metric('good') + metric('../bad') + metric('better') } });
  await using lab = openTestLab(engine, { 'pipeline.yaml': yaml('  - { id: a, run: a.ts }\n'), 'a.ts': '' });
  const { runId, status, trackingRunId } = await run(lab);
  expect(status).toBe('succeeded');
  expect(lab.tracking.run(trackingRunId!).metrics).toEqual({ good: 1, better: 1 });
  expect(lab.pipelines.logs(runId, { after: 0, limit: 10 }).map(({ text }) => text)).toEqual(['TRACKING_KEY_INVALID "../bad"']);
});

test('a log without end is cut, and says by how much', async () => {
  const engine = createFakeEngine({ a: { stdout: 'line\n'.repeat(21_000) } });
  await using lab = openTestLab(engine, { 'pipeline.yaml': yaml('  - { id: a, run: a.ts }\n'), 'a.ts': '' });
  const { runId } = await run(lab);
  const lines = lab.pipelines.logs(runId, { after: 19_990, limit: 100 });
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toMatchObject({ stream: 'event', text: '⋯ +1000' });
});

test('edits during a run change nothing in it', async () => {
  const engine = createFakeEngine({ a: { ms: 60 } });
  await using lab = openTestLab(engine, {
    'pipeline.yaml': yaml('  - { id: a, run: a.ts }\n  - { id: b, run: b.ts, needs: [a] }\n'),
    'a.ts': '',
    'b.ts': 'before',
  });
  const { runId } = await lab.pipelines.start({ pipeline: 'p' });
  lab.write({ 'b.ts': 'after', 'pipeline.yaml': 'broken: [' });
  const finished = await lab.pipelines.finished(runId);
  expect(finished.steps.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  const [snapshot] = readdirSync(join(lab.core.home.runs, 'code'));
  expect(readFileSync(join(lab.core.home.runs, 'code', snapshot!, 'b.ts'), 'utf8')).toBe('before');
});

test('a run is refused before it exists', async () => {
  await using lab = openTestLab(createFakeEngine(), {
    'pipeline.yaml': yaml('  - { id: a, run: a.ts, inputs: { d: "dataset:nowhere" } }\n'),
    'a.ts': '',
  });
  await expect(lab.pipelines.start({ pipeline: 'p' })).rejects.toMatchObject({ code: 'DATASET_NOT_FOUND' });
  await expect(lab.pipelines.start({ pipeline: 'p', params: { x: 1 } })).rejects.toMatchObject({ code: 'PARAM_UNKNOWN' });
  expect(lab.pipelines.list({ limit: 10 })).toEqual([]);
});

describe('a core that lets go', () => {
  test('leaves its run to the next, which repeats only what was lost', async () => {
    const engine = createFakeEngine({ b: { ms: 600 } });
    await using lab = openTestLab(engine, {
      'pipeline.yaml': yaml('  - { id: a, run: a.ts, outputs: [x.json] }\n  - { id: b, run: b.ts, inputs: { x: a.x } }\n'),
      'a.ts': '',
      'b.ts': '',
    });
    const short = lab.another();
    const { runId } = await short.start({ pipeline: 'p' });
    await until(() => engine.started.includes('b'));
    await expect(lab.pipelines.recover()).resolves.toEqual([]);
    await short.close();
    expect(await lab.pipelines.recover()).toEqual([runId]);
    const finished = await lab.pipelines.finished(runId);
    expect(finished).toMatchObject({ status: 'succeeded', steps: [{ attempts: 1 }, { attempts: 1 }] });
    expect(engine.started).toEqual(['a', 'b', 'b']);
    expect(
      readdirSync(lab.core.home.runs)
        .filter((name) => name !== 'code')
        .flatMap((name) => readdirSync(join(lab.core.home.runs, name))),
    ).toEqual([]);
  });

  test('cancels a run that waits for nobody', async () => {
    const engine = createFakeEngine({ a: { ms: 5000 } });
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml('  - { id: a, run: a.ts }\n'), 'a.ts': '' });
    const short = lab.another();
    const { runId } = await short.start({ pipeline: 'p' });
    await until(() => engine.started.length > 0);
    await short.close();
    await lab.pipelines.cancel(runId);
    expect(await lab.pipelines.finished(runId)).toMatchObject({ status: 'cancelled', steps: [{ status: 'cancelled' }] });
    await expect(lab.pipelines.cancel(runId)).rejects.toMatchObject({ code: 'RUN_FINISHED' });
  });

  test('a run can be cancelled by another core while it is worked on', async () => {
    const engine = createFakeEngine({ a: { ms: 10_000 } });
    await using lab = openTestLab(engine, { 'pipeline.yaml': yaml('  - { id: a, run: a.ts }\n'), 'a.ts': '' });
    const other = lab.another();
    const { runId } = await other.start({ pipeline: 'p' });
    await until(() => engine.started.length > 0);
    await lab.pipelines.cancel(runId);
    expect(await lab.pipelines.finished(runId)).toMatchObject({ status: 'cancelled' });
  });
});

describe.skipIf(!existsSync(runtime))('programs of a learner, as local processes', () => {
  const open = (files: Record<string, string>) => openTestLab((core) => createProcessEngine(core, runtime), files);

  test('params, data, a matrix and metrics go through', async () => {
    await using lab = open({
      'pipeline.yaml': yaml(
        `  - { id: a, run: a.ts, inputs: { d: "dataset:numbers" }, outputs: [x.json], params: { n: "\${params.n}" } }
  - { id: b, run: b.ts, inputs: { x: a.x }, outputs: [m/], matrix: { k: [p, q] } }
  - { id: c, run: c.ts, inputs: { ms: b.m } }
`,
        '{ n: { type: integer, default: 3 } }',
      ),
      'a.ts': `import { step } from '@bancada/sdk';
await step((lab) => { lab.metric('rows', lab.input('d').rows().length); lab.output('x').json({ n: lab.params.n }); });`,
      'b.ts': `import { mkdirSync, writeFileSync } from 'node:fs';
import { step } from '@bancada/sdk';
await step((lab) => {
  const { path } = lab.output('m');
  mkdirSync(path, { recursive: true });
  writeFileSync(path + '/f.txt', String(lab.matrix.k) + lab.input('x').json().n);
  lab.metric('score', lab.matrix.k === 'p' ? 1 : 2);
  lab.progress(1, 'feito');
});`,
      'c.ts': `import { step } from '@bancada/sdk';
await step((lab) => { lab.metric('items', lab.input('ms').items.length); console.log('uma linha'); });`,
    });
    const finished = await run(lab, { params: { n: '9' } });
    expect(finished).toMatchObject({ status: 'succeeded', metrics: { rows: 1, items: 2 }, params: { n: 9 } });
    expect(readFileSync(lab.pipelines.artifactPath(finished.runId, 'b[k=q].m/f.txt'), 'utf8')).toBe('q9');
    expect(finished.steps[1]).toMatchObject({ id: 'b[k=p]', metrics: { score: 1 }, progress: { fraction: 1, message: 'feito' } });
    const tracked = lab.tracking.runs.detail(finished.trackingRunId!);
    expect(tracked.children.map(({ name, metrics, status }) => [name, metrics.score, status]).sort()).toEqual([
      ['b[k=p]', 1, 'FINISHED'],
      ['b[k=q]', 2, 'FINISHED'],
    ]);
    expect(lab.pipelines.logs(finished.runId, { after: 0, limit: 9 })).toMatchObject([{ step: 'c', stream: 'stdout', text: 'uma linha' }]);
  });

  test('an exception, a mistake of syntax, too much time and a cancel each end by their name', async () => {
    await using lab = open({
      'pipeline.yaml': yaml('  - { id: erro, run: erro.ts }\n  - { id: sintaxe, run: sintaxe.ts }\n  - { id: lento, run: lento.ts, timeout: 2s }\n'),
      'erro.ts': "import { step } from '@bancada/sdk';\n\nawait step(() => {\n  throw new Error('coluna x');\n});",
      'sintaxe.ts': 'const a = ;\n',
      'lento.ts': 'setInterval(() => {}, 1000);',
    });
    const { steps } = await run(lab);
    expect(steps[0]!.error).toMatchObject({ code: 'STEP_FAILED', message: 'coluna x', data: { file: 'erro.ts', line: 4 } });
    expect(steps[1]!.error).toMatchObject({ code: 'STEP_FAILED', data: { file: 'sintaxe.ts', line: 1 } });
    expect(steps[2]!.error).toMatchObject({ code: 'STEP_TIMEOUT', data: { limit: '2 s' } });

    lab.write({ 'pipeline.yaml': yaml('  - { id: lento, run: lento.ts }\n') });
    const { runId } = await lab.pipelines.start({ pipeline: 'p' });
    await until(() => lab.pipelines.get(runId).steps[0]!.status === 'running');
    await lab.pipelines.cancel(runId);
    expect(await lab.pipelines.finished(runId)).toMatchObject({ status: 'cancelled', steps: [{ status: 'cancelled' }] });
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
