/** Triggers in a whole lab with real pipelines: a fast clock, files, a model that a run registers, a webhook, and the same from the terminal. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../src-main/common/clock.ts';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { faultCode } from '../faults/core-process.ts';
import { bancada } from '../support/cli.ts';

const home = mkdtempSync(join(tmpdir(), 'bancada-triggers-'));
const tiny = {
  'pipeline.yaml':
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the learner's own syntax
    'name: dois\nparams:\n  limite: { type: integer, default: 1 }\nsteps:\n  - { id: a, run: a.ts, params: { limite: "${params.limite}" }, cache: false }\n',
  'a.ts': "import { step } from '@bancada/sdk';\nawait step(async (lab) => lab.metric('limite', Number(lab.params.limite)));\n",
};
/** Long enough for what waits behind it to be seen waiting, on a busy machine too. */
const slow = {
  ...tiny,
  'a.ts': "import { step } from '@bancada/sdk';\nawait step(() => new Promise((resolve) => setTimeout(resolve, 2000)));\n",
};
let lab: Lab;

function write(workspace: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(home, 'workspaces', workspace, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
const ended = async (name: string, count: number) => {
  await expect
    .poll(() => lab.triggers.history({ name, limit: 50 }).filter(({ run }) => run?.endedAt).length, { timeout: 30_000, interval: 200 })
    .toBeGreaterThanOrEqual(count);
  return lab.triggers.history({ name, limit: 50 });
};

beforeAll(async () => {
  write('01-monolitica', faultCode);
  write('03-pipelines', tiny);
  // Ten minutes a second: what is set for every hour comes every six seconds.
  lab = await openLab({ home, clock: createClock({ start: Date.UTC(2026, 2, 2, 11, 58), speed: 600 }) });
  await lab.settings.save({ engine: 'process' });
  await lab.triggers.resume();
});
afterAll(async () => {
  await lab.close();
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
});

describe('a lab with triggers', () => {
  it('runs a pipeline on a schedule, and what that registers starts another', async () => {
    await lab.triggers.add({ name: 'novo-modelo', pipeline: '03-pipelines', source: { kind: 'model', model: 'falhas' } });
    await lab.triggers.add({ name: 'de-hora-em-hora', pipeline: '01-monolitica', source: { kind: 'cron', pattern: '0 * * * *', timezone: 'UTC' } });
    const [first] = (await ended('de-hora-em-hora', 1)).toReversed();
    expect(first).toMatchObject({ cause: { kind: 'cron', late: false }, run: { status: 'succeeded' } });
    // On a busy machine the first hours may be over before the trigger is made.
    expect(first!.dueAt % 3_600_000).toBe(0);
    expect(first!.dueAt).toBeLessThanOrEqual(first!.recordedAt);
    await lab.triggers.setPaused('de-hora-em-hora', true);
    const [second] = (await ended('novo-modelo', 1)).toReversed();
    expect(second).toMatchObject({ cause: { kind: 'model', subject: 'falhas v1' }, run: { status: 'succeeded' } });
  });

  it('runs when a file of the workspace changes', async () => {
    await lab.triggers.add({ name: 'arquivo', pipeline: '03-pipelines', source: { kind: 'files', workspace: '03-pipelines', path: 'a.ts' } });
    write('03-pipelines', { 'a.ts': `${tiny['a.ts']}// mudou\n`, 'outro.ts': '' });
    expect(await ended('arquivo', 1)).toMatchObject([{ cause: { kind: 'files', subject: 'a.ts' }, run: { status: 'succeeded' } }]);
  });

  it('runs when it is called, with what the caller may say', async () => {
    const { hook } = await lab.triggers.add({ name: 'porta', pipeline: '03-pipelines', source: { kind: 'webhook', allow: ['limite'] } });
    const call = (token: string, body: string) => fetch(hook!.url!, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
    expect((await call(`${hook!.token}x`, '{}')).status).toBe(401);
    expect((await call(hook!.token, '[1]')).status).toBe(400);
    expect((await call(hook!.token, JSON.stringify({ limite: 7, lixo: 'x'.repeat(70_000) }))).status).toBe(413);
    expect((await call(hook!.token, '{"limite": 7, "outra": 1}')).status).toBe(202);
    const [firing] = await ended('porta', 1);
    expect(lab.pipelines.get(firing!.runId!).metrics).toEqual({ limite: 7 });
  });

  it('holds runs of one tag back, and says so', async () => {
    write('03-pipelines', slow);
    await lab.settings.save({ queue: { memoryBytes: null, runs: null, tags: { treino: 1 } } });
    lab.core.changes.publish({ topic: 'settings' });
    const started = await Promise.all(
      ['03-pipelines', '03-pipelines', '03-pipelines'].map((pipeline) => lab.pipelines.start({ pipeline, tags: ['treino'] })),
    );
    await expect
      .poll(() => lab.pipelines.queue().runs.map(({ reason }) => reason?.kind ?? 'runs'), { timeout: 2000, interval: 20 })
      .toEqual(['runs', 'tag', 'tag']);
    for (const { runId } of started) expect((await lab.pipelines.finished(runId)).status).toBe('succeeded');
    write('03-pipelines', tiny);
  });
});

describe('bancada trigger', () => {
  const terminal = bancada();
  afterAll(() => terminal.dispose());

  it('adds, lists, fires, tells, simulates, pauses and removes', async () => {
    const { json: added } = await terminal(
      'trigger',
      'add',
      'semanal',
      '--cron',
      '0 8 * * 1',
      '--timezone',
      'America/Sao_Paulo',
      '--pipeline',
      '01-monolitica',
      '--solution',
      'reference',
    );
    expect(added).toMatchObject({
      name: 'semanal',
      source: { kind: 'cron', timezone: 'America/Sao_Paulo' },
      overlap: 'skip',
      catchUp: { policy: 'last' },
    });
    expect((await terminal('trigger', 'add', 'semanal', '--every', '6h', '--pipeline', '01-monolitica')).json.error.code).toBe('TRIGGER_EXISTS');
    const both = await terminal('trigger', 'add', 'x', '--every', '6h', '--webhook', '--pipeline', '01-monolitica');
    expect([both.code, both.json.error.code]).toEqual([2, 'USAGE']);
    expect((await terminal('trigger', 'add', 'x', '--cron', '0 25 * * *', '--pipeline', '01-monolitica')).json.error).toMatchObject({
      code: 'SCHEDULE_INVALID',
    });
    expect((await terminal('trigger', 'list')).json.triggers).toHaveLength(1);
    const fired = await terminal('trigger', 'fire', 'semanal');
    expect(fired.json, fired.stderr).toMatchObject({ status: 'succeeded', pipeline: '01-monolitica' });
    expect((await terminal('trigger', 'history', 'semanal')).json.firings).toMatchObject([
      { outcome: 'started', cause: { kind: 'manual' }, run: { status: 'succeeded' } },
    ]);
    const { json: simulation } = await terminal('trigger', 'simulate', '--days', '28');
    expect(simulation).toMatchObject({ simulated: true, triggers: [{ name: 'semanal', firings: 4 }], durations: [{ runs: 1 }] });
    expect((await terminal('trigger', 'pause', 'semanal')).json.triggers[0].paused).toBe(true);
    expect((await terminal('trigger', 'pause')).json.paused).toBe(true);
    expect((await terminal('trigger', 'resume')).json.paused).toBe(false);
    expect((await terminal('queue')).json).toMatchObject({ runs: [], memory: { usedBytes: 0 } });
    expect((await terminal('queue', 'limits', '--runs', '2', '--memory', '2g', '--tag', 'treino=1', '--tag', 'x=3')).code).toBe(0);
    expect((await terminal('queue', 'limits', '--tag', 'x=none', '--runs', 'none')).json).toMatchObject({
      limits: { runs: null, memoryBytes: 2 ** 31, tags: { treino: 1 } },
      memory: { budgetBytes: 2 ** 31 },
    });
    expect(await terminal('queue', 'limits', '--runs', '0')).toMatchObject({ code: 2, json: { error: { code: 'USAGE' } } });
    expect((await terminal('trigger', 'remove', 'semanal')).json).toEqual({ name: 'semanal', removed: true });
    expect((await terminal('trigger', 'history')).json.firings).toHaveLength(1);
  });
});
