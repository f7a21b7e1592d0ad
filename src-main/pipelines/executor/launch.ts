/** `launchOf`: a planned step as what an engine is asked to run, its inputs found among what earlier steps left. */
import { randomBytes } from 'node:crypto';
import { extname, join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { LaunchInput, StepLaunch } from '../../engines/engine.ts';
import type { KeyInput } from '../cache/key.ts';
import { itemName, type StepEdits } from '../debug/edits.ts';
import type { AttemptRecord, RunRecord } from '../records.ts';
import type { PlannedStep } from '../spec/index.ts';
import { instanceKey } from '../spec/matrix.ts';
import type { ActiveStep } from './context.ts';

export type ResolvedInput = LaunchInput & { digest: string; digests: string[] };

export function launchOf(
  context: LaunchContext,
  step: Pick<ActiveStep, 'plan' | 'edits'>,
  attempt: Pick<AttemptRecord, 'launchId' | 'attempt'>,
): StepLaunch {
  const { run, deps } = context;
  const { plan } = step;
  return {
    id: attempt.launchId,
    labels: { 'bancada.home': deps.core.homeId, 'bancada.kind': 'step', 'bancada.run': run.runId, 'bancada.step': plan.id },
    codeDir: run.plan.codeDir,
    entry: plan.run,
    inputs: apart(resolveInputs(context, plan, step.edits)),
    outDir: outDirOf(context, attempt.launchId),
    seed: run.plan.seed,
    params: { ...plan.params, ...step.edits?.params },
    matrix: plan.matrix,
    run: { id: run.runId, pipeline: run.pipeline, step: plan.id, attempt: attempt.attempt },
    resources: plan.resources,
    outputs: plan.outputs,
    network: plan.network,
    timeoutMs: plan.timeoutMs,
    ...(deps.language && { language: deps.language() }),
  };
}

/** A new one each time: no two attempts share a folder. */
export function launchIdOf({ run }: { run: Pick<RunRecord, 'runId'> }, { position }: Pick<ActiveStep, 'position'>): string {
  return `${run.runId}.${position}.${randomBytes(4).toString('hex')}`;
}

/** Files of one name from several steps: in a container they would lie in the same place. */
function apart(inputs: readonly ResolvedInput[]): ResolvedInput[] {
  const names = inputs.filter(({ items }) => !items).map(({ fileName }) => fileName);
  if (new Set(names).size === names.length) return [...inputs];
  return inputs.map((input) =>
    input.items ? input : { ...input, fileName: input.format === 'folder' ? input.name : input.name + extname(input.fileName) },
  );
}

export function outDirOf({ deps, run }: { deps: { core: Pick<Core, 'home'> }; run: Pick<RunRecord, 'runId'> }, launchId: string): string {
  return join(deps.core.home.runs, run.runId, launchId, 'out');
}

export interface LaunchContext extends InputContext {
  readonly deps: { core: Pick<Core, 'artifacts' | 'home' | 'homeId'>; language?: () => NonNullable<StepLaunch['language']> };
  readonly run: RunRecord;
}

/** Where inputs are looked for: in a run at work, in one that ended, in one that is only planned. */
export interface InputContext {
  readonly deps: { core: Pick<Core, 'artifacts'> };
  readonly run: Pick<RunRecord, 'plan'>;
  readonly steps: ReadonlyMap<string, Pick<ActiveStep, 'plan' | 'record'>>;
}

export function resolveInputs(context: InputContext, plan: Pick<PlannedStep, 'inputs'>, edits: StepEdits | null = null): ResolvedInput[] {
  const { artifacts } = context.deps.core;
  const edited = (name: string) => edits?.inputs[name]?.digest;
  return plan.inputs.map(({ name, source, instances, isMatrix }): ResolvedInput => {
    if (source.kind === 'dataset') {
      const data = context.run.plan.datasets[source.id]!;
      const digest = edited(name) ?? data.digest;
      const path = digest === data.digest ? data.path : artifacts.path(digest);
      return { name, path, fileName: data.fileName, format: data.format, digest, digests: [] };
    }
    const made = instances.map((id) => {
      const maker = context.steps.get(id)!;
      const output = maker.record.outputs.find((each) => each.name === source.output)!;
      const { format } = maker.plan.outputs.find((each) => each.name === source.output)!;
      const { matrix } = maker.plan;
      const key = instanceKey(matrix);
      const digest = edited(isMatrix ? itemName(name, key) : name) ?? output.digest;
      return { key, matrix, path: artifacts.path(digest), fileName: output.path, format, digest };
    });
    const [first] = made;
    if (!isMatrix)
      return { name, path: first!.path, fileName: first!.fileName, format: first!.format, isMade: true, digest: first!.digest, digests: [] };
    const digests = made.map(({ digest }) => digest);
    const items = made.map(({ digest: _, ...item }) => item);
    return { name, path: first!.path, fileName: name, format: 'folder', isMade: true, items, digest: '', digests };
  });
}

export function keyInputs(inputs: readonly ResolvedInput[]): KeyInput[] {
  return inputs.map(({ name, fileName, digest, items, digests }) => ({
    name,
    fileName,
    digest,
    ...(items && { items: items.map((item, index) => ({ key: item.key, fileName: item.fileName, digest: digests[index]! })) }),
  }));
}
