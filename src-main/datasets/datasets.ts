/** What other domains may ask of data sets. */
import type { DataVersion } from '../contract/datasets.ts';

export interface DataInput {
  path: string;
  digest: string;
  fileName: string;
  format: 'csv' | 'jsonl' | 'json' | 'file' | 'folder';
}

export interface Publication {
  name: string;
  /** A file or a folder; read, never changed. */
  path: string;
  fileName: string;
  tag?: string | undefined;
  message?: string;
  runId: string;
  stepId: string;
  signal?: AbortSignal;
}

export interface Datasets {
  /**
   * `NAME`, `NAME@vN` or `NAME@tag` as a file or folder to read. With a digest, those very bytes, whatever the reference means now.
   * DATASET_NOT_FOUND, DATA_VERSION_NOT_FOUND, DATA_REFERENCE_INVALID.
   */
  dataset(reference: string, digest?: string): Promise<DataInput>;
  /** A version made by a step. DATA_SET_SHIPPED, DATA_NAME_INVALID, DATA_TAG_INVALID. */
  publish(about: Publication): Promise<DataVersion>;
  resolve(reference: string): DataVersion;
  /** The newest version that is not in the trash; null when there is none. For whoever waits for a new one. */
  latest(name: string): DataVersion | null;
}
