/** `checked`: a rule as it may be kept: one threshold, an end that is not beyond it, a statistic that exists. Loaded when somebody saves one. */
import type { AlertRule } from '../../contract/alerts.ts';
import { BancadaError } from '../../contract/errors.ts';
import { driftTest } from '../../contract/monitoring.ts';

export function checked(rule: AlertRule): AlertRule {
  const { id, above, below, clear, critical, when } = rule;
  const wrong = (name: string, value: string, expected: string, example: string) =>
    new BancadaError('PARAM_INVALID', { name: `${id}.${name}`, value, expected, example });
  if ((above === null) === (below === null)) throw wrong('above, below', above === null ? '—' : `${above}, ${below}`, 'above | below', 'above: 0.2');
  const threshold = (above ?? below)!;
  const isCalmer = (value: number) => (above !== null ? value <= threshold : value >= threshold);
  const calm = above !== null ? `≤ ${threshold}` : `≥ ${threshold}`;
  if (clear !== null && !isCalmer(clear)) throw wrong('clear', String(clear), calm, String(threshold));
  if (critical !== null && isCalmer(critical) && critical !== threshold)
    throw wrong('critical', String(critical), above !== null ? `≥ ${threshold}` : `≤ ${threshold}`, String(threshold));
  if ('statistic' in when) {
    const known = ['p', ...driftTest.shape.test.options];
    if (!known.includes(when.statistic)) throw wrong('when.statistic', when.statistic, known.join(', '), 'psi');
  }
  return rule;
}
