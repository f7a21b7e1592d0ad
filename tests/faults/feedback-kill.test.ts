/**
 * One command runs the whole loop of challenge 08 with nobody watching: drift or lost performance, retraining, comparison, gate, canary, a new champion. Its core
 * dies (SIGKILL, from within) at the failpoints of the list, one after the other; run again each time, it goes on from where it was, and nothing is done twice.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bancada, bancada, type Json, root } from '../support/cli.ts';
import { failpoints } from './feedback-failpoints.ts';

let lab: Bancada;
let story: string;
beforeAll(() => {
  lab = bancada();
  // The dry months, six queries a day, eighty a second.
  story = join(lab.home, 'verao.yaml');
  writeFileSync(
    story,
    `name: verão\nseed: 7\nclock: 1000\nevery: 12s\nrequests: 3000\nstream: { dataset: chuva-fluxo, perRow: 6, skip: 150 }\ntruth: { column: chove, delay: 8m }\n`,
  );
});
afterAll(async () => {
  await lab('stop', 'chuva-seattle');
  lab.dispose();
});

/** How the core ended: the signal, or its exit code with what it said. */
function play(failpoint: string): Promise<{ end: string | number | null; stdout: string; stderr: string }> {
  const core = spawn(process.execPath, [join(root, 'tests', 'faults', 'feedback-core.ts'), lab.home, story, failpoint], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: join(lab.home, 'compiled') },
  });
  const said = { stdout: '', stderr: '' };
  core.stdout.on('data', (text) => (said.stdout += text));
  core.stderr.on('data', (text) => (said.stderr += text));
  return new Promise((resolve) => core.on('close', (code, signal) => resolve({ end: signal ?? code, ...said })));
}

it('ends with a better champion, though its core dies at every stage', async () => {
  for (const [failpoint, { brief }] of Object.entries(failpoints)) {
    if (brief && process.env.FAILPOINTS !== 'all') continue;
    const { end, stdout, stderr } = await play(failpoint);
    expect(end, `${failpoint}\n${stdout}\n${stderr}`).toBe('SIGKILL');
  }
  const { end, stdout, stderr } = await play('');
  expect(end, stderr).toBe(0);
  const loops: Json[] = JSON.parse(stdout).loops;
  const last = loops.at(-1)!;
  expect(last).toMatchObject({ status: 'promoted', phase: 'over' });
  expect(last.comparison.p).toBeLessThan(0.01);
  expect(last.after).toBeGreaterThan(last.before);
  // What a core had made and not yet noted was taken for what it is.
  expect(
    loops.flatMap(({ events }) => events).filter(({ kind, data }: Json) => kind === 'failed' || /run:|dataset:/.test(data.failed ?? '')),
  ).toEqual([]);
  // Each step once, and in its order, whoever did it.
  const kinds = last.events.map(({ kind }: Json) => kind).filter((kind: string) => kind !== 'taken-up');
  expect(kinds).toEqual(['opened', 'data', 'trained', 'compared', 'gate', 'canary', 'promoted', 'confirmed']);
  expect(new Set(loops.map(({ lineage }) => lineage.run)).size).toBe(loops.length);
  for (const step of ['train', 'holdout', 'run', 'champion', 'challenger', 'rollout']) expect(last.lineage[step], step).toBeTruthy();

  const { json: models } = await lab('models');
  const model = models.models.find(({ name }: Json) => name === 'chuva-seattle');
  expect(model.aliases.champion).toBe(last.lineage.challenger);
  const { json: served } = await lab('endpoints');
  expect(served.endpoints.find(({ name }: Json) => name === 'chuva-seattle').source.version).toBe(last.lineage.challenger);
});
