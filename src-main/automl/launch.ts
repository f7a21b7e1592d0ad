/**
 * `launchTask`: one program of a search, run to its end in a container or a confined process as any step is. What it says of each fold is told at once. One that was ended from
 * outside (its engine went away, another core cleared up) is begun again by whoever asked.
 */
import { mkdirSync } from 'node:fs';
import { type Task, tags } from '../../src-runtime/automl/task.ts';
import { BancadaError } from '../contract/errors.ts';
import type { Engine, RunningStep, StepLaunch } from '../engines/engine.ts';
import type { Unit } from './trial.ts';

/** Where a search's programs run: all but what one of them is asked. */
export interface Bench {
  engine: Engine;
  /** Without id, outputs, parameters and folder to write to. */
  launch: Omit<StepLaunch, 'id' | 'outDir' | 'outputs'>;
  /** For the folders of its programs. */
  folder: string;
  id: string;
  signal: AbortSignal;
  readEvents: EventReading;
  /** Durable when it resolves. */
  remember(reference: string, isGone: boolean): Promise<void>;
}

/** `createEventReader` of pipelines: handed in, for pipelines are built on searches. */
export type EventReading = () => {
  push(data: Buffer): { kind: string; event?: { type: string; key?: string; value?: unknown; message?: string } }[];
};

export interface Heard {
  unit?(trial: number, unit: number, result: Unit): void;
  failed?(trial: number, message: string): void;
  other?(tag: string, value: unknown): void;
}

export type TaskEnd = 'done' | 'from-outside';

export async function launchTask(
  bench: Bench,
  task: Task,
  heard: Heard,
  about: { name: string; outDir?: string; model?: boolean },
): Promise<TaskEnd> {
  const { engine, launch, signal } = bench;
  signal.throwIfAborted();
  const outDir = about.outDir ?? `${bench.folder}/${about.name}/out`;
  mkdirSync(outDir, { recursive: true, mode: 0o755 });
  const step = await engine.start({
    ...launch,
    id: `${bench.id}-${about.name}`,
    outDir,
    params: { ...launch.params, automl: JSON.stringify(task) },
    outputs: about.model ? [{ name: 'modelo', fileName: 'modelo', format: 'folder' }] : [],
  });
  const stop = () => void step.stop('cancelled').catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    await bench.remember(step.reference, false);
    const complaint = await listen(bench, step, heard);
    const exit = await step.exit;
    signal.throwIfAborted();
    await bench.remember(step.reference, true);
    if (exit.reason === 'exited' && exit.code === 0) return 'done';
    if (exit.reason === 'engine-lost' || (exit.reason === 'exited' && (exit.code === null || exit.code >= 128))) return 'from-outside';
    throw new BancadaError('AUTOML_FAILED', { detail: complaint || `${exit.reason} ${exit.code ?? ''}`.trim() });
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Answers with what went wrong, as the program says it. */
async function listen({ readEvents }: Bench, step: RunningStep, heard: Heard): Promise<string> {
  const reader = readEvents();
  let complaint = '';
  let error = '';
  for await (const { stream, data } of step.output) {
    if (stream === 'stderr') {
      complaint = (complaint + data.toString('utf8')).slice(-2000);
      continue;
    }
    for (const { event } of reader.push(data)) {
      if (event?.type === 'error') error = event.message ?? '';
      if (event?.type === 'tag') hear(heard, event.key!, JSON.parse(String(event.value)));
    }
  }
  return (error || complaint).trim();
}

function hear(heard: Heard, tag: string, value: { trial: number; unit: number; result: Unit; message: string }): void {
  if (tag === tags.unit) heard.unit?.(value.trial, value.unit, value.result);
  else if (tag === tags.failed) heard.failed?.(value.trial, value.message);
  else heard.other?.(tag, value);
}
