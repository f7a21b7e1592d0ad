/** The simulation: the real laws over spans of time, and nothing done. */
import { expect, test } from 'vitest';
import { openTriggerLab } from '../../../tests/support/trigger-lab.ts';

const start = Date.UTC(2026, 2, 1, 12);

test('a month of a weekly and an hourly trigger, counted, and nothing is run or written', async () => {
  await using lab = openTriggerLab({ start });
  const source = (pattern: string) => ({ kind: 'cron' as const, pattern, timezone: 'America/New_York' });
  await lab.triggers.add({ name: 'semanal', pipeline: 'um', source: source('0 8 * * 1') });
  await lab.triggers.add({ name: 'horario', pipeline: 'um', source: source('0 * * * *') });
  await lab.triggers.add({ name: 'porta', pipeline: 'um', source: { kind: 'webhook', allow: [] } });
  const simulation = await lab.triggers.simulate(30);
  expect(simulation).toMatchObject({ simulated: true, from: start, now: simulation.to, unforeseen: [{ name: 'porta', kind: 'webhook' }] });
  expect(simulation.triggers.map(({ name, firings, started }) => [name, firings, started])).toEqual([
    ['horario', 720, 720],
    ['semanal', 5, 5],
  ]);
  expect(simulation.durations).toEqual([{ pipeline: 'um', ms: 60_000, runs: 0, memoryBytes: 2 ** 30 }]);
  expect(lab.triggers.history({ limit: 10 })).toEqual([]);
  expect(lab.lab.pipelines.list({ limit: 10 })).toEqual([]);
});

test.each(['skip', 'cancel', 'queue'] as const)('runs longer than their interval, with overlap "%s"', async (overlap) => {
  // Nothing has run yet: a run is taken to last a minute.
  await using lab = openTriggerLab({ start });
  await lab.triggers.add({ name: 'rapido', pipeline: 'um', source: { kind: 'interval', everyMs: 40_000 }, overlap });
  const { triggers } = await lab.triggers.simulate(1);
  const [{ firings, started, skipped, cancelled, waited }] = triggers as [(typeof triggers)[number]];
  expect(firings).toBe(2160);
  if (overlap === 'skip') expect([started, skipped]).toEqual([firings / 2, firings / 2]);
  if (overlap === 'cancel') expect([started, cancelled]).toEqual([1, firings - 1]);
  // No more than a hundred wait: whoever fires faster than its runs end is held back.
  if (overlap === 'queue') expect([cancelled, waited > 1000, skipped > 500]).toEqual([0, true, true]);
  expect(started + skipped + cancelled).toBe(firings);
});

test('a tag with room for one makes them wait', async () => {
  await using lab = openTriggerLab({ start });
  const source = { kind: 'cron' as const, pattern: '0 * * * *', timezone: 'UTC' };
  for (const name of ['a', 'b', 'c']) await lab.triggers.add({ name, pipeline: 'um', source, tags: ['treino'] });
  await lab.settings.save({ queue: { memoryBytes: null, runs: null, tags: { treino: 1 } } });
  const simulation = await lab.triggers.simulate(1);
  expect(simulation.longestQueue).toBe(2);
  expect(simulation.triggers.map(({ name, longestWaitMs }) => [name, longestWaitMs])).toEqual([
    ['a', 0],
    ['b', 60_000],
    ['c', 120_000],
  ]);
  expect(simulation.firings.find(({ trigger }) => trigger === 'c')!.waited).toEqual({ kind: 'tag', tag: 'treino', limit: 1, running: 1 });
});

test('played by a clock that goes ten thousand times as fast, it comes to the same', async () => {
  await using lab = openTriggerLab({ start });
  await lab.triggers.add({ name: 'horario', pipeline: 'um', source: { kind: 'cron', pattern: '0 * * * *', timezone: 'UTC' } });
  const whole = await lab.triggers.simulate(1);
  const seen: number[] = [];
  let last = null;
  for await (const snapshot of lab.triggers.watchSimulation({ days: 1, speed: 10_000 })) {
    seen.push(snapshot.now);
    last = snapshot;
  }
  expect(last).toEqual(whole);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
});
