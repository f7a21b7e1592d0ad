// A previsão ingênua: a fração de voos atrasados, no treino, de quem tem o mesmo valor numa coluna só.
import type { Row } from '@bancada/sdk';
import { atrasados } from './medidas.ts';

const PESO = 30; // voos "de mentira" com a taxa geral, para que um aeroporto de dois voos não vire regra

export function taxaPor(coluna: string, treino: Row[]): (voo: Row) => number {
  const geral = atrasados(treino).filter(Boolean).length / treino.length;
  const contas = new Map<unknown, { voos: number; atrasos: number }>();
  for (const voo of treino) {
    const conta = contas.get(voo[coluna]) ?? { voos: 0, atrasos: 0 };
    contas.set(voo[coluna], { voos: conta.voos + 1, atrasos: conta.atrasos + (voo.atrasou === 'sim' ? 1 : 0) });
  }
  return (voo) => {
    const { voos, atrasos } = contas.get(voo[coluna]) ?? { voos: 0, atrasos: 0 };
    return (atrasos + PESO * geral) / (voos + PESO);
  };
}
