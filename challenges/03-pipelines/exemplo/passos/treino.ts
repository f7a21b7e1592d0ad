// Treino: a matriz do pipeline.yaml roda este arquivo uma vez por algoritmo, em paralelo quando há CPU.
import { type Algorithm, step, trainClassifier } from '@bancada/sdk';
import { ALVO, categoricas, hiperparametros, NUMERICAS } from './colunas.ts';

await step(async (lab) => {
  const algoritmo = lab.matrix.algoritmo as Algorithm;
  const linhas = lab.input('treino').rows();

  const modelo = await trainClassifier(linhas, {
    algorithm: algoritmo,
    target: ALVO,
    numeric: NUMERICAS,
    categorical: categoricas(lab.params.dia_semana),
    seed: lab.seed,
    params: hiperparametros(algoritmo, lab.params.arvores),
    onProgress: lab.progress,
  });
  lab.output('modelo').model(modelo, { description: `Atraso de voos: ${algoritmo}`, reference: linhas });
});
