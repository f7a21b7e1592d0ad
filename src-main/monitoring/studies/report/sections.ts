/** The parts of a study's page, each as markup. */
import type { StudyReport, SubjectDrift } from '../../../contract/drift.ts';
import { distributionSvg } from './distribution.ts';
import { escaped, type Numbers } from './markup.ts';
import type { ReportTexts } from './texts.ts';

const badge = (severity: SubjectDrift['severity'], t: ReportTexts) => `<span class="badge ${severity}">${t.severity[severity]}</span>`;

export function subjectsTable(subjects: readonly SubjectDrift[], t: ReportTexts, n: Numbers): string {
  const rows = subjects.map((subject) => {
    const { feature, kind, severity, tests, corrected, psi, js, normed, missing, outliers } = subject;
    const name = kind === 'prediction' ? t.prediction : feature;
    const told = tests.map(({ test, statistic, p }) => `${t.tests[test]} ${n.number(statistic)}, p ${n.signedP(p)}`).join('<br>');
    const notes = notesOf(subject, t, n).map((note) => `<div class="note">${escaped(note)}</div>`);
    const distances = [
      `PSI ${n.number(psi)}`,
      `Jensen–Shannon ${n.number(js)}`,
      ...(normed === null ? [] : [`Wasserstein ${n.number(normed)}`]),
    ].join('<br>');
    const cells = [
      distributionSvg(subject, t, n),
      told,
      n.p(corrected),
      distances,
      `${n.percent(missing.reference)} → ${n.percent(missing.current)}`,
      outliers ? `${n.percent(outliers.reference)} → ${n.percent(outliers.current)}` : '—',
    ];
    return `<tr><th scope="row">${escaped(name)}${badge(severity, t)}${notes.join('')}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const head = [t.column, t.distribution, t.test, t.corrected, t.distances, t.missing, t.outliers];
  return `<section><h2>${t.columns}</h2><p class="legend"><i class="swatch"></i>${t.current} <i class="line"></i>${t.reference}</p>${table(head, rows)}</section>`;
}

function notesOf({ numbers, outside, newCategories, newShare, gone }: SubjectDrift, t: ReportTexts, n: Numbers): string[] {
  const values = numbers && { a: numbers.reference.mean, b: numbers.current.mean, c: numbers.reference.median, d: numbers.current.median };
  return [
    ...(values ? [t.moved.replace(/\{(\w)\}/g, (_, key: 'a' | 'b' | 'c' | 'd') => n.number(values[key]))] : []),
    ...(outside ? [t.outside(n.percent(outside))] : []),
    ...(newCategories.length > 0 ? [t.fresh(newCategories.map(({ name }) => name).join(', '), n.percent(newShare))] : []),
    ...(gone.length > 0 ? [t.gone(gone.join(', '))] : []),
  ];
}

export function jointSection({ multivariate }: StudyReport, t: ReportTexts, n: Numbers): string {
  if (!multivariate) return '';
  const { mmd, classifier } = multivariate;
  const bars = classifier.shares
    .filter(({ share }) => share >= 0.01)
    .map(
      ({ feature, share }) =>
        `<tr><th scope="row">${escaped(feature)}</th><td><span class="bar" style="width:${Math.round(share * 200)}px"></span> ${n.percent(share)}</td></tr>`,
    );
  const went = classifier.p < 0.05 && bars.length > 0 ? `<p>${t.by}</p><table class="plain">${bars.join('')}</table>` : '';
  return `<section><h2>${t.joint}</h2><p>${escaped(t.mmd(n.number(mmd.statistic), n.signedP(mmd.p), n.whole(mmd.rows), n.whole(mmd.permutations)))}</p><p>${escaped(t.classifier(n.number(classifier.auc), n.signedP(classifier.p), n.whole(classifier.rows)))}</p>${went}</section>`;
}

export function segmentsSection({ segments }: StudyReport, t: ReportTexts, n: Numbers): string {
  if (!segments) return '';
  const rows = segments.segments.map(({ segment, rows: sizes, enough, features }) => {
    const moved = features.filter(({ severity }) => severity !== 'none');
    const told = moved
      .map(({ feature, severity, psi }) => `${escaped(feature === 'prediction' ? t.prediction : feature)} ${badge(severity, t)} PSI ${n.number(psi)}`)
      .join('<br>');
    return `<tr><th scope="row">${escaped(segment)}</th><td>${n.whole(sizes.reference)} → ${n.whole(sizes.current)}</td><td>${enough ? told || t.nothing : `<span class="note">${t.tooFew}</span>`}</td></tr>`;
  });
  const left = segments.left > 0 ? `<p>${t.left(segments.left)}</p>` : '';
  return `<section><h2>${escaped(t.segments(segments.by))}</h2>${table([t.segment, `${t.reference} → ${t.current}`, t.drifted], rows)}${left}</section>`;
}

export function estimateSection({ estimate }: StudyReport, t: ReportTexts, n: Numbers): string {
  if (!estimate) return '';
  const { estimated, low, high, rows, labelled, measured, error, realised } = estimate;
  const told = [
    t.estimated(n.percent(estimated), n.percent(low), n.percent(high), n.whole(rows)),
    t.calibrated(n.whole(labelled), n.percent(measured), n.percent(error.raw), n.percent(error.calibrated)),
    ...(realised ? [t.realised(n.whole(realised.labels), n.percent(realised.accuracy))] : []),
    t.limits,
  ];
  return `<section><h2>${t.estimate}</h2>${told.map((line) => `<p>${escaped(line)}</p>`).join('')}</section>`;
}

export function skippedSection({ skipped }: StudyReport, t: ReportTexts): string {
  if (skipped.length === 0) return '';
  const rows = skipped.map(({ column, why }) => `<li><b>${escaped(column)}</b>: ${t.why[why]}</li>`);
  return `<section><h2>${t.skipped}</h2><ul>${rows.join('')}</ul></section>`;
}

function table(head: readonly string[], rows: readonly string[]): string {
  return `<div class="wide"><table><thead><tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
