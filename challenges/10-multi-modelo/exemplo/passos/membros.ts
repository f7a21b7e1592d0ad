import { step } from '@bancada/sdk';
import { BAIRROS, treinarAntigo, treinarCurto, treinarEspecialista, treinarFloresta, treinarGlobal } from './modelos.ts';

await step(async (lab) => {
  const treino = lab.input('treino').rows();
  lab.output('antigo').model(await treinarAntigo(treino, lab.seed));
  lab.output('global').model(await treinarGlobal(treino, lab.seed));
  lab.output('curto').model(await treinarCurto(treino, lab.seed));
  lab.output('floresta').model(await treinarFloresta(treino, lab.seed));
  for (const [bairro, membro] of Object.entries(BAIRROS)) lab.output(membro).model(await treinarEspecialista(treino, bairro, lab.seed));
});
