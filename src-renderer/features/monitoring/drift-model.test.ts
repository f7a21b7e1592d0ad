import { expect, it } from 'vitest';
import { formatP, localBins, partsExplain, psiParts } from './drift-model.ts';

const bins = [
  { label: 'a', reference: 0.5, current: 0.25 },
  { label: 'b', reference: 0.5, current: 0.75 },
];

it('takes the index apart into what each bin adds', () => {
  const parts = psiParts(bins);
  expect(parts.map(({ psi }) => psi)).toEqual([expect.closeTo(0.1733, 4), expect.closeTo(0.1014, 4)]);
  expect(partsExplain(parts, 0.2747)).toBe(true);
});

it('does not claim the parts when they do not add up to what was reported', () => {
  expect(partsExplain(psiParts(bins), 0.5)).toBe(false);
});

it('counts an empty bin as the core does, not as infinite', () => {
  expect(psiParts([{ label: 'a', reference: 0.1, current: 0 }])[0]?.psi).toBeCloseTo(0.69, 2);
});

it('writes p-values with their sign', () => {
  expect(formatP(0.0312, 'pt-BR')).toBe('=\u00a00,031');
  expect(formatP(1e-60, 'pt-BR')).toBe('<\u00a00,0001');
});

it('writes the edges of bins as the language does, and leaves names alone', () => {
  const bin = { label: '36.6 … 38.3', reference: 0, current: 0 };
  expect(localBins({ kind: 'numeric', bins: [bin] }, 'pt-BR')[0]?.label).toBe('36,6 … 38,3');
  expect(localBins({ kind: 'numeric', bins: [bin] }, 'en')[0]?.label).toBe('36.6 … 38.3');
  expect(localBins({ kind: 'categorical', bins: [{ ...bin, label: 'v1.2' }] }, 'pt-BR')[0]?.label).toBe('v1.2');
});
