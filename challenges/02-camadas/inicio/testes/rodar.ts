// Roda os testes de todas as camadas. O primeiro que falhar para a etapa, e o treino não começa.

import { step } from '@bancada/sdk';
import { testes as api } from './api.ts';
import { testes as aplicacao } from './aplicacao.ts';
import { testes as dados } from './dados.ts';
import { testes as features } from './features.ts';
import { testes as modelo } from './modelo.ts';

export type Testes = Record<string, () => void | Promise<void>>;

if (import.meta.main) {
  await step(async (lab) => {
    let passaram = 0;
    for (const [camada, testes] of Object.entries({ dados, features, modelo, aplicacao, api })) {
      for (const [nome, teste] of Object.entries(testes)) {
        try {
          await teste();
        } catch (erro) {
          throw new Error(`${camada}: ${nome}: ${erro instanceof Error ? erro.message : erro}`);
        }
        passaram += 1;
      }
    }
    lab.metric('testes', passaram);
  });
}
