// Faz as vezes do coletor do prédio: as mesmas medições num diário JSON Lines, a segunda fonte de dados. Não é uma camada.

import { step } from '@bancada/sdk';

await step((lab) => {
  const linhas = lab.input('conforto').rows();
  lab
    .output('diario')
    .text(
      linhas
        .map(({ momento, climatizacao, sensacao, ...medidas }) => `${JSON.stringify({ momento, medidas, climatizacao, voto: Number(sensacao) })}\n`)
        .join(''),
    );
  lab.log('diário escrito', { linhas: linhas.length });
});
