// Refaz execuções a partir do que elas deixaram anotado, e nada mais.

import { step } from '@bancada/sdk';
import { reproduzir } from '../rastro.ts';

interface Anotada {
  params: Record<string, string>;
  tags: Record<string, string>;
  f1_macro: number;
}

await step(async (lab) => {
  const execucoes = JSON.parse(String(lab.params.execucoes)) as Anotada[];
  const linhas = lab.input('conforto').rows();
  let refeitas = 0;
  for (const { params, tags, f1_macro } of execucoes) {
    try {
      const nota = await reproduzir({ params, tags }, linhas);
      if (Math.abs(nota - f1_macro) < 1e-9) refeitas += 1;
      else lab.warn('outra nota', { algoritmo: params.algoritmo, anotada: f1_macro, refeita: nota });
    } catch (erro) {
      lab.warn('não se refaz', { algoritmo: params.algoritmo, erro: String(erro) });
    }
  }
  lab.metric('refeitas', refeitas);
  // Outros dados não podem passar pelos mesmos.
  const outras = linhas.map((linha, i) => (i === 0 ? { ...linha, temp_ar: Number(linha.temp_ar) + 1 } : linha));
  const aceitou = await reproduzir(execucoes[0], outras).then(
    () => 1,
    () => 0,
  );
  lab.metric('outros_dados_aceitos', aceitou);
});
