import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ehDeTeste } from '../filtro/divisao.ts';
import { medir } from '../filtro/medidas.ts';

describe('medir', () => {
  it('conta achados, falsos e perdidos', () => {
    const { precisao, revocacao, f1, acuracia } = medir(['spam', 'spam', 'ham', 'ham'], ['spam', 'ham', 'spam', 'ham']);
    assert.deepEqual([precisao, revocacao, f1, acuracia], [0.5, 0.5, 0.5, 0.5]);
  });

  it('sem spam algum, a nota é zero, e não uma divisão por zero', () => {
    assert.equal(medir(['ham'], ['ham']).f1, 0);
  });
});

describe('ehDeTeste', () => {
  it('decide sempre igual, e separa perto de um quarto', () => {
    const sorteados = Array.from({ length: 2000 }, (_, i) => ehDeTeste(`e${i}`, 7));
    assert.equal(ehDeTeste('e1', 7), sorteados[1]);
    const fracao = sorteados.filter(Boolean).length / sorteados.length;
    assert.ok(fracao > 0.2 && fracao < 0.3);
  });
});
