/** Rows of runs of the five jobs. */
import type { CiRun } from '../contract/ci.ts';
import type { Storage } from '../storage/index.ts';

export interface CiRow extends CiRun {
  owner: string;
}

type Encoded = Omit<CiRow, 'jobs' | 'annotations' | 'products' | 'commit'> & {
  commitId: string;
  jobs: string;
  annotations: string;
  products: string;
};

const columns = `id, project, solution, engine, branch, commit_id AS commitId, title, cause, status, jobs, annotations, products, owner,
  started_at AS startedAt, ended_at AS endedAt`;

export function createCiStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM ci_runs WHERE id = ?`);
  const newest = db.prepare<[string | null, string | null, number], Encoded>(
    `SELECT ${columns} FROM ci_runs WHERE cause <> 'check' AND (? IS NULL OR project = ?) ORDER BY started_at DESC, id LIMIT ?`,
  );
  const put = db.prepare<Encoded>(
    `INSERT OR REPLACE INTO ci_runs VALUES (@id, @project, @solution, @engine, @branch, @commitId, @title, @cause, @status, @jobs, @annotations,
       @products, @owner, @startedAt, @endedAt)`,
  );
  return {
    row: (id: string): CiRow | null => {
      const found = one.get(id);
      return found ? decode(found) : null;
    },
    list: (project: string | null, limit: number): CiRow[] => newest.all(project, project, limit).map(decode),
    save: (row: CiRow): Promise<unknown> => write(() => put.run(encode(row))),
  };
}

function encode({ commit, jobs, annotations, products, ...row }: CiRow): Encoded {
  return { ...row, commitId: commit, jobs: JSON.stringify(jobs), annotations: JSON.stringify(annotations), products: JSON.stringify(products) };
}

function decode({ commitId, jobs, annotations, products, ...row }: Encoded): CiRow {
  return { ...row, commit: commitId, jobs: JSON.parse(jobs), annotations: JSON.parse(annotations), products: JSON.parse(products) };
}
