/** What the form holds, and the plan that it means. Pure. */
import type { LoadPlanInput, LoadProfile } from '#contract';

export interface LoadDraft {
  kind: LoadProfile['kind'];
  rate: number;
  /** Where a ramp begins, and the lowest of a wave. */
  from: number;
  peak: number;
  peakSeconds: number;
  period: number;
  seconds: number;
  random: boolean;
  /** `any`: as the traffic is shared. */
  revision: string;
  rows: 'example' | 'reference' | 'own';
  /** JSON: one body or a list. */
  own: string;
  /** Empty: no limit. */
  maxP99: number | '';
  maxFailed: number | '';
  connections: number;
  timeoutSeconds: number;
}

export const kinds: readonly LoadDraft['kind'][] = ['constant', 'ramp', 'spike', 'wave'];

export function firstDraft(): LoadDraft {
  return {
    ...{ kind: 'constant', rate: 50, from: 0, peak: 200, peakSeconds: 5, period: 20, seconds: 20, random: false, revision: 'any' },
    ...{ rows: 'example', own: '', maxP99: '', maxFailed: '', connections: 200, timeoutSeconds: 10 },
  };
}

/** A field that is being typed is empty for a moment. */
const leastSeconds = 0.5;

export function profileOf({ kind, rate, from, peak, ...times }: LoadDraft): LoadProfile {
  const seconds = Math.max(leastSeconds, times.seconds);
  const [period, peakSeconds] = [Math.max(leastSeconds, times.period), Math.max(leastSeconds, times.peakSeconds)];
  if (kind === 'ramp') return { kind, from, rate, seconds };
  if (kind === 'spike') return { kind, rate, peak, peakSeconds: Math.min(peakSeconds, seconds), seconds };
  if (kind === 'wave') return { kind, low: from, rate, period, seconds };
  return { kind, rate, seconds };
}

/** Null when what was written is no JSON. */
export function bodiesOf(text: string): unknown[] | null {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? (found.length > 0 ? found : null) : [found];
  } catch {
    return null;
  }
}

export function planOf(endpoint: string, draft: LoadDraft): LoadPlanInput | null {
  const bodies = draft.rows === 'own' ? bodiesOf(draft.own) : undefined;
  if (bodies === null) return null;
  return {
    endpoint,
    profile: profileOf(draft),
    arrivals: draft.random ? 'random' : 'even',
    revision: draft.revision === 'any' ? null : Number(draft.revision),
    ...(bodies ? { bodies } : { rows: draft.rows === 'reference' ? 'reference' : 'example' }),
    limits: {
      ...(draft.maxP99 !== '' && draft.maxP99 > 0 && { p99Ms: draft.maxP99 }),
      ...(draft.maxFailed !== '' && { failed: draft.maxFailed / 100 }),
    },
    connections: draft.connections,
    timeoutMs: Math.round(draft.timeoutSeconds * 1000),
  };
}
