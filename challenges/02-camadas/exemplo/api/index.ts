// Camada de API: traduz HTTP para um caso de uso, e de volta.

import type { Api, Aplicacao } from '../contratos.ts';

export function criarApi(aplicacao: Aplicacao): Api {
  const definicao: Api['definicao'] = () => ({
    name: 'conforto',
    signature: aplicacao.campos,
    predict: (pedidos) => aplicacao.prever(pedidos),
  });
  return { definicao, atender: (lab) => lab.serve(definicao()) };
}
