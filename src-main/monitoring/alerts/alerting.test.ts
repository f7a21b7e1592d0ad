import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestCore } from '../../common/test-core.ts';
import type { AlertRule } from '../../contract/alerts.ts';
import { type Alerting, createAlerting } from './alerting.ts';
import { readRules, writeRules } from './rule-file.ts';

let now: number;
let bench: ReturnType<typeof openTestCore>;
let alerting: Alerting;
let told: string[];

/** Whoever is told, and whether the alert was already there then. */
const messengers = {
  tell: (alert: { id: string; endpoint: string }, event: string) => void told.push(`${event} ${alert.endpoint}`),
  wake: () => {},
};
const rule: AlertRule = {
  ...{ id: 'acertos', title: 'Acertos', endpoint: null, enabled: true, severity: 'warning', when: { kind: 'performance', labels: 10 } },
  ...{ above: null, below: 0.8, clear: null, critical: 0.5, for: 1, channels: null },
};
const judge = (share: number, endpoint = 'casas', of = alerting) => {
  const nothing = { cpu: [], drift: [], quality: () => null, facts: () => [] };
  return of.judge(endpoint, { ...nothing, now, since: 0, accuracy: () => ({ share, labels: 10 }) }, false);
};
const events = () => alerting.history(alerting.store.alerts('casas', 1)[0]!.id).map(({ kind }) => kind);

beforeEach(async () => {
  now = 1_700_000_000_000;
  bench = openTestCore({ now: () => now }, 'memory');
  told = [];
  alerting = createAlerting(bench.core, messengers);
  await alerting.saveRules([rule]);
});
afterEach(async () => {
  alerting.close();
  await bench.dispose();
});

test('one alert from its beginning to its end, however often it is seen, by however many cores', async () => {
  const other = createAlerting(bench.core, messengers);
  await Promise.all([judge(0.7), judge(0.7, 'casas', other), judge(0.7)]);
  await judge(0.7);
  expect(told).toEqual(['fired casas']);
  await judge(0.4);
  await judge(0.6);
  expect(alerting.store.firing()).toMatchObject([{ severity: 'critical', status: 'firing', value: 0.4 }]);
  const [alert] = alerting.store.firing();
  expect(await alerting.acknowledge(alert!.id, 'sensor novo')).toMatchObject({ status: 'acknowledged', note: 'sensor novo' });
  await judge(0.9);
  expect(alerting.store.firing()).toEqual([]);
  expect(told).toEqual(['fired casas', 'worsened casas', 'resolved casas']);
  expect(events()).toEqual(['fired', 'notified', 'worsened', 'acknowledged', 'resolved']);
  other.close();
});

test('under a silence the alert is there and nobody is told; what still fires at its end is told then', async () => {
  const { id } = await alerting.silence({ rule: null, endpoint: 'casas', minutes: 30, reason: 'manutenção' });
  await judge(0.7);
  await judge(0.7, 'outro');
  expect(told).toEqual(['fired outro']);
  expect(events()).toEqual(['fired', 'muted']);
  await alerting.endSilence(id);
  expect(told).toEqual(['fired outro', 'fired casas']);
  expect(events()).toEqual(['fired', 'muted', 'notified']);
  await expect(alerting.endSilence(id)).rejects.toMatchObject({ code: 'SILENCE_NOT_FOUND' });
});

test('what began and ended under a silence is told to nobody, and neither is what was acknowledged under it', async () => {
  const { id } = await alerting.silence({ rule: 'acertos', endpoint: null, minutes: 30, reason: 'x' });
  await judge(0.7);
  await judge(0.9);
  await judge(0.7, 'outro');
  await alerting.acknowledge(alerting.store.firing()[0]!.id, null);
  await alerting.endSilence(id);
  expect(told).toEqual([]);
});

test('a rule that is switched off, taken away, or of another endpoint lets its alert go', async () => {
  await judge(0.7);
  await alerting.saveRules([{ ...rule, endpoint: 'outro' }]);
  await judge(0.7);
  expect(alerting.store.firing()).toEqual([]);
  await judge(0.7, 'outro');
  await alerting.removeRule('acertos');
  expect(alerting.store.firing()).toEqual([]);
  await expect(alerting.removeRule('acertos')).rejects.toMatchObject({ code: 'ALERT_RULE_NOT_FOUND' });
  await alerting.saveRules([{ ...alerting.rules().find(({ id }) => id === 'cpu')!, above: 50 }]);
  expect((await alerting.removeRule('cpu')).find(({ id }) => id === 'cpu')).toMatchObject({ above: 80 });
});

test('rules that cannot be are refused with what is wrong', async () => {
  const wrong = (over: Partial<AlertRule>) => expect(alerting.saveRules([{ ...rule, ...over }])).rejects;
  await wrong({ above: 1 }).toMatchObject({ code: 'PARAM_INVALID', data: { name: 'acertos.above, below' } });
  await wrong({ clear: 0.7 }).toMatchObject({ data: { name: 'acertos.clear', expected: '≥ 0.8' } });
  await wrong({ critical: 0.9 }).toMatchObject({ data: { name: 'acertos.critical' } });
  await wrong({ when: { kind: 'drift', feature: null, statistic: 'nada' } }).toMatchObject({ data: { name: 'acertos.when.statistic' } });
});

test('rules are a file and come back from it; what is wrong in it has a line', () => {
  const rules = alerting.rules();
  expect(readRules(writeRules(rules), 'alertas.yaml')).toEqual(rules);
  const text = 'rules:\n  - id: a\n    when: { kind: latency, percentil: 5 }\n    above: 1\n';
  expect(() => readRules(text, 'alertas.yaml')).toThrow(
    expect.objectContaining({ code: 'PIPELINE_INVALID', data: expect.objectContaining({ line: 3 }) }),
  );
});
