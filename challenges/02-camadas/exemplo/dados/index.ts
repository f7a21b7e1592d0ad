// Camada de dados: de onde vêm as medições é assunto só dela.

import type { Config, Dados } from '../contratos.ts';
import { lerCsv } from './csv.ts';
import { lerDiario } from './diario.ts';

/** Onde está cada fonte. Quem monta o programa diz; a configuração escolhe. */
export interface Caminhos {
  csv: string;
  diario: string;
}

const fontes = { csv: lerCsv, diario: lerDiario };

export function criarDados({ fonte }: Config['dados'], caminhos: Caminhos): Dados {
  const ler = fontes[fonte];
  if (!ler) throw new Error(`dados.fonte: "${fonte}" não existe; use ${Object.keys(fontes).join(' ou ')}`);
  return { linhas: () => ler(caminhos[fonte]) };
}
