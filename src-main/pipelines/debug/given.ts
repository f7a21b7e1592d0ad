/** What a step is given: its plan and record in its run, its inputs as they would be handed over, each with what it was before an edit. */
import { statSync } from 'node:fs';
import type { DebugInput } from '../../contract/debug.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { ExecutorDeps } from '../executor/context.ts';
import { type LaunchContext, type ResolvedInput, resolveInputs } from '../executor/launch.ts';
import type { RunRecord, StepRecord } from '../records.ts';
import { type PlannedStep, sourceText } from '../spec/index.ts';
import { itemName, type StepEdits } from './edits.ts';

export type GivenDeps = Pick<ExecutorDeps, 'core' | 'store' | 'language'>;

export interface GivenStep {
  run: RunRecord;
  plan: PlannedStep;
  record: StepRecord;
  edits: StepEdits | null;
  context: LaunchContext;
}

export function givenStep(deps: GivenDeps, run: RunRecord, step: string): GivenStep {
  const records = new Map(deps.store.steps(run.runId).map((record) => [record.id, record]));
  const steps = new Map(run.plan.steps.map((plan) => [plan.id, { plan, record: records.get(plan.id)! }]));
  const found = steps.get(step);
  if (!found) throw new BancadaError('STEP_NOT_FOUND', { step, known: [...steps.keys()].slice(0, 20).join(', ') });
  return { run, ...found, edits: deps.store.debug.editsOf(run.runId, step), context: { deps, run, steps } };
}

/** A copy to be changed. */
export function editOf({ edits }: GivenStep): StepEdits {
  return { params: { ...edits?.params }, inputs: { ...edits?.inputs } };
}

/** STEP_INPUTS_UNKNOWN while something that makes them has not ended well. */
function resolved({ context, plan, edits }: GivenStep): ResolvedInput[] {
  for (const { source, instances } of plan.inputs) {
    const open = instances.find((id) => source.kind === 'step' && !context.steps.get(id)!.record.outputs.some(({ name }) => name === source.output));
    if (open !== undefined) throw new BancadaError('STEP_INPUTS_UNKNOWN', { step: plan.id, needs: open });
  }
  return resolveInputs(context, plan, edits);
}

export type GivenInput = DebugInput & { path: string };

export function inputsOf(given: GivenStep): GivenInput[] {
  return resolved(given).flatMap((input, index) => {
    const source = sourceText(given.plan.inputs[index]!.source);
    const one = (
      name: string,
      item: string | null,
      { fileName, format, path, digest }: Pick<ResolvedInput, 'fileName' | 'format' | 'path' | 'digest'>,
    ) => {
      const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
      const was = given.edits?.inputs[name]?.was ?? null;
      return {
        name,
        source,
        fileName,
        format,
        kind: isFolder ? ('folder' as const) : ('file' as const),
        digest,
        bytes: sizeOf(path),
        was,
        item,
        path,
      };
    };
    if (!input.items) return [one(input.name, null, input)];
    return input.items.map((item, at) => one(itemName(input.name, item.key), item.key, { ...item, digest: input.digests[at]! }));
  });
}

export function givenInputs(given: GivenStep): DebugInput[] {
  return inputsOf(given).map(({ path: _path, ...input }) => input);
}

export function inputNamed(given: GivenStep, name: string): GivenInput {
  const all = inputsOf(given);
  const found = all.find((input) => input.name === name);
  if (!found) throw new BancadaError('INPUT_NOT_FOUND', { step: given.plan.id, name, known: all.map((input) => input.name).join(', ') || '—' });
  return found;
}

/** Of a folder nothing is said: to add up its files would take long. */
function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() ? found.size : 0;
}
