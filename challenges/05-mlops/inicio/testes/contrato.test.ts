// Quem chama o serviço depende destes nomes: mudar o contrato é decisão de todos, e não efeito colateral de um commit.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ASSINATURA, CLASSES } from '../filtro/contrato.ts';

it('o contrato publicado não mudou', () => {
  assert.deepEqual(
    ASSINATURA.map(({ name, type }) => `${name}: ${type}`),
    ['assunto: string', 'texto: string'],
  );
  assert.deepEqual(CLASSES, ['ham', 'spam']);
});
