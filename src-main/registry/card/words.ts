/** `cardWords`: the words of a generated model card, per language. What is not known is said, so that somebody fills it in. */
import type { Language } from '../../contract/base.ts';

export interface CardWords {
  title(name: string, version: string): string;
  purpose: string;
  noPurpose: string;
  facts: string;
  algorithm: string;
  flavors: string;
  aliases: string;
  stage: string;
  created: string;
  size: string;
  megabytes(value: string): string;
  digest: string;
  tags: string;
  data: string;
  dataset: string;
  use: string;
  source: string;
  noData: string;
  metrics: string;
  metric: string;
  value: string;
  noMetrics: string;
  signature: string;
  field: string;
  type: string;
  accepts: string;
  optional: string;
  types: Record<'double' | 'long' | 'string' | 'boolean', string>;
  noSignature: string;
  lineage: string;
  run(name: string, id: string): string;
  noRun: string;
  pipelineRun(id: string): string;
  copiedFrom(name: string, version: string): string;
  servedBy(endpoints: string): string;
  notServed: string;
  limits: string;
  limitsOf: { always: string; noChoices: string; foreign: string; noSegments: string };
}

const pt: CardWords = {
  title: (name, version) => `Cartão do modelo ${name}, versão ${version}`,
  purpose: 'Para que serve',
  noPurpose: '_Ainda não há descrição: diga o que o modelo prevê, para quem, e que decisão depende dele._',
  facts: 'Em resumo',
  algorithm: 'Algoritmo',
  flavors: 'Formatos',
  aliases: 'Aliases',
  stage: 'Estágio',
  created: 'Registrado em',
  size: 'Tamanho',
  megabytes: (value) => `${value} MB`,
  digest: 'SHA-256 dos arquivos',
  tags: 'Tags',
  data: 'Dados',
  dataset: 'Conjunto de dados',
  use: 'Uso',
  source: 'Origem',
  noData: '_A execução não registrou os dados que leu._',
  metrics: 'Métricas',
  metric: 'Métrica',
  value: 'Valor',
  noMetrics: '_A execução não registrou métricas._',
  signature: 'Assinatura da entrada',
  field: 'Campo',
  type: 'Tipo',
  accepts: 'Aceita',
  optional: 'opcional',
  types: { double: 'número', long: 'número inteiro', string: 'texto', boolean: 'verdadeiro ou falso' },
  noSignature: '_O modelo não declara a assinatura da entrada, ou ela usa tipos que a Bancada não exprime._',
  lineage: 'De onde veio e onde está',
  run: (name, id) => `Execução de treino: ${name} (\`${id}\`)`,
  noRun: 'A execução que o treinou não está neste laboratório.',
  pipelineRun: (id) => `Execução do pipeline: \`${id}\``,
  copiedFrom: (name, version) => `Copiado de ${name}, versão ${version}`,
  servedBy: (endpoints) => `Servido por: ${endpoints}`,
  notServed: 'Nenhum serviço responde com esta versão.',
  limits: 'Limites',
  limitsOf: {
    always: 'As métricas valem para dados parecidos com os do treino; acompanhe o desvio dos dados quando o modelo estiver em uso.',
    noChoices: 'Valores fora dos listados na assinatura não foram vistos no treino.',
    foreign: 'A Bancada ainda não serve modelos desse formato; carregue-o com o cliente MLflow em Python.',
    noSegments: 'Não há medida separada por grupo: verifique se o erro é maior para alguns do que para outros.',
  },
};

const en: CardWords = {
  title: (name, version) => `Model card: ${name}, version ${version}`,
  purpose: 'What it is for',
  noPurpose: '_There is no description yet: say what the model predicts, for whom, and which decision rests on it._',
  facts: 'In short',
  algorithm: 'Algorithm',
  flavors: 'Flavors',
  aliases: 'Aliases',
  stage: 'Stage',
  created: 'Registered on',
  size: 'Size',
  megabytes: (value) => `${value} MB`,
  digest: 'SHA-256 of the files',
  tags: 'Tags',
  data: 'Data',
  dataset: 'Data set',
  use: 'Use',
  source: 'Source',
  noData: '_The run did not log the data that it read._',
  metrics: 'Metrics',
  metric: 'Metric',
  value: 'Value',
  noMetrics: '_The run logged no metrics._',
  signature: 'Input signature',
  field: 'Field',
  type: 'Type',
  accepts: 'Accepts',
  optional: 'optional',
  types: { double: 'number', long: 'whole number', string: 'text', boolean: 'true or false' },
  noSignature: '_The model declares no input signature, or one with types that Bancada cannot express._',
  lineage: 'Where it came from and where it is',
  run: (name, id) => `Training run: ${name} (\`${id}\`)`,
  noRun: 'The run that trained it is not in this lab.',
  pipelineRun: (id) => `Pipeline run: \`${id}\``,
  copiedFrom: (name, version) => `Copied from ${name}, version ${version}`,
  servedBy: (endpoints) => `Served by: ${endpoints}`,
  notServed: 'No service answers with this version.',
  limits: 'Limits',
  limitsOf: {
    always: 'The metrics hold for data like those of training; watch for drift once the model is in use.',
    noChoices: 'Values other than those listed in the signature were not seen in training.',
    foreign: 'Bancada cannot serve models of this flavor yet; load it with the MLflow client in Python.',
    noSegments: 'Nothing was measured group by group: check whether the error is larger for some than for others.',
  },
};

export const cardWords: Record<Language, CardWords> = { pt, en };
