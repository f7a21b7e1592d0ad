// Validação cruzada: quanto a nota do gradient boosting, o mais rápido dos quatro, balança de uma amostra para outra.
import { rocAuc, step, stratifiedKFold, trainClassifier } from '@bancada/sdk';
import { ALVO, categoricas, hiperparametros, NUMERICAS } from './colunas.ts';
import { atrasados, probabilidades } from './medidas.ts';

await step(async (lab) => {
  const linhas = lab.input('treino').rows();
  const respostas = linhas.map((linha) => String(linha[ALVO]));
  const notas: number[] = [];

  for (const { train, test } of stratifiedKFold(respostas, 5, lab.seed)) {
    const dentro = train.map((i) => linhas[i]);
    const fora = test.map((i) => linhas[i]);
    const modelo = await trainClassifier(dentro, {
      algorithm: 'gradient_boosting',
      target: ALVO,
      numeric: NUMERICAS,
      categorical: categoricas(lab.params.dia_semana),
      seed: lab.seed,
      params: hiperparametros('gradient_boosting', lab.params.arvores),
    });
    notas.push(rocAuc(atrasados(fora), probabilidades(modelo, fora)));
    lab.progress(notas.length / 5);
  }

  const media = notas.reduce((soma, nota) => soma + nota, 0) / notas.length;
  const variancia = notas.reduce((soma, nota) => soma + (nota - media) ** 2, 0) / (notas.length - 1);
  lab.metric('cv_roc_auc', media);
  lab.metric('cv_desvio', Math.sqrt(variancia));
  lab.output('folds').json({ algoritmo: 'gradient_boosting', notas });
});
