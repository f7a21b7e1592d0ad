/** A run as a picture needs it: nodes of the graph, bars of the timeline. Pure. */
import type { PipelinePlan, PipelineRun, StepRun, StepStatus } from '#contract';

export interface DagStep {
  id: string;
  stepId: string;
  /** Matrix values, `algoritmo = mlp`. */
  variant: string;
  kind: 'run' | 'register' | 'deploy' | 'dataset';
  needs: string[];
  status: StepStatus;
  durationMs: number | null;
  progress: number | null;
  attempts: number;
}

export function dagOfRun(steps: readonly StepRun[]): DagStep[] {
  return steps.map((step) => ({
    id: step.id,
    stepId: step.stepId,
    variant: variantOf(step.id),
    kind: step.kind,
    needs: present(step.needs, steps),
    status: step.status,
    durationMs: step.startedAt !== null && step.endedAt !== null ? step.durationMs : null,
    progress: step.progress?.fraction ?? null,
    attempts: step.attempts,
  }));
}

export function dagOfPlan(plan: PipelinePlan): DagStep[] {
  return plan.steps.map((step) => ({
    id: step.id,
    stepId: step.stepId,
    variant: variantOf(step.id),
    kind: step.kind,
    needs: present(step.needs, plan.steps),
    status: 'pending',
    durationMs: null,
    progress: null,
    attempts: 0,
  }));
}

/** `treino[algoritmo=mlp,taxa=0.1]` → `mlp, 0.1`: the values are enough to tell instances apart. */
export function valuesOf(id: string): string {
  return variantOf(id)
    .split(', ')
    .map((pair) => pair.slice(pair.indexOf(' = ') + (pair.includes(' = ') ? 3 : 1)))
    .join(', ');
}

/** `treino[algoritmo=mlp,taxa=0.1]` → `treino · mlp, 0.1`. */
export function shortName(id: string): string {
  const values = valuesOf(id);
  return values ? `${id.slice(0, id.indexOf('['))} · ${values}` : id;
}

/** `treino[algoritmo=mlp,taxa=0.1]` → `algoritmo = mlp, taxa = 0.1`. */
export function variantOf(id: string): string {
  const inside = /\[(.*)\]$/.exec(id)?.[1] ?? '';
  return inside.replaceAll('=', ' = ').replaceAll(/,\s*/g, ', ');
}

/** A need may name a step of which there are several instances. */
function present(needs: readonly string[], steps: readonly { id: string; stepId: string }[]): string[] {
  return needs.flatMap((need) => {
    const exact = steps.filter((step) => step.id === need);
    return (exact.length > 0 ? exact : steps.filter((step) => step.stepId === need)).map((step) => step.id);
  });
}

export interface Bar {
  id: string;
  status: StepStatus;
  /** Milliseconds from the start of the run. */
  readyAt: number;
  startedAt: number;
  endedAt: number;
}

/** When each step could have started (all it needs had ended), when it did, when it ended. Steps that never started have no bar. */
export function barsOf(run: Pick<PipelineRun, 'startedAt' | 'steps'>, now: number): Bar[] {
  const ends = new Map(run.steps.map((step) => [step.id, step.endedAt]));
  return run.steps.flatMap((step) => {
    if (step.startedAt === null) return [];
    const needed = present(step.needs, run.steps).map((id) => ends.get(id) ?? run.startedAt);
    const readyAt = Math.min(step.startedAt, Math.max(run.startedAt, ...needed));
    const from = run.startedAt;
    return [
      {
        id: step.id,
        status: step.status,
        readyAt: readyAt - from,
        startedAt: step.startedAt - from,
        endedAt: Math.max(step.startedAt, step.endedAt ?? now) - from,
      },
    ];
  });
}
