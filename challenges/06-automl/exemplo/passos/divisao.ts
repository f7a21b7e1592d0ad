// Divisão: um quarto de cada tabela fica trancado até a prova. Estratificada, para que a menor classe exista nos dois lados.
import { type Row, step, trainTestSplit } from '@bancada/sdk';

const ALVOS = { carros: 'mpg', pinguins: 'species', conforto: 'sensacao' };

/** De um número, o quinto em que ele cai: a prova tem carros gastadores e econômicos na mesma proporção. */
function estrato(linhas: Row[], alvo: string): string[] {
  if (alvo !== 'mpg') return linhas.map((linha) => String(linha[alvo]));
  const ordem = linhas.map((linha) => Number(linha[alvo])).sort((a, b) => a - b);
  return linhas.map((linha) => String(Math.floor((5 * ordem.indexOf(Number(linha[alvo]))) / ordem.length)));
}

await step((lab) => {
  for (const [tabela, alvo] of Object.entries(ALVOS)) {
    // Sem a resposta, uma linha não ensina nem avalia.
    const linhas = lab
      .input(tabela)
      .rows()
      .filter((linha) => linha[alvo] !== null);
    const { train, test } = trainTestSplit(linhas.length, { test: 0.25, seed: lab.seed, stratify: estrato(linhas, alvo) });
    lab.output(tabela).rows(train.map((i) => linhas[i]));
    lab.output(`${tabela}_teste`).rows(test.map((i) => linhas[i]));
    lab.metric(`linhas_${tabela}`, train.length);
  }
});
