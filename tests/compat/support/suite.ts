/** Every Python scenario as a test of its own, run by a stock client of one MLflow version against `bancada tracking serve`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../support/cli.ts';
import { type PythonRun, runScenarios } from './pytest.ts';
import { foldersOf, scenariosOf } from './scenarios.ts';
import { foreignServer, startServer, type TrackingServer } from './server.ts';

export async function compatibility(major: '2' | '3'): Promise<void> {
  const environment = await prepare(major);
  if (environment.missing && process.env.CI === 'true') throw new Error(`no Python client of MLflow ${major}: ${environment.missing}`);
  const scenarios = scenariosOf(major);

  describe.skipIf(environment.missing)(`a stock MLflow ${major} client${environment.missing ? ` (needs ${environment.missing})` : ''}`, () => {
    let server: TrackingServer;
    let run: PythonRun;
    beforeAll(async () => {
      server = await startServer();
      run = runScenarios(environment.python!, server.url, foldersOf(major), foreignServer ? ['-m', 'not ours'] : []);
    });
    afterAll(async () => {
      await run?.stop();
      expect(await server?.stop()).toBe(0);
    });

    for (const file of new Set(scenarios.map((scenario) => scenario.file)))
      describe(file, () => {
        for (const scenario of scenarios.filter((one) => one.file === file))
          it.skipIf(foreignServer && scenario.ours)(words(scenario.name), async () => {
            const cases = await run.cases(file, scenario.name);
            const failed = cases.filter((one) => one.outcome !== 'passed');
            if (failed.length > 0) throw new PythonFailure(failed.map((one) => `${one.test ?? one.file}: ${one.outcome}\n${one.text}`).join('\n\n'));
          });
      });
  });
}

/** The Python text alone: a stack of this file would say nothing. */
class PythonFailure extends Error {
  override name = 'PythonFailure';
  override stack = '';
}

const words = (name: string) => name.replace(/^test_/, '').replaceAll('_', ' ');

function prepare(major: string): Promise<{ python?: string; missing?: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'scripts', 'setup', 'python.mjs'), major], { stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.once('close', (code) => (code === 0 ? resolve(JSON.parse(stdout)) : reject(new Error(`scripts/setup/python.mjs ended with ${code}`))));
  });
}
