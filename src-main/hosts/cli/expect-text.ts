/** What `bancada data profile` and `bancada data expect` say, in both languages. */
import { type Locale, type SuiteResult, sayResult, type TableProfile } from '../../contract/index.ts';

const pt = {
  profile: 'descreve uma tabela coluna por coluna: um arquivo CSV, JSONL ou Parquet, ou dataset:NOME',
  expect: 'deduz expectativas de uma tabela (infer), ou confere uma tabela (check --suite)',
  suite: 'suíte de expectativas, em YAML',
  to: 'arquivo a escrever, que ainda não existe',
  what: 'depois de expect vem infer ou check',
  needsSuite: 'diga a suíte: --suite expectativas.yaml',
  rows: 'linhas',
  columns: ['coluna', 'tipo', 'vazios', 'distintos', 'mínimo', 'média', 'máximo'],
  constant: 'Constantes',
  duplicated: 'Iguais a outra coluna',

  quarantined: 'linhas para a quarentena',
  row: 'linha',
};

const en: typeof pt = {
  profile: 'describes a table column by column: a CSV, JSONL or Parquet file, or dataset:NAME',
  expect: 'infers expectations from a table (infer), or checks a table (check --suite)',
  suite: 'suite of expectations, in YAML',
  to: 'file to write, which must not exist yet',
  what: 'expect is followed by infer or check',
  needsSuite: 'name the suite: --suite expectations.yaml',
  rows: 'rows',
  columns: ['column', 'type', 'missing', 'distinct', 'minimum', 'mean', 'maximum'],
  constant: 'Constant',
  duplicated: 'Equal to another column',

  quarantined: 'rows for the quarantine',
  row: 'row',
};

export const expectTexts: Record<Locale, typeof pt> = { 'pt-BR': pt, en };

export function profileText({ rows, columns, constant, duplicated }: TableProfile, locale: Locale): string {
  const t = expectTexts[locale];
  const number = (value: number) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 }).format(value);
  const cell = (value: unknown) => (typeof value === 'number' ? number(value) : String(value ?? '—').slice(0, 24));
  const lines = columns.map(({ name, kind, missing, distinct, min, mean, max }) => [name, kind, missing, distinct, min, mean, max].map(cell));
  const widths = t.columns.map((title, index) => Math.max(title.length, ...lines.map((line) => line[index]!.length)));
  const table = [t.columns, ...lines].map((line) =>
    line
      .map((text, index) => text.padEnd(widths[index]!))
      .join('  ')
      .trimEnd(),
  );
  const more = [
    ...(constant.length > 0 ? [`${t.constant}: ${constant.join(', ')}`] : []),
    ...(duplicated.length > 0 ? [`${t.duplicated}: ${duplicated.map(({ column, sameAs }) => `${column} = ${sameAs}`).join(', ')}`] : []),
  ];
  return [`${number(rows)} ${t.rows}`, ...table, ...more].join('\n');
}

export function suiteText({ suite, results, rows, quarantined }: SuiteResult, locale: Locale): string {
  const t = expectTexts[locale];
  const lines = results.flatMap((result) => [
    `${result.success ? '✓' : '✗'} [${result.expectation.severity}] ${sayResult(result, locale)}`,
    ...(result.success
      ? []
      : result.examples.slice(0, 3).map(({ row, values }) => `    ${t.row} ${row}: ${values.map((value) => value ?? '—').join(', ')}`)),
  ]);
  const passed = results.filter(({ success }) => success).length;
  return [`${suite}: ${passed}/${results.length} · ${rows} ${t.rows}, ${quarantined} ${t.quarantined}`, ...lines].join('\n');
}
