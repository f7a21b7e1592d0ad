import { describe, expect, it } from 'vitest';
import { type AlertRule, alertRule } from '../../contract/alerts.ts';
import type { DriftReport } from '../../contract/monitoring.ts';
import type { Fact } from '../traffic.ts';
import { defaultRules } from './defaults.ts';
import { holds, type Pending, step } from './machine.ts';
import { createQuality } from './quality.ts';
import { type Measured, type Reading, read } from './reading.ts';

const rule = (id: string) => defaultRules.find((found) => found.id === id)!;
const facts = (count: number, ms: (i: number) => number, failed: (i: number) => boolean = () => false): Fact[] =>
  Array.from({ length: count }, (_, i) => ({ at: i, ms: ms(i), failed: failed(i), labels: [] }));
const measured = (over: Partial<Measured> = {}): Measured => ({
  ...{ now: 100_000, since: 0, facts: () => [], cpu: [], drift: [], quality: () => null, accuracy: () => ({ share: null, labels: 0 }) },
  ...over,
});
/** What a rule says of something that is seen for the first time. */
function judged(about: AlertRule, over: Partial<Measured>) {
  const reading = read(about, measured(over));
  const outcome = step(about, { pending: null, firing: null }, reading, 100_000);
  return { reading, fires: reading !== null && holds(about, reading), severity: 'severity' in outcome ? outcome.severity : null, outcome };
}
function report(severities: ('none' | 'warning' | 'high')[], enough = true): DriftReport {
  const features = severities.map((severity, i) => ({
    ...{
      feature: `f${i}`,
      kind: 'numeric' as const,
      severity,
      missing: { reference: 0, current: 0 },
      bins: [],
      evidence: { pCorrected: 0.1 / (i + 1) },
    },
    tests: [{ test: 'psi' as const, statistic: i / 10, pValue: null, threshold: 0.2, drifted: false }],
  }));
  const score = severities.filter((severity) => severity !== 'none').length / severities.length;
  return { endpoint: 'x', at: 0, window: { start: 0, end: 7, requests: 500 }, reference: { rows: 1, source: '' }, enough, score, features };
}

describe('latency', () => {
  it('fires above 500 ms at the 95th percentile, and not for a few slow ones', () => {
    expect(judged(rule('latency'), { facts: () => facts(100, (i) => (i < 94 ? 1 : 600)) })).toMatchObject({
      fires: true,
      severity: 'warning',
      reading: { value: 600 },
    });
    expect(judged(rule('latency'), { facts: () => facts(100, (i) => (i < 95 ? 1 : 9000)) }).fires).toBe(false);
    expect(judged(rule('latency'), { facts: () => facts(100, () => 1001) }).severity).toBe('critical');
  });
  it('has no opinion on a handful of requests, and is over when there are none', () => {
    expect(judged(rule('latency'), { facts: () => facts(19, () => 9000) }).reading).toBeNull();
    expect(judged(rule('latency'), {}).fires).toBe(false);
  });
});

it('errors fire above five in a hundred', () => {
  const of = (failed: number) => () =>
    facts(
      100,
      () => 1,
      (i) => i < failed,
    );
  expect(judged(rule('errors'), { facts: of(5) })).toMatchObject({ fires: false, reading: { value: 0.05 } });
  expect(judged(rule('errors'), { facts: of(6) }).fires).toBe(true);
});

it('CPU fires when it is high twice in a row', () => {
  expect(judged(rule('cpu'), { cpu: [100] }).reading).toBeNull();
  expect(judged(rule('cpu'), { cpu: [20, 100] }).fires).toBe(false);
  expect(judged(rule('cpu'), { cpu: [85, 100] })).toMatchObject({ fires: true, reading: { value: 85 } });
});

describe('drift', () => {
  it('fires at once when it is grave, naming features', () => {
    expect(judged(rule('drift'), { drift: [report(['none', 'high'])] }).outcome).toEqual({
      action: 'fire',
      value: 0.5,
      severity: 'critical',
      subjects: ['f1'],
    });
  });
  it('fires the second time when it is only probable', () => {
    const probable = report(['none', 'warning']);
    expect(judged(rule('drift'), { drift: [probable] }).fires).toBe(false);
    expect(judged(rule('drift'), { drift: [report(['none', 'none']), probable] }).fires).toBe(false);
    expect(judged(rule('drift'), { drift: [probable, probable] })).toMatchObject({ fires: true, severity: 'warning' });
  });
  it('goes by the share of features', () => {
    const oneInTwelve = report(['high', ...Array.from({ length: 11 }, () => 'none' as const)]);
    expect(judged(rule('drift'), { drift: [oneInTwelve] }).fires).toBe(false);
    expect(judged({ ...rule('drift'), above: 0.05 }, { drift: [oneInTwelve] }).fires).toBe(true);
  });
  it('leaves things as they are while there is nothing to judge by', () => {
    expect(judged(rule('drift'), {}).reading).toBeNull();
    expect(judged(rule('drift'), { drift: [report(['none'], false)] }).reading).toBeNull();
  });
});

describe("the learner's own conditions", () => {
  const made = (over: object) => alertRule.parse({ id: 'r', above: 0.1, ...over });
  it('a statistic of the worst feature, of one, and p from below', () => {
    const drift = [report(['none', 'none', 'none'])];
    expect(judged(made({ when: { kind: 'drift' } }), { drift }).outcome).toMatchObject({ value: 0.2, subjects: ['f2'] });
    expect(judged(made({ when: { kind: 'drift', feature: 'f1' } }), { drift })).toMatchObject({ fires: false, reading: { value: 0.1 } });
    expect(judged(made({ when: { kind: 'drift', statistic: 'p' }, above: null, below: 0.04 }), { drift }).outcome).toMatchObject({
      subjects: ['f2'],
    });
    expect(judged(made({ when: { kind: 'drift', feature: 'asa' } }), { drift }).reading).toBeNull();
  });
  it('the quality of the last rows', () => {
    const signature = [
      { name: 'massa', type: 'double' as const },
      { name: 'ilha', type: 'string' as const },
    ];
    const quality = createQuality(signature, [
      { massa: 1, ilha: 'a' },
      { massa: 5, ilha: 'b' },
    ]);
    const rows = [
      { massa: null, ilha: 'a' },
      { massa: 9, ilha: 'z' },
      { massa: 2, ilha: 'b' },
      { massa: 3, ilha: null },
    ].map((row, at) => ({ at, row, label: null }));
    const of = (check: string) => judged(made({ when: { kind: 'quality', check } }), { quality: () => quality(rows) }).outcome;
    expect(of('missing')).toMatchObject({ action: 'fire', value: 0.25, subjects: ['massa', 'ilha'] });
    expect(of('out-of-range')).toMatchObject({ value: 0.25, subjects: ['massa'] });
    expect(of('new-category')).toMatchObject({ value: 0.25, subjects: ['ilha'] });
  });
  it('right answers, when enough truths have come', () => {
    const about = made({ when: { kind: 'performance', labels: 50 }, above: null, below: 0.8 });
    expect(judged(about, { accuracy: () => ({ share: 0.5, labels: 49 }) }).reading).toBeNull();
    expect(judged(about, { accuracy: () => ({ share: 0.7, labels: 50 }) }).fires).toBe(true);
  });
  it('traffic that stays away, but not of an endpoint that has just begun', () => {
    const about = made({ when: { kind: 'volume', over: '1m' }, above: null, below: 5 });
    expect(judged(about, {}).fires).toBe(true);
    expect(judged(about, { since: 90_000 }).reading).toBeNull();
    expect(judged(about, { facts: () => facts(5, () => 1) }).fires).toBe(false);
  });
});

describe('over time', () => {
  const about = (over: object) => alertRule.parse({ id: 'r', when: { kind: 'drift', statistic: 'psi' }, above: 0.2, ...over });
  const seen = (value: number, window = 1): Reading => ({ value, window });
  const waits = (outcome: ReturnType<typeof step>): Pending => (outcome as { pending: Pending }).pending;

  it('"for" counts windows, each once, and begins anew where the condition was away', () => {
    const three = about({ for: 3 });
    const first = waits(step(three, { pending: null, firing: null }, seen(0.3, 1), 0));
    const again = waits(step(three, { pending: first, firing: null }, seen(0.3, 1), 10));
    expect(again.windows).toBe(1);
    const second = waits(step(three, { pending: again, firing: null }, seen(0.3, 2), 20));
    expect(step(three, { pending: second, firing: null }, seen(0.1, 3), 30)).toEqual({ action: 'forget' });
    expect(step(three, { pending: second, firing: null }, null, 30)).toEqual({ action: 'none' });
    expect(step(three, { pending: second, firing: null }, seen(0.3, 3), 30)).toMatchObject({ action: 'fire', value: 0.3 });
  });
  it('"for" counts time, over the death of a core too, but not over hours in which nobody looked', () => {
    const minutes = about({ for: '2m' });
    const pending = { since: 0, windows: 1, lastWindow: 1, seenAt: 60_000 };
    expect(step(minutes, { pending, firing: null }, seen(0.3), 119_000).action).toBe('wait');
    expect(step(minutes, { pending, firing: null }, seen(0.3), 120_000).action).toBe('fire');
    expect(step(minutes, { pending, firing: null }, seen(0.3), 3_600_000)).toMatchObject({ action: 'wait', pending: { since: 3_600_000 } });
  });
  it('an alert ends at its own threshold, not at the first value below the one that raised it', () => {
    const sticky = about({ clear: 0.1 });
    const firing = { value: 0.3, severity: 'warning' as const };
    expect(step(sticky, { pending: null, firing }, seen(0.15), 0)).toEqual({ action: 'none' });
    expect(step(sticky, { pending: null, firing }, seen(0.1), 0)).toEqual({ action: 'resolve', value: 0.1 });
    expect(step(about({}), { pending: null, firing }, seen(0.15), 0)).toMatchObject({ action: 'resolve' });
  });
  it('gets worse, and never milder while it fires', () => {
    const grave = about({ critical: 0.5 });
    const firing = { value: 0.3, severity: 'warning' as const };
    expect(step(grave, { pending: null, firing }, seen(0.6), 0)).toMatchObject({ action: 'worsen', severity: 'critical' });
    expect(step(grave, { pending: null, firing: { value: 0.6, severity: 'critical' } }, seen(0.3), 0)).toEqual({ action: 'none' });
  });
});
