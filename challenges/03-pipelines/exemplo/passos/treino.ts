// Treino: a matriz do pipeline.yaml roda este arquivo uma vez por algoritmo, em paralelo quando há CPU.
import { type Algorithm, step, trainClassifier } from '@bancada/sdk';
import { ALVO, CATEGORICAS, NUMERICAS } from './colunas.ts';

await step(async (lab) => {
  const algoritmo = lab.matrix.algoritmo as Algorithm;
  const linhas = lab.input('treino').rows();
  const deArvores = algoritmo === 'random_forest' || algoritmo === 'gradient_boosting';

  const modelo = await trainClassifier(linhas, {
    algorithm: algoritmo,
    target: ALVO,
    numeric: NUMERICAS,
    categorical: CATEGORICAS,
    seed: lab.seed,
    params: deArvores ? { trees: Number(lab.params.arvores) } : {},
    onProgress: lab.progress,
  });
  lab.output('modelo').model(modelo, { description: `Atraso de voos: ${algoritmo}`, reference: linhas });
});
