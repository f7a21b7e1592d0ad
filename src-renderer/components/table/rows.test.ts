import { expect, it } from 'vitest';
import { filterRows, sortRows } from './rows.ts';

interface Run {
  name: string;
  engine: string;
  auc: number | null;
}

const rows: Run[] = [
  { name: 'Árvore 10', engine: 'docker', auc: 0.71 },
  { name: 'Árvore 9', engine: 'process', auc: 0.69 },
  { name: 'Rede', engine: 'docker', auc: null },
];
const columns = [
  { id: 'nome', value: (run: Run) => run.name },
  { id: 'motor', value: (run: Run) => run.engine },
  { id: 'auc', value: (run: Run) => run.auc },
];
const names = (found: Run[]) => found.map(({ name }) => name);
const filter = (text: string) => names(filterRows(rows, columns, text));

it('finds words anywhere, all of them, without accents or case', () => {
  expect(filter('arvore docker')).toEqual(['Árvore 10']);
  expect(filter('  ')).toHaveLength(3);
});

it('looks in one column when it is named', () => {
  expect(filter('motor:docker')).toEqual(['Árvore 10', 'Rede']);
  expect(filter('-motor:docker')).toEqual(['Árvore 9']);
});

it('compares numbers, with a comma or a point', () => {
  expect(filter('auc>0.7')).toEqual(['Árvore 10']);
  expect(filter('auc<=0,69')).toEqual(['Árvore 9']);
});

it('takes a colon that names no column as text', () => {
  expect(filter('nada:docker')).toEqual([]);
});

it('sorts words with numbers in them as people count', () => {
  expect(names(sortRows(rows, columns, { id: 'nome', desc: false }))).toEqual(['Árvore 9', 'Árvore 10', 'Rede']);
});

it('puts what is missing last in both directions', () => {
  expect(names(sortRows(rows, columns, { id: 'auc', desc: false })).at(-1)).toBe('Rede');
  expect(names(sortRows(rows, columns, { id: 'auc', desc: true }))).toEqual(['Árvore 10', 'Árvore 9', 'Rede']);
});
