/** What `bancada progress` says, in both languages. */
import type { Locale, NextStep, Standing } from '../../contract/index.ts';

const pt = {
  progress: 'onde você está: próximo passo, dias e tempo de estudo, arquiteturas, habilidades',
  next: 'Próximo passo',
  step: {
    begin: (title: string) => `comece o estudo de ${title}`,
    review: (_: string, __: number, need: number) => `revise ${need === 1 ? '1 cartão' : `${need} cartões`}`,
    challenge: (title: string, have: number, need: number) => `continue o desafio de ${title} (${have} de ${need} verificações)`,
    read: (title: string, have: number, need: number) => `continue a leitura de ${title} (${have} de ${need} seções)`,
    quiz: (title: string, have: number, need: number) => `responda ao questionário de ${title} (${have} de ${need} certas)`,
    'begin-challenge': (title: string) => `comece o desafio de ${title}`,
    task: (title: string) => title,
  },
  time: (total: string, week: string) => `Tempo de estudo (estimado): ${total}; nos últimos 7 dias, ${week}`,
  rhythm: (days: number, rest: number, all: number) =>
    days > 1
      ? `Ritmo: ${days} dias de estudo, com folgas de até ${rest} dias entre eles; ${all} ao todo`
      : `Dias de estudo: ${all}. Folga não apaga nada: retome quando der.`,
  architectures: 'Arquiteturas',
  skills: 'Habilidades, pelas evidências',
};

const en: typeof pt = {
  progress: 'where you are: next step, days and time of study, architectures, skills',
  next: 'Next step',
  step: {
    begin: (title) => `begin to study ${title}`,
    review: (_, __, need) => `review ${need === 1 ? '1 card' : `${need} cards`}`,
    challenge: (title, have, need) => `go on with the challenge of ${title} (${have} of ${need} checks)`,
    read: (title, have, need) => `go on reading ${title} (${have} of ${need} sections)`,
    quiz: (title, have, need) => `answer the quiz of ${title} (${have} of ${need} right)`,
    'begin-challenge': (title) => `begin the challenge of ${title}`,
    task: (title) => title,
  },
  time: (total, week) => `Time of study (estimated): ${total}; in the last 7 days, ${week}`,
  rhythm: (days, rest, all) =>
    days > 1
      ? `Rhythm: ${days} days of study, with up to ${rest} days off between them; ${all} in all`
      : `Days of study: ${all}. Days off take nothing away: go on when you can.`,
  architectures: 'Architectures',
  skills: 'Skills, by evidence',
};

export const progressTexts = (locale: Locale) => (locale === 'en' ? en : pt);
type Texts = typeof pt;

const clock = (minutes: number) => (minutes < 60 ? `${Math.round(minutes)} min` : `${Math.floor(minutes / 60)} h ${Math.round(minutes % 60)} min`);
const percent = (share: number) => `${String(Math.round(share * 100)).padStart(3)} %`;

export function standingText({ next, time, rhythm, modules, skills }: Standing, t: Texts): string {
  return [
    t.next,
    ...next.map((step, index) => `  ${index + 1}. ${stepText(step, t)}`),
    '',
    t.time(clock(time.total), clock(time.week)),
    t.rhythm(rhythm.days, rhythm.rest, rhythm.all),
    '',
    t.architectures,
    ...modules.map(({ moduleId, title, share }) => `  ${percent(share)}  ${moduleId.slice(0, 2)} ${title}`),
    t.skills,
    ...skills.map(({ title, level }) => `  ${percent(level)}  ${title}`),
  ].join('\n');
}

function stepText({ kind, title, have, need, minutes }: NextStep, t: Texts): string {
  const words = t.step[kind](title, have, need);
  return minutes === null ? words : `${words} — ${clock(minutes)}`;
}
