// Camada de API: traduz HTTP para um caso de uso, e de volta.

import { readFileSync } from 'node:fs';
import type { Api, Aplicacao } from '../contratos.ts';

export function criarApi(aplicacao: Aplicacao): Api {
  const definicao: Api['definicao'] = () => ({
    name: 'conforto',
    signature: aplicacao.campos,
    // Tarefa: a API não mexe nos números do pedido. Se falta o bulbo úmido, quem o preenche é a camada de features.
    predict: (pedidos) => aplicacao.prever(pedidos.map((pedido) => ({ ...pedido, temp_bulbo_umido: pedido.temp_bulbo_umido ?? pedido.temp_ar }))),
  });
  return { definicao, atender: (lab) => lab.serve(definicao()) };
}

/** Tarefa: a API não sabe de arquivos. */
export function ultimaMedicao(caminho: string): string {
  return readFileSync(caminho, 'utf8').trimEnd().split('\n').at(-1) ?? '';
}
