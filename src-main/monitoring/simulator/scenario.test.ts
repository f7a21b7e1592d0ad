import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignatureField } from '../../contract/registry.ts';
import { seeded } from './random.ts';
import { createScenario, intensity, type ScenarioOptions } from './scenario.ts';

const signature: SignatureField[] = [
  { name: 'massa', type: 'double', min: 2000, max: 7500 },
  { name: 'hora', type: 'long', min: 0, max: 23 },
  { name: 'ilha', type: 'string', choices: ['Biscoe', 'Dream', 'Torgersen'] },
  { name: 'sexo', type: 'string', optional: true },
  { name: 'mes', type: 'long', choices: ['1', '2'] },
];
const draw = seeded(5);
const rows = Array.from({ length: 400 }, (_, i) => ({
  massa: 3000 + Math.floor(draw() * 3000),
  hora: 6 + Math.floor(draw() * 16),
  ilha: draw() < 0.6 ? 'Biscoe' : draw() < 0.7 ? 'Dream' : 'Torgersen',
  sexo: i % 9 === 0 ? null : 'FEMALE',
  mes: i % 2 ? 1 : 2,
  especie: 'x',
}));
const played = (over: Partial<ScenarioOptions>) => {
  const scenario = createScenario({ scenario: 'sudden', rows, signature, requests: 1000, random: seeded(1), ...over });
  return { feature: scenario.feature, rows: Array.from({ length: 1000 }, (_, i) => scenario.row(i)) };
};
const mean = (sample: readonly Record<string, unknown>[], name: string) =>
  sample.reduce((sum, row) => sum + (row[name] as number), 0) / sample.length;

describe('a scenario', () => {
  it('sends only the columns of the signature, each value as it stands in the reference when stable', () => {
    const { rows: sent, feature } = played({ scenario: 'stable' });
    expect(feature).toBeNull();
    const known = new Set(rows.map(({ especie: _, ...row }) => JSON.stringify(row)));
    for (const row of sent) expect(known.has(JSON.stringify(row))).toBe(true);
  });

  it('sends no training row that lacks a required field, and keeps gaps where they are allowed', () => {
    const gappy = rows.map((row, i) => (i % 5 === 0 ? { ...row, massa: null } : row));
    const { rows: sent } = played({ scenario: 'stable', rows: gappy });
    expect(sent.filter((row) => row.massa === null)).toEqual([]);
    expect(sent.some((row) => row.sexo === null)).toBe(true);
  });

  it('moves one numeric feature by about one and a half deviations from the middle on, and no other', () => {
    const { rows: sent } = played({ feature: 'hora' });
    const [before, after] = [sent.slice(0, 500), sent.slice(500)];
    // Down, where the signature leaves more room: 14 on average, between 0 and 23.
    expect(mean(before, 'hora') - mean(after, 'hora')).toBeGreaterThan(4);
    expect(Math.abs(mean(after, 'massa') - mean(before, 'massa'))).toBeLessThan(200);
  });

  it('grows gradual drift from a fifth on', () => {
    expect([0, 0.2, 0.6, 1].map((progress) => intensity('gradual', progress))).toEqual([0, 0, expect.closeTo(0.5), 1]);
    const { rows: sent } = played({ scenario: 'gradual', feature: 'massa' });
    expect(mean(sent.slice(800), 'massa')).toBeGreaterThan(mean(sent.slice(200, 400), 'massa') + 400);
  });

  it('moves the mass of a category', () => {
    const share = (sample: readonly Record<string, unknown>[], value: unknown) => sample.filter((row) => row.ilha === value).length / sample.length;
    const { rows: sent } = played({ feature: 'ilha' });
    const grown = ['Biscoe', 'Dream', 'Torgersen'].map((value) => share(sent.slice(500), value) - share(sent.slice(0, 500), value));
    expect(Math.max(...grown)).toBeGreaterThan(0.3);
  });

  it('never sends what the signature refuses, whatever the feature and the seed', () => {
    const names = signature.map((field) => field.name);
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer(), fc.constantFrom('sudden' as const, 'gradual' as const), (feature, seed, scenario) => {
        for (const row of played({ feature, scenario, random: seeded(seed) }).rows) {
          expect(row.massa).toBeGreaterThanOrEqual(2000);
          expect(row.massa).toBeLessThanOrEqual(7500);
          expect(Number.isInteger(row.hora) && (row.hora as number) >= 0 && (row.hora as number) <= 23).toBe(true);
          expect(['Biscoe', 'Dream', 'Torgersen']).toContain(row.ilha);
          expect([null, 'FEMALE']).toContain(row.sexo);
          expect([1, 2]).toContain(row.mes);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('chooses among the important numeric features, by the seed', () => {
    const chosen = (importances: Record<string, number> | null) =>
      new Set(Array.from({ length: 30 }, (_, seed) => played({ importances, random: seeded(seed) }).feature));
    expect(chosen({ massa: 0.7, hora: 0.1, ilha: 0.2 })).toEqual(new Set(['massa']));
    expect(chosen(null)).toEqual(new Set(['massa', 'hora']));
  });

  it('says the same for the same seed', () => {
    expect(played({ random: seeded(42) })).toEqual(played({ random: seeded(42) }));
  });
});
