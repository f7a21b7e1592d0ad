/** What `bancada graph` says, in both languages. */
import type { GraphProblem, Locale } from '../../contract/index.ts';

const place = ({ line, path }: GraphProblem, word: string) => [line === null ? '' : `${word} ${line}`, path].filter(Boolean).join(', ');

const pt = {
  graph: 'grafos de modelos: vários modelos registrados como um só',
  check: 'confere um grafo em YAML e diz a linha de cada erro',
  register: 'registra o grafo como a próxima versão de um modelo',
  name: 'nome do modelo que o grafo passa a ser',
  alias: 'alias que passa a apontar para a versão, como champion',
  show: 'mostra o grafo de uma versão (modelo, modelo@alias ou modelo:versão), em YAML',
  live: 'mostra os números de cada membro de um serviço que está no ar',
  fine: (members: number) => `O grafo está certo: ${members} membros.`,
  problem: (problem: GraphProblem) => `${place(problem, 'linha')}: ${problem.value} não serve. Esperado: ${problem.expected}.`,
  registered: (name: string, version: string) => `${name} v${version} registrado.`,
  columns: ['membro', 'estado', 'chamadas', 'linhas', 'falhas', 'p99 (ms)'],
};

const en: typeof pt = {
  graph: 'graphs of models: several registered models as one',
  check: 'checks a graph in YAML and tells the line of each mistake',
  register: 'registers the graph as the next version of a model',
  name: 'name of the model that the graph becomes',
  alias: 'alias that then points at the version, such as champion',
  show: 'shows the graph of a version (model, model@alias or model:version), as YAML',
  live: 'shows the figures of each member of a running service',
  fine: (members) => `The graph is right: ${members} members.`,
  problem: (problem) => `${place(problem, 'line')}: ${problem.value} is not valid. Expected: ${problem.expected}.`,
  registered: (name, version) => `${name} v${version} registered.`,
  columns: ['member', 'state', 'calls', 'rows', 'errors', 'p99 (ms)'],
};

export const graphTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);
