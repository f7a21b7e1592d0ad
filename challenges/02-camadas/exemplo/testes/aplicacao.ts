import assert from 'node:assert/strict';
import { criarAplicacao } from '../aplicacao/index.ts';
import type { Modelo } from '../contratos.ts';

function substituto(): Modelo & { treinos: number[] } {
  const treinos: number[] = [];
  return {
    treinos,
    algoritmo: 'de mentira',
    campos: [{ name: 'x', type: 'double' }],
    treinar: async (semente) => void treinos.push(semente),
    avaliar: async () => ({ accuracy: 1, f1_macro: 0.5, precision_macro: 1, recall_macro: 1, perClass: {}, confusion: {} }),
    prever: (linhas) => linhas.map(({ x }) => ({ label: `x=${x}`, probabilities: {} })),
  };
}

export const testes = {
  async 'só prevê depois de iniciada, com o modelo que recebeu'() {
    const modelo = substituto();
    const aplicacao = criarAplicacao(modelo);
    assert.throws(() => aplicacao.prever([{ x: 1 }]), /iniciada/);
    await aplicacao.iniciar(7);
    assert.deepEqual(modelo.treinos, [7]);
    assert.equal(aplicacao.prever([{ x: 1 }])[0].label, 'x=1');
  },
  async 'o relatório diz o algoritmo'() {
    const relatorio = await criarAplicacao(substituto()).relatorio(7);
    assert.equal(relatorio.algoritmo, 'de mentira');
    assert.equal(relatorio.f1_macro, 0.5);
  },
};
