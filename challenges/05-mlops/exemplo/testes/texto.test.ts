import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { palavras } from '../filtro/texto.ts';

describe('palavras', () => {
  it('não se importa com maiúsculas nem com repetição', () => {
    const lidas = palavras({ assunto: '', texto: 'Free free FREE' });
    assert.deepEqual(lidas, ['free']);
  });

  it('trata todo número como a mesma palavra', () => {
    assert.deepEqual(palavras({ assunto: '', texto: '100' }), palavras({ assunto: '', texto: '7' }));
  });

  it('distingue o assunto do texto', () => {
    assert.ok(palavras({ assunto: 'grátis free', texto: '' }).includes('assunto:free'));
    assert.ok(!palavras({ assunto: '', texto: 'free' }).includes('assunto:free'));
  });

  it('um e-mail vazio não tem palavras', () => {
    assert.deepEqual(palavras({ assunto: '', texto: '' }), []);
  });
});
