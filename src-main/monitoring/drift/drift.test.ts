import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { penguins } from '../../../tests/support/model-lab.ts';
import type { SignatureField } from '../../contract/registry.ts';
import { defaultRules } from '../alerts/defaults.ts';
import { holds } from '../alerts/machine.ts';
import { type Measured, read } from '../alerts/reading.ts';
import { seeded } from '../simulator/random.ts';
import { requestId } from '../simulator/request-id.ts';
import { createScenario } from '../simulator/scenario.ts';
import { createLooks } from './looks.ts';
import { driftReport, type Observed, prepareReference } from './report.ts';

const signature: SignatureField[] = [
  { name: 'massa', type: 'double' },
  { name: 'bico', type: 'double', optional: true },
  { name: 'ilha', type: 'string', choices: ['Biscoe', 'Dream', 'Torgersen'] },
];
const rows = penguins(800);
const reference = prepareReference({ rows, predictions: rows.map((row) => String(row.especie)), source: 'pinguins:1' }, signature);
const observed = (sample: readonly Record<string, unknown>[]): Observed[] => sample.map((row, i) => ({ at: i, row, label: String(row.especie) }));
const report = (sample: readonly Record<string, unknown>[]) => driftReport('pinguins', 7, reference, observed(sample));
const of = (found: ReturnType<typeof report>, name: string) => found.features.find((feature) => feature.feature === name)!;

describe('a drift report', () => {
  it('says nothing of fewer than 100 requests, nor without a reference', () => {
    expect(report(penguins(99, 5))).toMatchObject({ enough: false, score: 0, features: [], window: { requests: 99 } });
    expect(report(penguins(100, 5)).enough).toBe(true);
    expect(driftReport('x', 7, null, observed(penguins(500, 5)))).toMatchObject({ enough: false, reference: { rows: 0 } });
  });

  it('finds nothing in the reference itself', () => {
    const found = report(rows);
    expect(found.score).toBe(0);
    for (const { bins, tests } of found.features) {
      for (const bin of bins) expect(bin.current).toBeCloseTo(bin.reference, 12);
      for (const { test, statistic } of tests) if (['psi', 'js', 'wasserstein'].includes(test)) expect(statistic).toBeCloseTo(0, 12);
    }
  });

  it('does not depend on the order of requests', () => {
    const sample = penguins(300, 6);
    expect(report(sample.toReversed()).features).toEqual(report(sample).features);
  });

  it('sees that gaps have become more frequent though the values that are there have not changed', () => {
    const random = seeded(3);
    const found = of(report(penguins(500, 7).map((row) => (random() < 0.3 ? { ...row, bico: null } : row))), 'bico');
    expect(found).toMatchObject({ severity: 'high', missing: { reference: expect.closeTo(0.03, 1), current: expect.closeTo(0.33, 1) } });
    expect(found.tests.map(({ test, drifted }) => [test, drifted])).toEqual([
      ['ks', false],
      ['outliers', false],
      ['chi2', true],
      ['psi', false],
      ['js', false],
      ['wasserstein', false],
    ]);
  });

  it('sees categories that were never there', () => {
    const found = of(report(penguins(500, 8).map((row, i) => (i % 10 === 0 ? { ...row, ilha: 'Anvers' } : row))), 'ilha');
    expect(found).toMatchObject({ severity: 'high', evidence: { newCategories: 1, newShare: 0.1 } });
    expect(found.bins.find((bin) => bin.label === 'Anvers')).toEqual({ label: 'Anvers', reference: 0, current: 0.1 });
  });

  it('looks at what is predicted too, but scores by features', () => {
    const found = driftReport(
      'x',
      7,
      reference,
      observed(penguins(500, 9)).map((one) => ({ ...one, label: 'Gentoo' })),
    );
    expect(of(found, 'prediction')).toMatchObject({ kind: 'prediction', severity: 'high' });
    expect(found.score).toBe(0);
  });

  it('holds together: shares add up to one, corrected p-values decide, and unfold into their numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 600, noNaN: true }), (seed, shift) => {
        const found = report(penguins(200, seed).map((row) => ({ ...row, massa: (row.massa as number) + shift })));
        for (const { bins, severity, evidence, tests, kind } of found.features) {
          for (const side of ['reference', 'current'] as const) expect(bins.reduce((sum, bin) => sum + bin[side], 0)).toBeCloseTo(1, 9);
          expect(evidence.pCorrected).toBeGreaterThanOrEqual(evidence.p!);
          expect(severity).toBe(evidence.pCorrected! < 0.01 ? 'high' : evidence.pCorrected! < 0.05 ? 'warning' : 'none');
          expect(tests.some((test) => test.pValue !== null && test.drifted)).toBe(severity !== 'none');
          if (kind === 'numeric') expect(evidence.referenceN).toBeGreaterThan(0);
        }
        const drifted = found.features.filter((feature) => feature.kind !== 'prediction' && feature.severity !== 'none');
        expect(found.score).toBeCloseTo(drifted.length / 3, 12);
      }),
      { numRuns: 30 },
    );
  });
});

const nothing: Measured = {
  now: 0,
  since: 0,
  facts: () => [],
  cpu: [],
  drift: [],
  quality: () => null,
  accuracy: () => ({ share: null, labels: 0 }),
};

/** What an endpoint's watcher would make of a simulation, without the network between. */
function play(scenario: 'stable' | 'sudden' | 'gradual', seed: number) {
  const requests = 1000;
  const played = createScenario({ scenario, rows, signature, requests, random: seeded(seed) });
  const rule = defaultRules.find(({ id }) => id === 'drift')!;
  const looks = createLooks({ report: (sample) => driftReport('x', 0, reference, sample), judgedAt: 0, onLook: () => {} });
  let alarms = 0;
  let firing = false;
  const judged = () => {
    const reading = read(rule, { ...nothing, drift: looks.reports() });
    const fires = reading ? holds(rule, reading) : firing;
    if (fires && !firing) alarms++;
    firing = fires;
  };
  const labels = seeded(seed + 1000);
  for (let i = 0; i < requests; i++) {
    const label = String(rows[Math.floor(labels() * rows.length)]!.especie);
    const about = { at: i + 1, route: '/predict', status: 200, ms: 1, probabilities: null, error: null };
    looks.observe({ ...about, id: requestId(String(seed), i), row: played.row(i), label });
    judged();
  }
  looks.settle();
  judged();
  return { alarms, feature: played.feature, last: looks.reports().at(-1)! };
}

describe('over twenty seeds', () => {
  const seeds = Array.from({ length: 20 }, (_, i) => i + 1);
  // Over fifty seeds and more scenarios: benchmarks/drift-alarms.ts, its table in docs/MONITORING.md.
  it('stable traffic raises no alarm', () => {
    expect(seeds.map((seed) => play('stable', seed).alarms)).toEqual(seeds.map(() => 0));
  });
  it.each(['sudden', 'gradual'] as const)('%s drift raises one, and the feature that moved is named first', (scenario) => {
    for (const seed of seeds) {
      const { alarms, feature, last } = play(scenario, seed);
      expect(alarms).toBe(1);
      expect(last.features[0]!.feature).toBe(feature);
    }
  });
});
