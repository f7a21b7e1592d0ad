import { expect, it } from 'vitest';
import { addressOf } from './address.ts';

it.each([
  ['data:voos@v3', '/dados/voos/3'],
  ['data:penguins#ab12', '/dados/penguins/ab12'],
  ['step:r1/treino[k=1]', '/laboratorio/r1'],
  ['run:r1', '/laboratorio/r1'],
  ['tracking:f00', '/experimentos/execucao/f00'],
  ['model:a/b/3', '/modelos/a%2Fb/3'],
  ['endpoint:quiosque', '/servicos/quiosque'],
])('%s opens %s', (id, address) => expect(addressOf(id)).toBe(address));
