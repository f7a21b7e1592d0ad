/** How the checks read a run: rows of an artifact, the state of a step whatever its matrix, what a step descends from. */
import type { PipelineView, RunView } from '../../../src-main/workspaces/checks/define.ts';
import type { Flight } from './lotes.ts';

/** `treino[algoritmo=mlp]` → `treino`. */
export const baseId = (id: string) => id.replace(/\[.*$/, '');

export const instances = (run: RunView, step: string) => run.steps.filter((s) => baseId(s.id) === step);

/** The one status of a step: that of its instances when they agree, else the list. */
export function statusOf(run: RunView, step: string): string {
  const states = [...new Set(instances(run, step).map((s) => s.status))];
  return states.length === 0 ? '—' : states.join('/');
}

export const ended = (status: string) => status === 'succeeded' || status === 'cached';

/** Rows of a JSON Lines artifact; null when the run left none. */
export async function rows(run: RunView, reference: string): Promise<Flight[] | null> {
  const text = await run.artifact(reference).catch(() => null);
  if (text === null) return null;
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Flight);
}

export async function count(run: RunView, reference: string): Promise<number | '—'> {
  return (await rows(run, reference))?.length ?? '—';
}

/** Inputs (`step.output`) read by `step` and by what it descends from, not looking behind the steps in `seen`. */
export function inputsBehind(spec: PipelineView, step: string, seen = new Set<string>()): string[] {
  const found = spec.steps.find((s) => s.id === step);
  if (!found || seen.has(step)) return [];
  seen.add(step);
  const own = Object.values(found.inputs);
  return [...own, ...own.flatMap((input) => inputsBehind(spec, input.split('.')[0]!, seen))];
}

/** Steps that `step` descends from, itself left out. */
export function ancestors(spec: PipelineView, step: string, seen = new Set<string>()): Set<string> {
  const found = spec.steps.find((s) => s.id === step);
  for (const id of [...(found?.needs ?? []), ...Object.values(found?.inputs ?? {}).map((i) => i.split('.')[0]!)]) {
    if (seen.has(id) || !spec.steps.some((s) => s.id === id)) continue;
    seen.add(id);
    ancestors(spec, id, seen);
  }
  return seen;
}
