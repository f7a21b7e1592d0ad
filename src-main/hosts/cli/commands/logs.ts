/** `logs`: what the steps of a run wrote, searched, followed, or as JSON. */
import type { Command } from 'commander';
import { BancadaError, type Locale, type LogLine } from '../../../contract/index.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';
import { texts } from '../texts.ts';

interface LogOptions extends CommonOptions {
  grep?: string;
  level?: string;
  follow?: boolean;
}

const levels = ['debug', 'info', 'warn', 'error'] as const;
const page = 10_000;

export function addLogCommands(program: Command, t: ReturnType<typeof texts>): void {
  program
    .command('logs <runId> [step]')
    .description(t.logs)
    .option('--grep <regex>', t.logsGrep)
    .option('--level <level>', t.logsLevel)
    .option('-f, --follow', t.logsFollow)
    .action((runId: string, step: string | undefined, _options: LogOptions, command: Command) => {
      const options = command.optsWithGlobals<LogOptions>();
      return withLab(options, (session) => logs(session, { runId, step }, options), { recover: options.follow ?? false });
    });
}

async function logs(
  { client, locale, print }: Session,
  { runId, step }: { runId: string; step: string | undefined },
  options: LogOptions,
): Promise<number> {
  const run = await client.pipelines.get({ runId });
  if (step !== undefined && !run.steps.some(({ id, stepId }) => id === step || stepId === step)) {
    throw new BancadaError('STEP_NOT_FOUND', { step, known: run.steps.map(({ id }) => id).join(', ') });
  }
  const wanted = levelsFrom(options.level, locale);
  // Checks the pattern, and finds nothing where there is nothing to find.
  const asked = { runId, text: options.grep ?? '', regex: true, levels: wanted };
  const pattern = options.grep === undefined ? null : new RegExp(await checked(options.grep, () => client.pipelines.searchLogs(asked)), 'i');
  const isWanted = (line: LogLine) =>
    (step === undefined || line.step === step || line.step.startsWith(`${step}[`)) &&
    wanted.includes(line.level) &&
    (pattern?.test(line.text) ?? true);
  const all: LogLine[] = [];
  const take = (lines: readonly LogLine[]) => {
    const found = lines.filter(isWanted);
    if (options.json) all.push(...found);
    else if (found.length > 0) process.stdout.write(`${found.map((line) => lineText(line, locale, step === undefined)).join('\n')}\n`);
  };
  if (options.follow) for await (const lines of await client.pipelines.followLogs({ runId })) take(lines);
  else {
    for (let after = 0; ; ) {
      const lines = await client.pipelines.logs({ runId, after, limit: page });
      take(lines);
      if (lines.length < page) break;
      after = lines.at(-1)!.seq;
    }
  }
  if (options.json) print({ runId, lines: all }, () => '');
  return 0;
}

async function checked(pattern: string, search: () => Promise<unknown>): Promise<string> {
  await search();
  return pattern;
}

/** The level asked for, and graver ones. */
function levelsFrom(level: string | undefined, locale: Locale): (typeof levels)[number][] {
  const from = level === undefined ? 0 : levels.indexOf(level as (typeof levels)[number]);
  if (from < 0) throw new BancadaError('USAGE', { detail: texts(locale).levelUnknown(level ?? '') });
  return levels.slice(from);
}

export function lineText({ at, step, level, text }: LogLine, locale: Locale, named: boolean): string {
  const time = new Date(at).toLocaleTimeString(locale, { hour12: false });
  const mark = level === 'error' ? 'E' : level === 'warn' ? 'W' : ' ';
  return `${time} ${mark} ${named ? `${step.padEnd(14)} ` : ''}${text}`;
}
