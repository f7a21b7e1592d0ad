// Camada de aplicação: os casos de uso. Não sabe de arquivos, de colunas nem de HTTP.

import type { Aplicacao, Modelo } from '../contratos.ts';

export function criarAplicacao(modelo: Modelo): Aplicacao {
  let pronta = false;
  return {
    campos: modelo.campos,
    async iniciar(semente) {
      await modelo.treinar(semente);
      pronta = true;
    },
    async relatorio(semente) {
      return { algoritmo: modelo.algoritmo, ...(await modelo.avaliar(semente)) };
    },
    prever(pedidos) {
      if (!pronta) throw new Error('a aplicação ainda não foi iniciada');
      return modelo.prever(pedidos);
    },
  };
}
