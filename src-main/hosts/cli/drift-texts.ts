/** What `bancada drift` says, in both languages. */
import type { DriftStudy, Locale } from '../../contract/index.ts';

const pt = {
  drift: 'compara a distribuição de dois conjuntos ou janelas, coluna por coluna e todas juntas',
  compare: 'compara CURRENT com REFERENCE (a amostra de treino do serviço, se não for dita) e guarda o resultado como execução',
  source:
    'Um lado: NOME (as 500 linhas mais novas do serviço), NOME:2000, NOME:500+1000 (500 linhas antes das 1000 mais novas), NOME:INÍCIO..FIM (datas ISO), training:NOME, dataset:NOME@vN',
  by: 'coluna de categorias cujos segmentos também são comparados (qual bairro?)',
  correction: 'correção para muitos testes: bh, bonferroni ou none',
  columnsOnly: 'sem MMD nem classificador',
  seed: 'semente do que é sorteado',
  html: 'grava a página do relatório neste arquivo',
  list: 'lista os estudos',
  endpoint: 'só deste serviço',
  show: 'mostra um estudo; com --html, grava a página',
  form: (given: string) => `“${given}” não é um lado que se possa comparar`,
  correctionUnknown: (given: string) => `--correction “${given}”; existem: bh, bonferroni, none`,
  status: { running: 'em andamento', done: 'concluído', failed: 'falhou', cancelled: 'cancelado', interrupted: 'interrompido' },
  severity: { none: 'sem deriva', warning: 'provável', high: 'alta' },
  few: 'Um dos lados tem menos de 100 linhas.',
  verdict: (drifted: number, all: number) => `Mudaram ${drifted} de ${all} colunas.`,
  joint: (mmd: string, auc: string, p: string) => `Juntas: MMD p ${mmd}; um classificador distingue os lados com AUC ${auc} (p ${p}).`,
  segment: (by: string, name: string, moved: string) => `${by} = ${name}: ${moved}`,
  estimate: (share: string, low: string, high: string) => `Acurácia esperada sem rótulos: ${share} (${low} a ${high}).`,
  saved: (run: string) => `Execução registrada: ${run}`,
  wrote: (file: string) => `Relatório: ${file}`,
};

const en: typeof pt = {
  drift: 'compares the distributions of two data sets or windows, column by column and all together',
  compare: 'compares CURRENT with REFERENCE (the endpoint’s training sample, unless told) and keeps the result as a run',
  source:
    'A side: NAME (the newest 500 rows of the endpoint), NAME:2000, NAME:500+1000 (500 rows before the newest 1000), NAME:START..END (ISO dates), training:NAME, dataset:NAME@vN',
  by: 'column of categories whose segments are compared too (which district?)',
  correction: 'correction for many tests: bh, bonferroni or none',
  columnsOnly: 'without MMD and classifier',
  seed: 'seed of what is drawn',
  html: 'writes the report’s page to this file',
  list: 'lists the studies',
  endpoint: 'of this endpoint only',
  show: 'shows a study; with --html, writes its page',
  form: (given) => `"${given}" is no side that can be compared`,
  correctionUnknown: (given) => `--correction "${given}"; there are: bh, bonferroni, none`,
  status: { running: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled', interrupted: 'interrupted' },
  severity: { none: 'no drift', warning: 'probable', high: 'high' },
  few: 'One side has fewer than 100 rows.',
  verdict: (drifted, all) => `${drifted} of ${all} columns changed.`,
  joint: (mmd, auc, p) => `Together: MMD p ${mmd}; a classifier tells the sides apart with AUC ${auc} (p ${p}).`,
  segment: (by, name, moved) => `${by} = ${name}: ${moved}`,
  estimate: (share, low, high) => `Accuracy to be expected, without labels: ${share} (${low} to ${high}).`,
  saved: (run) => `Tracked run: ${run}`,
  wrote: (file) => `Report: ${file}`,
};

export const driftTexts = (locale: Locale): typeof pt => (locale === 'en' ? en : pt);

export function studyText({ status, report, trackingRunId, error }: DriftStudy, locale: Locale): string {
  const t = driftTexts(locale);
  if (!report) return `${t.status[status]}${error ? `: ${error.message}` : ''}`;
  const number = (value: number) => value.toLocaleString(locale, { maximumSignificantDigits: 3 });
  const p = (value: number) => (value < 0.0001 ? `< ${number(0.0001)}` : number(value));
  const percent = (value: number) => value.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 1 });
  const { subjects, multivariate, segments, estimate } = report;
  const columns = subjects.filter(({ kind }) => kind !== 'prediction');
  const moved = segments?.segments.flatMap(({ segment, features }) => {
    const drifted = features.filter(({ severity }) => severity !== 'none');
    return drifted.length > 0
      ? [t.segment(segments.by, segment, drifted.map(({ feature, severity }) => `${feature} (${t.severity[severity]})`).join(', '))]
      : [];
  });
  return [
    `${report.current.label} (${report.current.rows}) × ${report.reference.label} (${report.reference.rows})`,
    report.enough ? t.verdict(columns.filter(({ severity }) => severity !== 'none').length, columns.length) : t.few,
    ...subjects.map(
      ({ feature, severity, corrected, psi, js, normed }) =>
        `  ${feature.padEnd(24)} ${t.severity[severity].padEnd(12)} p ${p(corrected)}  PSI ${number(psi)}  JS ${number(js)}${normed === null ? '' : `  W ${number(normed)}`}`,
    ),
    ...(multivariate ? [t.joint(p(multivariate.mmd.p), number(multivariate.classifier.auc), p(multivariate.classifier.p))] : []),
    ...(moved ?? []),
    ...(estimate ? [t.estimate(percent(estimate.estimated), percent(estimate.low), percent(estimate.high))] : []),
    ...(trackingRunId ? [t.saved(trackingRunId)] : []),
  ].join('\n');
}
