// Cada camada funciona sobre uma camada de mentira? E o treino passa pelo mesmo código que o pedido?

import type { Prediction, Row } from '@bancada/sdk';
import { step } from '@bancada/sdk';
import { criarApi } from '../api/index.ts';
import { criarAplicacao } from '../aplicacao/index.ts';
import { criarFeatures } from '../features/index.ts';
import { criarModelo } from '../modelo/index.ts';

const igual = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const campos = [{ name: 'x', type: 'double' as const }];
const resposta = (linha: Row): Prediction => ({ label: `x=${linha.x}`, probabilities: { a: 0.25, b: 0.75 } });

await step(async (lab) => {
  const falhas: string[] = [];
  const provar = async (camada: string, prova: () => boolean | Promise<boolean>) => {
    const passou = await Promise.resolve()
      .then(prova)
      .catch((erro: unknown) => {
        lab.warn(camada, { erro: String(erro) });
        return false;
      });
    if (!passou) falhas.push(camada);
  };

  // Um nome por linha: a API tem de passar cada pedido como veio, e devolver a resposta da aplicação como veio.
  await provar('api', async () => {
    const vistos: Row[] = [];
    const api = criarApi({
      campos,
      iniciar: async () => {},
      relatorio: () => Promise.reject(new Error('não pedido')),
      prever: (pedidos) => {
        vistos.push(...pedidos);
        return pedidos.map(resposta);
      },
    });
    const pedidos = [{ x: 3 }, { x: 11 }, { x: -40 }];
    const respostas = await api.definicao().predict(pedidos);
    return igual(vistos, pedidos) && igual(respostas, pedidos.map(resposta)) && igual(api.definicao().signature, campos);
  });

  await provar('aplicacao', async () => {
    let sementes: number[] = [];
    const aplicacao = criarAplicacao({
      algoritmo: 'de mentira',
      campos,
      treinar: async (semente) => {
        sementes = [...sementes, semente];
      },
      avaliar: async () => ({ accuracy: 0.5, f1_macro: 0.4, precision_macro: 0.3, recall_macro: 0.2, perClass: {}, confusion: {} }),
      prever: (linhas) => linhas.map(resposta),
    });
    await aplicacao.iniciar(13);
    const { algoritmo, f1_macro } = await aplicacao.relatorio(13);
    return igual(sementes, [13]) && algoritmo === 'de mentira' && f1_macro === 0.4 && igual(aplicacao.prever([{ x: 1 }]), [resposta({ x: 1 })]);
  });

  await provar('modelo', async () => {
    const modelo = criarModelo(
      {
        treino: () => Array.from({ length: 40 }, (_, i) => ({ x: (i % 2) * 100, sensacao: i % 2 ? '1' : '-1' })),
        preparar: (linhas) => linhas.map((linha) => ({ x: Number(linha.bruto) })),
        numericas: ['x'],
        categoricas: [],
        campos,
      },
      { algoritmo: 'random_forest', parametros: { random_forest: { trees: 3 } } },
    );
    await modelo.treinar(7);
    return igual(
      modelo.prever([{ bruto: 100 }, { bruto: 0 }]).map(({ label }) => label),
      ['1', '-1'],
    );
  });

  const linhas = lab
    .input('conforto')
    .rows()
    .map((linha) => ({ ...linha, sensacao: String(linha.sensacao) }));
  const features = criarFeatures({ linhas: () => linhas }, { janela: 5 });
  await provar('features', () => features.treino().length === linhas.length && features.numericas.length + features.categoricas.length === 16);
  lab.metric('camadas', 4 - falhas.length);
  lab.metric('linhas', features.treino().length);
  lab.tag('falhas', falhas.join(', '));
  if (falhas.length > 0) lab.warn('camadas que não obedecem a quem está embaixo', { falhas: falhas.join(', ') });

  const colunas = [...features.numericas, ...features.categoricas];
  const so = (linha: Row) => colunas.map((coluna) => linha[coluna]);
  const treino = features.treino();
  const semResposta = linhas.map(({ sensacao: _, ...linha }) => linha);
  const pedido = features.preparar(semResposta);
  lab.metric('treino_igual_pedido', treino.filter((linha, i) => pedido[i] && igual(so(linha), so(pedido[i]))).length);
  // Uma linha completa não depende das que chegaram com ela: nenhuma escala nasce do próprio pedido.
  const completas = semResposta.filter((linha) => linha.radiacao_solar !== null).slice(0, 200);
  const juntas = features.preparar(completas);
  lab.metric('sozinha_igual_junta', completas.filter((linha, i) => igual(so(features.preparar([linha])[0] ?? {}), so(juntas[i] ?? {}))).length);
  lab.metric(
    'bulbo_preenchido',
    treino.filter((linha) => linha.temp_bulbo_umido === null && linha.temp_ar !== null && linha.umidade !== null).length,
  );
});
