/** `backup create FILE`, `backup verify FILE`, `backup restore FILE --home DIR`, `backup list`. To check and to restore, no lab is opened. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type BackupJob, BancadaError, type Locale } from '../../../contract/index.ts';
import { backupTexts } from '../backup-texts.ts';
import { type CommonOptions, report, type Session, withLab } from '../session.ts';

type Follow = { signal: AbortSignal; progress: (at: Pick<BackupJob, 'phase' | 'doneBytes' | 'totalBytes'>) => void };

export function addBackupCommands(program: Command, locale: Locale): void {
  const t = backupTexts(locale);
  const backup = program.command('backup').description(t.backup);
  backup
    .command('create <file>')
    .description(t.create)
    .action((file: string, _: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), (session) => create(session, resolve(file), locale)),
    );
  backup
    .command('verify <file>')
    .description(t.verify)
    .action((file: string, _: CommonOptions, command: Command) =>
      withoutLab(command.optsWithGlobals(), locale, async (follow) => {
        const { readBackup } = await import('../../../backup/read.ts');
        const summary = await readBackup(resolve(file), null, follow);
        return { result: summary, text: t.summary(summary) };
      }),
    );
  backup
    .command('restore <file>')
    .description(t.restore)
    .action((file: string, _: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      return withoutLab(options, locale, async (follow) => {
        if (!options.home) throw new BancadaError('USAGE', { detail: t.homeNeeded });
        const home = resolve(options.home);
        const { restoreBackup } = await import('../../../backup/restore.ts');
        const summary = await restoreBackup(resolve(file), home, follow);
        return { result: { ...summary, home }, text: `${t.summary(summary)}\n${t.restored(home)}` };
      });
    });
  backup
    .command('list')
    .description(t.list)
    .action((_: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        const { automatic } = await client.backup.overview();
        print({ automatic }, () => automatic.map(t.automatic).join('\n') || t.none);
        return 0;
      }),
    );
}

async function create({ client, print, tell }: Session, path: string, locale: Locale): Promise<number> {
  const t = backupTexts(locale);
  const { jobId } = await client.backup.create({ path });
  const say = teller(locale, tell);
  const stop = onInterrupt(() => void client.backup.cancel({ jobId }));
  let last: BackupJob | undefined;
  for await (const job of await client.backup.watch({ jobId })) {
    last = job;
    say(job);
  }
  stop();
  if (last?.failure) throw new BancadaError(last.failure.code as 'INTERNAL', last.failure.data);
  const summary = last!.summary!;
  print(summary, () => `${t.summary(summary)}\n${t.secrets}`);
  return 0;
}

async function withoutLab(
  options: CommonOptions,
  locale: Locale,
  body: (follow: Follow) => Promise<{ result: object; text: string }>,
): Promise<void> {
  const abort = new AbortController();
  const stop = onInterrupt(() => abort.abort(new BancadaError('BACKUP_CANCELLED')));
  try {
    const progress = teller(locale, (line) => process.stderr.write(`${line}\n`));
    const { result, text } = await body({ signal: abort.signal, progress });
    process.stdout.write(`${options.json ? JSON.stringify(result) : text}\n`);
  } catch (error) {
    process.exitCode = report(abort.signal.aborted ? abort.signal.reason : error, locale, options.json ?? false);
  } finally {
    stop();
  }
}

/** Says each phase, and each tenth of it. */
function teller(locale: Locale, tell: (line: string) => void): Follow['progress'] {
  const t = backupTexts(locale);
  let told = '';
  return ({ phase, doneBytes, totalBytes }) => {
    const percent = totalBytes > 0 ? 10 * Math.floor((10 * doneBytes) / totalBytes) : 0;
    if (told === `${phase}${percent}`) return;
    told = `${phase}${percent}`;
    tell(phase === 'database' ? t.phase[phase] : `${t.phase[phase]} ${percent} %`);
  };
}

function onInterrupt(act: () => void): () => void {
  process.once('SIGINT', act);
  process.once('SIGTERM', act);
  return () => {
    process.off('SIGINT', act);
    process.off('SIGTERM', act);
  };
}
