/** `data list|import|versions|files|tag|diff|restore|gc`, `lineage`. */
import type { Command } from 'commander';
import { BancadaError, type DataJob, type Locale } from '../../../contract/index.ts';
import { bytesText, diffText, filesText, lineageText, previewText, setsText, versionText } from '../data-text.ts';
import { dataTexts } from '../data-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

export function addDataCommands(program: Command, locale: Locale): void {
  const t = dataTexts(locale);
  const data = program.command('data').description(t.data);
  command(data, 'list', t.list, {}, async ({ client, print }) => {
    const sets = await client.datasets.list();
    print({ sets }, () => setsText(sets, t));
    return 0;
  });
  command(data, 'versions <name>', t.versionsOf, {}, async ({ client, print }, _, name) => {
    const set = await client.datasets.get({ name: name! });
    print(set, () => set.items.map((item) => versionText(item, t)).join('\n'));
    return 0;
  });
  command(
    data,
    'import <file>',
    t.import,
    { '--name <name>': t.name, '--tag <tag>': t.tag, '--message <text>': t.message },
    async (session, { name, tag, message }, file) => {
      const asked = { name: name ?? nameOf(file!), from: { path: file! }, ...(tag && { tag }), ...(message && { message }) };
      const job = await toItsEnd(session, await session.client.datasets.import(asked));
      const { version, isNew } = job;
      if (version) session.print({ ...version, isNew }, () => (isNew ? versionText(version, t) : t.same(`${version.name}@v${version.version}`)));
      return exitOf(session, job);
    },
  );
  command(data, 'files <reference>', t.filesOf, { '--search <text>': t.search }, async ({ client, print }, { search }, reference) => {
    const { name, version } = await client.datasets.resolve({ reference: reference! });
    const page = await client.datasets.files({ name, version, limit: 1000, ...(search && { search }) });
    print(page, () => filesText(page, t));
    return 0;
  });
  command(data, 'tag <reference> <tag>', t.tagSet, {}, async ({ client, print }, _, reference, tag) => {
    const { name, version } = await client.datasets.resolve({ reference: reference! });
    await client.datasets.setTag({ name, version, tag: tag! });
    print({ name, version, tag }, () => `${name}@${tag} = v${version}`);
    return 0;
  });
  command(data, 'diff <from> <to>', t.diff, { '--key <columns>': t.key }, async (session, { key }, from, to) => {
    const { client, print } = session;
    const [before, after] = [await client.datasets.resolve({ reference: from! }), await client.datasets.resolve({ reference: to! })];
    if (before.name !== after.name) throw new BancadaError('USAGE', { detail: t.oneSet });
    const asked = { name: before.name, from: before.version, to: after.version, key: key?.split(',') ?? [] };
    const job = await toItsEnd(session, await client.datasets.diff(asked));
    if (job.diff) print(job.diff, () => diffText(job.diff!, t));
    return exitOf(session, job);
  });
  command(data, 'restore <reference>', t.restore, { '--to <file>': t.to }, async (session, { to }, reference) => {
    const { client, print } = session;
    const { name, version } = await client.datasets.resolve({ reference: reference! });
    if (to === undefined) {
      await client.datasets.makeCurrent({ name, version });
      print({ name, version, current: true }, () => t.current(name, version));
      return 0;
    }
    const job = await toItsEnd(session, await client.datasets.export({ name, version, path: to }));
    if (job.path) print({ name, version, path: job.path }, () => job.path!);
    return exitOf(session, job);
  });
  command(
    data,
    'gc',
    t.gc,
    { '--keep-last <n>': t.keepLast, '--untagged': t.untagged, '--unused': t.unused, '--trash-days <n>': t.trashDays, '--yes': t.yes },
    async (session, options) => {
      const { client, print } = session;
      const policy = {
        keepLast: integerOption('--keep-last', options.keepLast, locale) ?? 5,
        trashDays: integerOption('--trash-days', options.trashDays, locale) ?? 0,
        keepTagged: !options.untagged,
        keepUsedByRuns: !options.unused,
        keepUsedByModels: !options.unused,
      };
      const preview = await client.datasets.gcPreview(policy);
      if (!options.yes) {
        print(preview, () => `${previewText(preview, t)}\n${t.sayYes}`);
        return 0;
      }
      const job = await toItsEnd(session, await client.datasets.gc(policy));
      if (job.collected) print(job.collected, () => t.collected(job.collected!.versions, bytesText(job.collected!.freedBytes)));
      return exitOf(session, job);
    },
  );
  command(program, 'lineage <node>', t.lineage, { '--backward': t.backward, '--forward': t.forward }, async ({ client, print }, options, node) => {
    const both = Boolean(options.backward) === Boolean(options.forward);
    const graph = await client.lineage.graph({ node: node!, direction: both ? 'both' : options.forward ? 'forward' : 'backward', fan: 1000 });
    print(graph, () => lineageText(graph));
    return 0;
  });
}

type Options = CommonOptions & Record<string, string | undefined>;

function command(
  parent: Command,
  usage: string,
  description: string,
  options: Record<string, string>,
  body: (session: Session, options: Options, ...words: (string | undefined)[]) => Promise<number>,
): void {
  const made = parent.command(usage).description(description);
  for (const [flags, about] of Object.entries(options)) made.option(flags, about);
  made.action((...all: unknown[]) => {
    const words = all.slice(0, -2) as string[];
    const given = made.optsWithGlobals<Options>();
    return withLab(given, (session) => body(session, given, ...words));
  });
}

/** Tells how far it is, when that takes a while; Ctrl+C cancels it. */
async function toItsEnd({ client, tell }: Session, { jobId }: { jobId: string }): Promise<DataJob> {
  const cancel = () => void client.datasets.cancelJob({ jobId });
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  let told = 0;
  let last: DataJob | undefined;
  for await (const job of await client.datasets.watchJob({ jobId })) {
    last = job;
    const percent = job.total > 0 ? Math.floor((100 * job.done) / job.total) : 0;
    if (job.status !== 'running' || percent < told + 10) continue;
    told = percent;
    tell(`${percent} %`);
  }
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  return last ?? client.datasets.job({ jobId });
}

function exitOf({ print, locale }: Session, { status, error }: DataJob): number {
  if (error) throw new BancadaError(error.code as 'INTERNAL', error.data);
  if (status === 'cancelled') print({ status }, () => dataTexts(locale).cancelled);
  return status === 'done' ? 0 : 1;
}

/** `dados/Voos 2024.csv` → `Voos-2024`. */
function nameOf(file: string): string {
  const base = file
    .split(/[\\/]/)
    .filter(Boolean)
    .at(-1)!
    .replace(/\.[^.]+$/, '');
  return base
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-');
}
