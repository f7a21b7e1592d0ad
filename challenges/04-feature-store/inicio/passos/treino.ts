// Treina antes do corte e mede depois dele. A conta está certa; o que entra nela é que não está.
import { rocAuc, step, trainClassifier } from '@bancada/sdk';

await step(async (lab) => {
  const linhas = lab.input('conjunto').rows();
  const antes = linhas.filter((linha) => String(linha.quando) < String(lab.params.corte));
  const depois = linhas.filter((linha) => String(linha.quando) >= String(lab.params.corte));
  const modelo = await trainClassifier(antes, {
    algorithm: 'gradient_boosting',
    target: 'fraude',
    numeric: ['valor', 'limite', 'contestacoes', 'gasto_24h'],
    categorical: ['canal'],
    impute: 'median',
    seed: lab.seed,
    params: { trees: Number(lab.params.arvores), depth: 4 },
  });
  const notas = modelo.predict(depois).map(({ probabilities }) => probabilities.sim ?? 0);
  lab.metric(
    'roc_auc',
    rocAuc(
      depois.map((linha) => linha.fraude === 'sim'),
      notas,
    ),
  );
  lab.output('modelo').model(modelo, { reference: antes });
  lab.output('previsoes').rows(depois.map((linha, i) => ({ ...linha, probabilidade: notas[i] })));
});
