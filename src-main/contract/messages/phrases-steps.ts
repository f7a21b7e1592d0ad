/** Phrases of failed steps: the parts of a sentence that depend on what was found. `{0}`, `{1}`… are the arguments, parted by `|`. */
import type { Locale } from './index.ts';

export const stepPhrases: Record<string, Record<Locale, string>> = {
  'a-file': { 'pt-BR': 'um arquivo', en: 'a file' },
  'a-folder': { 'pt-BR': 'uma pasta', en: 'a folder' },
  add: {
    'pt-BR': 'acrescente `{0}: {3}` ao passo em pipeline.yaml, linha {1} (sem isso, vale {2})',
    en: 'add `{0}: {3}` to the step in pipeline.yaml, line {1} (without it, {2} holds)',
  },
  binary: { 'pt-BR': 'é um arquivo binário', en: 'it is a binary file' },
  'csv-json': { 'pt-BR': 'o conteúdo é JSON', en: 'its content is JSON' },
  empty: { 'pt-BR': 'o arquivo está vazio', en: 'the file is empty' },
  'json-broken': { 'pt-BR': 'não se lê a partir da linha {0} ({1})', en: 'it cannot be read from line {0} on ({1})' },
  'json-cut': { 'pt-BR': 'o arquivo acaba no meio', en: 'the file ends in the middle' },
  'json-word': {
    'pt-BR': 'a linha {0} traz {1}, que o formato não tem; use null, ou true e false em minúsculas',
    en: 'line {0} holds {1}, which the format does not have; use null, or true and false in lower case',
  },
  'json-unread': { 'pt-BR': 'não se lê ({})', en: 'it cannot be read ({})' },
  last: { 'pt-BR': 'A última linha foi: “{}”.', en: 'Its last line was: “{}”.' },
  'last-nothing': { 'pt-BR': 'Ele não tinha escrito nada.', en: 'It had written nothing.' },
  left: { 'pt-BR': 'O que ficou na pasta das saídas foi: {}.', en: 'What it left in the folder of outputs was: {}.' },
  'left-nothing': { 'pt-BR': 'A pasta das saídas ficou vazia.', en: 'It left the folder of outputs empty.' },
  'loop-any': { 'pt-BR': 'Confira a condição de saída dos laços do programa', en: 'Check the conditions that end the loops of the program' },
  'loop-at': { 'pt-BR': 'Comece pelo laço de {0}, linha {1}: o que o faz parar?', en: 'Begin with the loop in {0}, line {1}: what makes it stop?' },
  'memory-heap': {
    'pt-BR': 'a memória do JavaScript acabou e o programa parou sozinho',
    en: 'JavaScript ran out of memory and the program stopped by itself',
  },
  'memory-killed': { 'pt-BR': 'o sistema o encerrou à força (código 137)', en: 'the system ended it by force (code 137)' },
  'package-builtin': { 'pt-BR': 'Ele faz parte do Node: escreva node:{}.', en: 'It is part of Node: write node:{}.' },
  'package-node': {
    'pt-BR': 'Um passo em TypeScript enxerga os arquivos da sua pasta, node: e @bancada/sdk; traga para a pasta o código de que precisa.',
    en: 'A step in TypeScript sees the files of your workspace, node: and @bancada/sdk; bring the code that you need into the workspace.',
  },
  'package-python': {
    'pt-BR': 'Acrescente {} a requirements.txt, com a versão, e rode de novo.',
    en: 'Add {} to requirements.txt, with its version, and run again.',
  },
  'parquet-broken': { 'pt-BR': 'faltam as marcas do começo ou do fim do arquivo', en: 'the marks of its beginning or end are missing' },
  raise: {
    'pt-BR': 'aumente `{0}` em pipeline.yaml, linha {1} (de {2} para {3}, por exemplo)',
    en: 'raise `{0}` in pipeline.yaml, line {1} (from {2} to {3}, for instance)',
  },
  'time-unknown': { 'pt-BR': '', en: '' },
  'time-waiting': { 'pt-BR': ', quase sem usar a CPU: ele esperava por algo', en: ', having used hardly any CPU: it was waiting for something' },
};
