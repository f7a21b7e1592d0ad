/** Where to go once a challenge is solved: the next available architecture whose challenge is not, in the order of the book and around its end; else null. */
import type { ModuleProgress, ModuleSummary } from '#contract';

export function nextModule(after: string, modules: readonly ModuleSummary[], progress: readonly ModuleProgress[]): ModuleSummary | null {
  const solved = new Set(progress.filter(isSolved).map(({ moduleId }) => moduleId));
  const inOrder = [...modules].sort((a, b) => a.order - b.order);
  const here = inOrder.findIndex(({ id }) => id === after);
  return [...inOrder.slice(here + 1), ...inOrder.slice(0, Math.max(0, here))].find(({ id, available }) => available && !solved.has(id)) ?? null;
}

export function isSolved({ checks, checksPassed }: ModuleProgress): boolean {
  return checks > 0 && checksPassed.length >= checks;
}
