import { expect, it } from 'vitest';
import { nameOf } from './name-of.ts';

it.each([
  ['Voos de 2024 (São Paulo).csv', 'Voos-de-2024-Sao-Paulo'],
  ['notas.v2.jsonl', 'notas.v2'],
  ['…/..', ''],
  ['.csv', ''],
])('%s becomes %s', (file, name) => expect(nameOf(file)).toBe(name));
