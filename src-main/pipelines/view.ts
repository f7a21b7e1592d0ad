/** Runs as the contract shows them. */
import type { CacheMode, PipelineRun, RunSummary, StepRun } from '../contract/pipelines.ts';
import type { DebugState } from './debug/state.ts';
import type { RunRecord, StepRecord } from './records.ts';
import type { PlannedStep } from './spec/index.ts';

export function runView(run: RunRecord, steps: readonly StepRecord[], now: number, debug: DebugState): PipelineRun {
  return { ...runSummary(run, steps, now, debug.idleMs), steps: steps.map((step, index) => stepView(run.plan.steps[index]!, step, now, debug)) };
}

/** `idleMs`: how long it only stood paused. */
export function runSummary(run: RunRecord, steps: readonly StepRecord[], now: number, idleMs: number): RunSummary {
  const counts: Record<string, number> = {};
  for (const step of steps) counts[step.status] = (counts[step.status] ?? 0) + 1;
  return {
    runId: run.runId,
    rerunOf: run.rerunOf,
    pipeline: run.pipeline,
    solution: run.solution,
    engine: run.engine,
    status: run.status,
    params: run.params,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    durationMs: Math.max(0, (run.endedAt ?? now) - run.startedAt - idleMs),
    pausedMs: idleMs,
    metrics: runMetrics(run.plan.steps, steps),
    model: run.model,
    endpoint: run.endpoint,
    error: run.error,
    trackingRunId: run.trackingRunId,
    counts,
  };
}

/** Metrics of the steps that have no matrix; a later step of the file wins. */
export function runMetrics(plan: readonly PlannedStep[], steps: readonly StepRecord[]): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const [index, step] of steps.entries()) {
    if (Object.keys(plan[index]!.matrix).length === 0) Object.assign(metrics, step.metrics);
  }
  return metrics;
}

export function cacheModeOf({ cache, frozen }: Pick<PlannedStep, 'cache' | 'frozen'>): CacheMode {
  return frozen ? 'frozen' : cache ? 'on' : 'off';
}

function stepView(planned: PlannedStep, step: StepRecord, now: number, debug: DebugState): StepRun {
  return {
    id: planned.id,
    stepId: planned.stepId,
    matrix: planned.matrix,
    needs: planned.needs,
    kind: planned.kind,
    file: planned.run,
    status: step.status,
    attempts: step.attempts,
    cached: step.status === 'cached',
    origin: step.origin,
    startedAt: step.startedAt,
    endedAt: step.endedAt,
    durationMs: step.startedAt === null ? 0 : Math.max(0, (step.endedAt ?? now) - step.startedAt),
    progress: step.progress,
    metrics: step.metrics,
    outputs: step.outputs.map(({ name, path, digest, bytes }) => ({ name, path, digest, bytes })),
    trackingRunId: step.trackingRunId,
    error: step.error,
    cache: cacheModeOf(planned),
    debug: debug.of(planned.id, planned.stepId),
  };
}
