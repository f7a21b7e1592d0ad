/** `MUTANTS`: layers that keep their signature and do the wrong thing. Tests that let one of them pass test nothing. */

export interface Mutant {
  name: string;
  file: string;
  text: string;
}

export const MUTANTS: Mutant[] = [
  {
    name: 'bulboUmido = 0',
    file: 'features/bulbo-umido.ts',
    text: 'export function bulboUmido(temperatura: number, _umidade: number): number {\n  return temperatura * 0;\n}\n',
  },
  {
    name: 'mediaMovel = valores',
    file: 'features/media-movel.ts',
    text: 'export function mediaMovel(valores: readonly (number | null)[], _janela: number): (number | null)[] {\n  return [...valores];\n}\n',
  },
  {
    name: 'prever ignora o modelo',
    file: 'aplicacao/index.ts',
    text: `import type { Aplicacao, Modelo } from '../contratos.ts';
export function criarAplicacao(modelo: Modelo): Aplicacao {
  return {
    campos: modelo.campos,
    iniciar: async () => {},
    relatorio: async (semente) => ({ algoritmo: modelo.algoritmo, ...(await modelo.avaliar(semente)) }),
    prever: (pedidos) => pedidos.map(() => ({ label: '0', probabilities: { '0': 1 } })),
  };
}
`,
  },
  {
    name: 'predict ignora a aplicação',
    file: 'api/index.ts',
    text: `import type { Api, Aplicacao } from '../contratos.ts';
export function criarApi(aplicacao: Aplicacao): Api {
  const definicao: Api['definicao'] = () => ({
    name: 'conforto',
    signature: aplicacao.campos,
    predict: (pedidos) => pedidos.map(() => ({ label: '0', probabilities: { '0': 1 } })),
  });
  return { definicao, atender: (lab) => lab.serve(definicao()) };
}
`,
  },
  {
    name: 'o modelo responde sempre 0',
    file: 'modelo/index.ts',
    text: `import type { Config, Features, Modelo } from '../contratos.ts';
export function criarModelo(features: Features, { algoritmo }: Config['modelo']): Modelo {
  return {
    algoritmo,
    campos: features.campos,
    treinar: async () => {},
    avaliar: async () => ({ accuracy: 1, f1_macro: 1, precision_macro: 1, recall_macro: 1, perClass: {}, confusion: {} }),
    prever: (linhas) => linhas.map(() => ({ label: '0', probabilities: { '0': 1 } })),
  };
}
`,
  },
];
