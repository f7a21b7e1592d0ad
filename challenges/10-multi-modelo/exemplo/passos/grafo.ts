import { type Classifier, composeModels, step } from '@bancada/sdk';
import { grafo } from '../grafo.ts';
import { BAIRROS } from './modelos.ts';

await step(async (lab) => {
  const membros: Record<string, Classifier> = {};
  for (const nome of ['antigo', 'global', 'curto', 'floresta', 'juiz', ...Object.values(BAIRROS)]) membros[nome] = await lab.input(nome).model();
  const composto = composeModels(grafo, membros);
  lab.output('grafo').model(composto, { description: 'Um preço por bairro', reference: lab.input('treino').rows() });
});
