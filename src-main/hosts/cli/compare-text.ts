/** What `bancada compare` says, in both languages. */
import {
  type ComparisonMatrix,
  type Fit,
  type Language,
  type Locale,
  type MeasuredRow,
  type MeasureId,
  sayMeasured,
  sheetWords,
} from '../../contract/index.ts';

const pt = {
  compare: 'compara as arquiteturas por critério; com alguns nomes, lado a lado e com os motivos',
  measured: 'o que as suas próprias execuções mediram, em vez das notas',
  weights: 'qual serve: pesos de 0 a 5, como latencia=5,custo=3, ou o nome de um perfil',
  output: 'grava em arquivo .xlsx ou .json (todas as planilhas) ou .csv (a primeira; com --measured, as medidas)',
  written: (path: string) => `Planilha gravada em ${path}`,
  weightForm: (part: string, known: string, profiles: readonly string[]) =>
    `--weights não entende “${part}”. Critérios, de 0 a 5: ${known}. Perfis: ${profiles.join(', ')}.`,
};

const en: typeof pt = {
  compare: 'compares the architectures by criterion; with some names, side by side and with the reasons',
  measured: 'what your own runs measured, instead of the scores',
  weights: 'which one fits: weights from 0 to 5, like latencia=5,custo=3, or the name of a profile',
  output: 'writes a .xlsx or .json file (all sheets) or a .csv one (the first; with --measured, the measures)',
  written: (path) => `Spreadsheet written to ${path}`,
  weightForm: (part, known, profiles) =>
    `--weights does not understand "${part}". Criteria, from 0 to 5: ${known}. Profiles: ${profiles.join(', ')}.`,
};

export const compareTexts = (locale: Locale) => (locale === 'en' ? en : pt);

export function matrixText({ criteria, architectures }: ComparisonMatrix, language: Language): string {
  const scored = criteria.filter((criterion) => criterion.scored);
  const width = Math.max(...scored.map(({ title }) => title[language].length));
  return [
    `${''.padEnd(width)}  ${architectures.map(({ id }) => id.slice(0, 2)).join('  ')}`,
    ...scored.map(({ id, title }) => `${title[language].padEnd(width)}   ${architectures.map(({ cells }) => cells[id]?.score ?? '–').join('   ')}`),
    '',
    ...architectures.map(({ id, title }) => `${id.slice(0, 2)} ${title[language]}`),
  ].join('\n');
}

export function reasonsText({ criteria, architectures }: ComparisonMatrix, language: Language): string {
  return criteria
    .map(({ id, title }) =>
      [
        title[language],
        ...architectures.map(({ id: module, cells }) => `  ${module.slice(0, 2)} ${cells[id]?.score ?? ' '}  ${cells[id]?.reason[language] ?? ''}`),
      ].join('\n'),
    )
    .join('\n\n');
}

export function fitText({ criteria, architectures }: ComparisonMatrix, fits: readonly Fit[], language: Language): string {
  const name = (id: string) => criteria.find((criterion) => criterion.id === id)!.title[language];
  return fits
    .map(({ id, score, strongest, weakest }) => {
      const title = architectures.find((architecture) => architecture.id === id)!.title[language];
      const reasons = [...strongest.slice(0, 3).map((each) => `+ ${name(each)}`), ...weakest.slice(0, 2).map((each) => `− ${name(each)}`)];
      return `${score.toFixed(1)}  ${id.slice(0, 2)} ${title}  ${reasons.join('  ')}`;
    })
    .join('\n');
}

export function measuredText(rows: readonly MeasuredRow[], language: Language): string {
  const { measures } = sheetWords[language];
  return rows
    .map(({ moduleId, title, values }) => {
      const lines = (Object.keys(measures) as MeasureId[]).map((id) => {
        const found = values[id];
        return found ? `  ${measures[id].name}: ${sayMeasured(id, found, language)}` : `  ${measures[id].name}: — (${measures[id].hint})`;
      });
      return [`${moduleId.slice(0, 2)} ${title[language]}`, ...lines].join('\n');
    })
    .join('\n\n');
}
