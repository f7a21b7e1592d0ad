// limpar olha uma linha por vez? Deixa a lacuna como lacuna? Quem preenche é o treino, com as suas próprias linhas?

import type { Row } from '@bancada/sdk';
import { step } from '@bancada/sdk';
import { limpar, treinar } from '../monolito.ts';

const MEDIDAS = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
const igual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

await step(async (lab) => {
  const linhas = lab.input('pinguins').rows();
  const juntas = limpar(linhas);

  // Linha por linha tem de dar o mesmo que todas juntas.
  const separadas = linhas.map((linha) => limpar([linha]));
  lab.metric(
    'linhas_que_dependem_de_outras',
    linhas.filter((_, i) => !igual(separadas[i], juntas.length === linhas.length ? [juntas[i]] : null)).length,
  );
  lab.metric('linhas_perdidas', linhas.length - juntas.length);

  const modelo: Row = {
    species: 'Adelie',
    island: 'Dream',
    bill_length_mm: 39,
    bill_depth_mm: 18,
    flipper_length_mm: 190,
    body_mass_g: 3700,
    sex: 'MALE',
  };
  const lacunas: Row[] = [...MEDIDAS.map((coluna) => ({ ...modelo, [coluna]: null })), { ...modelo, sex: null }, { ...modelo, sex: '.' }];
  const abertas = lacunas.filter((linha, i) => limpar([linha])[0]?.[MEDIDAS[i] ?? 'sex'] === null);
  lab.metric('lacunas_respeitadas', abertas.length);
  lab.metric('lacunas_testadas', lacunas.length);

  // Dois treinos com pinguins diferentes têm de preencher a mesma lacuna de modos diferentes: cada um com as suas linhas.
  let coerentes = 0;
  for (const especie of ['Adelie', 'Gentoo']) {
    // Três quartos das linhas desta espécie ficam de fora, e assim as medianas mudam entre os dois treinos.
    const treino = linhas.filter((linha, i) => linha.species !== especie || i % 4 === 0);
    coerentes += await preenchimentosCoerentes(treino, linhas, lab.seed).catch((erro: unknown) => {
      lab.warn('o treino não preencheu as lacunas', { erro: String(erro) });
      return 0;
    });
  }
  lab.metric('preenchimentos_coerentes', coerentes);
  lab.metric('preenchimentos_testados', 2 * MEDIDAS.length);
});

/** Em quantas medidas prever com a lacuna dá o mesmo que prever com a mediana ou a média das linhas de treino. */
async function preenchimentosCoerentes(cruas: Row[], linhas: Row[], semente: number): Promise<number> {
  const treino = limpar(cruas);
  const classificador = await treinar(treino, semente);
  const bases = linhas.filter((linha) => MEDIDAS.every((medida) => linha[medida] !== null)).filter((_, i) => i % 7 === 0);
  const prever = (coluna: string, valor: number | null) => classificador.predict(limpar(bases.map((linha) => ({ ...linha, [coluna]: valor }))));
  return MEDIDAS.filter((coluna) => {
    const valores = treino.flatMap((linha) => (typeof linha[coluna] === 'number' ? [linha[coluna]] : [])).sort((a, b) => a - b);
    const media = valores.reduce((soma, valor) => soma + valor, 0) / valores.length;
    const comLacuna = prever(coluna, null);
    return [mediana(valores), media].some((valor) => igual(prever(coluna, valor), comLacuna));
  }).length;
}

function mediana(ordenados: number[]): number {
  const meio = ordenados.length / 2;
  return ordenados.length % 2 ? ordenados[Math.floor(meio)] : (ordenados[meio - 1] + ordenados[meio]) / 2;
}
