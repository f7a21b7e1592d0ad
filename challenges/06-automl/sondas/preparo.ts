// O preparo olha uma linha por vez? Se o que sai para uma linha muda com as vizinhas, a dobra de teste já ensinou alguma coisa ao treino.

import type { Row } from '@bancada/sdk';
import { step } from '@bancada/sdk';

const ALVOS: Record<string, string> = { carros: 'mpg', pinguins: 'species', conforto: 'sensacao' };

await step(async (lab) => {
  for (const tabela of Object.keys(ALVOS)) {
    const { preparar } = (await import(`../buscas/${tabela}.ts`)) as { preparar?: (linhas: Row[]) => Row[] };
    if (typeof preparar !== 'function') throw new Error(`buscas/${tabela}.ts não exporta a função preparar.`);
    // Cada linha perde um número, um diferente do da vizinha: quem preenche lacunas com a coluna inteira se mostra.
    const linhas = lab
      .input(tabela)
      .rows()
      .filter((_, i) => i % 4 === 0)
      .map((linha, i) => {
        const numeros = Object.keys(linha).filter((coluna) => coluna !== ALVOS[tabela] && typeof linha[coluna] === 'number');
        return { ...linha, [numeros[i % numeros.length]]: null };
      });
    const copia = () => linhas.map((linha) => ({ ...linha }));
    const juntas = preparar(copia());
    const separadas = copia().map((linha) => preparar([linha]));
    const dependentes = linhas.filter(
      (_, i) => JSON.stringify(separadas[i]) !== JSON.stringify(juntas.length === linhas.length ? [juntas[i]] : null),
    );
    lab.metric(`dependentes_${tabela}`, dependentes.length);
  }
});
