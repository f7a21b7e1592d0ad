/** `data profile`, `data expect infer`, `data expect check`: of a file of this computer, or of `dataset:NAME`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale } from '../../../contract/index.ts';
import { type TableFile, tableFormatOf } from '../../../tables/index.ts';
import { expectTexts, profileText, suiteText } from '../expect-text.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface ExpectOptions extends CommonOptions {
  suite?: string;
  to?: string;
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
    .command('expect <infer|check> <file>')
    .description(t.expect)
    .option('--suite <file>', t.suite)
    .option('--to <file>', t.to)
    .action((what: string, file: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ExpectOptions>();
      return withLab(options, (session) => {
        if (what === 'infer') return infer(session, file, options);
        if (what === 'check') return check(session, file, options);
        throw new BancadaError('USAGE', { detail: t.what });
      });
    });
}

async function infer(session: Session, file: string, { to }: ExpectOptions): Promise<number> {
  const { lab, print } = session;
  const profile = await lab.tables.profileTable(await tableOf(session, file));
  const name = basename(file.replace(/^dataset:/, '')).replace(/\.\w+$/, '');
  const { suite, yaml } = lab.expectations.infer(profile, name);
  if (to !== undefined) {
    if (existsSync(to)) throw new BancadaError('FILE_EXISTS', { path: to });
    writeFileSync(to, yaml);
  }
  print(suite, () => (to === undefined ? yaml.trimEnd() : to));
  return 0;
}

async function check(session: Session, file: string, { suite }: ExpectOptions): Promise<number> {
  const { lab, locale, print } = session;
  if (suite === undefined) throw new BancadaError('USAGE', { detail: expectTexts[locale].needsSuite });
  if (!existsSync(suite)) throw new BancadaError('FILE_NOT_FOUND', { path: suite });
  const asked = lab.expectations.parse(readFileSync(suite, 'utf8'), suite);
  const result = await lab.expectations.check(await tableOf(session, file), asked);
  print(result, () => suiteText(result, locale));
  return result.success ? 0 : 1;
}

async function tableOf({ lab }: Session, file: string): Promise<TableFile> {
  const found = file.startsWith('dataset:')
    ? await lab.datasets.dataset(file.slice('dataset:'.length))
    : { path: resolve(file), fileName: basename(file) };
  const format = tableFormatOf(found.fileName);
  if (format === null) throw new BancadaError('TABLE_FORMAT_UNKNOWN', { file: found.fileName });
  return { path: found.path, format, name: found.fileName };
}
