/** Alerts of monitoring that begin to fire. */
import type { Alert, AlertRule } from '../../contract/alerts.ts';
import { BancadaError } from '../../contract/errors.ts';
import type { Source, SourceOf } from './source.ts';

export interface AlertNews {
  /** Those that began at `at` or later, oldest first. */
  alertsSince(at: number): Alert[];
  alerting: { rules(): Pick<AlertRule, 'id'>[] };
}

/** ALERT_RULE_NOT_FOUND: nothing would ever raise such an alert. */
export function knownRule(rule: string, { alerting }: AlertNews): void {
  const ids = alerting.rules().map(({ id }) => id);
  if (!ids.includes(rule)) throw new BancadaError('ALERT_RULE_NOT_FOUND', { id: rule, known: ids.join(', ') });
}

const ranks = { info: 0, warning: 1, high: 2, critical: 2 };

export function alertSource({ endpoint, rule, severity }: SourceOf<'alert'>, monitoring: AlertNews): Source {
  return {
    scheduled: false,
    begin: (now) => now,
    look(cursor) {
      const since = monitoring.alertsSince(cursor as number);
      const wanted = since.filter(
        (alert) => alert.rule === rule && (endpoint === null || alert.endpoint === endpoint) && ranks[alert.severity] >= ranks[severity],
      );
      // What it raised while it was there still counts.
      if (wanted.length === 0) knownRule(rule, monitoring);
      // Two may begin in the same millisecond: the cursor stays at theirs, and their keys keep them from firing twice.
      return {
        occasions: wanted.map((alert) => ({ key: `alert:${alert.id}`, at: alert.startedAt, subject: alert.endpoint })),
        cursor: since.at(-1)?.startedAt ?? cursor,
      };
    },
  };
}
