/** What the first page says, decided without a page. */

import type { ModuleProgress, ModuleSummary, Overview, RunSummary } from '#contract';
import { isCheckRun } from '../../lib/check-run.ts';
import { isSolved, nextModule } from '../../lib/next-module.ts';

export function isNew(overview: Overview, runs: readonly RunSummary[]): boolean {
  const touched = overview.modules.some((module) => module.sectionsRead.length + module.checksPassed.length + module.cardsSeen > 0);
  return overview.resume === null && !touched && runs.length === 0;
}

/** Challenges that were begun and are not done, furthest first. */
export function openChallenges(overview: Overview): ModuleProgress[] {
  return overview.modules
    .filter((module) => module.checksPassed.length > 0 && module.checksPassed.length < module.checks)
    .sort((a, b) => b.checksPassed.length / b.checks - a.checksPassed.length / a.checks);
}

/**
 * What a solved challenge leads to: the architecture that is next, until its challenge is begun; where all that are available are solved, null:
 * there is more to try. Undefined while nothing is solved, or something else is under way.
 */
export function afterSolved(overview: Overview, modules: readonly ModuleSummary[]): { solved: string; next: ModuleSummary | null } | undefined {
  const [last] = overview.modules.filter(isSolved).sort((a, b) => (b.lastAt ?? 0) - (a.lastAt ?? 0));
  if (!last || openChallenges(overview).length > 0) return undefined;
  return { solved: last.moduleId, next: nextModule(last.moduleId, modules, overview.modules) };
}

/** The first available architecture of which a section is unread. */
export function nextReading(overview: Overview, modules: readonly ModuleSummary[]): ModuleSummary | null {
  const byId = new Map(overview.modules.map((progress) => [progress.moduleId, progress]));
  return (
    modules.find((module) => {
      const progress = byId.get(module.id);
      return module.available && module.id !== overview.resume?.moduleId && (!progress || progress.sectionsRead.length < progress.sections);
    }) ?? null
  );
}

/** The last run of each pipeline, where it failed; a check may fail a run on purpose. */
export function brokenPipelines(runs: readonly RunSummary[]): RunSummary[] {
  const last = new Map<string, RunSummary>();
  for (const run of runs) {
    if (isCheckRun(run)) continue;
    const known = last.get(run.pipeline);
    if (!known || known.startedAt < run.startedAt) last.set(run.pipeline, run);
  }
  return [...last.values()].filter((run) => run.status === 'failed');
}
