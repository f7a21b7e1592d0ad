/** `warmKey`: steps with the same key may follow each other in one container: same limits, same network, and code of the same workspace. */
import type { Network, StepLaunch } from '../engine.ts';

export interface WarmKey {
  readonly cpus: number;
  readonly memoryBytes: number;
  readonly network: Network;
  /** Whose code it is; the home is the engine's. */
  readonly trust: string;
  readonly text: string;
}

export function warmKey({ resources: { cpus, memoryBytes }, network, run }: Pick<StepLaunch, 'resources' | 'network' | 'run'>): WarmKey {
  const trust = run.pipeline;
  return { cpus, memoryBytes, network, trust, text: JSON.stringify([cpus, memoryBytes, network, trust]) };
}
