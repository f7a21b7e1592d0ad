/** What a table process is asked about drift: the names, what they take and give. It reads files, and computes where nobody else waits. */
import type { Correction, DriftHeat, StudyReport, SubjectDrift } from '../../contract/drift.ts';
import type { JobName, TableFile } from '../../tables/index.ts';
import type { Answer } from './analysis/estimate.ts';
import type { Value } from './analysis/side.ts';

/** The columns of one side: as they were captured, or in a file. */
export type SideData =
  | { readonly kind: 'columns'; readonly rows: number; readonly columns: Readonly<Record<string, readonly Value[]>> }
  | { readonly kind: 'table'; readonly file: TableFile };

export interface WantedColumn {
  readonly name: string;
  /** Told by the model's signature; null: by the table. */
  readonly kind: SubjectDrift['kind'] | null;
}

interface StudyArgs {
  readonly reference: SideData;
  readonly current: SideData;
  /** Null: every column that both sides have. */
  readonly columns: readonly WantedColumn[] | null;
  readonly correction: Correction;
  readonly segmentBy: string | null;
  readonly multivariate: boolean;
  readonly seed: number;
  /** Answers with probabilities: those whose truth is known, and those of the window. */
  readonly answers: { readonly labelled: readonly Answer[]; readonly window: readonly Answer[] } | null;
}

/** What it does not know: what the sides are called. */
export type StudyFindings = Omit<StudyReport, 'reference' | 'current' | 'noEstimate'> & { rows: { reference: number; current: number } };

interface HeatArgs {
  readonly reference: SideData;
  readonly windows: readonly Extract<SideData, { kind: 'columns' }>[];
  readonly columns: readonly WantedColumn[] | null;
  readonly correction: Correction;
}

export const studyJob: JobName<StudyArgs, StudyFindings> = { name: 'drift-study' };
export const heatJob: JobName<HeatArgs, { rows: number; features: DriftHeat['features'] }> = { name: 'drift-heat' };

export function filesOf(...sides: readonly SideData[]): TableFile[] {
  return sides.flatMap((side) => (side.kind === 'table' ? [side.file] : []));
}
