/**
 * `createDebugger`: what a paused step would be given, changes to that for its run alone, and going on. Everything is a durable write to the run's rows;
 * whichever core works on the run sees it there.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scalar } from '../../contract/base.ts';
import type { DebugView } from '../../contract/debug.ts';
import { BancadaError } from '../../contract/errors.ts';
import { containerPlaces, stepContext } from '../../engines/index.ts';
import { launchOf } from '../executor/launch.ts';
import { isOpen, type RunRecord } from '../records.ts';
import { coerce } from '../spec/index.ts';
import { editOf, type GivenDeps, type GivenStep, givenInputs, givenStep, inputNamed } from './given.ts';

export interface DebuggerDeps extends GivenDeps {
  run(runId: string): RunRecord;
  /** Takes up a run that no living core works on. */
  attend(run: RunRecord): Promise<void>;
}

export type Debugger = ReturnType<typeof createDebugger>;

/** What is edited in a window; larger files come through the terminal. */
const editableBytes = 1_000_000;

export function createDebugger({ run: runOf, attend, ...deps }: DebuggerDeps) {
  const { core, store } = deps;
  const at = () => core.clock.now();
  const changed = (runId: string) => core.changes.publish({ topic: 'runs', id: runId });

  function given(runId: string, step: string): GivenStep {
    return givenStep(deps, runOf(runId), step);
  }

  function paused(runId: string, step: string): GivenStep {
    const found = given(runId, step);
    if (found.record.status !== 'paused') throw new BancadaError('STEP_NOT_PAUSED', { step });
    return found;
  }

  async function edit(found: GivenStep, change: (edits: NonNullable<GivenStep['edits']>) => void): Promise<void> {
    const edits = editOf(found);
    change(edits);
    const { run, plan } = found;
    await store.change((put) => put.edits(run.runId, plan.id, edits, at()));
    changed(run.runId);
  }

  return {
    inspect(runId: string, step: string): DebugView {
      const found = given(runId, step);
      const { run, plan, record, edits } = found;
      const inputs = givenInputs(found);
      const attempt = { launchId: runId, attempt: Math.max(1, record.attempts) };
      const context = stepContext(launchOf(found.context, { plan, edits }, attempt), containerPlaces);
      const names = new Set([...Object.keys(plan.params), ...Object.keys(edits?.params ?? {})]);
      return {
        runId,
        step: plan.id,
        pausedAt: record.status === 'paused' ? (store.debug.pause(runId, plan.id)?.at ?? null) : null,
        context,
        params: [...names].map((name) => {
          const was = plan.params[name]!;
          const value = edits?.params[name] ?? was;
          return { name, value, was: value === was ? null : was };
        }),
        inputs,
        stepping: store.debug.stepping(run.runId),
      };
    },

    async setBreakpoint(runId: string, step: string, on: boolean): Promise<void> {
      const run = runOf(runId);
      if (!isOpen(run.status)) throw new BancadaError('RUN_FINISHED', { run: runId, status: run.status });
      knownStep(run, step);
      await store.change((put) => put.breakpoint(runId, step, on));
      changed(runId);
    },

    async release(runId: string, step: string | undefined, next: 'continue' | 'step'): Promise<void> {
      const run = runOf(runId);
      if (step !== undefined) knownStep(run, step);
      const waiting = store.debug.pauses(runId).filter((pause) => pause.until === null && (step === undefined || pause.step === step));
      if (waiting.length === 0 || !isOpen(run.status)) throw new BancadaError('STEP_NOT_PAUSED', { step: step ?? '—' });
      await store.change((put) => {
        put.stepping(runId, next === 'step');
        for (const pause of waiting) put.goOn(runId, pause.step, at());
      });
      changed(runId);
      await attend(run);
    },

    async setParam(runId: string, step: string, name: string, value: Scalar | null): Promise<void> {
      const found = paused(runId, step);
      const { params } = found.plan;
      if (!Object.hasOwn(params, name)) {
        throw new BancadaError('PARAM_UNKNOWN', { pipeline: found.run.pipeline, name, known: Object.keys(params).join(', ') || '—' });
      }
      const was = params[name]!;
      const typed = value === null ? null : coerce(typeof was as 'string' | 'number' | 'boolean', value);
      if (typed === null && value !== null) {
        throw new BancadaError('PARAM_INVALID', { name, value: String(value), expected: `@${typeof was}`, example: String(was) });
      }
      await edit(found, (edits) => {
        if (typed === null || typed === was) delete edits.params[name];
        else edits.params[name] = typed;
      });
    },

    readInput(runId: string, step: string, name: string): { content: string } {
      const input = inputNamed(given(runId, step), name);
      if (input.kind !== 'file') throw new BancadaError('INPUT_NOT_EDITABLE', { name, reason: '@edit-folder' });
      if (input.bytes > editableBytes) throw new BancadaError('INPUT_NOT_EDITABLE', { name, reason: '@edit-large' });
      const content = readFileSync(input.path);
      if (content.includes(0)) throw new BancadaError('INPUT_NOT_EDITABLE', { name, reason: '@binary' });
      return { content: content.toString('utf8') };
    },

    async setInput(runId: string, step: string, name: string, content: Buffer | null): Promise<void> {
      const found = paused(runId, step);
      const input = inputNamed(found, name);
      if (input.kind !== 'file') throw new BancadaError('INPUT_NOT_EDITABLE', { name, reason: '@edit-folder' });
      const was = input.was ?? input.digest;
      const taken = content === null ? null : await take(content);
      await edit(found, (edits) => {
        if (taken === null || taken.digest === was) delete edits.inputs[name];
        else edits.inputs[name] = { digest: taken.digest, bytes: taken.bytes, was };
      });
    },
  };

  async function take(content: Buffer) {
    const folder = join(core.home.runs, `edit.${randomBytes(6).toString('hex')}`);
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'input'), content);
      return await core.artifacts.take(join(folder, 'input'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new BancadaError('DISK_FULL', { path: folder }, { cause: error });
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** STEP_NOT_FOUND for what is neither a step nor an instance of one. */
export function knownStep({ plan }: Pick<RunRecord, 'plan'>, step: string): void {
  if (plan.steps.some(({ id, stepId }) => id === step || stepId === step)) return;
  throw new BancadaError('STEP_NOT_FOUND', { step, known: [...new Set(plan.steps.map(({ stepId }) => stepId))].join(', ') });
}
