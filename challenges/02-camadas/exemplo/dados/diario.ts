import { readFileSync } from 'node:fs';
import type { Row } from '@bancada/sdk';

interface Registro {
  momento: string;
  medidas: Row;
  climatizacao: string;
  voto: number;
}

/** O diário do coletor: um registro por linha, com as medidas num objeto à parte e o voto como número. */
export function lerDiario(caminho: string): Row[] {
  return readFileSync(caminho, 'utf8')
    .trimEnd()
    .split('\n')
    .map((linha) => {
      const { momento, medidas, climatizacao, voto }: Registro = JSON.parse(linha);
      return { momento, ...medidas, climatizacao, sensacao: String(voto) };
    });
}
