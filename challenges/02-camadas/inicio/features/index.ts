// Camada de features: transforma medições em colunas do modelo.

import type { Row } from '@bancada/sdk';
import type { Config, Dados, Features } from '../contratos.ts';
import { bulboUmido } from './bulbo-umido.ts';
import { campos } from './colunas.ts';
import { mediaMovel } from './media-movel.ts';

export function criarFeatures(dados: Dados, { janela }: Config['features']): Features {
  return {
    treino() {
      // Tarefa: um sensor quebrado faz perder a linha inteira. Troque só o valor impossível (os campos têm min e max) por null.
      const linhas = dados.linhas().filter((linha) => Number(linha.temp_ar) <= 41);
      const radiacao = mediaMovel(
        linhas.map((linha) => linha.radiacao_solar as number | null),
        janela,
      );
      return linhas.map((linha, i) => ({
        ...linha,
        radiacao_solar: radiacao[i],
        temp_bulbo_umido: linha.temp_bulbo_umido ?? bulboUmido(Number(linha.temp_ar), Number(linha.umidade)),
      }));
    },
    // Tarefa: o treino preenche as lacunas e o pedido não. Uma função só, chamada dos dois lados.
    preparar: (linhas: readonly Row[]) => linhas.map((linha) => ({ ...linha })),
    numericas: campos.filter(({ type }) => type === 'double').map(({ name }) => name),
    categoricas: campos.filter(({ type }) => type === 'string').map(({ name }) => name),
    campos,
  };
}
