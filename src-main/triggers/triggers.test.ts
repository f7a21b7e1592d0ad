/** Triggers from their definition to the runs they start, on real storage. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openTriggerLab } from '../../tests/support/trigger-lab.ts';
import type { Alert } from '../contract/alerts.ts';
import type { RegistryEvent } from '../contract/registry.ts';
import type { NewTrigger } from '../contract/triggers.ts';

const hour = 3_600_000;
const cron = (pattern: string, more: Partial<NewTrigger> = {}): NewTrigger => ({
  name: 'relogio',
  pipeline: 'um',
  source: { kind: 'cron', pattern, timezone: 'UTC' },
  ...more,
});

test('a schedule that has come starts one run, with the parameters of the trigger', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 * * * *', { params: { limite: 4 } }));
  lab.time.now += hour;
  await lab.triggers.resume();
  const [firing] = lab.triggers.history({ limit: 10 });
  expect(firing).toMatchObject({ trigger: 'relogio', cause: { kind: 'cron', late: false }, dueAt: Date.UTC(2026, 2, 2, 13) });
  const run = await lab.lab.pipelines.finished(firing!.runId!);
  expect(run).toMatchObject({ status: 'succeeded', params: { limite: 4 } });
  expect(lab.triggers.history({ limit: 10 })[0]).toMatchObject({ outcome: 'started', run: { status: 'succeeded' } });
});

test('two cores on one home notice the same and start one run', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 * * * *'));
  lab.time.now += hour;
  const other = lab.another();
  await Promise.all([lab.triggers.resume(), other.resume()]);
  expect(lab.triggers.history({ limit: 10 })).toHaveLength(1);
  expect(lab.lab.pipelines.list({ limit: 10 })).toHaveLength(1);
});

test.each([
  ['none', 0, 1],
  ['last', 1, 1],
  ['all', 3, 1],
] as const)('five hours away with catch-up "%s"', async (policy, runs, rows) => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 * * * *', { catchUp: { policy, max: 3 } }));
  lab.time.now += 5 * hour + 30 * 60_000;
  await lab.triggers.resume();
  const history = lab.triggers.history({ limit: 20 });
  expect(history.filter(({ outcome }) => outcome !== 'skipped')).toHaveLength(runs);
  const skipped = history.filter(({ outcome }) => outcome === 'skipped');
  expect(skipped).toHaveLength(rows);
  expect(skipped[0]).toMatchObject({ occasions: 5 - runs, reason: policy === 'all' ? 'bound' : 'missed' });
  for (const { runId, cause } of history.filter((firing) => firing.runId !== null)) {
    expect(cause.late).toBe(true);
    expect((await lab.lab.pipelines.finished(runId!)).status).toBe('succeeded');
  }
});

test('while an earlier run goes on, a firing is left out, waits, or takes its place', async () => {
  for (const overlap of ['skip', 'queue', 'cancel'] as const) {
    await using lab = openTriggerLab({ scripts: { a: { ms: 300 } } });
    await lab.triggers.add(cron('0 8 * * *', { overlap }));
    const first = await lab.triggers.fire('relogio', {});
    const second = await lab.triggers.fire('relogio', {});
    if (overlap === 'skip') expect(second).toMatchObject({ outcome: 'skipped', reason: 'overlap', runId: null });
    if (overlap === 'queue') {
      expect(second.run).toMatchObject({ status: 'pending', queued: true });
      expect(lab.lab.pipelines.queue().runs[1]).toMatchObject({
        runId: second.runId,
        place: 1,
        trigger: 'relogio',
        reason: { kind: 'lane', runId: first.runId },
      });
    }
    if (overlap === 'cancel') expect(second.replaced).toEqual([first.runId]);
    expect((await lab.lab.pipelines.finished(first.runId!)).status).toBe(overlap === 'cancel' ? 'cancelled' : 'succeeded');
    if (second.runId) expect((await lab.lab.pipelines.finished(second.runId)).status).toBe('succeeded');
  }
});

test('what passes while it is paused is not made up for; paused together and one by one', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 * * * *', { catchUp: { policy: 'all', max: 100 } }));
  await lab.triggers.resume();
  await lab.triggers.setPaused('relogio', true);
  lab.time.now += 3 * hour;
  await lab.triggers.setPaused('relogio', false);
  expect((await lab.triggers.setPaused(undefined, true)).paused).toBe(true);
  lab.time.now += 3 * hour;
  await lab.triggers.setPaused(undefined, false);
  expect(lab.triggers.history({ limit: 10 })).toEqual([]);
  lab.time.now += hour;
  await lab.triggers.resume();
  expect(lab.triggers.history({ limit: 10 })).toHaveLength(1);
});

test('a pipeline that cannot start is the outcome of the firing', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 * * * *'));
  lab.lab.write({ 'pipeline.yaml': 'name: um\nsteps:\n  - { id: a, rum: a.ts }\n' });
  const firing = await lab.triggers.fire('relogio', {});
  expect(firing).toMatchObject({ outcome: 'failed', runId: null, error: { code: 'PIPELINE_INVALID' } });
});

test('a new version of a model, and an alias that moves', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add({ name: 'versao', pipeline: 'um', source: { kind: 'model', model: 'voos' } });
  await lab.triggers.add({ name: 'apelido', pipeline: 'um', source: { kind: 'model', model: 'voos', on: 'alias', alias: 'champion' } });
  await lab.triggers.resume();
  const event = (id: number, more: Partial<RegistryEvent>): RegistryEvent => ({
    id,
    at: lab.time.now,
    by: 'user',
    comment: '',
    name: 'voos',
    kind: 'version-created',
    version: '4',
    subject: null,
    before: null,
    after: null,
    forced: [],
    ...more,
  });
  lab.events.push(
    event(1, {}),
    event(2, { name: 'outro' }),
    event(3, { kind: 'alias', subject: 'champion', after: '4' }),
    event(4, { kind: 'alias', subject: 'teste', after: '4' }),
  );
  await lab.triggers.resume();
  expect(lab.triggers.history({ limit: 10 }).map(({ trigger, cause }) => [trigger, cause.subject])).toEqual([
    ['versao', 'voos v4'],
    ['apelido', 'voos@champion → v4'],
  ]);
});

test('an alert that begins to fire, once however often it is looked at', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add({ name: 'deriva', pipeline: 'um', source: { kind: 'alert', endpoint: 'voos' } });
  const alert: Alert = {
    id: 'x',
    endpoint: 'voos',
    rule: 'drift',
    title: null,
    condition: { kind: 'drift-score' },
    severity: 'critical',
    status: 'firing',
    startedAt: lab.time.now,
    acknowledgedAt: null,
    note: null,
    endedAt: null,
    value: 1,
    threshold: 0,
    subjects: [],
  };
  lab.alerts.push(alert, { ...alert, id: 'y', rule: 'latency' }, { ...alert, id: 'z', endpoint: 'outro' });
  await lab.triggers.resume();
  await lab.triggers.resume();
  expect(lab.triggers.history({ limit: 10 }).map(({ cause }) => cause)).toEqual([{ kind: 'alert', subject: 'voos', late: false }]);

  // A rule of the learner's own, from a severity on; one that nobody made is refused, and one that was taken away is told.
  const own = (name: string, severity: 'info' | 'high') =>
    lab.triggers.add({ name, pipeline: 'um', overlap: 'queue', source: { kind: 'alert', rule: 'massa-psi', severity } });
  await own('sempre', 'info');
  await own('grave', 'high');
  lab.alerts.push({ ...alert, id: 'p', rule: 'massa-psi', severity: 'info' });
  await lab.triggers.resume();
  expect(['sempre', 'grave'].map((name) => lab.triggers.history({ name, limit: 10 }).length)).toEqual([1, 0]);
  const unknown = lab.triggers.add({ name: 'engano', pipeline: 'um', source: { kind: 'alert', rule: 'massa-ps' } });
  await expect(unknown).rejects.toMatchObject({ code: 'ALERT_RULE_NOT_FOUND' });
  lab.rules.pop();
  lab.time.now += 1;
  lab.alerts.push({ ...alert, id: 'q', endpoint: 'outro', rule: 'latency', startedAt: lab.time.now });
  await lab.triggers.resume();
  expect((await lab.triggers.list()).triggers.find(({ name }) => name === 'grave')?.problem?.code).toBe('ALERT_RULE_NOT_FOUND');
});

test('a new version of a data set', async () => {
  await using lab = openTriggerLab();
  lab.versions.push({ version: 1, createdAt: 0 });
  await lab.triggers.add({ name: 'dados', pipeline: 'um', source: { kind: 'dataset', dataset: 'voos' } });
  await lab.triggers.resume();
  lab.versions.push({ version: 2, createdAt: lab.time.now });
  await lab.triggers.resume();
  expect(lab.triggers.history({ limit: 10 }).map(({ cause }) => cause.subject)).toEqual(['voos@v2']);
});

test('files that change while the lab looks, and while it does not', async () => {
  await using lab = openTriggerLab({ files: { 'dados/a.csv': '1' } });
  await lab.triggers.add({ name: 'arquivos', pipeline: 'um', source: { kind: 'files', workspace: 'um', path: 'dados' }, overlap: 'queue' });
  lab.lab.write({ 'outro.txt': 'x', 'dados/a.csv': '2' });
  await lab.triggers.resume();
  expect(lab.triggers.history({ limit: 10 })).toHaveLength(1);
  writeFileSync(join(lab.lab.code, 'outro.txt'), 'y');
  writeFileSync(join(lab.lab.code, 'dados/a.csv'), '1');
  await expect.poll(() => lab.triggers.history({ limit: 10 }).length, { timeout: 8000 }).toBe(2);
  expect(lab.triggers.history({ limit: 1 })[0]!.cause).toEqual({ kind: 'files', subject: 'dados', late: false });
});

test('a call with the token of the trigger: what it names becomes a parameter, the rest does not', async () => {
  await using lab = openTriggerLab();
  const { hook } = await lab.triggers.add({ name: 'porta', pipeline: 'um', source: { kind: 'webhook', allow: ['limite'] }, overlap: 'queue' });
  await lab.triggers.resume();
  const { url } = (await lab.triggers.list()).triggers[0]!.hook!;
  const call = (token: string, headers: Record<string, string> = {}) =>
    fetch(url!, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers }, body: '{"limite": 9, "seed": 3}' });
  expect((await call('errado')).status).toBe(401);
  expect((await call(hook!.token, { origin: 'http://example.test' })).status).toBe(403);
  const answer = await call(hook!.token, { 'idempotency-key': 'k1' });
  expect(answer.status).toBe(202);
  const said = (await answer.json()) as { runId: string };
  expect(said).toMatchObject({ outcome: 'recorded', params: { limite: 9 }, ignored: ['seed'] });
  await expect.poll(() => lab.triggers.history({ limit: 1 })[0]!.outcome).toBe('started');
  expect((await lab.lab.pipelines.finished(said.runId)).params).toEqual({ limite: 9 });
  expect(await (await call(hook!.token, { 'idempotency-key': 'k1' })).json()).toMatchObject({ runId: said.runId });
  expect(lab.triggers.history({ limit: 10 })).toHaveLength(1);
  const renewed = await lab.triggers.renewToken('porta');
  expect((await call(hook!.token)).status).toBe(401);
  expect((await call(renewed.hook!.token)).status).toBe(202);
  await lab.triggers.setPaused('porta', true);
  expect((await call(renewed.hook!.token)).status).toBe(409);
});

test('what cannot be is refused when it is made', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 8 * * *'));
  await expect(lab.triggers.add(cron('0 8 * * *'))).rejects.toMatchObject({ code: 'TRIGGER_EXISTS' });
  const other = (source: NewTrigger['source'], params = {}) => lab.triggers.add({ name: 'x', pipeline: 'um', source, params });
  await expect(other({ kind: 'cron', pattern: '61 * * * *' })).rejects.toMatchObject({ code: 'SCHEDULE_INVALID', data: { detail: '@cron-minute' } });
  await expect(other({ kind: 'cron', pattern: '0 8 * * *', timezone: 'Marte/Base' })).rejects.toMatchObject({
    data: { detail: '@timezone Marte/Base' },
  });
  await expect(other({ kind: 'cron', pattern: '0 0 30 2 *' })).rejects.toMatchObject({ data: { detail: '@cron-never' } });
  await expect(other({ kind: 'interval', everyMs: 60_000 }, { nada: 1 })).rejects.toMatchObject({ code: 'PARAM_UNKNOWN' });
  await expect(other({ kind: 'webhook', allow: ['nada'] })).rejects.toMatchObject({ code: 'PARAM_UNKNOWN' });
  await expect(lab.triggers.fire('nada', {})).rejects.toMatchObject({ code: 'TRIGGER_NOT_FOUND', data: { known: 'relogio' } });
});

test('with nothing due, a lab with triggers of every kind sets no timer of less than a second', async () => {
  await using lab = openTriggerLab();
  await lab.triggers.add(cron('0 8 * * *'));
  await lab.triggers.add({ name: 'arquivos', pipeline: 'um', source: { kind: 'files', workspace: 'um' } });
  await lab.triggers.add({ name: 'porta', pipeline: 'um', source: { kind: 'webhook' } });
  await lab.triggers.resume();
  await sleep(200);
  const timers = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'setInterval')];
  try {
    await sleep(2500);
    expect(timers.flatMap((spy) => spy.mock.calls.map(([, ms]) => ms))).toEqual([]);
  } finally {
    for (const spy of timers) spy.mockRestore();
  }
});
