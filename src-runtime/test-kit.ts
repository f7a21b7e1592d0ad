/** Shared by the runtime's tests: the penguins, a scratch folder, and real programs run as an engine runs them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Row } from './sdk/types.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));
export const sdkSource = join(root, 'src-runtime/sdk/index.ts');

export function penguins(): Row[] {
  const path = join(root, 'node_modules/vega-datasets/data/penguins.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as Row[]).map((row) => ({
    species: row.Species!,
    island: row.Island!,
    bill_length: row['Beak Length (mm)']!,
    bill_depth: row['Beak Depth (mm)']!,
    flipper: row['Flipper Length (mm)']!,
    mass: row['Body Mass (g)']!,
    sex: row.Sex!,
  }));
}

export const penguinColumns = {
  target: 'species',
  numeric: ['bill_length', 'bill_depth', 'flipper', 'mass'],
  categorical: ['island', 'sex'],
  impute: 'median',
} as const;

export function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bancada-runtime-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function writeJson(path: string, value: unknown): string {
  writeFileSync(path, JSON.stringify(value));
  return path;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  events: Record<string, unknown>[];
}

export interface Program {
  child: ChildProcess;
  stdout(): string;
  ended: Promise<Ended>;
}

/** Starts node with only what the program is given; stopped at the latest when the test ends. */
export function runNode(args: readonly string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, args, { env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data) => {
    stdout += data;
  });
  child.stderr.on('data', (data) => {
    stderr += data;
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr, events: eventsOf(stdout) })),
  );
  return { child, stdout: () => stdout, ended };
}

function eventsOf(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\u001e')
    .slice(1)
    .map((record) => JSON.parse(record.slice(0, record.indexOf('\n'))));
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function until(ready: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await ready())) {
    if (performance.now() > end) throw new Error(`not reached within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
