/** The two model servers over models of scikit-learn that Python saved: Node's with flat arrays, Python's with the estimator itself. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Explanation } from '../../../src-runtime/ml/explain/explain.ts';
import type { PermutationImportance } from '../../../src-runtime/ml/explain/permutation.ts';
import type { Row } from '../../../src-runtime/sdk/types.ts';

const place = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const python = place('../../../src-runtime/python');

export interface Told {
  rows: Row[];
  models: Record<string, { classes: string[]; probabilities: number[][] }>;
  /** Per row, column and class. */
  shap: { values: number[][][]; base: number[] } | null;
}

/** Compiled once: importing scikit-learn is slow otherwise. */
const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '' };

export function servingPython(): { python: string | null; missing: string } {
  const asked = [place('../../../scripts/setup/python.mjs'), 'serving', place('requirements-serving.txt')];
  const answer = execFileSync(process.execPath, asked, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { python: found = null, missing = '' } = JSON.parse(answer.trim().split('\n').at(-1)!) as { python?: string; missing?: string };
  return { python: found, missing };
}

export function trainedModels(interpreter: string): { folder: string; told: Told } {
  const folder = mkdtempSync(join(tmpdir(), 'bancada-serving-compat-'));
  const output = execFileSync(interpreter, [place('train.py'), python, folder, 'shap'], { encoding: 'utf8', env, maxBuffer: 2 ** 26 });
  return { folder, told: JSON.parse(output) as Told };
}

export interface Server {
  url: string;
  stop(): Promise<number | null>;
}

export async function startServer(kind: 'node' | 'python', interpreter: string, folder: string, model: string): Promise<Server> {
  const context = join(folder, `${kind}.json`);
  const run = { id: 'r1', pipeline: 'p', step: 's', attempt: 1 };
  const service = { name: 'floresta', version: '3', port: 0, runId: 'run-7' };
  writeFileSync(context, JSON.stringify({ mode: 'service', run, seed: 1, params: {}, inputs: {}, model: join(folder, model), service }));
  const child: ChildProcess =
    kind === 'node'
      ? spawn(process.execPath, [place('../../../src-runtime/server/serve.ts')], { env: { ...env, LAB_CONTEXT: context } })
      : spawn(interpreter, ['-m', 'bancada._server'], { cwd: python, env: { ...env, LAB_CONTEXT: context } });
  const ended = once(child, 'exit');
  const port = await listening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      return (await ended)[0] as number | null;
    },
  };
}

function listening(child: ChildProcess): Promise<number> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout!.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const line = text.split('\n').find((one) => one.includes('"listening"') && one.endsWith('}'));
      if (line) resolve((JSON.parse(line) as { port: number }).port);
    });
    child.once('exit', () => reject(new Error(`the server ended: ${text}`)));
  });
}

/** Explanations without a server, in the time that is given. */
export function explainInPython(
  interpreter: string,
  model: string,
  question: { row: Row; class: string; seed: number; limits: [prediction: number, importance: number] },
): { prediction: Explanation; importance: PermutationImportance } {
  const output = execFileSync(interpreter, [place('explain.py'), python, model], { encoding: 'utf8', env, input: JSON.stringify(question) });
  return JSON.parse(output) as ReturnType<typeof explainInPython>;
}

/** What stock clients of Python find at each address. */
export function askClients(interpreter: string, servers: readonly Server[], rows: readonly number[][]): Record<string, unknown>[] {
  const addresses = servers.map(({ url }) => url.replace('http://', ''));
  const output = execFileSync(interpreter, [place('client.py'), 'floresta', '3', ...addresses], {
    encoding: 'utf8',
    env,
    input: JSON.stringify(rows),
  });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

export function discard(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
