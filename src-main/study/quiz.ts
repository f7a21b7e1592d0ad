/** `createQuiz`: the questions of a module with the learner's last answer to each; answers are events, the right option is judged here. */
import type { ContentCatalog } from '../catalog/index.ts';
import type { Core } from '../common/core.ts';
import { BancadaError, type Language, type QuizQuestion } from '../contract/index.ts';

type Last = NonNullable<QuizQuestion['last']>;

export interface Quiz {
  questions(moduleId: string, language: Language): QuizQuestion[];
  answer(moduleId: string, questionId: string, chosen: number): Promise<{ right: boolean }>;
  /** Of how many questions the last answer was right. */
  known(moduleId: string): number;
  lastAt(moduleId: string): number | null;
}

export function createQuiz({ clock, storage }: Core, { catalog, changed }: { catalog: ContentCatalog; changed(moduleId: string): void }): Quiz {
  const { db, write } = storage;
  const insert = db.prepare(
    'INSERT INTO quiz_answers (at, module_id, question_id, chosen, is_right) VALUES (@at, @moduleId, @questionId, CAST(@chosen AS INTEGER), @right)',
  );
  const newest = 'id IN (SELECT max(id) FROM quiz_answers WHERE module_id = ? GROUP BY question_id)';
  const last = db.prepare<[string], { questionId: string; at: number; chosen: number; right: number }>(
    `SELECT question_id AS questionId, at, chosen, is_right AS right FROM quiz_answers WHERE ${newest}`,
  );
  const known = db.prepare<[string], number>(`SELECT count(*) FROM quiz_answers WHERE is_right = 1 AND ${newest}`).pluck();
  const lastAt = db.prepare<[string], number | null>('SELECT max(at) FROM quiz_answers WHERE module_id = ?').pluck();

  return {
    questions(moduleId, language) {
      const answers = new Map(
        last.all(moduleId).map(({ questionId, at, chosen, right }) => [questionId, { at, chosen, right: right === 1 } as Last]),
      );
      const titles = new Map(catalog.study(moduleId, language).sections.map(({ id, title }) => [id, title]));
      return catalog.quiz(moduleId, language).map(({ read, ...question }) => ({
        ...question,
        read: { section: read, title: titles.get(read) ?? read },
        last: answers.get(question.id) ?? null,
      }));
    },
    async answer(moduleId, questionId, chosen) {
      const option = catalog.quiz(moduleId, 'pt').find(({ id }) => id === questionId)?.options[chosen];
      if (!option) throw new BancadaError('QUESTION_NOT_FOUND', { id: `${moduleId}/${questionId}/${chosen}` });
      await write(() => void insert.run({ at: clock.now(), moduleId, questionId, chosen, right: option.right ? 1 : 0 }));
      changed(moduleId);
      return { right: option.right };
    },
    known: (moduleId) => known.get(moduleId) ?? 0,
    lastAt: (moduleId) => lastAt.get(moduleId) ?? null,
  };
}
