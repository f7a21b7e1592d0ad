/** Rows of drift studies. */
import type { Failure } from '../../contract/base.ts';
import type { DriftStudy } from '../../contract/drift.ts';
import type { Storage } from '../../storage/index.ts';

export interface StudyRow extends Omit<DriftStudy, 'status'> {
  status: Exclude<DriftStudy['status'], 'interrupted'>;
  owner: string;
}

type Encoded = Omit<StudyRow, 'plan' | 'report' | 'error'> & { plan: string; report: string | null; error: string | null };

const columns = `study_id AS studyId, endpoint, status, progress, plan, tracking_run_id AS trackingRunId, report, error, owner,
  started_at AS startedAt, ended_at AS endedAt`;

export type StudyStore = ReturnType<typeof createStudyStore>;

export function createStudyStore({ db, write }: Storage) {
  const one = db.prepare<[string], Encoded>(`SELECT ${columns} FROM drift_studies WHERE study_id = ?`);
  const newest = db.prepare<[string | null, string | null, number], Encoded>(
    `SELECT ${columns} FROM drift_studies WHERE ? IS NULL OR endpoint = ? ORDER BY started_at DESC, study_id LIMIT ?`,
  );
  const put = db.prepare<Encoded>(
    `INSERT OR REPLACE INTO drift_studies VALUES (@studyId, @endpoint, @status, @progress, @plan, @trackingRunId, @report, @error, @owner, @startedAt, @endedAt)`,
  );
  const row = (studyId: string): StudyRow | undefined => {
    const found = one.get(studyId);
    return found && decode(found);
  };
  return {
    row,
    list: (endpoint: string | null, limit: number) => newest.all(endpoint, endpoint, limit).map(decode),
    begin: (begun: StudyRow) => write(() => void put.run(encode(begun))),
    /** Changes what is still running; false when somebody ended it meanwhile. */
    change: (studyId: string, change: Partial<StudyRow>) =>
      write(() => {
        const now = row(studyId);
        if (now?.status !== 'running') return false;
        put.run(encode({ ...now, ...change }));
        return true;
      }),
  };
}

function encode(row: StudyRow): Encoded {
  return { ...row, plan: JSON.stringify(row.plan), report: row.report && JSON.stringify(row.report), error: row.error && JSON.stringify(row.error) };
}

function decode(row: Encoded): StudyRow {
  return {
    ...row,
    plan: JSON.parse(row.plan),
    report: row.report === null ? null : JSON.parse(row.report),
    error: row.error === null ? null : (JSON.parse(row.error) as Failure),
  };
}
