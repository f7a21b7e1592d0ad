/** `nextSteps`: what would bring the learner furthest now, the best first. What was begun comes before what is new, and what is forgotten soonest before all. Pure. */

import type { Language } from '../contract/base.ts';
import type { ModuleSummary, Overview, Roadmap } from '../contract/index.ts';
import type { NextStep } from '../contract/progress.ts';

const shown = 4;
/** Cards a minute, as people answer them. */
const cardsPerMinute = 4;
const quizMinutes = 10;

export function nextSteps(overview: Overview, modules: readonly ModuleSummary[], roadmap: Roadmap, language: Language): NextStep[] {
  const at = new Map(overview.modules.map((each) => [each.moduleId, each]));
  const known = modules.filter(({ available }) => available).map((module) => ({ module, progress: at.get(module.id)! }));
  const step = (kind: NextStep['kind'], module: ModuleSummary, rest: Partial<NextStep>): NextStep => ({
    ...{ kind, moduleId: module.id, title: module.title[language], have: 0, need: 0, minutes: null, section: null },
    ...rest,
  });
  const newest = [...known].sort((a, b) => (b.progress.lastAt ?? 0) - (a.progress.lastAt ?? 0));
  const isNew = known.every(({ progress }) => progress.lastAt === null);
  const first = known[0];
  if (isNew && first) return [step('begin', first.module, { need: first.progress.sections, minutes: first.module.minutes.reading })];

  const steps: NextStep[] = [];
  const due = overview.dueCards;
  if (due > 0)
    steps.push({
      ...{ kind: 'review', moduleId: null, title: '', have: 0, need: due, section: null },
      minutes: Math.max(1, Math.round(due / cardsPerMinute)),
    });
  for (const { module, progress } of newest) {
    const [passed, read, right] = [progress.checksPassed.length, progress.sectionsRead.length, progress.questionsRight];
    const wholeText = read >= progress.sections;
    if (passed > 0 && passed < progress.checks) steps.push(step('challenge', module, { have: passed, need: progress.checks }));
    if (read > 0 && !wholeText)
      steps.push(
        step('read', module, {
          ...{ have: read, need: progress.sections },
          minutes: Math.max(1, Math.round(module.minutes.reading * (1 - read / progress.sections))),
        }),
      );
    if (wholeText && progress.questions > 0 && right < progress.questions)
      steps.push(step('quiz', module, { have: right, need: progress.questions, minutes: quizMinutes }));
    if (wholeText && passed === 0 && progress.checks > 0) steps.push(step('begin-challenge', module, { need: progress.checks }));
  }
  const unread = known.find(({ progress }) => progress.sectionsRead.length === 0 && progress.checksPassed.length === 0);
  if (unread) steps.push(step('begin', unread.module, { need: unread.progress.sections, minutes: unread.module.minutes.reading }));
  const task = roadmap.weeks.flatMap(({ tasks }) => tasks).find(({ done, evidence }) => !done && evidence === null);
  if (task)
    steps.push({ ...{ kind: 'task', moduleId: null, title: task.text, have: 0, need: 1, section: task.id }, minutes: Math.round(task.hours * 60) });
  return steps.slice(0, shown);
}
