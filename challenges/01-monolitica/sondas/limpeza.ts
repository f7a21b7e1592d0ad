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
  let testadas = 0;
  for (const especie of ['Adelie', 'Gentoo']) {
    // Metade das linhas desta espécie fica de fora, e assim as medianas das medidas mudam entre os dois treinos.
    const treino = limpar(linhas.filter((linha, i) => linha.species !== especie || i % 4 === 0));
    const classificador = await treinar(treino, lab.seed);
    for (const coluna of MEDIDAS) {
      const valores = treino.flatMap((linha) => (typeof linha[coluna] === 'number' ? [linha[coluna]] : [])).sort((a, b) => a - b);
      const candidatos = [mediana(valores), valores.reduce((soma, valor) => soma + valor, 0) / valores.length];
      const bases = linhas.filter((linha) => MEDIDAS.every((medida) => linha[medida] !== null)).filter((_, i) => i % 7 === 0);
      const comLacuna = classificador.predict(limpar(bases.map((linha) => ({ ...linha, [coluna]: null }))));
      const preenchida = candidatos.map((valor) => classificador.predict(limpar(bases.map((linha) => ({ ...linha, [coluna]: valor })))));
      testadas += 1;
      if (preenchida.some((respostas) => igual(respostas, comLacuna))) coerentes += 1;
    }
  }
  lab.metric('preenchimentos_coerentes', coerentes);
  lab.metric('preenchimentos_testados', testadas);
});

function mediana(ordenados: number[]): number {
  const meio = ordenados.length / 2;
  return ordenados.length % 2 ? ordenados[Math.floor(meio)] : (ordenados[meio - 1] + ordenados[meio]) / 2;
}
