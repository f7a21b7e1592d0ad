/** Alerts of monitoring that begin to fire. */
import type { Alert } from '../../contract/alerts.ts';
import type { Source, SourceOf } from './source.ts';

export interface AlertNews {
  /** Those that began at `at` or later, oldest first. */
  alertsSince(at: number): Alert[];
}

export function alertSource({ endpoint, rule, severity }: SourceOf<'alert'>, monitoring: AlertNews): Source {
  return {
    scheduled: false,
    begin: (now) => now,
    look(cursor) {
      const since = monitoring.alertsSince(cursor as number);
      const wanted = since.filter(
        (alert) =>
          alert.rule === rule &&
          (endpoint === null || alert.endpoint === endpoint) &&
          (severity === 'warning' ? alert.severity !== 'info' : alert.severity === 'critical'),
      );
      // Two may begin in the same millisecond: the cursor stays at theirs, and their keys keep them from firing twice.
      return {
        occasions: wanted.map((alert) => ({ key: `alert:${alert.id}`, at: alert.startedAt, subject: alert.endpoint })),
        cursor: since.at(-1)?.startedAt ?? cursor,
      };
    },
  };
}
