/** Where somebody is on the roadmap, decided without a page. */
import type { Roadmap, RoadmapTask } from '#contract';

/** The first week with something left to do; the last one when all is done. */
export function currentWeek(weeks: Roadmap['weeks']): string | null {
  return (weeks.find(({ tasks }) => tasks.some(({ done }) => !done)) ?? weeks.at(-1))?.id ?? null;
}

export function hoursDone(tasks: readonly RoadmapTask[]): number {
  return tasks.reduce((sum, { done, hours }) => sum + (done ? hours : 0), 0);
}
