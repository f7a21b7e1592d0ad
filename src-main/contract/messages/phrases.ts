/**
 * Expectations inside an error's data, kept free of language: `@one-of a, b` is the key `one-of` and its argument. `phrase` puts one into words;
 * any other text comes back as it is.
 */
import type { Locale } from './index.ts';
import { stepPhrases } from './phrases-steps.ts';
import { yamlPhrases } from './phrases-yaml.ts';

const phrases: Record<string, Record<Locale, string>> = {
  'at-least': { 'pt-BR': 'esperava-se um número de pelo menos {}', en: 'expected a number of at least {}' },
  'at-most': { 'pt-BR': 'esperavam-se no máximo {}', en: 'expected at most {}' },
  boolean: { 'pt-BR': 'esperava-se true ou false', en: 'expected true or false' },
  condition: {
    'pt-BR': 'a condição não se entende perto de “{}”; use params.nome, valores e == != < <= > >= && || ! ( )',
    en: 'the condition is not understood near “{}”; use params.name, values and == != < <= > >= && || ! ( )',
  },
  'contract-consumers': { 'pt-BR': 'Não rodou quem lê essa saída: {}.', en: 'What reads this output did not run: {}.' },
  'contract-consumers-elsewhere': {
    'pt-BR': 'Não rodou quem lê essa saída: {0}. Em outros pipelines, continua com os dados de antes: {1}.',
    en: 'What reads this output did not run: {0}. In other pipelines, these go on with the data of before: {1}.',
  },
  'contract-expectation': { 'pt-BR': 'não se cumpre {}', en: '{} does not hold' },
  'contract-gone': { 'pt-BR': 'falta a coluna {0} ({1})', en: 'column {0} ({1}) is gone' },
  'contract-more': { 'pt-BR': ' (e mais {})', en: ' (and {} more)' },
  'contract-new': { 'pt-BR': 'a coluna {0} ({1}) é nova e não está no contrato', en: 'column {0} ({1}) is new and not in the contract' },
  'contract-no-consumers': { 'pt-BR': 'Nenhum outro passo lê essa saída.', en: 'No other step reads this output.' },
  'contract-null': {
    'pt-BR': 'a coluna {0} não pode ter vazios e tem {1} em {2} linhas; o primeiro está na linha {3}',
    en: 'column {0} may have no missing values and has {1} in {2} rows; the first is in row {3}',
  },
  'contract-table': {
    'pt-BR': 'só uma saída .csv, .jsonl ou .parquet tem contrato',
    en: 'only an output that is .csv, .jsonl or .parquet has a contract',
  },
  'contract-type': { 'pt-BR': 'a coluna {0} é {1} no contrato e agora é {2}', en: 'column {0} is {1} in the contract and {2} now' },
  'contract-withdrawn': {
    'pt-BR': 'a coluna {0} ({1}) saiu da tabela e do contrato, mas a versão dele continua a mesma',
    en: 'column {0} ({1}) left the table and the contract, whose version is still the same',
  },
  cron: {
    'pt-BR': 'esperavam-se cinco campos: minuto, hora, dia, mês e dia da semana',
    en: 'expected five fields: minute, hour, day, month and weekday',
  },
  'cron-day': { 'pt-BR': 'o campo do dia do mês vai de 1 a 31', en: 'the day of the month goes from 1 to 31' },
  'cron-hour': { 'pt-BR': 'o campo da hora vai de 0 a 23', en: 'the hour goes from 0 to 23' },
  'cron-minute': { 'pt-BR': 'o campo do minuto vai de 0 a 59', en: 'the minute goes from 0 to 59' },
  'cron-month': { 'pt-BR': 'o campo do mês vai de 1 a 12', en: 'the month goes from 1 to 12' },
  'cron-never': { 'pt-BR': 'esse horário nunca chega', en: 'that moment never comes' },
  'cron-second': { 'pt-BR': 'o campo do segundo vai de 0 a 59', en: 'the second goes from 0 to 59' },
  dataset: { 'pt-BR': 'esperava-se dataset: seguido do nome de um conjunto de dados', en: 'expected dataset: followed by the name of a data set' },
  distinct: { 'pt-BR': 'os valores não podem se repetir', en: 'the values must differ' },
  duplicate: { 'pt-BR': 'o nome {} já foi usado', en: 'the name {} is already taken' },
  'alert-id': {
    'pt-BR': 'esperavam-se letras minúsculas sem acento, algarismos e hifens, como massa-psi',
    en: 'expected lower-case letters, digits and hyphens, such as mass-psi',
  },
  'alert-id-twice': { 'pt-BR': 'duas regras têm este id', en: 'two rules have this id' },
  email: { 'pt-BR': 'esperava-se um endereço de e-mail', en: 'expected an e-mail address' },
  pem: { 'pt-BR': 'esperava-se um certificado em PEM', en: 'expected a certificate in PEM' },
  url: { 'pt-BR': 'esperava-se um endereço http:// ou https://', en: 'expected an http:// or https:// address' },
  duration: { 'pt-BR': 'esperava-se uma duração, como 500ms, 30s ou 5m', en: 'expected a duration such as 500ms, 30s or 5m' },
  'edit-folder': { 'pt-BR': 'é uma pasta', en: 'it is a folder' },
  'edit-large': { 'pt-BR': 'passa de 1 MB', en: 'it is larger than 1 MB' },
  'feature-rows': {
    'pt-BR': 'falta a entrada linhas: para quem e para quando são os atributos',
    en: 'the input “linhas” is missing: for whom and for when the features are',
  },
  'filter-and': { 'pt-BR': 'esperava-se AND ou o fim do filtro', en: 'expected AND or the end of the filter' },
  'filter-character': { 'pt-BR': 'este caractere não faz parte da linguagem de filtros', en: 'this character is not part of the filter language' },
  'filter-field': { 'pt-BR': 'esse campo não existe; os que existem são: {}', en: 'there is no such field; the known ones are: {}' },
  'filter-list': { 'pt-BR': "esperava-se uma lista de textos, como ('a', 'b')", en: "expected a list of texts such as ('a', 'b')" },
  'filter-name': {
    'pt-BR': 'esperava-se um campo, como metrics.acuracia, params.`taxa de acerto` ou status',
    en: 'expected a field such as metrics.accuracy, params.`learning rate` or status',
  },
  'filter-operator': {
    'pt-BR': 'esperava-se um operador: = != > >= < <= LIKE ILIKE IN NOT IN IS NULL',
    en: 'expected an operator: = != > >= < <= LIKE ILIKE IN NOT IN IS NULL',
  },
  'filter-order': { 'pt-BR': 'esperava-se um campo seguido de ASC ou DESC', en: 'expected a field followed by ASC or DESC' },
  'filter-order-once': { 'pt-BR': 'cada campo ordena uma vez só', en: 'each field orders only once' },
  'filter-text': { 'pt-BR': 'esperava-se um texto entre aspas', en: 'expected a text in quotes' },
  'filter-token': { 'pt-BR': 'o marcador da página não é um dos que a busca devolve', en: 'the page token is none that a search gives' },
  'filter-unclosed': { 'pt-BR': 'a aspa {} não fecha', en: 'the quote {} is not closed' },
  'frozen-effects': {
    'pt-BR':
      'register, deploy e dataset não se congelam: eles agem fora da execução, e congelados diriam ter feito o que não fizeram; use true ou false, ou when para que não rodem',
    en: 'register, deploy and dataset are not frozen: they act outside of the run, and frozen they would be said to have done what they did not; use true or false, or when for them not to run',
  },
  'hold-cooldown': { 'pt-BR': 'o intervalo entre dois laços ainda não passou', en: 'the pause between two loops is not over' },
  'hold-endpoint': { 'pt-BR': 'o serviço não está respondendo', en: 'the endpoint does not answer' },
  'hold-few-labels': { 'pt-BR': 'ainda há poucos rótulos', en: 'there are too few labels yet' },
  'hold-no-new-labels': { 'pt-BR': 'chegaram poucos rótulos novos desde o último laço', en: 'too few labels have come since the last loop' },
  'hold-paused': { 'pt-BR': 'a política está pausada', en: 'the policy is paused' },
  'hold-per-day': { 'pt-BR': 'o limite de laços por dia foi atingido', en: 'the limit of loops per day is reached' },
  'hold-running': { 'pt-BR': 'outro laço deste serviço ainda não terminou', en: 'another loop of this endpoint has not ended' },
  'hold-stale-labels': { 'pt-BR': 'os rótulos mais novos são velhos demais', en: 'the newest labels are too old' },
  identifier: {
    'pt-BR': 'esperava-se um nome só com letras sem acento, números, hífen e sublinhado (até 64)',
    en: 'expected a name of plain letters, digits, hyphens and underscores (up to 64)',
  },
  integer: { 'pt-BR': 'esperava-se um número inteiro', en: 'expected a whole number' },
  list: { 'pt-BR': 'esperava-se uma lista', en: 'expected a list' },
  map: { 'pt-BR': 'esperavam-se pares de nome e valor', en: 'expected pairs of name and value' },
  'not-empty': { 'pt-BR': 'a lista não pode ficar vazia', en: 'the list must not be empty' },
  number: { 'pt-BR': 'esperava-se um número', en: 'expected a number' },
  'one-data': {
    'pt-BR': 'esperava-se uma só entrada: um arquivo ou uma pasta, como passo.saida, de um passo sem matrix',
    en: 'expected exactly one input: a file or a folder, such as step.output, of a step without a matrix',
  },
  'one-file': {
    'pt-BR': 'esperava-se uma só entrada: um arquivo, como passo.saida, de um passo sem matrix',
    en: 'expected exactly one input: a file, such as step.output, of a step without a matrix',
  },
  'one-model': {
    'pt-BR': 'esperava-se uma só entrada: a pasta do modelo, como passo.modelo, de um passo sem matrix',
    en: 'expected exactly one input: the model folder, such as step.model, of a step without a matrix',
  },
  'search-dimension': {
    'pt-BR': 'esperava-se uma lista de valores, ou { type: int | float, low, high, log }, com ou sem `when`',
    en: 'expected a list of values, or { type: int | float, low, high, log }, with or without `when`',
  },
  'search-outputs': {
    'pt-BR': 'um passo com `search` deixa placar.json e modelo/, e nada mais',
    en: 'a step with `search` leaves placar.json and modelo/, and nothing else',
  },
  'search-program': {
    'pt-BR': 'o programa de uma busca é um arquivo TypeScript ou JavaScript',
    en: 'the program of a search is a TypeScript or JavaScript file',
  },
  'search-space': { 'pt-BR': 'esperava-se: {}', en: 'expected: {}' },
  'one-of': { 'pt-BR': 'esperava-se um destes valores: {}', en: 'expected one of: {}' },
  output: {
    'pt-BR': 'esperava-se o nome de um arquivo (dados.jsonl) ou de uma pasta (modelo/), sem subpastas',
    en: 'expected the name of a file (data.jsonl) or of a folder (model/), without subfolders',
  },
  program: {
    'pt-BR': 'esperava-se um arquivo .ts, .mts, .js, .mjs ou .py da sua pasta',
    en: 'expected a .ts, .mts, .js, .mjs or .py file of your workspace',
  },
  range: { 'pt-BR': 'esperava-se um número no intervalo {}', en: 'expected a number in the range {}' },
  'relative-path': { 'pt-BR': 'esperava-se um caminho relativo, sem “..”', en: 'expected a relative path without “..”' },
  required: { 'pt-BR': 'falta este campo', en: 'this field is missing' },
  'run-or-uses': { 'pt-BR': 'um passo tem run ou uses, nunca os dois', en: 'a step has either run or uses, never both' },
  runtime: {
    'pt-BR': 'esperava-se o runtime do arquivo: python para .py, node para os demais',
    en: 'expected the runtime of the file: python for .py, node for the others',
  },
  'same-length': { 'pt-BR': 'as duas listas devem ter o mesmo tamanho', en: 'both lists must have the same length' },
  scalar: { 'pt-BR': 'esperava-se um texto, um número, true ou false', en: 'expected a text, a number, true or false' },
  'service-program': {
    'pt-BR': 'esperava-se um arquivo .ts, .mts, .js ou .mjs da sua pasta; um serviço ainda não é escrito em Python',
    en: 'expected a .ts, .mts, .js or .mjs file of your workspace; a service is not written in Python yet',
  },
  'secret-name': {
    'pt-BR': 'esperava-se o nome de uma variável de ambiente que não seja do próprio programa (PATH, HOME, NODE_…)',
    en: 'expected the name of an environment variable that is not one of the program’s own (PATH, HOME, NODE_…)',
  },
  size: { 'pt-BR': 'esperava-se um tamanho, como 512m ou 1g', en: 'expected a size such as 512m or 1g' },
  source: { 'pt-BR': 'esperava-se passo.saida ou dataset:nome', en: 'expected step.output or dataset:name' },
  span: { 'pt-BR': 'esperava-se um período, como 30m, 24h ou 30d', en: 'expected a period such as 30m, 24h or 30d' },
  'span-at-most': {
    'pt-BR': 'a janela não pode passar do TTL da visão, que é {}',
    en: 'the window must not be longer than the TTL of the view, which is {}',
  },
  string: { 'pt-BR': 'esperava-se um texto', en: 'expected a text' },
  'table-json': { 'pt-BR': 'não é JSON válido', en: 'it is not valid JSON' },
  'table-parquet': { 'pt-BR': 'não é um Parquet inteiro', en: 'it is not a whole Parquet file' },
  'table-quote': { 'pt-BR': 'a aspa não fecha', en: 'the quote is not closed' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the learner's own syntax
  template: { 'pt-BR': 'dentro de ${ } só se usa params.nome', en: 'only params.name may stand inside ${ }' },
  timezone: { 'pt-BR': 'o fuso horário {} não existe', en: 'there is no time zone {}' },
  'unknown-expectation': { 'pt-BR': 'essa expectativa não existe; você quis dizer {}?', en: 'there is no such expectation; did you mean {}?' },
  'unknown-expectation-known': {
    'pt-BR': 'essa expectativa não existe; “bancada data expect infer ARQUIVO” escreve uma suíte com as que servem a um arquivo',
    en: 'there is no such expectation; “bancada data expect infer FILE” writes a suite with those that suit a file',
  },
  'unknown-field': { 'pt-BR': 'este campo não existe; você quis dizer {}?', en: 'there is no such field; did you mean {}?' },
  'unknown-field-known': { 'pt-BR': 'este campo não existe; os que existem são: {}', en: 'there is no such field; the known ones are: {}' },
  'unknown-output': { 'pt-BR': 'essa saída não existe; as do passo são: {}', en: 'there is no such output; those of the step are: {}' },
  'unknown-param': { 'pt-BR': 'o parâmetro {} não está em params', en: 'the parameter {} is not in params' },
  'unknown-step': { 'pt-BR': 'esse passo não existe; você quis dizer {}?', en: 'there is no such step; did you mean {}?' },
  'unknown-step-known': { 'pt-BR': 'esse passo não existe; os que existem são: {}', en: 'there is no such step; the known ones are: {}' },
  ...stepPhrases,
  'upload-part': { 'pt-BR': 'a parte {} falta ou difere da que chegou', en: 'part {} is missing or differs from what arrived' },
  ...yamlPhrases,
};

export function phrase(text: string, locale: Locale): string {
  const found = /^@([a-z-]+)(?: (.*))?$/s.exec(text);
  const words = found && phrases[found[1]!];
  if (!words) return text;
  const rest = found[2] ?? '—';
  const parts = rest.split('|');
  return words[locale].replace('{}', () => rest).replaceAll(/\{(\d)\}/g, (_, index: string) => parts[Number(index)] ?? '—');
}
