// Avaliação: todos os candidatos, a mesma prova, no conjunto de ajuste. O de teste continua fechado.
import { step } from '@bancada/sdk';
import { atrasados, medir, melhorCorte, probabilidades } from './medidas.ts';

await step(async (lab) => {
  const linhas = lab.input('ajuste').rows();
  const real = atrasados(linhas);
  const placar = [];
  for (const candidato of lab.input('modelos').items) {
    const algoritmo = String(candidato.matrix.algoritmo);
    const prob = probabilidades(await candidato.model(), linhas);
    const corte = melhorCorte(real, prob);
    const medidas = medir(real, prob, corte);
    placar.push({ algoritmo, corte, ...medidas });
    lab.metric(`ajuste_roc_auc_${algoritmo}`, medidas.roc_auc);
  }
  lab.output('placar').json(placar);
});
