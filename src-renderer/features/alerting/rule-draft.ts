/** A rule as its form holds it: one threshold with a side, shares as percentages. Pure. */
import type { AlertCondition, AlertRule } from '#contract';

export const conditionKinds = [
  'drift-score',
  'drift',
  'prediction-drift',
  'quality',
  'errors',
  'latency',
  'performance',
  'volume',
  'cpu',
] as const satisfies AlertCondition['kind'][];

export type Side = 'above' | 'below';

const shares: readonly AlertCondition['kind'][] = ['drift-score', 'quality', 'errors', 'performance'];

/** What one of the form's units is of the rule's. */
export function unitOf(kind: AlertCondition['kind']): { factor: number; suffix: string } {
  if (shares.includes(kind)) return { factor: 0.01, suffix: ' %' };
  return { factor: 1, suffix: kind === 'latency' ? ' ms' : kind === 'cpu' ? ' %' : '' };
}

/** With what people usually begin. */
export function conditionOf(kind: AlertCondition['kind']): { when: AlertCondition; side: Side; threshold: number } {
  switch (kind) {
    case 'drift-score':
    case 'cpu':
      return { when: { kind }, side: 'above', threshold: kind === 'cpu' ? 80 : 0.1 };
    case 'drift':
      return { when: { kind, feature: null, statistic: 'psi' }, side: 'above', threshold: 0.2 };
    case 'prediction-drift':
      return { when: { kind, statistic: 'psi' }, side: 'above', threshold: 0.2 };
    case 'quality':
      return { when: { kind, check: 'missing', feature: null }, side: 'above', threshold: 0.05 };
    case 'errors':
      return { when: { kind, over: '1m' }, side: 'above', threshold: 0.05 };
    case 'latency':
      return { when: { kind, percentile: 95, over: '1m' }, side: 'above', threshold: 500 };
    case 'performance':
      return { when: { kind, labels: 100 }, side: 'below', threshold: 0.8 };
    case 'volume':
      return { when: { kind, over: '5m' }, side: 'below', threshold: 10 };
  }
}

export function newRule(): AlertRule {
  const { when, side, threshold } = conditionOf('drift');
  return {
    ...{ id: '', title: null, endpoint: null, enabled: true, severity: 'warning', when, above: null, below: null, clear: null, critical: null },
    ...{ [side]: threshold, for: 1, channels: null },
  };
}

export const sideOf = ({ above }: Pick<AlertRule, 'above'>): Side => (above === null ? 'below' : 'above');
export const thresholdOf = ({ above, below }: Pick<AlertRule, 'above' | 'below'>): number => (above ?? below)!;

/** Another condition has other units: what was set for the one before means nothing. */
export function withKind(rule: AlertRule, kind: AlertCondition['kind']): AlertRule {
  const { when, side, threshold } = conditionOf(kind);
  return { ...rule, when, above: null, below: null, clear: null, critical: null, [side]: threshold };
}

export function withThreshold(rule: AlertRule, side: Side, threshold: number): AlertRule {
  return { ...rule, above: null, below: null, [side]: threshold };
}

/** `Massa alta` → `massa-alta`. */
export function idOf(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 64);
}
