// Que espécie é? As lacunas seguem como lacunas: quem as preenche é o treino de cada dobra.
import { automl, type Row } from '@bancada/sdk';
import { treinar } from './tabela.ts';

const tabela = {
  alvo: 'species',
  numericas: ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'],
  categoricas: ['island', 'sex'],
};

/** O sexo anotado como ponto é uma lacuna. */
export function preparar(linhas: Row[]): Row[] {
  return linhas.map((linha) => ({ ...linha, sex: linha.sex === '.' ? null : linha.sex }));
}

await automl({
  target: tabela.alvo,
  rows: (lab) => preparar(lab.input('dados').rows()),
  fit: (linhas, candidato) => treinar(linhas, tabela, candidato),
});
