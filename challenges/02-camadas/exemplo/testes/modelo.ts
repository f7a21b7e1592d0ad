import assert from 'node:assert/strict';
import type { Features } from '../contratos.ts';
import { criarModelo } from '../modelo/index.ts';

/** Uma camada de features de mentira: uma coluna que diz a classe. */
const features: Features = {
  treino: () => Array.from({ length: 60 }, (_, i) => ({ x: (i % 3) * 10 + (i % 7) / 10, sensacao: String(i % 3) })),
  preparar: (linhas) => linhas.map((linha) => ({ x: Number(linha.x) * 10 })),
  numericas: ['x'],
  categoricas: [],
  campos: [{ name: 'x', type: 'double' }],
};
const config = { algoritmo: 'random_forest', parametros: { random_forest: { trees: 5 } } } as const;

export const testes = {
  async 'aprende, e prepara o pedido antes de prever'() {
    const modelo = criarModelo(features, config);
    assert.throws(() => modelo.prever([{ x: 1 }]), /treinado/);
    await modelo.treinar(7);
    assert.deepEqual(
      modelo.prever([{ x: 0 }, { x: 1 }, { x: 2 }]).map(({ label }) => label),
      ['0', '1', '2'],
    );
  },
  async 'avalia por validação cruzada, uma previsão por linha'() {
    const relatorio = await criarModelo(features, config).avaliar(7);
    const julgadas = Object.values(relatorio.perClass).reduce((soma, { support }) => soma + support, 0);
    assert.equal(julgadas, 60);
    assert.equal(relatorio.f1_macro, 1);
  },
  'o algoritmo é o da configuração'() {
    assert.equal(criarModelo(features, config).algoritmo, 'random_forest');
  },
};
