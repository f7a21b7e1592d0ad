/**
 * `score`: launches of the program that scores (resources/batch) until all rows are read: in a container or a confined process, as any program of ours. Each
 * begins where the last complete part ended. One that was ended from outside (its engine went away, another core cleared up) is begun again.
 */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../common/core.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Engine, RunningStep, StepExit, StepLaunch } from '../engines/index.ts';
import { createEventReader } from '../pipelines/index.ts';
import type { Head } from './header.ts';
import { type Attempt, completeParts } from './parts.ts';

export interface Scoring {
  core: Pick<Core, 'home' | 'homeId' | 'clock'>;
  engine: Engine;
  batchId: string;
  /** Of this batch alone. */
  folder: string;
  model: string;
  table: { path: string; format: 'csv' | 'jsonl'; bytes: number };
  head: Head;
  attempts: Attempt[];
  /** The folder with the program. */
  codeDir: string;
  partRows: number;
  language: 'pt' | 'en';
  signal: AbortSignal;
  /** Durable when it resolves: before a program starts, and once there is a reference to it. */
  remember(attempts: readonly Attempt[]): Promise<void>;
  /** Rows scored and set aside, of all attempts. */
  onProgress(fraction: number, good: number, bad: number): void;
  /** What the program held at most. */
  onPeak(megabytes: number): void;
}

interface Counts {
  good: number;
  bad: number;
}

const mega = 2 ** 20;
const memoryBytes = 1024 * mega;
const mostTries = 4;
const longestMs = 20 * 24 * 3600_000;

export async function score(scoring: Scoring): Promise<void> {
  const { attempts, head, folder, engine, signal, remember } = scoring;
  const last = attempts.at(-1);
  // What an earlier core started may still be at it; what it writes from now on counts no more.
  if (last?.reference) await engine.adopt(last.reference, launchOf(scoring, last, attempts.length)).then(stopped, () => {});
  for (let tries = 1; ; tries++) {
    signal.throwIfAborted();
    const complete = completeParts(attempts);
    const done = complete.at(-1);
    const outDir = join(folder, `a${attempts.length + 1}`, 'out');
    const at = { firstPart: done ? done.part + 1 : 0, offset: done?.offset ?? head.offset, line: done?.line ?? head.line };
    const attempt: Attempt = { outDir, ...at, reference: null };
    mkdirSync(outDir, { recursive: true, mode: 0o755 });
    attempts.push(attempt);
    await remember(attempts);
    const { exit, complaint } = await run(scoring, attempt, {
      good: complete.reduce((sum, part) => sum + part.good, 0),
      bad: complete.reduce((sum, part) => sum + part.bad, 0),
    });
    signal.throwIfAborted();
    if (exit.reason === 'exited' && exit.code === 0) return;
    const fromOutside = exit.reason === 'engine-lost' || (exit.reason === 'exited' && (exit.code === null || exit.code >= 128));
    if (!fromOutside || tries >= mostTries)
      throw new BancadaError('BATCH_FAILED', { detail: complaint || `${exit.reason} ${exit.code ?? ''}`.trim() });
  }
}

async function stopped(step: RunningStep | null): Promise<void> {
  if (!step) return;
  void drained(step);
  await step.stop('cancelled');
}

async function run(scoring: Scoring, attempt: Attempt, before: Counts): Promise<{ exit: StepExit; complaint: string }> {
  const { engine, signal, attempts, remember, onProgress, onPeak, core } = scoring;
  const step = await engine.start(launchOf(scoring, attempt, attempts.length));
  const stop = () => void step.stop('cancelled');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    attempt.reference = step.reference;
    await remember(attempts);
    const reader = createEventReader(true, () => core.clock.now());
    let complaint = '';
    for await (const { stream, data } of step.output) {
      if (stream === 'stderr') {
        complaint = (complaint + data.toString('utf8')).slice(-2000);
        continue;
      }
      for (const record of reader.push(data)) {
        if (record.kind !== 'event') continue;
        if (record.event.type === 'progress') {
          const { good, bad } = JSON.parse(record.event.message) as Counts;
          onProgress(record.event.fraction, before.good + good, before.bad + bad);
        }
        if (record.event.type === 'metric') onPeak(record.event.value);
        if (record.event.type === 'error') complaint = record.event.message;
      }
    }
    return { exit: await step.exit, complaint: complaint.trim() };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function drained(step: RunningStep): Promise<void> {
  for await (const _ of step.output);
}

function launchOf(scoring: Scoring, { outDir, firstPart, offset, line }: Attempt, number: number): StepLaunch {
  const { core, batchId, model, table, head, codeDir, partRows, language } = scoring;
  const params = {
    ...{ format: table.format, bytes: table.bytes, delimiter: head.delimiter, header: head.columns === null ? '' : JSON.stringify(head.columns) },
    ...{ offset, line, part: firstPart, partRows, language, taken: JSON.stringify(head.taken) },
  };
  return {
    id: `${batchId}-${number}`,
    labels: { 'bancada.home': core.homeId, 'bancada.kind': 'step', 'bancada.run': batchId, 'bancada.step': 'batch' },
    codeDir,
    entry: 'score.mjs',
    inputs: [
      { name: 'tabela', path: table.path, fileName: `tabela.${table.format}`, format: table.format },
      { name: 'modelo', path: model, fileName: 'modelo/', format: 'folder' },
    ],
    outDir,
    seed: 7,
    params,
    matrix: {},
    run: { id: batchId, pipeline: 'batch', step: 'batch', attempt: number },
    resources: { cpus: 1, memoryBytes, diskBytes: Math.max(1024 * mega, 8 * table.bytes), logBytes: 64 * mega },
    outputs: [{ name: 'partes', fileName: 'partes/', format: 'folder' }],
    network: 'none',
    timeoutMs: longestMs,
    language,
  };
}

/** Inside the home, where programs find the SDK and a container may read it. */
export function installProgram(applicationRoot: string, home: string): string {
  const target = join(home, 'batches', '.program');
  const building = `${target}.${process.pid}.new`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(join(home, 'batches'), { recursive: true, mode: 0o755 });
  cpSync(join(applicationRoot, 'resources', 'batch'), building, { recursive: true });
  if (existsSync(target)) rmSync(target, { recursive: true, force: true });
  renameSync(building, target);
  return target;
}
