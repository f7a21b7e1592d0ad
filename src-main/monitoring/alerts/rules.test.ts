import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../contract/monitoring.ts';
import type { Fact } from '../traffic.ts';
import { defaultRules, judge, type Measured } from './rules.ts';

const rule = (id: string) => defaultRules.find((found) => found.id === id)!;
const facts = (count: number, ms: (i: number) => number, failed: (i: number) => boolean = () => false): Fact[] =>
  Array.from({ length: count }, (_, i) => ({ at: i, ms: ms(i), failed: failed(i), labels: [] }));
const measured = (over: Partial<Measured>): Measured => ({ facts: [], cpu: [], drift: [], ...over });

function report(severities: ('none' | 'warning' | 'high')[], enough = true): DriftReport {
  const features = severities.map((severity, i) => ({
    ...{ feature: `f${i}`, kind: 'numeric' as const, severity, tests: [], missing: { reference: 0, current: 0 }, bins: [], evidence: {} },
  }));
  const score = severities.filter((severity) => severity !== 'none').length / severities.length;
  return { endpoint: 'x', at: 0, window: { start: 0, end: 0, requests: 500 }, reference: { rows: 1, source: '' }, enough, score, features };
}

describe('latency', () => {
  it('fires above 500 ms at the 95th percentile, and not for a few slow ones', () => {
    expect(judge(rule('latency'), measured({ facts: facts(100, (i) => (i < 94 ? 1 : 600)) }))).toMatchObject({
      firing: true,
      value: 600,
      severity: 'warning',
    });
    expect(judge(rule('latency'), measured({ facts: facts(100, (i) => (i < 95 ? 1 : 9000)) }))).toMatchObject({ firing: false });
    expect(judge(rule('latency'), measured({ facts: facts(100, () => 1001) }))).toMatchObject({ severity: 'high' });
  });
  it('has no opinion on a handful of requests, and is over when there are none', () => {
    expect(judge(rule('latency'), measured({ facts: facts(19, () => 9000) }))).toBeNull();
    expect(judge(rule('latency'), measured({}))).toMatchObject({ firing: false });
  });
});

it('errors fire above five in a hundred', () => {
  expect(
    judge(
      rule('errors'),
      measured({
        facts: facts(
          100,
          () => 1,
          (i) => i < 5,
        ),
      }),
    ),
  ).toMatchObject({ firing: false, value: 0.05 });
  expect(
    judge(
      rule('errors'),
      measured({
        facts: facts(
          100,
          () => 1,
          (i) => i < 6,
        ),
      }),
    ),
  ).toMatchObject({ firing: true });
});

it('CPU fires when it is high twice in a row', () => {
  expect(judge(rule('cpu'), measured({ cpu: [100] }))).toBeNull();
  expect(judge(rule('cpu'), measured({ cpu: [20, 100] }))).toMatchObject({ firing: false });
  expect(judge(rule('cpu'), measured({ cpu: [85, 100] }))).toMatchObject({ firing: true, value: 85 });
});

describe('drift', () => {
  it('fires at once when it is grave, naming features', () => {
    expect(judge(rule('drift'), measured({ drift: [report(['none', 'high'])] }))).toEqual({
      firing: true,
      value: 0.5,
      severity: 'high',
      subjects: ['f1'],
    });
  });
  it('fires the second time when it is only probable', () => {
    const probable = report(['none', 'warning']);
    expect(judge(rule('drift'), measured({ drift: [probable] }))).toMatchObject({ firing: false });
    expect(judge(rule('drift'), measured({ drift: [report(['none', 'none']), probable] }))).toMatchObject({ firing: false });
    expect(judge(rule('drift'), measured({ drift: [probable, probable] }))).toMatchObject({ firing: true, severity: 'warning' });
  });
  it('goes by the share of features', () => {
    const oneInTwelve = report(['high', ...Array.from({ length: 11 }, () => 'none' as const)]);
    expect(judge(rule('drift'), measured({ drift: [oneInTwelve] }))).toMatchObject({ firing: false });
    expect(judge({ ...rule('drift'), threshold: 0.05 }, measured({ drift: [oneInTwelve] }))).toMatchObject({ firing: true });
  });
  it('leaves things as they are while there is nothing to judge by', () => {
    expect(judge(rule('drift'), measured({}))).toBeNull();
    expect(judge(rule('drift'), measured({ drift: [report(['none'], false)] }))).toBeNull();
  });
});
