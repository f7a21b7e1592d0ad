import { describe, expect, it } from 'vitest';
import { bodiesOf, firstDraft, planOf, profileOf } from './draft.ts';

describe('the form of a load test', () => {
  it('means the profile that it shows, and no more of it', () => {
    const draft = { ...firstDraft(), rate: 80, from: 10, peak: 300, peakSeconds: 99, seconds: 30, period: 15 };
    expect(profileOf(draft)).toEqual({ kind: 'constant', rate: 80, seconds: 30 });
    expect(profileOf({ ...draft, kind: 'ramp' })).toEqual({ kind: 'ramp', from: 10, rate: 80, seconds: 30 });
    expect(profileOf({ ...draft, kind: 'spike' })).toEqual({ kind: 'spike', rate: 80, peak: 300, peakSeconds: 30, seconds: 30 });
    expect(profileOf({ ...draft, kind: 'wave' })).toEqual({ kind: 'wave', low: 10, rate: 80, period: 15, seconds: 30 });
  });

  it('sends what a person wrote, and refuses what is no JSON', () => {
    expect(bodiesOf('{"x":1}')).toEqual([{ x: 1 }]);
    expect(bodiesOf('[{"x":1},{"x":2}]')).toHaveLength(2);
    expect(bodiesOf('[]')).toBeNull();
    expect(planOf('casas', { ...firstDraft(), rows: 'own', own: '{x' })).toBeNull();
    expect(planOf('casas', { ...firstDraft(), rows: 'own', own: '{"x":1}' })).toMatchObject({ bodies: [{ x: 1 }] });
  });

  it('has the limits that were filled in', () => {
    expect(planOf('casas', firstDraft())).toMatchObject({ endpoint: 'casas', revision: null, rows: 'example', limits: {} });
    const plan = planOf('casas', { ...firstDraft(), maxP99: 50, maxFailed: 0, revision: '3', random: true });
    expect(plan).toMatchObject({ revision: 3, arrivals: 'random', limits: { p99Ms: 50, failed: 0 } });
  });
});
