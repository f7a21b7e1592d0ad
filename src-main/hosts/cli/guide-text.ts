/** What the general material says in a terminal, in both languages. */
import type { ChecklistPoint, Locale, Question, Roadmap, SkillArea } from '../../contract/index.ts';

const pt = {
  roadmap: 'o roteiro de 90 dias e onde você está nele',
  week: 'só esta semana, com as tarefas',
  done: 'marca uma tarefa que a bancada não consegue ver',
  undo: 'desmarca uma tarefa',
  weekUnknown: (week: number, weeks: number) => `--week vai de 1 a ${weeks}, não ${week}`,
  skills: 'o mapa de habilidades, pelas evidências',
  interview: 'o banco de perguntas de entrevista',
  theme: 'dados, modelos, pipelines, serving, monitoramento, mlops, arquitetura ou comportamento',
  themeUnknown: (theme: string, known: string) => `tema “${theme}”; existem: ${known}`,
  module: 'só as de uma arquitetura',
  answers: 'com a resposta-modelo',
  checklist: 'os dez pontos de qualidade, conferidos no seu projeto; sai com 1 se faltar algum',
  portfolio: 'a sua solução como repositório Git: código, imagem, workflow, diagramas e README com os números medidos',
  to: 'pasta do repositório; se já for um portfólio, ganha um commit',
  made: ({ path, files, commit, imageError }: { path: string; files: number; commit: string; imageError: string | null }) =>
    `Repositório em ${path}: ${files} arquivos, commit ${commit}.${imageError ? ` Sem imagem própria (${imageError}).` : ''}\nPara publicar: cd ${path} && git remote add origin <URL> && git push -u origin main`,
  weekOf: 'Semana',
  state: { met: 'visto', claimed: 'você diz', missing: 'falta' },
};

const en: typeof pt = {
  roadmap: 'the 90-day roadmap, and where you are on it',
  week: 'only this week, with its tasks',
  done: 'ticks a task that the lab cannot see',
  undo: 'unticks a task',
  weekUnknown: (week, weeks) => `--week goes from 1 to ${weeks}, not ${week}`,
  skills: 'the skills map, by evidence',
  interview: 'the bank of interview questions',
  theme: 'dados, modelos, pipelines, serving, monitoramento, mlops, arquitetura or comportamento',
  themeUnknown: (theme, known) => `theme "${theme}"; there are: ${known}`,
  module: 'only those of one architecture',
  answers: 'with the model answer',
  checklist: 'the ten points of quality, looked at in your project; exits with 1 when one is missing',
  portfolio: 'your solution as a Git repository: code, image, workflow, diagrams, and a README with the measured figures',
  to: 'folder of the repository; one that is a portfolio already gets a commit',
  made: ({ path, files, commit, imageError }) =>
    `Repository in ${path}: ${files} files, commit ${commit}.${imageError ? ` Without an image of its own (${imageError}).` : ''}\nTo publish it: cd ${path} && git remote add origin <URL> && git push -u origin main`,
  weekOf: 'Week',
  state: { met: 'seen', claimed: 'you say', missing: 'missing' },
};

export const guideTexts = (locale: Locale) => (locale === 'en' ? en : pt);
type Texts = typeof pt;

export function roadmapText({ weeks }: Roadmap, only: number | undefined, t: Texts): string {
  return weeks
    .map((week, index) => {
      const done = week.tasks.filter((task) => task.done).length;
      const head = `${t.weekOf} ${String(index + 1).padStart(2)}  ${done}/${week.tasks.length}  ${week.title}`;
      if (only === undefined) return head;
      if (only !== index + 1) return null;
      const tasks = week.tasks.map(({ id, done: is, hours, text, evidence }) => {
        const seen = evidence ? ` (${evidence.have}/${evidence.need})` : '';
        return `  [${is ? 'x' : ' '}] ${id}  ${hours} h${seen}  ${text}`;
      });
      return [head, week.goal, ...tasks, `→ ${week.deliverable}`].join('\n');
    })
    .filter((text) => text !== null)
    .join('\n');
}

export function skillsText(areas: readonly SkillArea[]): string {
  return areas
    .map(({ title, skills }) =>
      [title, ...skills.map(({ title: name, level }) => `  ${String(Math.round(level * 100)).padStart(3)} %  ${name}`)].join('\n'),
    )
    .join('\n');
}

export function questionsText(questions: readonly Question[], withAnswers: boolean): string {
  return questions.map(({ theme, question, answer }) => `[${theme}] ${question}${withAnswers ? `\n  ${answer}\n` : ''}`).join('\n');
}

export function checklistText(points: readonly ChecklistPoint[], t: Texts): string {
  return points.map(({ title, state, seen, fix }) => `${t.state[state].padEnd(8)}  ${title}\n          ${seen ?? fix}`).join('\n');
}
