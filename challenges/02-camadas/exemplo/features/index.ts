// Camada de features: transforma medições em colunas do modelo. Treino e pedido passam pela mesma função.

import type { Row } from '@bancada/sdk';
import type { Config, Dados, Features } from '../contratos.ts';
import { bulboUmido } from './bulbo-umido.ts';
import { campos } from './colunas.ts';
import { mediaMovel } from './media-movel.ts';

export function criarFeatures(dados: Dados, { janela }: Config['features']): Features {
  const preparar = (linhas: readonly Row[]) => tratar(linhas, janela);
  return {
    treino() {
      const linhas = dados.linhas();
      return preparar(linhas).map((linha, i) => ({ ...linha, sensacao: linhas[i].sensacao }));
    },
    preparar,
    numericas: campos.filter(({ type }) => type === 'double').map(({ name }) => name),
    categoricas: campos.filter(({ type }) => type === 'string').map(({ name }) => name),
    campos,
  };
}

function tratar(linhas: readonly Row[], janela: number): Row[] {
  const possiveis = linhas.map(semImpossiveis);
  const radiacao = mediaMovel(
    possiveis.map((linha) => linha.radiacao_solar as number | null),
    janela,
  );
  return possiveis.map((linha, i) => ({ ...linha, radiacao_solar: radiacao[i], temp_bulbo_umido: linha.temp_bulbo_umido ?? stull(linha) }));
}

/** Um sensor quebrado não mede: o que não pode ser vira lacuna. Olha uma linha por vez. */
function semImpossiveis(linha: Row): Row {
  return Object.fromEntries(
    campos.map(({ name, min, max }) => {
      const valor = linha[name] ?? null;
      const fora = typeof valor === 'number' && ((min !== undefined && valor < min) || (max !== undefined && valor > max));
      return [name, fora ? null : valor];
    }),
  );
}

function stull({ temp_ar, umidade }: Row): number | null {
  return typeof temp_ar === 'number' && typeof umidade === 'number' ? bulboUmido(temp_ar, umidade) : null;
}
