/** What other domains may ask of the feature store. */
import type { FeatureStoreDefinition, Value } from '../../src-runtime/features/definition.ts';
import type { FeatureChange, FeatureDoor, FeatureHistory, FeatureSkew, FeatureStore, FeatureViewStats, OnlineStore } from '../contract/features.ts';
import type { TableFile, TableOptions } from '../tables/tables.ts';

export type FeatureRow = Readonly<Record<string, Value>>;

export interface SourceFile extends TableFile {
  /** sha256 of its bytes. */
  readonly digest: string;
}

export interface Materialized {
  watermark: number | null;
  views: FeatureViewStats[];
}

export interface Features {
  /** PIPELINE_SYNTAX, PIPELINE_INVALID, with the place. */
  parse(text: string, file: string): FeatureStoreDefinition;
  /** A training set of files; the lab's own store is neither asked nor changed. FEATURE_SOURCE_MISSING, TABLE_COLUMN_MISSING. */
  trainingSet(
    about: {
      definition: FeatureStoreDefinition;
      sources: Record<string, TableFile[]>;
      rows: TableFile;
      at: string;
      label: string | null;
      to: Omit<TableFile, 'name'>;
      naive: Omit<TableFile, 'name'> | null;
    },
    options?: TableOptions,
  ): Promise<FeatureHistory>;
  /** What the online store needs, as a file. */
  snapshot(
    about: { definition: FeatureStoreDefinition; sources: Record<string, TableFile[]>; until: number | null; to: string },
    options?: TableOptions,
  ): Promise<Materialized>;
  /** Makes a run's definitions, sources and snapshot the lab's own. The same again changes nothing. */
  publish(about: {
    text: string;
    file: string;
    runId: string;
    sources: Record<string, SourceFile>;
    snapshot: { path: string; digest: string };
    result: Materialized;
  }): Promise<void>;
  /** Whether an online store was filled from this snapshot, and nothing else since but pushes. */
  isOnline(snapshotDigest: string): boolean;
  /** Keeps what a run's training set told, for the catalogue; the store may be applied later, by a step beside it. */
  noteHistory(result: FeatureHistory, runId: string | null): Promise<void>;

  list(): { store: string; description: string; owner: string; views: number; features: number; appliedAt: number }[];
  get(store: string): FeatureStore;
  plan(text: string, file: string): { store: string; changes: FeatureChange[] };
  apply(text: string, file: string, runId?: string | null): Promise<{ store: string; changes: FeatureChange[] }>;
  remove(store: string): Promise<void>;
  ingest(store: string, source: string, path: string, options?: TableOptions): Promise<{ rows: number; isNew: boolean }>;
  history(
    store: string,
    about: { path: string; at: string; label: string | null; to: string; naiveTo: string | null },
    options?: TableOptions,
  ): Promise<FeatureHistory>;
  materialize(store: string, until: number | null, options?: TableOptions): Promise<Materialized>;
  online(store: string, keys: FeatureRow, at: number | null): Promise<{ at: number; values: Record<string, Value>; known: string[]; micros: number }>;
  /** Of Redis: at this address, or in a container that the lab runs. Views that were online are no more. */
  chooseOnline(store: string, to: { kind: 'sqlite' } | { kind: 'redis'; url: string | null }): Promise<OnlineStore>;
  push(store: string, source: string, rows: readonly FeatureRow[]): Promise<{ taken: number; known: number }>;
  /** `path`: a file, or `dataset:NAME`. */
  skew(store: string, about: { path: string; at: string; limit: number }, options?: TableOptions): Promise<FeatureSkew>;

  door(store: string): FeatureDoor | null;
  openDoor(store: string): Promise<FeatureDoor>;
  shutDoor(store: string): Promise<void>;
  /** A host that stays: open doors are answered. */
  attend(): Promise<void>;
  close(): Promise<void>;
}
