// Validação: confere os dados com expectativas. Linha ruim vai para a quarentena; lote ruim para o pipeline.
import { type Expectation, step, validate } from '@bancada/sdk';

const mostly = 0.98; // até 2 % de linhas ruins por regra são acidente; mais do que isso é problema na fonte
const COLUNAS = ['date', 'delay', 'distance', 'origin', 'destination'];
const DATA = '^\\d{4}/(0[1-9]|1[0-2])/(0[1-9]|[12]\\d|3[01]) ([01]\\d|2[0-3]):[0-5]\\d$';

const EXPECTATIVAS: Expectation[] = [
  { expect: 'table_columns_to_match_set', columns: COLUNAS },
  { expect: 'table_row_count_to_be_between', min: 1000 },
  ...COLUNAS.map((column): Expectation => ({ expect: 'column_values_to_not_be_null', column, mostly })),
  { expect: 'column_values_to_match_regex', column: 'date', regex: DATA, mostly },
  { expect: 'column_values_to_be_between', column: 'delay', min: -120, max: 1440, mostly },
  { expect: 'column_values_to_be_between', column: 'distance', min: 1, max: 6000, mostly },
  { expect: 'column_values_to_match_regex', column: 'origin', regex: '^[A-Z0-9]{3}$', mostly },
  { expect: 'column_values_to_match_regex', column: 'destination', regex: '^[A-Z0-9]{3}$', mostly },
];

await step((lab) => {
  const voos = lab.input('voos').rows();
  const laudo = validate(voos, EXPECTATIVAS);
  const ruins = new Set(laudo.badRows);

  // As saídas são gravadas antes de qualquer decisão: se o lote for recusado, elas são a prova.
  lab.output('validos').rows(voos.filter((_, i) => !ruins.has(i)));
  lab.output('quarentena').rows(voos.filter((_, i) => ruins.has(i)));
  lab.output('relatorio').json(laudo);
  lab.metric('linhas_em_quarentena', ruins.size);

  const quebradas = laudo.results.filter((r) => !r.success);
  for (const { expectation, unexpected } of quebradas) {
    lab.warn(`${expectation.expect} (${expectation.column ?? 'tabela'}): ${unexpected} linhas fora do esperado`);
  }
  if (!laudo.success)
    throw new Error(`Lote recusado: ${quebradas.length} expectativas quebradas, ${ruins.size} de ${voos.length} linhas em quarentena.`);
});
