// A raiz de composição: o único lugar que conhece todas as camadas. Monta de baixo para cima e chama a de cima.

import { join } from 'node:path';
import type { Lab } from '@bancada/sdk';
import { step } from '@bancada/sdk';
import { criarApi } from './api/index.ts';
import { criarAplicacao } from './aplicacao/index.ts';
import { lerConfig } from './config.ts';
import { criarDados } from './dados/index.ts';
import { criarFeatures } from './features/index.ts';
import { criarModelo } from './modelo/index.ts';

async function montar(lab: Lab) {
  const { ambiente = 'desenvolvimento', ajustes = '' } = lab.params;
  const variaveis = Object.fromEntries(
    String(ajustes)
      .split(/\s+/)
      .filter((ajuste) => ajuste !== '')
      .map((ajuste) => ajuste.split('=')),
  );
  const pasta = join(import.meta.dirname, 'config');
  const config = await lerConfig({ pasta, ambiente: String(ambiente), variaveis: { ...process.env, ...variaveis } });
  const dados = criarDados(config.dados, { csv: lab.input('csv').path, diario: lab.mode === 'step' ? lab.input('diario').path : '' });
  const features = criarFeatures(dados, config.features);
  const modelo = criarModelo(features, config.modelo);
  const aplicacao = criarAplicacao(modelo);
  return { config, aplicacao, api: criarApi(aplicacao) };
}

if (import.meta.main) {
  await step(async (lab) => {
    const { config, aplicacao, api } = await montar(lab);
    if (lab.mode === 'service') {
      await aplicacao.iniciar(lab.seed);
      return api.atender(lab);
    }
    const relatorio = await aplicacao.relatorio(lab.seed);
    lab.tag('fonte', config.dados.fonte);
    lab.tag('algoritmo', relatorio.algoritmo);
    lab.metric('f1_macro', relatorio.f1_macro);
    lab.metric('accuracy', relatorio.accuracy);
    lab.output('relatorio').json({ fonte: config.dados.fonte, ...relatorio });
  });
}
