/** The tables of data contracts: what was promised to readers of an output, and how a run's outputs keep it. */
import type Sqlite from 'better-sqlite3';
import type { ContractResult, DataContract, OutsideReader } from '../contract/data-contracts.ts';
import type { RunRecord } from './records.ts';

export function contractReads(db: Sqlite.Database) {
  const promised = db
    .prepare<[string, string, string, string], string>(
      'SELECT contract FROM contract_promises WHERE pipeline = ? AND solution = ? AND step_id = ? AND output = ?',
    )
    .pluck();
  const results = db.prepare<[string, string], string>('SELECT results FROM step_contracts WHERE run_id = ? AND step_id = ?').pluck();
  // Each pipeline's last run: a pipeline that reads it no more is no reader of it.
  const readers = db.prepare<{ name: string }, Omit<OutsideReader, 'dataset'>>(
    `WITH RECURSIVE names (pipeline) AS (SELECT min(pipeline) FROM pipeline_runs UNION ALL
       SELECT (SELECT min(r.pipeline) FROM pipeline_runs r WHERE r.pipeline > names.pipeline) FROM names WHERE names.pipeline IS NOT NULL)
     SELECT DISTINCT n.pipeline, d.step_id AS step FROM names n
     JOIN run_data d ON d.run_id = (SELECT r.run_id FROM pipeline_runs r WHERE r.pipeline = n.pipeline ORDER BY r.started_at DESC LIMIT 1)
     WHERE d.reference = @name OR substr(d.reference, 1, length(@name) + 1) = @name || '@' ORDER BY 1, 2`,
  );
  return {
    /** Who reads a data set, whatever the version. */
    readersOf: (dataset: string): OutsideReader[] => readers.all({ name: dataset }).map((reader) => ({ dataset, ...reader })),
    promised({ pipeline, solution }: Pick<RunRecord, 'pipeline' | 'solution'>, step: string, output: string): DataContract | null {
      const found = promised.get(pipeline, solution, step, output);
      return found === undefined ? null : JSON.parse(found);
    },
    results(runId: string, step: string): ContractResult[] {
      const found = JSON.parse(results.get(runId, step) ?? '[]') as (Omit<ContractResult, 'elsewhere'> & Partial<ContractResult>)[];
      // What was written before there were readers elsewhere names none.
      return found.map((result) => ({ ...result, elsewhere: result.elsewhere ?? [] }));
    },
  };
}

export function contractWrites(db: Sqlite.Database) {
  const promise = db.prepare<[string, string, string, string, string, string]>('INSERT OR REPLACE INTO contract_promises VALUES (?, ?, ?, ?, ?, ?)');
  const results = db.prepare<[string, string, string]>('INSERT OR REPLACE INTO step_contracts VALUES (?, ?, ?)');
  return {
    promise({ pipeline, solution, runId }: Pick<RunRecord, 'pipeline' | 'solution' | 'runId'>, step: string, output: string, contract: DataContract) {
      promise.run(pipeline, solution, step, output, JSON.stringify(contract), runId);
    },
    contractResults: (runId: string, step: string, found: readonly ContractResult[]) => void results.run(runId, step, JSON.stringify(found)),
  };
}
