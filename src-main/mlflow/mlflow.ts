/** What pipelines ask of the tracking server. */
import type { Reach } from '../engines/engine.ts';
import type { Grant } from './grants.ts';

export type { Grant } from './grants.ts';

export interface Mlflow {
  /** Access to tracking for a step, from where its engine runs it. */
  grant(reach: Reach): Promise<Grant>;
}
