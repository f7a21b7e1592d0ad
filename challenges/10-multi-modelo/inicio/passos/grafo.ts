import { composeModels, step } from '@bancada/sdk';
import { grafo } from '../grafo.ts';

await step(async (lab) => {
  const membros = { antigo: await lab.input('antigo').model(), global: await lab.input('global').model() };
  lab.output('grafo').model(composeModels(grafo, membros), { reference: lab.input('treino').rows() });
});
