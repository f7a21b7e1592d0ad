/** `modelLinks`: which logged models a run read and made. */
import type Sqlite from 'better-sqlite3';

export interface ModelLink {
  modelId: string;
  step: number;
}

type Role = 'input' | 'output';

export type ModelLinks = ReturnType<typeof modelLinks>;

export function modelLinks(db: Sqlite.Database) {
  const insert = db.prepare<[number, Role, string, number]>('INSERT INTO run_models VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const of = db.prepare<[string, Role], ModelLink>(
    `SELECT l.model_id AS modelId, l.step FROM run_models l JOIN runs r ON r.id = l.run WHERE r.run_id = ? AND l.role = ? ORDER BY l.step, l.model_id`,
  );
  return {
    /** Inside a change. */
    write: (run: number, role: Role, links: readonly ModelLink[]) => {
      for (const { modelId, step } of links) insert.run(run, role, modelId, step);
    },
    inputs: (runId: string): ModelLink[] => of.all(runId, 'input'),
    outputs: (runId: string): ModelLink[] => of.all(runId, 'output'),
  };
}
