/** What other domains ask of serving, and what serving asks of them. */
import type { EngineKind, Scalar } from '../contract/base.ts';
import type { CapturedRequest, Endpoint } from '../contract/serving.ts';
import type { Solution } from '../contract/workspaces.ts';
import type { LaunchInput, Resources } from '../engines/engine.ts';

export interface Serving {
  /** Answers when the endpoint is ready; the previous revision stays in place when the new one does not get ready. */
  serve(options: ServeOptions): Promise<Endpoint>;
  stop(name: string): Promise<void>;
  get(name: string): Endpoint;
  list(): Endpoint[];
  /**
   * Everything captured since a position (0: what is kept), oldest first, and the next position. Positions stay valid when the file is rotated and when
   * a new revision takes over. With `maxBytes` it may end earlier: ask again until `next` stands still.
   */
  captured(name: string, after: number, maxBytes?: number): { requests: CapturedRequest[]; next: number };
  /** The newest captured requests of the current revision, oldest first. */
  recent(name: string, limit: number): Promise<CapturedRequest[]>;
  /** Calls back when an endpoint's capture may have grown, until the returned function is called. Costs nothing while nothing is written. */
  onCaptured(name: string, listener: () => void): () => void;
  /** Rows and predictions that drift is measured against. */
  reference(name: string): DriftReference | null;
  /** Fraction of its CPU limit in use, null when unknown. */
  cpu(name: string): Promise<number | null>;
}

interface ServeOptions {
  target: string;
  endpoint?: string;
  engine?: EngineKind;
  solution?: Solution;
  port?: number;
}

export interface DriftReference {
  rows: Record<string, unknown>[];
  predictions: string[];
  source: string;
}

/** The `service:` of a challenge's pipeline.yaml, ready to be launched. CHALLENGE_NOT_FOUND; PIPELINE_INVALID when there is none. */
export type ProgramServiceOf = (challengeId: string, solution: Solution) => Promise<ProgramService>;

export interface ProgramService {
  name: string;
  /** The program, relative to `codeDir`. */
  file: string;
  codeDir: string;
  inputs: readonly LaunchInput[];
  params: Readonly<Record<string, Scalar>>;
  seed: number;
  resources: Resources;
}
