/** `htmlReport`: a study as one page that needs nothing else: no script, no font, no request. Light or dark as the reader's system is. */
import type { DriftStudy, StudyReport } from '../../../contract/drift.ts';
import { escaped, type Numbers, numbers } from './markup.ts';
import { estimateSection, jointSection, segmentsSection, skippedSection, subjectsTable } from './sections.ts';
import { style } from './style.ts';
import { type ReportTexts, reportTexts } from './texts.ts';

export function htmlReport({ plan, report, startedAt }: Pick<DriftStudy, 'plan' | 'report' | 'startedAt'>, language: 'pt' | 'en'): string {
  const t = reportTexts(language);
  const n = numbers(t.lang);
  if (!report) return page(t, '—', '');
  const { reference, current, subjects, score } = report;
  const columns = subjects.filter(({ kind }) => kind !== 'prediction');
  const drifted = columns.filter(({ severity }) => severity !== 'none').length;
  const title = t.title(current.label, reference.label);
  const verdict = report.enough ? t.verdict(drifted, columns.length, n.percent(score)) : t.few;
  const body = [
    `<header><h1>${escaped(title)}</h1><p class="verdict ${drifted > 0 ? 'moved' : ''}">${escaped(verdict)}</p>`,
    `<dl>${sideOf(t.reference, reference, t, n)}${sideOf(t.current, current, t, n)}</dl><p class="note">${t.correction[plan.correction]}</p></header>`,
    ...(subjects.length > 0 ? [subjectsTable(subjects, t, n)] : []),
    jointSection(report, t, n),
    segmentsSection(report, t, n),
    estimateSection(report, t, n),
    skippedSection(report, t),
    `<footer><p>${t.method}</p><p>${escaped(t.made(n.time(startedAt)))}</p></footer>`,
  ];
  return page(t, title, body.join('\n'));
}

function sideOf(name: string, { label, rows, from, to }: StudyReport['reference'], t: ReportTexts, n: Numbers): string {
  const period = from !== null && to !== null ? `, ${t.period(n.time(from), n.time(to))}` : '';
  return `<dt>${name}</dt><dd>${escaped(label)}, ${t.rows(n.whole(rows))}${escaped(period)}</dd>`;
}

function page({ lang }: ReportTexts, title: string, body: string): string {
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title><style>${style}</style></head><body><main>
${body}
</main></body></html>
`;
}
