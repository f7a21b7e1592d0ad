// Teste: a prova final, feita uma vez, com o modelo já escolhido e o corte já fixado.
// Se nem o piso do intervalo passa da previsão ingênua, o pipeline para antes do registro.
import { bootstrapInterval, rocAuc, step } from '@bancada/sdk';
import { atrasados, medir, probabilidades } from './medidas.ts';
import { taxaPor } from './regua.ts';

await step(async (lab) => {
  const treino = lab.input('treino').rows();
  const linhas = lab.input('teste').rows();
  const { corte } = lab.input('escolhido').json<{ corte: number }>();
  const real = atrasados(linhas);
  const prob = probabilidades(await lab.input('modelo').model(), linhas);

  const { confusao, calibracao, ...numeros } = medir(real, prob, corte);
  const auc = (ids: number[]) =>
    rocAuc(
      ids.map((i) => real[i]),
      ids.map((i) => prob[i]),
    );
  const intervalo = bootstrapInterval(linhas.length, auc, { rounds: 500, level: 0.95, seed: lab.seed });
  const notas: Record<string, number> = {
    ...numeros,
    corte,
    roc_auc_baixo: intervalo.low,
    roc_auc_alto: intervalo.high,
    roc_auc_base: rocAuc(real, linhas.map(taxaPor('origem', treino))),
    roc_auc_hora: rocAuc(real, linhas.map(taxaPor('hora', treino))),
  };

  for (const [nome, valor] of Object.entries(notas)) lab.metric(nome, valor);
  lab.output('previsoes').rows(linhas.map((linha, i) => ({ ...linha, probabilidade: prob[i] })));
  lab.output('relatorio').json({ ...notas, confusao, calibracao });

  if (notas.roc_auc_baixo <= notas.roc_auc_base) {
    throw new Error(`Modelo recusado: o piso do ROC-AUC, ${intervalo.low.toFixed(3)}, não passa da previsão ingênua.`);
  }
});
