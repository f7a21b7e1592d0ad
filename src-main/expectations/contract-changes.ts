/**
 * `contractChanges`: in what a table departs from what its readers were promised. What is gone, of another type or missing where nothing may be missing
 * breaks them; a column more does not. A promise holds until its contract's version is raised: leaving it out of the file does not take it back.
 */
import type { ContractChange, DataContract } from '../contract/data-contracts.ts';
import type { ColumnKind, TableFormat } from '../contract/tables.ts';
import type { ContractAnswer } from './protocol.ts';

export function contractChanges(contract: DataContract, promised: DataContract | null, found: ContractAnswer, format: TableFormat): ContractChange[] {
  const said = new Set(contract.columns.map(({ name }) => name));
  const still = promised && contract.version <= promised.version ? promised.columns : [];
  const withdrawn = still.filter(({ name }) => !said.has(name));
  const ofColumns = [...contract.columns, ...withdrawn].flatMap(({ name, type, nullable }): ContractChange[] => {
    const before = still.find((column) => column.name === name);
    const base = { ...nothing, column: name, promised: type, withdrawn: !said.has(name) };
    const column = found.columns.find((each) => each.name === name);
    if (!column) return [{ ...base, kind: 'gone' }];
    const changes: ContractChange[] = [];
    // What the file says now may differ from what was promised: the table must be as both say.
    const unlike = [type, ...(before ? [before.type] : [])].find((kind) => column.present > 0 && !fits(kind, column.kind, format));
    if (unlike) changes.push({ ...base, kind: 'type', promised: unlike, found: column.kind });
    const count = found.rows - column.present;
    const isRequired = !nullable || before?.nullable === false;
    if (isRequired && count > 0) changes.push({ ...base, kind: 'null', missing: { count, rows: found.rows, row: column.firstMissing } });
    return changes;
  });
  const ofRules = found.suite.results
    .filter(({ success, problem }) => !success && problem?.kind !== 'no-column')
    .map(
      (result): ContractChange => ({
        ...nothing,
        kind: 'expectation',
        breaking: result.expectation.severity === 'critical',
        column: result.expectation.column ?? null,
        result,
      }),
    );
  const more = found.columns
    .filter(({ name }) => !said.has(name) && !still.some((column) => column.name === name))
    .map(({ name, kind }): ContractChange => ({ ...nothing, kind: 'new', breaking: false, column: name, found: kind }));
  return [...ofColumns, ...ofRules, ...more].sort((a, b) => Number(b.breaking) - Number(a.breaking));
}

const nothing = { breaking: true, withdrawn: false, column: null, promised: null, found: null, missing: null, result: null } as const;

/** Whole numbers are numbers; text files tell types by what they hold, so a text of digits is a text still. */
function fits(promised: ColumnKind, found: ColumnKind, format: TableFormat): boolean {
  if (promised === found) return true;
  if (promised === 'number') return found === 'integer';
  if (promised === 'timestamp') return found === 'date' && format !== 'parquet';
  if (promised !== 'text' || format === 'parquet') return false;
  return format === 'csv' || found === 'date' || found === 'time' || found === 'timestamp';
}
