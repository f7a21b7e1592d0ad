// Três andares de configuração, numa pasta da sonda.

import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { lerConfig } from '../config.ts';

const pasta = join(import.meta.dirname, 'config');

await step(async (lab) => {
  let certos = 0;
  const provar = async (nome: string, prova: () => Promise<boolean>) => {
    const passou = await prova().catch((erro: unknown) => {
      lab.warn(nome, { erro: String(erro) });
      return false;
    });
    if (passou) certos += 1;
    else lab.warn('não passou', { nome });
  };
  const recusa = (variaveis: Record<string, string>, ambiente = 'loja') =>
    lerConfig({ pasta, ambiente, variaveis }).then(
      () => false,
      () => true,
    );
  const ler = (variaveis: Record<string, string> = {}) => lerConfig({ pasta, ambiente: 'loja', variaveis });

  await provar('o ambiente vale sobre a base, e o resto da base fica', async () => {
    const { dados, features, modelo } = await ler();
    return (
      dados.fonte === 'diario' && features.janela === 5 && modelo.parametros.random_forest.trees === 10 && modelo.parametros.random_forest.depth === 4
    );
  });
  await provar('a variável vale sobre o ambiente', async () => (await ler({ CONFORTO__DADOS__FONTE: 'csv' })).dados.fonte === 'csv');
  await provar('um número continua número', async () => (await ler({ CONFORTO__FEATURES__JANELA: '9' })).features.janela === 9);
  await provar('outras variáveis não contam', async () => (await ler({ PATH: '/bin', DADOS__FONTE: 'csv' })).dados.fonte === 'diario');
  await provar('uma variável que não existe na configuração é um erro', () => recusa({ CONFORTO__MODELO__ALGORITIMO: 'svm' }));
  await provar('um ambiente sem arquivo é um erro', () => recusa({}, 'lua'));
  lab.metric('config', certos);
});
