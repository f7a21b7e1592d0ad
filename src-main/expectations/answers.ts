/** `keepAnswers`: what tables answered, by the digests of their bytes and of the question. The same question to the same bytes is asked once. */
import { createHash } from 'node:crypto';
import type { Storage } from '../storage/index.ts';

export interface Answers {
  known<Answer>(content: string, question: unknown): Answer | null;
  keep(content: string, answers: readonly { question: unknown; answer: unknown }[]): Promise<void>;
}

const most = 50_000;
/** Raised when an expectation is judged in another way: what was answered before counts no more. */
const revision = 1;

export function keepAnswers({ db, write }: Pick<Storage, 'db' | 'write'>): Answers {
  const get = db.prepare<[string, string], string>('SELECT answer FROM table_answers WHERE content = ? AND question = ?').pluck();
  const put = db.prepare<[string, string, string]>(
    'INSERT INTO table_answers (content, question, answer) VALUES (?, ?, ?) ON CONFLICT (content, question) DO UPDATE SET answer = excluded.answer',
  );
  const tidy = db.prepare<[number]>('DELETE FROM table_answers WHERE id <= (SELECT max(id) FROM table_answers) - ?');
  return {
    known<Answer>(content: string, question: unknown): Answer | null {
      const found = get.get(content, digest(question));
      return found === undefined ? null : (JSON.parse(found) as Answer);
    },
    async keep(content, answers) {
      await write(() => {
        for (const { question, answer } of answers) put.run(content, digest(question), JSON.stringify(answer));
        tidy.run(most);
      });
    },
  };
}

function digest(question: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([revision, question]))
    .digest('hex');
}
