import { expect, it } from 'vitest';
import { fileName } from './save.ts';

it('makes a file name of any text', () => {
  expect(fileName('treino[algoritmo=mlp] / época 3')).toBe('treino-algoritmo-mlp-época-3');
  expect(fileName('../../etc/passwd')).toBe('etc-passwd');
  expect(fileName('///')).toBe('bancada');
});
