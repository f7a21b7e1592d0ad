// Treino: só o que veio antes do corte, com os atributos que eram conhecidos em cada momento.
import { step } from '@bancada/sdk';
import { derivar } from './derivados.ts';
import { antes, treinar } from './modelo.ts';

await step(async (lab) => {
  const linhas = antes(lab.input('conjunto').rows(), lab.params.corte);
  const modelo = await treinar(linhas, lab.seed, lab.params.arvores);
  lab.output('modelo').model(modelo, {
    description: 'Fraude em cartões, com atributos da feature store',
    reference: linhas.map((linha) => derivar(linha, linha)),
  });
});
