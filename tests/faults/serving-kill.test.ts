/** kill -9 of the core at random moments of a deploy: the next core finds an endpoint that is what its row says, and no service that nobody knows. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bancada, bancada, cliProgram, type Json, root } from '../support/cli.ts';

let lab: Bancada;
beforeAll(() => {
  lab = bancada();
});
afterAll(async () => {
  await lab('stop', 'pinguins');
  lab.dispose();
});

const serve = ['serve', '01-monolitica', '--solution', 'reference', '--engine', 'process'];

/** Services of this home: their context files lie in it. */
function services(): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(join(lab.home, 'endpoints')) && line.includes('--permission'));
}

function start(): ChildProcess {
  return spawn(process.execPath, [cliProgram, ...serve, '--json'], {
    cwd: root,
    env: { ...process.env, BANCADA_HOME: lab.home },
    stdio: 'ignore',
  });
}

const endpoint = async (): Promise<Json> => (await lab('endpoints')).json.endpoints.find((found: Json) => found.name === 'pinguins');

it('leaves nothing that nobody knows, whenever it happens', async () => {
  const first = await lab(...serve);
  expect(first.code, first.stderr).toBe(0);
  for (let round = 0; round < 8; round++) {
    const core = start();
    await new Promise((resolve) => setTimeout(resolve, 400 + Math.random() * 2500));
    core.kill('SIGKILL');
    // The first look adopts; by the second everything has been told.
    await endpoint();
    await expect
      .poll(
        async () => {
          const found = await endpoint();
          const up =
            found.url !== null &&
            (await fetch(`${found.url}/health`).then(
              (answer) => answer.ok,
              () => false,
            ));
          return { said: found.url !== null, up, services: services().length };
        },
        { timeout: 30_000, interval: 300 },
      )
      .toSatisfy((state: { said: boolean; up: boolean; services: number }) => state.said === state.up && state.services === (state.up ? 1 : 0));
  }
  expect((await lab(...serve)).code).toBe(0);
  expect(services()).toHaveLength(1);
  expect((await lab('stop', 'pinguins')).code).toBe(0);
  expect(services()).toHaveLength(0);
});
