// Entrega a servir um modelo de mentira: se a resposta não for a dele, alguém treinou dentro do pedido.

import type { Classifier, Lab, Prediction, Row, ServiceDefinition } from '@bancada/sdk';
import { step } from '@bancada/sdk';
import { limpar, servir, treinar } from '../monolito.ts';

await step(async (lab) => {
  const linhas = limpar(lab.input('pinguins').rows());
  const verdadeiro = await treinar(linhas, lab.seed);
  const resposta: Prediction = { label: 'Chinstrap', probabilities: { Adelie: 0.125, Chinstrap: 0.75, Gentoo: 0.125 } };
  const combinado: Classifier = {
    algorithm: verdadeiro.algorithm,
    target: verdadeiro.target,
    classes: verdadeiro.classes,
    signature: verdadeiro.signature,
    importances: verdadeiro.importances,
    predict: (pedidos) => pedidos.map(() => resposta),
    toJSON: () => verdadeiro.toJSON(),
  };
  const pedido: Row[] = [{ island: 'Biscoe', bill_length_mm: 50, bill_depth_mm: 15, flipper_length_mm: 220, body_mass_g: 5200, sex: 'MALE' }];

  const dublado = await definicao(lab, combinado, linhas);
  let iguais = 0;
  for (let vez = 0; vez < 20; vez += 1) {
    const [previsao] = await dublado.predict(pedido);
    if (previsao?.label === resposta.label && previsao.probabilities.Chinstrap === 0.75) iguais += 1;
  }
  lab.metric('respostas_do_modelo_recebido', iguais);

  const real = await definicao(lab, verdadeiro, linhas);
  const inicio = performance.now();
  await treinar(linhas, lab.seed);
  const treino = performance.now() - inicio;
  const tempos: number[] = [];
  for (let vez = 0; vez < 50; vez += 1) {
    const antes = performance.now();
    await real.predict(pedido);
    tempos.push(performance.now() - antes);
  }
  tempos.sort((a, b) => a - b);
  lab.metric('treino_ms', treino);
  lab.metric('pedido_ms', tempos[25]);
});

/** Chama servir com um lab que guarda a definição em vez de abrir uma porta. */
async function definicao(lab: Lab, modelo: Classifier, referencia: Row[]): Promise<ServiceDefinition> {
  let guardada: ServiceDefinition | undefined;
  const falso: Lab = Object.create(lab, {
    mode: { value: 'service' },
    serve: {
      value: async (definida: ServiceDefinition) => {
        guardada = definida;
      },
    },
  });
  await servir(falso, modelo, referencia);
  if (!guardada) throw new Error('servir não chamou lab.serve');
  return guardada;
}
