/** `automl start DATA --target COLUMN`, and what else is done with searches: `resume`, `list`, `show`, `exam`, `register`. */
import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { BancadaError, type Locale, type Search, type StartSearch } from '../../../contract/index.ts';
import { automlTexts, boardText } from '../automl-texts.ts';
import { engineOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface StartOptions extends CommonOptions {
  target: string;
  study?: string;
  sampler?: 'tpe' | 'random' | 'grid';
  pruner?: 'none' | 'halving' | 'hyperband';
  metric?: StartSearch['metric'];
  trials?: number;
  seconds?: number;
  ensemble?: number;
  parallel?: number;
  seed?: number;
  holdout?: number;
  engine?: string;
}

export function addAutomlCommands(program: Command, locale: Locale): void {
  const t = automlTexts(locale);
  const automl = program.command('automl').description(t.automl);
  automl
    .command('start <data>')
    .description(t.start)
    .requiredOption('--target <column>', t.target)
    .option('--study <file>', t.study)
    .addOption(new Option('--sampler <kind>', t.sampler).choices(['tpe', 'random', 'grid']))
    .addOption(new Option('--pruner <kind>', t.pruner).choices(['halving', 'hyperband', 'none']))
    .addOption(new Option('--metric <name>', t.metric).choices(['f1_macro', 'accuracy', 'log_loss', 'r2', 'rmse', 'mae']))
    .option('--trials <n>', t.trials, Number)
    .option('--seconds <n>', t.seconds, Number)
    .option('--ensemble <n>', t.ensemble, Number)
    .option('--parallel <n>', t.parallel, Number)
    .option('--seed <n>', t.seed, Number)
    .option('--holdout <share>', t.holdout, Number)
    .option('--engine <kind>', t.engine)
    .action((data: string, _: StartOptions, command: Command) => {
      const { study, engine, json, home, lang, ...asked } = command.optsWithGlobals<
        StartOptions & { json?: boolean; home?: string; lang?: string }
      >();
      return withLab({ json, home, lang } as CommonOptions, async (session) => {
        const kind = engineOption(engine, locale);
        const text = study === undefined ? undefined : textOf(study);
        const input: StartSearch = { ...asked, data, ...(text !== undefined && { text }), ...(kind && { engine: kind }) };
        const { searchId } = await session.client.automl.start(input);
        return toItsEnd(session, locale, searchId);
      });
    });
  automl
    .command('resume <search>')
    .description(t.resume)
    .action((searchId: string, _: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async (session) => {
        await session.client.automl.resume({ searchId });
        return toItsEnd(session, locale, searchId);
      }),
    );
  automl
    .command('list')
    .description(t.list)
    .action((_: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const searches = await client.automl.list({ limit: 50 });
        print({ searches }, () => searches.map((each) => `${each.searchId}  ${each.name}  ${each.status}  ${t.progress(each)}`).join('\n'));
        return 0;
      }),
    );
  automl
    .command('show <search>')
    .description(t.show)
    .action((searchId: string, _: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const result = await client.automl.result({ searchId });
        print(result, () => boardText(result, t));
        return 0;
      }),
    );
  automl
    .command('exam <search>')
    .description(t.exam)
    .action((searchId: string, _: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const search = await client.automl.exam({ searchId });
        print(search, () => t.exams(search));
        return 0;
      }),
    );
  automl
    .command('register <search> <name>')
    .description(t.register)
    .action((searchId: string, name: string, _: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const version = await client.automl.register({ searchId, name });
        print(version, () => t.registered(version.name, version.version));
        return 0;
      }),
    );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BancadaError('FILE_NOT_FOUND', { path });
  }
}

async function toItsEnd({ client, lab, print, tell }: Session, locale: Locale, searchId: string): Promise<number> {
  const t = automlTexts(locale);
  const cancel = () => void client.automl.cancel({ searchId });
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  let told = -1;
  for await (const search of await client.automl.watch({ searchId })) {
    if (search.status !== 'running' || search.ended === told) continue;
    told = search.ended;
    tell(t.progress(search));
  }
  await lab.automl.ended(searchId);
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  const last: Search = await client.automl.get({ searchId });
  if (last.error) throw new BancadaError(last.error.code as 'INTERNAL', last.error.data);
  const result = await client.automl.result({ searchId });
  print({ ...last, result }, () => `${boardText(result, t)}\n\n${t.done(last)}`);
  return last.status === 'done' ? 0 : 1;
}
