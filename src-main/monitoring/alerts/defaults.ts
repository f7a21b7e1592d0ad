/** `defaultRules`: the rules that the lab brings. They can be changed, switched off and brought back. */
import type { AlertRule } from '../../contract/alerts.ts';

const plain = {
  title: null,
  endpoint: null,
  enabled: true,
  severity: 'warning',
  below: null,
  clear: null,
  critical: null,
  for: 1,
  channels: null,
} as const;

export const defaultRules: readonly AlertRule[] = [
  { ...plain, id: 'latency', when: { kind: 'latency', percentile: 95, over: '1m' }, above: 500, critical: 1000 },
  { ...plain, id: 'errors', when: { kind: 'errors', over: '1m' }, above: 0.05, critical: 0.1 },
  { ...plain, id: 'cpu', when: { kind: 'cpu' }, above: 80 },
  { ...plain, id: 'drift', when: { kind: 'drift-score' }, above: 0.1 },
];
