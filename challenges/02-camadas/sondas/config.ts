// Três andares de configuração, numa pasta da sonda.

import { join } from 'node:path';
import { step } from '@bancada/sdk';
import { lerConfig } from '../config.ts';

const pasta = join(import.meta.dirname, 'config');
type Config = Awaited<ReturnType<typeof lerConfig>>;

interface Caso {
  ambiente?: string;
  variaveis?: Record<string, string>;
  /** O que se olha na configuração lida; sem isso, a leitura tinha de ser recusada. */
  olha?: [onde: string, (config: Config) => unknown, esperado: unknown];
}

const CASOS: Caso[] = [
  { olha: ['dados.fonte', ({ dados }) => dados.fonte, 'diario'] },
  { olha: ['features.janela', ({ features }) => features.janela, 5] },
  { olha: ['modelo.parametros.random_forest.trees', ({ modelo }) => modelo.parametros.random_forest?.trees, 10] },
  { olha: ['modelo.parametros.random_forest.depth', ({ modelo }) => modelo.parametros.random_forest?.depth, 4] },
  { variaveis: { CONFORTO__DADOS__FONTE: 'csv' }, olha: ['dados.fonte', ({ dados }) => dados.fonte, 'csv'] },
  { variaveis: { CONFORTO__FEATURES__JANELA: '9' }, olha: ['features.janela', ({ features }) => features.janela, 9] },
  { variaveis: { PATH: '/bin', DADOS__FONTE: 'csv' }, olha: ['dados.fonte', ({ dados }) => dados.fonte, 'diario'] },
  { variaveis: { CONFORTO__MODELO__ALGORITIMO: 'svm' } },
  { ambiente: 'lua' },
];

await step(async (lab) => {
  const erradas: string[] = [];
  for (const { ambiente = 'loja', variaveis = {}, olha } of CASOS) {
    const chamada = [`ambiente: ${ambiente}`, ...Object.entries(variaveis).map(([nome, valor]) => `${nome}=${valor}`)].join(', ');
    const [onde, valor, esperado] = olha ?? ['lerConfig', () => 'ok', undefined];
    let visto: string;
    try {
      visto = JSON.stringify(valor(await lerConfig({ pasta, ambiente, variaveis })));
    } catch (erro) {
      visto = `throw ${erro instanceof Error ? erro.message : erro}`;
    }
    const certo = olha ? visto === JSON.stringify(esperado) : visto.startsWith('throw');
    if (!certo) erradas.push(`${chamada} → ${onde} = ${visto} (${olha ? JSON.stringify(esperado) : 'throw'})`);
  }
  lab.metric('config', CASOS.length - erradas.length);
  lab.metric('config_casos', CASOS.length);
  // A verificação mostra as primeiras.
  lab.tag('config', erradas.slice(0, 3).join('; '));
  for (const errada of erradas) lab.warn(errada);
});
