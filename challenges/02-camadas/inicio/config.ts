// Configuração em três andares: base.yaml, depois o arquivo do ambiente, depois as variáveis. O mais alto vence.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '@bancada/sdk';
import type { Config } from './contratos.ts';

export interface Onde {
  /** Pasta com base.yaml e um arquivo por ambiente. */
  pasta: string;
  ambiente: string;
  /** Como process.env: CONFORTO__MODELO__ALGORITMO=random_forest vale sobre modelo.algoritmo. */
  variaveis: Readonly<Record<string, string | undefined>>;
}

export async function lerConfig({ pasta }: Onde): Promise<Config> {
  // Tarefa: só o primeiro andar existe. Junte a ele o arquivo do ambiente e, por cima, as variáveis que começam por CONFORTO__.
  return (await parseYaml(readFileSync(join(pasta, 'base.yaml'), 'utf8'))) as Config;
}
