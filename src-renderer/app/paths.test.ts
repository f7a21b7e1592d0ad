import { expect, it } from 'vitest';
import { contentPath, paths } from './paths.ts';

it('turns the links of a text into addresses', () => {
  expect(contentPath('arquitetura:03-pipelines')).toBe('/arquiteturas/03-pipelines/estudar');
  expect(contentPath('arquitetura:01-monolitica#limites')).toBe('/arquiteturas/01-monolitica/estudar/limites');
  expect(contentPath('desafio:01-monolitica')).toBe('/arquiteturas/01-monolitica/desafio');
});

it('leaves every other link alone', () => {
  expect(contentPath('https://example.org')).toBeNull();
  expect(contentPath('arquitetura:../etc')).toBeNull();
});

it('keeps a file name with folders in one part of the address', () => {
  expect(paths.architecture('03-pipelines', 'desafio', 'passos/treino.ts')).toBe('/arquiteturas/03-pipelines/desafio/passos%2Ftreino.ts');
});
