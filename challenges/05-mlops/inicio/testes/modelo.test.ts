import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Exemplo, prever, treinar } from '../filtro/modelo.ts';

const EMAILS: Exemplo[] = Array.from({ length: 40 }, (_, i) =>
  i % 2 === 0
    ? { assunto: 'offer', texto: 'free money now', classe: 'spam' }
    : { assunto: 'patch', texto: 'please review the meeting notes', classe: 'ham' },
);

describe('treinar', () => {
  const modelo = treinar(EMAILS, { vocabulario: 50, epocas: 10 });

  it('separa o que é separável', () => {
    assert.ok(prever(modelo, { assunto: 'offer', texto: 'free money' }) > 0.9);
    assert.ok(prever(modelo, { assunto: 'patch', texto: 'meeting notes' }) < 0.1);
  });

  it('dá uma probabilidade também para o que nunca viu', () => {
    const probabilidade = prever(modelo, { assunto: 'xyz', texto: 'qwerty' });
    assert.ok(probabilidade > 0 && probabilidade < 1);
  });

  it('com os mesmos dados, dá o mesmo modelo', () => {
    assert.deepEqual(treinar(EMAILS, { vocabulario: 50, epocas: 10 }), modelo);
  });
});
