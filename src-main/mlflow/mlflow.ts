/** What pipelines ask of the tracking server. */
import type { Grant, Reach } from './grants.ts';

export type { Grant, Reach } from './grants.ts';

export interface Mlflow {
  /** Access to tracking for a step, from where its engine runs it. */
  grant(reach: Reach): Promise<Grant>;
}
