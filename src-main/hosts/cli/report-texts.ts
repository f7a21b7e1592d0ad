/** What `bancada report` and `bancada certificate` say, in both languages. */
import type { Locale } from '../../contract/index.ts';

const pt = {
  report: 'o que você estudou e mediu, como PDF ou HTML',
  certificate: 'certificado de um desafio com todas as verificações aprovadas, com os resultados medidos',
  output: 'arquivo .pdf ou .html',
  name: 'o nome que vai na página',
  outputForm: (path: string) => `-o aceita um arquivo .pdf ou .html, não “${path}”.`,
  written: (path: string) => `Gravado em ${path}`,
};

const en: typeof pt = {
  report: 'what you studied and measured, as PDF or HTML',
  certificate: 'certificate of a challenge whose checks all passed, with the measured results',
  output: '.pdf or .html file',
  name: 'the name on the page',
  outputForm: (path) => `-o takes a .pdf or .html file, not "${path}".`,
  written: (path) => `Written to ${path}`,
};

export const reportTexts = (locale: Locale) => (locale === 'en' ? en : pt);
