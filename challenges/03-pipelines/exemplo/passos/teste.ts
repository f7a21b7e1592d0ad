// Teste: a prova final, feita uma vez, com o modelo já escolhido e o corte já fixado.
// Se nem o piso do intervalo passa da previsão ingênua, o pipeline para antes do registro.
import { bootstrapInterval, type Row, rocAuc, step } from '@bancada/sdk';
import { atrasados, medir, probabilidades } from './medidas.ts';

/** A previsão ingênua: a fração de voos atrasados, no treino, do aeroporto de origem. */
function taxaPorOrigem(treino: Row[]): (voo: Row) => number {
  const geral = atrasados(treino).filter(Boolean).length / treino.length;
  const contas = new Map<unknown, { voos: number; atrasos: number }>();
  for (const voo of treino) {
    const conta = contas.get(voo.origem) ?? { voos: 0, atrasos: 0 };
    contas.set(voo.origem, { voos: conta.voos + 1, atrasos: conta.atrasos + (voo.atrasou === 'sim' ? 1 : 0) });
  }
  return (voo) => {
    const conta = contas.get(voo.origem) ?? { voos: 0, atrasos: 0 };
    return (conta.atrasos + 30 * geral) / (conta.voos + 30); // 30 voos "de mentira" seguram os aeroportos pequenos perto da média
  };
}

await step(async (lab) => {
  const linhas = lab.input('teste').rows();
  const { corte } = lab.input('escolhido').json<{ corte: number }>();
  const real = atrasados(linhas);
  const prob = probabilidades(await lab.input('modelo').model(), linhas);
  const medidas = medir(real, prob, corte);

  const base = rocAuc(real, linhas.map(taxaPorOrigem(lab.input('treino').rows())));
  const intervalo = bootstrapInterval(
    linhas.length,
    (ids) =>
      rocAuc(
        ids.map((i) => real[i]),
        ids.map((i) => prob[i]),
      ),
    { rounds: 500, level: 0.95, seed: lab.seed },
  );

  const { confusao, calibracao, ...numeros } = medidas;
  for (const [nome, valor] of Object.entries({ ...numeros, roc_auc_baixo: intervalo.low, roc_auc_alto: intervalo.high, roc_auc_base: base, corte }))
    lab.metric(nome, valor);
  lab.output('previsoes').rows(linhas.map((linha, i) => ({ ...linha, probabilidade: prob[i] })));
  lab.output('relatorio').json({ ...medidas, base, intervalo, corte });

  if (intervalo.low <= base)
    throw new Error(`Modelo recusado: o piso do ROC-AUC (${intervalo.low.toFixed(3)}) não passa da previsão ingênua (${base.toFixed(3)}).`);
});
