import { expect, test } from 'vitest';
import { generateComfort } from './generate.ts';
import { wetBulb } from './room.ts';

const rows = generateComfort(1720);

test('seven classes with the published study’s shares: 8, 12, 18, 38, 16, 7 and 1 %', () => {
  const votes = ['-3', '-2', '-1', '0', '1', '2', '3'].map((vote) => rows.filter((row) => row.sensacao === vote).length);
  expect(votes).toEqual([138, 206, 310, 654, 275, 120, 17]);
  expect(votes.map((count) => Math.round((100 * count) / 1720))).toEqual([8, 12, 18, 38, 16, 7, 1]);
});

test('sixteen features, the moment and the vote; a seed fixes every cell', () => {
  expect(Object.keys(rows[0]!)).toHaveLength(18);
  expect(generateComfort(1720)).toEqual(rows);
  expect(generateComfort(7)).not.toEqual(rows);
});

test('gaps are in the two columns that the pipeline of the study fills, and nowhere else', () => {
  const gaps = Object.keys(rows[0]!).filter((column) => rows.some((row) => row[column] === null));
  expect(gaps).toEqual(['temp_bulbo_umido', 'radiacao_solar']);
  for (const column of gaps) {
    const share = rows.filter((row) => row[column] === null).length / rows.length;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
  }
});

test('a broken station shows impossible values; a sound one agrees with Stull’s wet bulb', () => {
  const broken = rows.filter((row) => Number(row.temp_ar) >= 42);
  expect(broken.length / rows.length).toBeGreaterThan(0.01);
  expect(broken.length / rows.length).toBeLessThan(0.04);
  const sound = rows.filter((row) => Number(row.temp_ar) < 42 && row.temp_bulbo_umido !== null);
  const misses = sound.map((row) => Math.abs(wetBulb(Number(row.temp_ar), Number(row.umidade)) - Number(row.temp_bulbo_umido)));
  expect(Math.max(...misses)).toBeLessThan(1.6);
});

test('Stull’s own example: 20 °C at 50 % is 13.7 °C', () => {
  expect(wetBulb(20, 50)).toBeCloseTo(13.7, 1);
});
