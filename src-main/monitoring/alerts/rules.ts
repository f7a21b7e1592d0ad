/** `judge`: the four alert rules, as a pure function of what was measured. Null says that there is nothing to judge by, and leaves an alert as it is. */
import type { Alert, AlertRule, DriftReport } from '../../contract/monitoring.ts';
import { type Fact, quantile } from '../traffic.ts';

export const defaultRules: readonly AlertRule[] = [
  { id: 'latency', threshold: 500, unit: 'ms', enabled: true },
  { id: 'errors', threshold: 0.05, unit: 'share', enabled: true },
  { id: 'cpu', threshold: 80, unit: 'percent', enabled: true },
  { id: 'drift', threshold: 0.1, unit: 'share', enabled: true },
];

/** What latency and errors are judged by. */
export const judgedMs = 60_000;
const fewest = 20;

export interface Measured {
  /** Requests of the last minute. */
  facts: readonly Fact[];
  /** Percent of the limit over the last stretches, newest last. */
  cpu: readonly number[];
  /** The newest drift reports of this revision, newest last; each over other requests, at least in part. */
  drift: readonly DriftReport[];
}

export interface Verdict {
  firing: boolean;
  value: number;
  severity: Alert['severity'];
  subjects: string[];
}

export function judge({ id, threshold }: AlertRule, measured: Measured): Verdict | null {
  if (id === 'drift') return drift(threshold, measured.drift);
  const value = { latency: latency95, errors: errorShare, cpu: steadyCpu }[id](measured);
  if (value === null) return null;
  return { firing: value > threshold, value, severity: value > 2 * threshold ? 'high' : 'warning', subjects: [] };
}

function latency95({ facts }: Measured): number | null {
  if (facts.length < fewest) return facts.length === 0 ? 0 : null;
  return quantile(
    facts.map((fact) => fact.ms).sort((a, b) => a - b),
    0.95,
  );
}

function errorShare({ facts }: Measured): number | null {
  if (facts.length < fewest) return facts.length === 0 ? 0 : null;
  return facts.filter((fact) => fact.failed).length / facts.length;
}

/** A burst that lasts seconds is what a CPU is for: two stretches in a row have to be high. */
function steadyCpu({ cpu }: Measured): number | null {
  return cpu.length < 2 ? null : Math.min(cpu.at(-1)!, cpu.at(-2)!);
}

/**
 * Grave drift fires at once. Drift that is only probable (p between 0.01 and 0.05) has to be there again in the next report: a report is made every few
 * hundred requests, and one in twenty would name something by chance.
 */
function drift(threshold: number, reports: readonly DriftReport[]): Verdict | null {
  const [before, report] = [reports.at(-2), reports.at(-1)];
  if (!report?.enough) return null;
  const drifted = report.features.filter((feature) => feature.severity !== 'none' && feature.kind !== 'prediction');
  const high = drifted.some((feature) => feature.severity === 'high');
  const again = before?.enough === true && before.score > threshold;
  return {
    firing: report.score > threshold && (high || again),
    value: report.score,
    severity: high ? 'high' : 'warning',
    subjects: drifted.map((feature) => feature.feature),
  };
}
