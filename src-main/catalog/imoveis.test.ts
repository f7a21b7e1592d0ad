import { describe, expect, it } from 'vitest';
import { districts, expectedPrice, houses } from './imoveis.ts';

describe('invented house sales', () => {
  const rows = houses();

  it('are the same for the same seed, and others for another', () => {
    expect(houses()).toEqual(rows);
    expect(houses({ seed: 7 })[0]).not.toEqual(rows[0]);
    expect(houses({ rows: 10 })).toEqual(rows.slice(0, 10));
  });

  it('stray from the expected price by chance only', () => {
    const strays = rows.map((row) => Math.log(row.preco / expectedPrice(row)));
    const mean = strays.reduce((sum, value) => sum + value, 0) / strays.length;
    const deviation = Math.sqrt(strays.reduce((sum, value) => sum + (value - mean) ** 2, 0) / strays.length);
    expect(mean).toBeCloseTo(0, 2);
    expect(deviation).toBeCloseTo(0.07, 2);
  });

  it('come from every district in about its share', () => {
    for (const [bairro, { share }] of Object.entries(districts)) {
      const found = rows.filter((row) => row.bairro === bairro);
      expect(found.length / rows.length).toBeCloseTo(share, 1);
      expect(found.every((row) => row.preco > 20_000)).toBe(true);
    }
  });
});
