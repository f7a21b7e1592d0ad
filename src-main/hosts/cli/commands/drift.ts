/** `drift compare CURRENT [REFERENCE]`: what changed between two windows or data sets; `drift list`, `drift show ID`. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type DriftPlanInput, type DriftSource, type DriftStudy, type Locale } from '../../../contract/index.ts';
import { driftTexts, studyText } from '../drift-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface Options extends CommonOptions {
  by?: string;
  correction: string;
  columnsOnly?: boolean;
  seed?: string;
  html?: string;
  endpoint?: string;
}

export function addDriftCommands(program: Command, locale: Locale): void {
  const t = driftTexts(locale);
  const drift = program.command('drift').description(t.drift);
  drift
    .command('compare <current> [reference]')
    .description(`${t.compare}. ${t.source}`)
    .option('--by <column>', t.by)
    .option('--correction <method>', t.correction, 'bh')
    .option('--columns-only', t.columnsOnly)
    .option('--seed <n>', t.seed)
    .option('--html <file>', t.html)
    .action((current: string, reference: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, (session) => compare(session, planOf(current, reference, options, locale), options));
    });
  drift
    .command('list')
    .description(t.list)
    .option('--endpoint <name>', t.endpoint)
    .action((_: unknown, command: Command) => {
      const { endpoint, ...options } = command.optsWithGlobals<Options>();
      return withLab(options, async ({ client, print }) => {
        const studies = await client.drift.list({ limit: 50, ...(endpoint && { endpoint }) });
        print({ studies }, () =>
          studies
            .map(({ studyId, endpoint: of, status, drifted }) => `${studyId}  ${of ?? '—'}  ${t.status[status]}  ${drifted.join(', ')}`)
            .join('\n'),
        );
        return 0;
      });
    });
  drift
    .command('show <id>')
    .description(t.show)
    .option('--html <file>', t.html)
    .action((studyId: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, async (session) => told(session, await session.client.drift.get({ studyId }), options));
    });
}

async function compare(session: Session, plan: DriftPlanInput, options: Options): Promise<number> {
  const { client, tell } = session;
  const { studyId } = await client.drift.start(plan);
  const cancel = () => void client.drift.cancel({ studyId });
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  let last: DriftStudy | null = null;
  for await (const study of await client.drift.watch({ studyId })) {
    last = study;
    if (study.status === 'running') tell(`${Math.round(study.progress * 100)} %`);
  }
  return last ? told(session, last, options) : 1;
}

async function told({ client, locale, print, tell }: Session, study: DriftStudy, { html }: Options): Promise<number> {
  if (html !== undefined) {
    const page = await client.drift.html({ studyId: study.studyId, language: locale === 'en' ? 'en' : 'pt' });
    writeFileSync(html, page.html);
    tell(driftTexts(locale).wrote(html));
  }
  print(study, () => studyText(study, locale));
  return study.status === 'done' ? 0 : 1;
}

function planOf(current: string, reference: string | undefined, { by, correction, columnsOnly, seed }: Options, locale: Locale): DriftPlanInput {
  const t = driftTexts(locale);
  const now = sourceOf(current, locale);
  if (reference === undefined && now.kind === 'data') throw new BancadaError('USAGE', { detail: 'REFERENCE' });
  if (correction !== 'bh' && correction !== 'bonferroni' && correction !== 'none')
    throw new BancadaError('USAGE', { detail: t.correctionUnknown(correction) });
  const number = integerOption('--seed', seed, locale);
  return {
    current: now,
    reference: reference !== undefined || now.kind === 'data' ? sourceOf(reference ?? current, locale) : { kind: 'training', endpoint: now.endpoint },
    correction,
    multivariate: columnsOnly !== true,
    ...(by !== undefined && { segmentBy: by }),
    ...(number !== undefined && { seed: number }),
  };
}

function sourceOf(text: string, locale: Locale): DriftSource {
  const [head = '', rest = ''] = text.split(/:(.*)/s);
  if (head === 'dataset' && rest !== '') return { kind: 'data', dataset: rest };
  if (head === 'training' && rest !== '') return { kind: 'training', endpoint: rest };
  if (rest === '' && head !== '') return { kind: 'rows', endpoint: head, rows: 500, skip: 0 };
  const count = /^(\d+)(?:\+(\d+))?$/.exec(rest);
  if (count) return { kind: 'rows', endpoint: head, rows: Number(count[1]), skip: Number(count[2] ?? 0) };
  const [from, to] = rest.split('..').map((each) => Date.parse(each));
  if (from !== undefined && to !== undefined && from < to) return { kind: 'period', endpoint: head, from, to };
  throw new BancadaError('USAGE', { detail: driftTexts(locale).form(text) });
}
