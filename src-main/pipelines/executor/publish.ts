/** The built-in `dataset`: a step's file becomes a version of a data set. It stands while that version is current and has its tag. */
import type { BuiltinResult, RunRecord, StepRecord } from '../records.ts';
import type { ActiveStep, ExecutorDeps, RunContext } from './context.ts';
import type { ResolvedInput } from './launch.ts';

type DataResult = Extract<BuiltinResult, { kind: 'dataset' }>;
type Resolve = Pick<ExecutorDeps['datasets'], 'resolve'>;

export async function publishData(context: RunContext, step: ActiveStep, inputs: readonly ResolvedInput[]): Promise<BuiltinResult> {
  const { name, tag, message } = step.plan.with;
  const { path, fileName } = inputs[0]!;
  const { version, digest } = await context.deps.datasets.publish({
    name: String(name),
    path,
    fileName,
    ...(tag !== undefined && { tag: String(tag) }),
    ...(message !== undefined && { message: String(message) }),
    runId: context.run.runId,
    stepId: step.plan.id,
    signal: context.signal,
  });
  return { kind: 'dataset', name: String(name), version, digest, tag: tag === undefined ? null : String(tag) };
}

export function isCurrentData(datasets: Resolve, { name, digest, tag }: Omit<DataResult, 'kind' | 'version'>): boolean {
  try {
    return datasets.resolve(name).digest === digest && (tag === null || datasets.resolve(`${name}@${tag}`).digest === digest);
  } catch {
    return false;
  }
}

/** The same of an earlier run, which tells only what the step read. */
export function standsAsData(datasets: Resolve, run: RunRecord, steps: readonly StepRecord[], index: number): boolean {
  const { inputs, with: given } = run.plan.steps[index]!;
  const { source, instances } = inputs[0]!;
  const maker = steps.find(({ id }) => id === instances[0]);
  const digest = source.kind === 'dataset' ? run.plan.datasets[source.id]?.digest : maker?.outputs.find(({ name }) => name === source.output)?.digest;
  return (
    digest !== undefined && isCurrentData(datasets, { name: String(given.name), digest, tag: given.tag === undefined ? null : String(given.tag) })
  );
}
