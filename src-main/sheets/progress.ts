/** The learner's progress as tables: architectures, weeks of the roadmap, skills, days. */
import type { Language } from '../contract/base.ts';
import { takenWords } from '../contract/messages/sheets.ts';
import type { Standing } from '../contract/progress.ts';
import type { Sheet } from '../contract/spreadsheet/sheet.ts';

export function progressSheets({ modules, weeks, skills, days }: Standing, language: Language): Sheet[] {
  const { column: c, ...name } = takenWords[language];
  const whole = (title: string) => ({ title, format: 'integer' }) as const;
  const minutes = { title: c.minutes, format: 'integer', shade: 'bar' } as const;
  return [
    {
      name: name.progress,
      frozen: 1,
      columns: [
        c.architecture,
        { title: c.done, format: 'share', shade: 'good-high' },
        ...[c.sectionsRead, c.sections, c.checksPassed, c.checks, c.questionsRight, c.questions, c.cardsSeen, c.cards].map(whole),
        minutes,
        { title: c.lastAt, format: 'date' },
      ],
      rows: modules.map(({ moduleId, title, share, read, checks, questions, cards, minutes: spent, lastAt }) => [
        ...[`${moduleId.slice(0, 2)} ${title}`, share],
        ...[read, checks, questions, cards].flatMap(({ have, need }) => [have, need]),
        Math.round(spent),
        lastAt,
      ]),
    },
    {
      name: name.weeks,
      columns: [
        whole(c.week),
        c.title,
        whole(c.tasksDone),
        whole(c.tasks),
        c.hoursDone,
        c.hours,
        { title: c.done, format: 'share', shade: 'good-high' },
      ],
      rows: weeks.map(({ title, done, tasks, hoursDone, hours }, index) => [index + 1, title, done, tasks, hoursDone, hours, hoursDone / hours]),
    },
    {
      name: name.skills,
      columns: [c.skill, { title: c.level, format: 'share', shade: 'good-high' }],
      rows: skills.map(({ title, level }) => [title, level]),
    },
    {
      name: name.days,
      columns: [{ title: c.day, format: 'date' }, minutes, ...[c.sectionsRead, c.checksPassed, c.cards, c.questions, c.runs].map(whole)],
      rows: days.map(({ day, minutes: spent, read, checks, cards, questions, runs }) => [
        new Date(`${day}T00:00:00`).getTime(),
        Math.round(spent),
        ...[read, checks, cards, questions, runs],
      ]),
    },
  ];
}
