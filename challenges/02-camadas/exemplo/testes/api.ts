import assert from 'node:assert/strict';
import { criarApi } from '../api/index.ts';
import type { Aplicacao } from '../contratos.ts';

const aplicacao: Aplicacao = {
  campos: [{ name: 'x', type: 'double' }],
  iniciar: async () => {},
  relatorio: async () => {
    throw new Error('a API não pede relatórios');
  },
  prever: (pedidos) => pedidos.map(({ x }) => ({ label: `x=${x}`, probabilities: {} })),
};

export const testes = {
  async 'responde o que a aplicação prevê, na ordem'() {
    const respostas = await criarApi(aplicacao)
      .definicao()
      .predict([{ x: 1 }, { x: 2 }]);
    assert.deepEqual(
      respostas.map(({ label }) => label),
      ['x=1', 'x=2'],
    );
  },
  'a assinatura é a da aplicação'() {
    assert.deepEqual(criarApi(aplicacao).definicao().signature, aplicacao.campos);
  },
};
