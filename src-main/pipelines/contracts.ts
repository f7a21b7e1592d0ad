/** The tables of data contracts: what was promised to readers of an output, and how a run's outputs keep it. */
import type Sqlite from 'better-sqlite3';
import type { ContractResult, DataContract } from '../contract/data-contracts.ts';
import type { RunRecord } from './records.ts';

export function contractReads(db: Sqlite.Database) {
  const promised = db
    .prepare<[string, string, string, string], string>(
      'SELECT contract FROM contract_promises WHERE pipeline = ? AND solution = ? AND step_id = ? AND output = ?',
    )
    .pluck();
  const results = db.prepare<[string, string], string>('SELECT results FROM step_contracts WHERE run_id = ? AND step_id = ?').pluck();
  return {
    promised({ pipeline, solution }: Pick<RunRecord, 'pipeline' | 'solution'>, step: string, output: string): DataContract | null {
      const found = promised.get(pipeline, solution, step, output);
      return found === undefined ? null : JSON.parse(found);
    },
    results(runId: string, step: string): ContractResult[] {
      return JSON.parse(results.get(runId, step) ?? '[]');
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
