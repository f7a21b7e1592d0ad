/** kill -9 of the core at random moments of a canary: what people ask goes on being answered, and the next core brings the rollout to its end. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bancada, bancada, cliProgram, root } from '../support/cli.ts';
import { steadyTraffic } from '../support/steady-traffic.ts';

/** A round takes ten seconds; `ROUNDS=20` for a long look. */
const rounds = Number(process.env.ROUNDS ?? 1);

let lab: Bancada;
beforeAll(() => {
  lab = bancada();
});
afterAll(async () => {
  await lab('stop', 'pinguins');
  lab.dispose();
});

const serve = ['serve', '01-monolitica', '--solution', 'reference', '--engine', 'process'];
const canary = ['start', 'pinguins', '01-monolitica', '--solution', 'reference', '--strategy', 'canary', '--weights', '20,60'];
const quick = ['--hold', '200ms', '--requests', '3', '--watch', '200ms', '--slower', '50'];

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [cliProgram, 'rollout', ...args, '--json'], {
    cwd: root,
    env: { ...process.env, BANCADA_HOME: lab.home },
    stdio: 'ignore',
  });
}

function services(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(join(lab.home, 'endpoints')) && line.includes('--permission'));
}

it('goes on from wherever it was, and loses no request', async () => {
  const first = await lab(...serve);
  expect(first.code, first.stderr).toBe(0);
  const row = { especie: null, massa: 3700 };
  const traffic = steadyTraffic(first.json.url, 50, row);
  for (let round = 0; round < rounds; round++) {
    const core = start(...canary, ...quick);
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 3500));
    core.kill('SIGKILL');
    // Whether or not it had been written down: what was, comes to its end.
    const resumed = await lab('rollout', 'resume', 'pinguins');
    if (resumed.code !== 0) expect(resumed.json.error.code).toBe('ROLLOUT_NOT_RUNNING');
    const { json } = await lab('rollout', 'status', 'pinguins');
    if (json.rollout !== null) expect(json.rollout.status).toBe('succeeded');
    expect(json.fleet.revisions[0]).toMatchObject({ role: 'stable', weight: 100, replicas: 1 });
    expect(services()).toHaveLength(json.fleet.revisions.length);
  }
  const { failed, failures, sent } = await traffic.stop();
  expect(sent).toBeGreaterThan(0);
  expect(failed, failures.join('\n')).toBe(0);
});
