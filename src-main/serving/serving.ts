/** What other domains ask of serving. */
import type { EngineKind } from '../contract/base.ts';
import type { CapturedRequest, Endpoint } from '../contract/serving.ts';
import type { Solution } from '../contract/workspaces.ts';

export interface Serving {
  /** Answers when the endpoint is ready; the previous revision stays in place when the new one does not get ready. */
  serve(options: { target: string; endpoint?: string; engine?: EngineKind; solution?: Solution; port?: number }): Promise<Endpoint>;
  stop(name: string): Promise<void>;
  get(name: string): Endpoint;
  list(): Endpoint[];
  /** Everything captured since a position (0: what is kept), oldest first, and the next position. */
  captured(name: string, after: number): { requests: CapturedRequest[]; next: number };
  /** Rows and predictions that drift is measured against. */
  reference(name: string): { rows: Record<string, unknown>[]; predictions: string[]; source: string } | null;
  /** Fraction of its CPU limit in use, null when unknown. */
  cpu(name: string): Promise<number | null>;
}
