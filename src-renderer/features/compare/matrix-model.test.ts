import { expect, it } from 'vitest';
import type { ComparisonMatrix } from '#contract';
import { matching, toggled } from './matrix-model.ts';

const both = (text: string) => ({ pt: text, en: text });
const matrix: ComparisonMatrix = {
  criteria: [
    { id: 'latencia', title: both('Latência'), best: both('milissegundos'), scored: true },
    { id: 'custo', title: both('Custo'), best: null, scored: true },
  ],
  architectures: [
    { id: '01', title: both('a'), available: true, cells: { custo: { score: 5, reason: both('uma máquina pequena') } } },
    { id: '02', title: both('b'), available: true, cells: { custo: { score: 1, reason: both('réplicas acesas') } } },
  ],
  profiles: [],
};
const found = (filter: string, shown = matrix.architectures) => matching(matrix, filter, 'pt', shown).map(({ id }) => id);

it('finds criteria by name, meaning and reason, accents aside', () => {
  expect(found('')).toEqual(['latencia', 'custo']);
  expect(found('latencia')).toEqual(['latencia']);
  expect(found('MAQUINA pequena')).toEqual(['custo']);
  expect(found('milissegundos')).toEqual(['latencia']);
});

it('looks only at the reasons in view', () => {
  expect(found('replicas', matrix.architectures.slice(0, 1))).toEqual([]);
});

it('keeps the chosen in the order of the modules', () => {
  expect(toggled(['03', '07'], '05')).toEqual(['03', '05', '07']);
  expect(toggled(['03', '07'], '03')).toEqual(['07']);
});
