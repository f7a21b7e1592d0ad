// Validação cruzada: quanto a nota da regressão logística, a mais barata das quatro, balança de uma amostra para outra.
import { rocAuc, step, stratifiedKFold, trainClassifier } from '@bancada/sdk';
import { ALVO, CATEGORICAS, NUMERICAS } from './colunas.ts';
import { atrasados, probabilidades } from './medidas.ts';

await step(async (lab) => {
  const linhas = lab.input('treino').rows();
  const folds = stratifiedKFold(
    linhas.map((l) => String(l[ALVO])),
    5,
    lab.seed,
  );
  const notas: number[] = [];
  for (const { train, test } of folds) {
    const fora = test.map((i) => linhas[i]);
    const modelo = await trainClassifier(
      train.map((i) => linhas[i]),
      {
        algorithm: 'logistic_regression',
        target: ALVO,
        numeric: NUMERICAS,
        categorical: CATEGORICAS,
        seed: lab.seed,
      },
    );
    notas.push(rocAuc(atrasados(fora), probabilidades(modelo, fora)));
    lab.progress(notas.length / folds.length);
  }
  const media = notas.reduce((a, b) => a + b, 0) / notas.length;
  lab.metric('cv_roc_auc', media);
  lab.metric('cv_desvio', Math.sqrt(notas.reduce((s, n) => s + (n - media) ** 2, 0) / (notas.length - 1)));
  lab.output('folds').json({ algoritmo: 'logistic_regression', notas });
});
