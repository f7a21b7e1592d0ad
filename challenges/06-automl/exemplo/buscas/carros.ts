// Quantas milhas por galão? A tentativa de uma busca: de onde vêm as linhas e como se treina um candidato.
import { automl, type Row } from '@bancada/sdk';
import { treinar } from './tabela.ts';

const tabela = {
  alvo: 'mpg',
  numericas: ['cilindros', 'cilindrada', 'potencia', 'peso', 'aceleracao', 'ano'],
  categoricas: ['origem'],
  regressao: true,
};

/** Uma linha por vez: nada do que se faz aqui olha para as outras. */
export function preparar(linhas: Row[]): Row[] {
  return linhas.map(({ nome: _, ano, ...linha }) => ({ ...linha, ano: Number(String(ano).slice(0, 4)) }));
}

await automl({
  target: tabela.alvo,
  rows: (lab) => preparar(lab.input('dados').rows()),
  fit: (linhas, candidato) => treinar(linhas, tabela, candidato),
});
