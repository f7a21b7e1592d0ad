/** `data profile`, `data expect infer`, `data expect check`: of a file of this computer, or of `dataset:NAME`; `data expect history`, of a set's versions. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale, type SuiteHistory } from '../../../contract/index.ts';
import { type TableFile, tableFormatOf } from '../../../tables/index.ts';
import { expectTexts, historyText, profileText, suiteText } from '../expect-text.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface ExpectOptions extends CommonOptions {
  suite?: string;
  to?: string;
  contract?: boolean;
}

export function addExpectCommands(program: Command, locale: Locale): void {
  const t = expectTexts[locale];
  const data = program.commands.find((command) => command.name() === 'data');
  if (!data) return;
  data
    .command('profile <file>')
    .description(t.profile)
    .action((file: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals<ExpectOptions>(), async (session) => {
        const profile = await session.lab.tables.profileTable(await tableOf(session, file));
        session.print(profile, () => profileText(profile, session.locale));
        return 0;
      }),
    );
  data
    .command('expect <infer|check|history> <file>')
    .description(t.expect)
    .option('--suite <file>', t.suite)
    .option('--to <file>', t.to)
    .option('--contract', t.contract)
    .action((what: string, file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExpectOptions>();
      return withLab(options, (session) => {
        if (what === 'infer') return infer(session, file, options);
        if (what === 'check') return check(session, file, options);
        if (what === 'history') return history(session, file, options);
        throw new BancadaError('USAGE', { detail: t.what });
      });
    });
}

async function infer(session: Session, file: string, { to, contract }: ExpectOptions): Promise<number> {
  const { lab, print } = session;
  const profile = await lab.tables.profileTable(await tableOf(session, file));
  const name = basename(file.replace(/^dataset:/, '')).replace(/\.\w+$/, '');
  const inferred = lab.expectations.infer(profile, name);
  const yaml = contract ? lab.expectations.inferContract(profile, name) : inferred.yaml;
  if (to !== undefined) {
    if (existsSync(to)) throw new BancadaError('FILE_EXISTS', { path: to });
    writeFileSync(to, yaml);
  }
  print(contract ? lab.expectations.parseContract(yaml, name) : inferred.suite, () => (to === undefined ? yaml.trimEnd() : to));
  return 0;
}

async function check(session: Session, file: string, { suite }: ExpectOptions): Promise<number> {
  const { lab, locale, print } = session;
  const asked = lab.expectations.parse(...readSuite(suite, locale));
  const result = await lab.expectations.check(await tableOf(session, file), asked);
  print(result, () => suiteText(result, locale));
  return result.success ? 0 : 1;
}

/** What a suite would have stopped in the versions of a set. Ctrl+C ends it; what was read is kept. */
async function history({ client, lab, locale, print, tell }: Session, set: string, { suite }: ExpectOptions): Promise<number> {
  const [text, file] = readSuite(suite, locale);
  lab.expectations.parse(text, file);
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    let found: SuiteHistory | null = null;
    let told: number | null = null;
    for await (const now of await client.expectations.history({ name: set.replace(/^dataset:/, ''), suite: text }, { signal: abort.signal })) {
      found = now;
      if (now.reading && now.reading.version !== told) tell(`v${now.reading.version}…`);
      told = now.reading?.version ?? null;
    }
    if (found) print(found, () => historyText(found!, locale));
    return 0;
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function readSuite(suite: string | undefined, locale: Locale): [string, string] {
  if (suite === undefined) throw new BancadaError('USAGE', { detail: expectTexts[locale].needsSuite });
  if (!existsSync(suite)) throw new BancadaError('FILE_NOT_FOUND', { path: suite });
  return [readFileSync(suite, 'utf8'), suite];
}

async function tableOf({ lab }: Session, file: string): Promise<TableFile> {
  const found = file.startsWith('dataset:')
    ? await lab.datasets.dataset(file.slice('dataset:'.length))
    : { path: resolve(file), fileName: basename(file) };
  const format = tableFormatOf(found.fileName);
  if (format === null) throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: found.fileName });
  return { path: found.path, format, name: found.fileName };
}
