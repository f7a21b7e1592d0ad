import { step } from '@bancada/sdk';
import { treinarAntigo, treinarGlobal } from './modelos.ts';

await step(async (lab) => {
  const treino = lab.input('treino').rows();
  lab.output('antigo').model(await treinarAntigo(treino, lab.seed));
  lab.output('global').model(await treinarGlobal(treino, lab.seed));
});
