// Um valor que não é número nem lacuna tem de parar limpar, com um erro que diga a coluna.

import type { Row, Value } from '@bancada/sdk';
import { step } from '@bancada/sdk';
import { limpar } from '../monolito.ts';

const MEDIDAS = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'];
const ESTRAGADOS: Value[] = ['abc', '4,2 kg', Number.NaN, Number.POSITIVE_INFINITY];

await step((lab) => {
  const boa: Row = {
    species: 'Adelie',
    island: 'Dream',
    bill_length_mm: 39,
    bill_depth_mm: 18,
    flipper_length_mm: 190,
    body_mass_g: 3700,
    sex: 'MALE',
  };
  let recusados = 0;
  for (const coluna of MEDIDAS) {
    for (const valor of ESTRAGADOS) {
      try {
        limpar([boa, { ...boa, [coluna]: valor }]);
        lab.warn('limpar deixou passar', { coluna, valor: String(valor) });
      } catch (erro) {
        if (String(erro).includes(coluna)) recusados += 1;
        else lab.warn('o erro não diz a coluna', { coluna, erro: String(erro) });
      }
    }
  }
  lab.metric('recusados', recusados);
  lab.metric('estragados', MEDIDAS.length * ESTRAGADOS.length);
  // E o que está certo continua a passar.
  lab.metric('bons_aceitos', limpar([boa]).length);
});
