/** What other domains ask of tracking. */
import type { TrackedRun, TrackingStatus } from '../contract/tracking.ts';

export interface Tracking {
  /**
   * Starts a run in the experiment of that name (made when missing). Answers with the run's id, 32 hex digits. Who brings an id may ask twice:
   * a run that exists stays as it is.
   */
  startRun(about: { experiment: string; name: string; parentRunId?: string; tags?: Record<string, string>; runId?: string }): Promise<string>;
  /** Durable when it resolves. Params keep their first value; exact duplicates of metrics are dropped. */
  logBatch(runId: string, batch: TrackingBatch): Promise<void>;
  /** Takes metrics back: what was told by an attempt that is made again. Of the names given, or of all. A run that is gone has none. */
  dropMetrics(runId: string, dropped: { keys?: readonly string[]; since: number }): Promise<void>;
  /** Says which data sets the run reads. A digest is cut to what MLflow keeps of one. */
  readDatasets(runId: string, datasets: readonly { name: string; digest: string }[]): Promise<void>;
  endRun(runId: string, status: TrackingStatus): Promise<void>;
  /** Shows a stored artifact under `path` of the run. */
  attachArtifact(runId: string, path: string, artifact: { digest: string; kind: 'file' | 'folder'; bytes: number }): Promise<void>;
  run(runId: string): TrackedRun;
}

interface TrackingBatch {
  params?: Record<string, string>;
  metrics?: readonly { key: string; value: number; step: number; timestamp: number }[];
  tags?: Record<string, string>;
}
