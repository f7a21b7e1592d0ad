/** What `bancada data profile` and `bancada data expect` say, in both languages. */
import {
  type Locale,
  type PastAnswer,
  type SuiteHistory,
  type SuiteResult,
  sayExpectation,
  sayResult,
  type TableProfile,
} from '../../contract/index.ts';

const pt = {
  profile: 'descreve uma tabela coluna por coluna: um arquivo CSV, JSONL ou Parquet, ou dataset:NOME',
  expect:
    'deduz expectativas de uma tabela (infer), confere uma tabela (check --suite), ou mostra o que a suíte teria barrado nas versões de um conjunto (history NOME --suite)',
  suite: 'suíte de expectativas, em YAML',
  to: 'arquivo a escrever, que ainda não existe',
  contract: 'com infer: um contrato de dados (colunas, tipos, vazios) em vez de uma suíte',
  what: 'depois de expect vem infer, check ou history',
  needsSuite: 'diga a suíte: --suite expectativas.yaml',
  rows: 'linhas',
  columns: ['coluna', 'tipo', 'vazios', 'distintos', 'mínimo', 'média', 'máximo'],
  constant: 'Constantes',
  duplicated: 'Iguais a outra coluna',

  quarantined: 'linhas para a quarentena',
  row: 'linha',
  unread: 'não se lê',
};

const en: typeof pt = {
  profile: 'describes a table column by column: a CSV, JSONL or Parquet file, or dataset:NAME',
  expect:
    'infers expectations from a table (infer), checks a table (check --suite), or shows what a suite would have stopped in the versions of a set (history NAME --suite)',
  suite: 'suite of expectations, in YAML',
  to: 'file to write, which must not exist yet',
  contract: 'with infer: a data contract (columns, types, missing values) instead of a suite',
  what: 'expect is followed by infer, check or history',
  needsSuite: 'name the suite: --suite expectations.yaml',
  rows: 'rows',
  columns: ['column', 'type', 'missing', 'distinct', 'minimum', 'mean', 'maximum'],
  constant: 'Constant',
  duplicated: 'Equal to another column',

  quarantined: 'rows for the quarantine',
  row: 'row',
  unread: 'cannot be read',
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

/** A line for each expectation, a column for each version: the share of the rows that fail. */
export function historyText({ suite, expectations, versions }: SuiteHistory, locale: Locale): string {
  const t = expectTexts[locale];
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 });
  const cell = (answer: PastAnswer | undefined) => {
    if (!answer) return t.unread;
    if (answer.problem) return '!';
    if (answer.judged === 0) return answer.success ? '✓' : '✗';
    return `${answer.success ? '' : '✗ '}${percent.format(answer.unexpected / answer.judged)}`;
  };
  const head = [suite, ...versions.map(({ version }) => `v${version}`)];
  const lines = expectations.map((asked, at) => [sayExpectation(asked, locale), ...versions.map(({ answers }) => cell(answers[at]))]);
  const widths = head.map((title, at) => Math.max(title.length, ...lines.map((line) => line[at]!.length)));
  return [head, ...lines]
    .map((line) => line.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join('  '))
    .join('\n');
}
