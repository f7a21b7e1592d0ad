// O serviço: roda dentro do pacote, ao lado dos pesos que o treino deixou. Nenhum pedido treina.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { ASSINATURA } from './filtro/contrato.ts';
import { type ModeloSpam, prever } from './filtro/modelo.ts';

await step(async (lab) => {
  const modelo: ModeloSpam = JSON.parse(readFileSync(join(import.meta.dirname, 'pesos.json'), 'utf8'));
  await lab.serve({
    name: 'filtro-spam',
    signature: ASSINATURA,
    predict: (emails) =>
      emails.map(({ assunto, texto }) => {
        const spam = prever(modelo, { assunto: String(assunto), texto: String(texto) });
        return { label: spam >= 0.5 ? 'spam' : 'ham', probabilities: { ham: 1 - spam, spam } };
      }),
  });
});
