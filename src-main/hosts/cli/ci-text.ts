/** Runs of the five jobs as lines: for a person, and as annotations that GitHub Actions understands. */
import { type CiAnnotation, type CiJob, type CiRun, type Locale, sayAnnotation, sayCiStep, sayJob } from '../../contract/index.ts';
import { ciTexts } from './ci-texts.ts';

const signs: Record<CiJob['status'], string> = { passed: '✓', failed: '✗', cancelled: '–', skipped: '·', running: '…', waiting: ' ' };
const seconds = (ms: number | null) => (ms === null ? '' : `${(ms / 1000).toFixed(1)} s`);

export function jobLine(job: CiJob, locale: Locale): string {
  return `${signs[job.status]} ${sayJob(job.id, locale)} ${seconds(job.ms)}`.trimEnd();
}

export function runText(run: CiRun, locale: Locale): string {
  const t = ciTexts(locale);
  const lines = run.jobs.flatMap((job) => [
    jobLine(job, locale),
    ...job.steps.map(({ id, status, ms, note }) => `    ${signs[status]} ${sayCiStep(id, locale)} ${seconds(ms)}${note ? `  ${note}` : ''}`),
    ...run.annotations.filter((one) => one.job === job.id).map((one) => `      ${annotationText(one, locale)}`),
  ]);
  const spent = run.jobs.reduce((sum, { ms }) => sum + (ms ?? 0), 0);
  return [`${run.id} ${t.head(run.branch, run.commit)} ${run.title}`.trim(), ...lines, t.ended(t.status[run.status], (spent / 1000).toFixed(1))].join(
    '\n',
  );
}

export function runLine(run: CiRun, locale: Locale): string {
  const stopped = run.jobs.find(({ status }) => status === 'failed');
  return `${run.id}  ${ciTexts(locale).status[run.status]}  ${run.branch}  ${run.commit}  ${stopped ? sayJob(stopped.id, locale) : ''}  ${run.title}`.trimEnd();
}

function annotationText(one: CiAnnotation, locale: Locale): string {
  const place = one.file === null ? '' : `${one.file}${one.line === null ? '' : `:${one.line}`} `;
  const text = one.text === null ? '' : ` ${one.text.split('\n').slice(0, 4).join('\n        ')}`;
  return `${place}${sayAnnotation(one, locale)}${text}`;
}

/** https://docs.github.com/actions: `::error file=…,line=…,title=…::message`, with its own escapes. */
export function githubLine(one: CiAnnotation, locale: Locale): string {
  const escaped = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const property = (text: string) => escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const places = [
    ...(one.file === null ? [] : [`file=${property(one.file)}`]),
    ...(one.line === null ? [] : [`line=${one.line}`]),
    `title=${property(one.job)}`,
  ];
  return `::${one.level} ${places.join(',')}::${escaped([sayAnnotation(one, locale), one.text].filter(Boolean).join('\n'))}`;
}
