import assert from 'node:assert/strict';
import { criarApi } from '../api/index.ts';
import type { Aplicacao } from '../contratos.ts';

// Um exemplo: a aplicação é um dublê. Tarefa: este teste compara a resposta com ela mesma, e por isso nunca falha.
const aplicacao: Aplicacao = {
  campos: [{ name: 'x', type: 'double' }],
  iniciar: async () => {},
  relatorio: async () => {
    throw new Error('a API não pede relatórios');
  },
  prever: (pedidos) => pedidos.map(({ x }) => ({ label: `x=${x}`, probabilities: {} })),
};

export const testes = {
  async 'responde o que a aplicação prevê'() {
    const respostas = await criarApi(aplicacao)
      .definicao()
      .predict([{ x: 1 }]);
    assert.deepEqual(respostas, respostas);
  },
};
