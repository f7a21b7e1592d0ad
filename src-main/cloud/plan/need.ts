/** One permission that a plan asks for: in which phase, as whom, for what. */
import type { Context } from '../iam/conditions.ts';

export type Phase = 'train' | 'model' | 'endpoint' | 'batch' | 'schedule' | 'budget';

export interface Need {
  phase: Phase;
  /** Of which endpoint, in those phases. */
  target: string;
  role: string;
  action: string;
  resource: string;
  context: Context;
}

/** Who makes the calls. */
export const deployer = 'implantador';
