/** `batch MODEL INPUT -o OUTPUT`: predictions for a whole file, resumed by the same command where it was broken off. `batches` lists them. */
import type { Command } from 'commander';
import { BancadaError, type Batch, type Locale } from '../../../contract/index.ts';
import { batchTexts } from '../batch-texts.ts';
import { engineOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface Options extends CommonOptions {
  output?: string;
  engine?: string;
  restart?: boolean;
}

export function addBatchCommands(program: Command, locale: Locale): void {
  const t = batchTexts(locale);
  program
    .command('batch <model> <input>')
    .description(t.batch)
    .option('-o, --output <file>', t.output)
    .option('--engine <kind>', t.engine)
    .option('--restart', t.restart)
    .action((target: string, input: string, _: Options, command: Command) => {
      const { output, engine, restart, ...common } = command.optsWithGlobals<Options>();
      return withLab(common, (session) => {
        const kind = engineOption(engine, locale);
        return toItsEnd(session, locale, { target, input, ...(output && { output }), ...(kind && { engine: kind }), ...(restart && { restart }) });
      });
    });
  program
    .command('batches')
    .description(t.batches)
    .action((_: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const batches = await client.batch.list({ limit: 50 });
        print({ batches }, () => batches.map((each) => t.line(each)).join('\n'));
        return 0;
      }),
    );
}

async function toItsEnd(
  { client, lab, print, tell }: Session,
  locale: Locale,
  asked: Parameters<Session['client']['batch']['start']>[0],
): Promise<number> {
  const t = batchTexts(locale);
  const { batchId, resumed } = await client.batch.start(asked);
  if (resumed) tell(t.resumed);
  const cancel = () => void client.batch.cancel({ batchId });
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  let last: Batch | undefined;
  let told = -1;
  for await (const snapshot of await client.batch.watch({ batchId })) {
    last = snapshot;
    const percent = Math.floor(100 * snapshot.fraction);
    if (snapshot.status !== 'running' || percent < told + 5) continue;
    told = percent;
    tell(t.progress(percent, snapshot.good, snapshot.bad));
  }
  await lab.batches.ended(batchId);
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  last = await client.batch.get({ batchId });
  if (last.error) throw new BancadaError(last.error.code as 'INTERNAL', last.error.data);
  print(last, () => t.done(last));
  return last.status === 'done' ? 0 : 1;
}
