/** `dataReads`: writes down which step of a run reads which data: lineage and the collection of data ask for it without reading plans. */
import type Sqlite from 'better-sqlite3';
import type { RunRecord } from './records.ts';

export function dataReads(db: Sqlite.Database): (run: Pick<RunRecord, 'runId' | 'plan'>) => void {
  const insert = db.prepare<[string, string, string, string, string]>(
    'INSERT INTO run_data (run_id, step_id, input, reference, digest) VALUES (?, ?, ?, ?, ?)',
  );
  return ({ runId, plan }) => {
    for (const step of plan.steps) {
      if (!step.wanted) continue;
      for (const { name, source } of step.inputs) {
        if (source.kind === 'dataset') insert.run(runId, step.id, name, source.id, plan.datasets[source.id]!.digest);
      }
    }
  };
}
