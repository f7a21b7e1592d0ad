/** Why a step's results were taken or made: `whyRuns` compares it with the earlier run of that step that differs least. */
import type { KeyDifference, StepReason, StepWhy } from '../../contract/reruns.ts';
import type { StepEdits } from '../debug/edits.ts';
import { closureOf } from '../executor/cached.ts';
import { type InputContext, keyInputs, resolveInputs } from '../executor/launch.ts';
import type { KeyRecord, RunRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import type { Store } from '../store.ts';
import { codeDifferences } from './code.ts';
import { differences, type Side, short } from './differences.ts';

const earlierRuns = 30;

export const untold = (step: string, reason: StepReason): StepWhy => taken(step, reason, null);

export function taken(step: string, reason: StepReason, origin: string | null): StepWhy {
  return { step, reason, origin, compared: null, differences: [] };
}

/** `partly`: it waits for inputs that are still to be made. */
export function whyRuns(store: Store, side: Side, partly = false): StepWhy {
  const { run, step } = side;
  const nearest = nearestOf(store, side, partly);
  const base = { step: step.id, origin: null, compared: nearest && comparedWith(nearest.side.run), differences: nearest?.differences ?? [] };
  const reason = (): StepReason => {
    if (!step.cache) return 'off';
    if (!run.plan.cache) return 'refused';
    if (run.plan.rerun?.forced.includes(step.id)) return 'forced';
    if (!nearest) return 'first';
    if (!nearest.isGood) return 'failed';
    if (nearest.differences.length > 0) return 'changed';
    return partly ? 'made' : 'gone';
  };
  return { ...base, reason: reason() };
}

/** Of results that were kept whatever changed: what did change since they were made. */
export function keptWhy(
  context: InputContext & { deps: { store: Store }; run: RunRecord },
  step: PlannedStep,
  origin: string | null,
  known: KeyRecord | null,
): StepWhy {
  const made = origin === null ? null : context.deps.store.run(origin);
  const before = made?.plan.steps.find(({ id }) => id === step.id);
  const base = taken(step.id, context.run.plan.rerun?.frozen?.includes(step.id) ? 'frozen' : 'kept', origin);
  const hasInputs = step.inputs.every(({ source, instances }) =>
    instances.every((id) => context.steps.get(id)!.record.outputs.some(({ name }) => source.kind === 'step' && name === source.output)),
  );
  if (!made || !before || !known || !hasInputs) return base;
  const parts = { ...known.parts, inputs: keyInputs(resolveInputs(context, step)) };
  if (step.run !== null) parts.code = closureOf(context.run.plan.codeDir, step.run, step.search);
  const sides = [
    { run: made, step: before, known },
    { run: context.run, step, known: { key: null, parts } },
  ] as const;
  return { ...base, compared: comparedWith(made), differences: detailed(...sides, differences(...sides)) };
}

/** What somebody changed by hand before it ran, in place of what it would have been given. */
export function editedWhy(why: StepWhy, step: PlannedStep, { params, inputs }: StepEdits): StepWhy {
  const changed = (part: 'param' | 'input', name: string, before: string, after: string): KeyDifference => ({
    part,
    name,
    before,
    after,
    diff: null,
  });
  const differences = [
    ...Object.entries(params).map(([name, value]) => changed('param', name, JSON.stringify(step.params[name] ?? null), JSON.stringify(value))),
    ...Object.entries(inputs).map(([name, { was, digest }]) => changed('input', name, short(was) ?? '', short(digest) ?? '')),
  ];
  return { ...why, reason: 'edited', compared: null, differences };
}

const comparedWith = ({ runId, startedAt }: RunRecord) => ({ runId, startedAt });

function nearestOf(store: Store, after: Side, partly: boolean): { side: Side; isGood: boolean; differences: KeyDifference[] } | null {
  const { run, step } = after;
  const all = store.earlier(run.pipeline, step.id, run.startedAt, earlierRuns).filter(({ runId }) => runId !== run.runId);
  const good = all.filter(({ status }) => status === 'succeeded' || status === 'cached');
  const candidates = (good.length > 0 ? good : all.slice(0, 1)).flatMap(({ runId }) => {
    const side = sideOf(store, runId, step);
    return side ? [{ side, differences: differences(side, after, partly) }] : [];
  });
  const [nearest] = candidates.sort((a, b) => a.differences.length - b.differences.length);
  if (!nearest) return null;
  return { side: nearest.side, isGood: good.length > 0, differences: detailed(nearest.side, after, nearest.differences) };
}

function sideOf(store: Store, runId: string, { id, kind }: PlannedStep): Side | null {
  const run = store.run(runId);
  const step = run?.plan.steps.find((each) => each.id === id && each.kind === kind);
  const known = store.known(runId, id);
  return run && step && known ? { run, step, known } : null;
}

function detailed(before: Side, after: Side, found: readonly KeyDifference[]): KeyDifference[] {
  return found.flatMap((one) => (one.part === 'code' ? codeDifferences(before, after, one) : [one]));
}
