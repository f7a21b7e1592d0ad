/** What a table process is asked about features: the names, what they take and give. */
import type { FeatureStoreDefinition } from '../../src-runtime/features/definition.ts';
import type { FeatureHistory, FeatureSkew, FeatureViewStats } from '../contract/features.ts';
import type { JobName, TableFile } from '../tables/index.ts';

export interface Sources {
  definition: FeatureStoreDefinition;
  /** By the name of a source: its files, the older first. */
  sources: Record<string, TableFile[]>;
}

export interface HistoryArgs extends Sources {
  /** For whom and for when: a column with the key of each entity, and `at` with the moment. */
  rows: TableFile;
  at: string;
  /** What a model will predict: how well each feature alone tells it, with the join right and naive. */
  label: string | null;
  to: Omit<TableFile, 'name'>;
  /** The naive join: what happened later is told as well. */
  naive: Omit<TableFile, 'name'> | null;
}

export interface MaterializeArgs extends Sources {
  /** Milliseconds; what became known later stays out. */
  until: number | null;
  /** A snapshot: `SnapshotHead`, then a `SnapshotKey` per line. */
  to: string;
}

export const historyJob: JobName<HistoryArgs, FeatureHistory> = { name: 'feature-history' };
export const materializeJob: JobName<MaterializeArgs, { watermark: number | null; views: FeatureViewStats[] }> = { name: 'feature-materialize' };
export const skewJob: JobName<Sources & { rows: TableFile; at: string; limit: number }, FeatureSkew> = { name: 'feature-skew' };

/** All that a job reads. */
export function filesOf({ sources }: Pick<Sources, 'sources'>): TableFile[] {
  return Object.values(sources).flat();
}
