/** A run as a picture needs it: nodes of the graph and what joins them. Pure. */
import type { CacheMode, PipelinePlan, StepRun, StepStatus } from '#contract';

export interface DagStep {
  id: string;
  stepId: string;
  /** Matrix values, `algoritmo = mlp`. */
  variant: string;
  kind: 'run' | 'register' | 'deploy' | 'dataset' | 'expect' | 'features' | 'materialize';
  needs: string[];
  status: StepStatus;
  /** The run pauses before it. */
  breakpoint: boolean;
  cache: CacheMode;
  /** Changed by hand for this run, or made from what was. */
  reached: boolean;
  durationMs: number | null;
  progress: number | null;
  attempts: number;
}

export function dagOfRun(steps: readonly StepRun[]): DagStep[] {
  const known = present(steps);
  return steps.map((step) => ({
    id: step.id,
    stepId: step.stepId,
    variant: variantOf(step.id),
    kind: step.kind,
    needs: known(step.needs),
    status: step.status,
    breakpoint: step.debug?.breakpoint ?? false,
    cache: step.cache,
    reached: step.debug?.reached ?? false,
    durationMs: step.startedAt !== null && step.endedAt !== null ? step.durationMs : null,
    progress: step.progress?.fraction ?? null,
    attempts: step.attempts,
  }));
}

export function dagOfPlan(plan: PipelinePlan, breakpoints: ReadonlySet<string> = new Set()): DagStep[] {
  const known = present(plan.steps);
  return plan.steps.map((step) => ({
    id: step.id,
    stepId: step.stepId,
    variant: variantOf(step.id),
    kind: step.kind,
    needs: known(step.needs),
    status: 'pending',
    breakpoint: breakpoints.has(step.stepId),
    cache: step.cache,
    reached: false,
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
function present<Step extends { id: string; stepId: string }>(steps: readonly Step[]): (needs: readonly string[]) => string[] {
  const ids = new Set(steps.map(({ id }) => id));
  const instances = Map.groupBy(steps, ({ stepId }) => stepId);
  return (needs) => needs.flatMap((need) => (ids.has(need) ? [need] : (instances.get(need) ?? []).map(({ id }) => id)));
}

/** What each step waits for, instance by instance. */
export function needsIn(steps: readonly { id: string; stepId: string; needs: string[] }[]): (id: string) => readonly string[] {
  const known = present(steps);
  const needs = new Map(steps.map((step) => [step.id, known(step.needs)]));
  return (id) => needs.get(id) ?? [];
}

export type StepMark = 'breakpoint' | 'frozen' | 'always' | 'reached';

export function marksOf({ breakpoint, cache, reached }: Pick<DagStep, 'breakpoint' | 'cache' | 'reached'>): StepMark[] {
  return [
    ...(breakpoint ? (['breakpoint'] as const) : []),
    ...(cache === 'frozen' ? (['frozen'] as const) : []),
    ...(cache === 'off' ? (['always'] as const) : []),
    ...(reached ? (['reached'] as const) : []),
  ];
}
