/** `standing`: everything of `Standing`, from the acts of all domains that keep some. */
import type { Language } from '../contract/base.ts';
import type { ModuleProgress } from '../contract/index.ts';
import type { ModuleStanding, Standing } from '../contract/progress.ts';
import { type Act, dayName, daysBetween, daysOf, pauseMinutes, restDays, rhythmOf, spent } from './days.ts';
import type { ProgressParts } from './index.ts';
import { nextSteps } from './next.ts';

const shownDays = 26 * 7;
const mostRuns = 2000;

export async function standing({ catalog, study, guide, pipelines }: ProgressParts, language: Language, now: number): Promise<Standing> {
  const [roadmap, areas, told] = await Promise.all([guide.roadmap(language), guide.skills(language), guide.acts()]);
  const [modules, overview] = [catalog.modules(), study.overview()];
  const challenges = new Set(modules.map(({ id }) => id));
  const runs = pipelines
    .list({ limit: mostRuns })
    .filter(({ solution }) => solution === 'workspace')
    .map(({ startedAt, pipeline }): Act => ({ at: startedAt, kind: 'run', moduleId: challenges.has(pipeline) ? pipeline : null }));
  const others = told.map((at): Act => ({ at, kind: 'other', moduleId: null }));
  const acts = spent([...study.acts(), ...others, ...runs].sort((a, b) => a.at - b.at));
  const days = daysOf(acts);
  const today = dayName(now);
  const within = (count: number) => days.filter(({ day }) => daysBetween(day, today) < count);
  const minutes = (some: readonly { minutes: number }[]) => some.reduce((sum, each) => sum + each.minutes, 0);
  const perModule = new Map<string, number>();
  for (const { moduleId, minutes: each } of acts) if (moduleId) perModule.set(moduleId, (perModule.get(moduleId) ?? 0) + each);
  const at = new Map(overview.modules.map((each) => [each.moduleId, each]));
  return {
    today,
    days: within(shownDays),
    time: { total: minutes(days), week: minutes(within(7)), today: minutes(within(1)), pauseMinutes },
    rhythm: { ...rhythmOf(days, today), rest: restDays, week: within(7).length, all: days.length },
    next: nextSteps(overview, modules, roadmap, language),
    modules: modules.map(({ id, title }) => moduleStanding(at.get(id)!, title[language], perModule.get(id) ?? 0)),
    skills: areas.map(({ id, title, skills }) => ({ id, title, level: skills.reduce((sum, { level }) => sum + level, 0) / skills.length })),
    weeks: roadmap.weeks.map(({ id, title, tasks }) => ({
      ...{ id, title, tasks: tasks.length, hours: tasks.reduce((sum, { hours }) => sum + hours, 0) },
      done: tasks.filter(({ done }) => done).length,
      hoursDone: tasks.reduce((sum, { done, hours }) => sum + (done ? hours : 0), 0),
    })),
  };
}

function moduleStanding(progress: ModuleProgress, title: string, minutes: number): ModuleStanding {
  const parts = {
    read: { have: progress.sectionsRead.length, need: progress.sections },
    checks: { have: progress.checksPassed.length, need: progress.checks },
    questions: { have: progress.questionsRight, need: progress.questions },
    cards: { have: progress.cardsSeen, need: progress.cards },
  };
  const asked = Object.values(parts).filter(({ need }) => need > 0);
  const share = asked.reduce((sum, { have, need }) => sum + Math.min(1, have / need), 0) / Math.max(1, asked.length);
  return { moduleId: progress.moduleId, title, ...parts, share, minutes, lastAt: progress.lastAt };
}
