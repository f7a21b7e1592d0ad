// Monitor: compara a janela com a referência, coluna por coluna. São quatro testes por olhada, e o limite leva isso em conta.
import { COLUNAS, type Dia } from './dias.ts';
import { ks } from './estatistica.ts';

export interface Laudo {
  drift: boolean;
  colunas: string[];
  p: Record<string, number>;
}

const LIMITE = 0.001;

export function olhar(referencia: readonly Dia[], janela: readonly Dia[]): Laudo {
  const valores = (dias: readonly Dia[], coluna: string) => dias.map((dia) => Number(dia[coluna]));
  const p = Object.fromEntries(
    COLUNAS.map((coluna) => [coluna, Math.min(1, ks(valores(referencia, coluna), valores(janela, coluna)).p * COLUNAS.length)]),
  );
  const colunas = COLUNAS.filter((coluna) => p[coluna]! < LIMITE);
  return { drift: colunas.length > 0, colunas, p };
}
