/**
 * One command runs the whole loop of challenge 08 with nobody watching: drift or lost performance, retraining, comparison, gate, canary, a new champion. It is
 * killed with SIGKILL at two random moments; run again, it goes on from where it was, and nothing is done twice.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bancada, bancada, cliProgram, type Json, root } from '../support/cli.ts';

let lab: Bancada;
let command: string[];
beforeAll(() => {
  lab = bancada();
  // The dry months, six queries a day, eighty a second.
  const story = join(lab.home, 'verao.yaml');
  writeFileSync(
    story,
    `name: verão\nseed: 7\nclock: 1000\nevery: 12s\nrequests: 3000\nstream: { dataset: chuva-fluxo, perRow: 6, skip: 150 }\ntruth: { column: chove, delay: 8m }\n`,
  );
  command = ['feedback', 'play', '08-feedback-loop', '--solution', 'reference', '--engine', 'process', '--story', story];
});
afterAll(async () => {
  await lab('stop', 'chuva-seattle');
  lab.dispose();
});

function start(): ChildProcess {
  return spawn(process.execPath, [cliProgram, ...command, '--json'], {
    cwd: root,
    env: { ...process.env, BANCADA_HOME: lab.home },
    stdio: 'ignore',
  });
}

it('ends with a better champion, whenever its core was killed', async () => {
  for (const longest of [2000, 7000]) {
    const core = start();
    await sleep(Math.random() * longest);
    core.kill('SIGKILL');
  }
  const { code, json, stderr } = await lab(...command);
  expect(code, stderr).toBe(0);
  const loops: Json[] = json.loops;
  const last = loops.at(-1)!;
  expect(last).toMatchObject({ status: 'promoted', phase: 'over' });
  expect(last.comparison.p).toBeLessThan(0.01);
  expect(last.after).toBeGreaterThan(last.before);
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
