// Camada de dados: de onde vêm as medições é assunto só dela.

import type { Config, Dados } from '../contratos.ts';
import { lerCsv } from './csv.ts';

/** Onde está cada fonte. Quem monta o programa diz; a configuração escolhe. */
export interface Caminhos {
  csv: string;
  diario: string;
}

export function criarDados(_config: Config['dados'], caminhos: Caminhos): Dados {
  // Tarefa: config.dados.fonte diz "csv" ou "diario". Do jeito que está, é sempre o CSV.
  // O diário tem um registro JSON por linha: { momento, medidas: { temp_ar, … }, climatizacao, voto }.
  return { linhas: () => lerCsv(caminhos.csv) };
}
