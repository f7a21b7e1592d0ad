/** `read`: what a rule's condition comes to, as a pure function of what was measured. Null: there is nothing to judge by, and an alert stays as it is. */
import type { AlertCondition, AlertRule } from '../../contract/alerts.ts';
import type { DriftReport, FeatureDrift } from '../../contract/monitoring.ts';
import { storyMs } from '../../contract/story.ts';
import { type Fact, quantile } from '../traffic.ts';
import type { QualityShares } from './quality.ts';

export interface Measured {
  now: number;
  /** When the revision began. */
  since: number;
  /** Requests from a moment on, oldest first. */
  facts(since: number): readonly Fact[];
  /** Percent of the limit over the last stretches, newest last. */
  cpu: readonly number[];
  /** The newest drift reports of this revision, newest last; each over other requests, at least in part. */
  drift: readonly DriftReport[];
  /** Of the last answered rows; null while they are too few. */
  quality(): QualityShares | null;
  accuracy(labels: number): { share: number | null; labels: number };
}

export interface Reading {
  value: number;
  /** Per feature, where the condition is about features. */
  byFeature?: ReadonlyMap<string, number>;
  /** Which window it was measured in: another number is another window. */
  window: number;
  /** Drift that is only probable does not count yet. */
  unsure?: boolean;
  grave?: boolean;
}

export const fewest = 20;
/** What has no window of its own is counted by the minute. */
const minute = (now: number) => Math.floor(now / 60_000);

export function read({ when, above, below }: Pick<AlertRule, 'when' | 'above' | 'below'>, measured: Measured): Reading | null {
  const { now, drift } = measured;
  switch (when.kind) {
    case 'latency':
    case 'errors':
    case 'volume':
      return ofRequests(when, measured);
    case 'cpu':
      return steadyCpu(measured);
    case 'drift-score':
      return score(above ?? 0, drift);
    case 'drift':
    case 'prediction-drift': {
      const report = drift.at(-1);
      return report?.enough ? statistic(when, report, below !== null) : null;
    }
    case 'quality': {
      const shares = measured.quality();
      if (!shares) return null;
      return worst(when.feature, shares[when.check], false, shares.window);
    }
    case 'performance': {
      const { share, labels } = measured.accuracy(when.labels);
      return share === null || labels < when.labels ? null : { value: share, window: minute(now) };
    }
  }
}

function ofRequests(when: Extract<AlertCondition, { over: string }>, { now, since, facts }: Measured): Reading | null {
  const over = storyMs(when.over)!;
  const window = Math.floor(now / over);
  const found = facts(now - over);
  // Of an endpoint that is younger than the window nobody knows how much it is asked.
  if (when.kind === 'volume') return since > now - over ? null : { value: found.length, window };
  if (found.length < fewest) return found.length === 0 ? { value: 0, window } : null;
  if (when.kind === 'errors') return { value: found.filter((fact) => fact.failed).length / found.length, window };
  const times = found.map((fact) => fact.ms).sort((a, b) => a - b);
  return { value: quantile(times, when.percentile / 100)!, window };
}

/** A burst that lasts seconds is what a CPU is for: two stretches in a row have to be high. */
function steadyCpu({ cpu, now }: Measured): Reading | null {
  return cpu.length < 2 ? null : { value: Math.min(cpu.at(-1)!, cpu.at(-2)!), window: minute(now) };
}

/**
 * Grave drift fires at once. Drift that is only probable (p between 0.01 and 0.05) has to be there again in the next report: a report is made every few
 * hundred requests, and one in twenty would name something by chance.
 */
function score(threshold: number, reports: readonly DriftReport[]): Reading | null {
  const [before, report] = [reports.at(-2), reports.at(-1)];
  if (!report?.enough) return null;
  const drifted = report.features.filter((feature) => feature.severity !== 'none' && feature.kind !== 'prediction');
  const grave = drifted.some((feature) => feature.severity === 'high');
  const again = before?.enough === true && before.score > threshold;
  return {
    value: report.score,
    byFeature: new Map(drifted.map((feature) => [feature.feature, report.score])),
    window: report.window.end,
    unsure: !grave && !again,
    grave,
  };
}

function statistic(when: Extract<AlertCondition, { statistic: string }>, report: DriftReport, down: boolean): Reading | null {
  const about = report.features.filter(({ kind }) => (kind === 'prediction') === (when.kind === 'prediction-drift'));
  const found = about.flatMap((feature) => {
    const value = statisticOf(feature, when.statistic);
    return value === null ? [] : [[feature.feature, value] as const];
  });
  return worst(when.kind === 'drift' ? when.feature : null, new Map(found), down, report.window.end);
}

function statisticOf({ tests, evidence }: FeatureDrift, name: string): number | null {
  if (name === 'p') return evidence.pCorrected ?? null;
  return tests.find(({ test }) => test === name)?.statistic ?? null;
}

function worst(feature: string | null, found: ReadonlyMap<string, number>, down: boolean, window: number): Reading | null {
  const byFeature = feature === null ? found : new Map([...found].filter(([name]) => name === feature));
  if (byFeature.size === 0) return null;
  return { value: down ? Math.min(...byFeature.values()) : Math.max(...byFeature.values()), byFeature, window };
}
