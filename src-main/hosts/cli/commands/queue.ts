/** `queue`, `queue limits`. */
import type { Command } from 'commander';
import { BancadaError, type Locale, type QueueLimits } from '../../../contract/index.ts';
import { parseSize } from '../../../pipelines/index.ts';
import { integerOption } from '../options.ts';
import { queueTexts } from '../queue-texts.ts';
import { type CommonOptions, withLab } from '../session.ts';
import { texts } from '../texts.ts';
import { queueText } from '../trigger-text.ts';

/** Runs at the same time. */
const most = 1000;

interface LimitOptions extends CommonOptions {
  runs?: string;
  memory?: string;
  tag: string[];
}

export function addQueueCommands(program: Command, locale: Locale): void {
  const t = texts(locale);
  const own = queueTexts(locale);
  const queue = program
    .command('queue')
    .description(t.queue)
    .option('--cancel <runId>', t.queueCancel)
    .option('--prioritise <runId>', t.queuePrioritise)
    .option('--priority <n>', t.priority, '10')
    .action((_options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { cancel?: string; prioritise?: string; priority: string }>();
      return withLab(options, async ({ client, print }) => {
        if (options.cancel !== undefined) await client.pipelines.cancel({ runId: options.cancel });
        const priority = integerOption('--priority', options.priority, locale) ?? 10;
        if (options.prioritise !== undefined) await client.queue.prioritise({ runId: options.prioritise, priority });
        const found = await client.queue.list();
        print(found, () => queueText(found, locale));
        return 0;
      });
    });
  queue
    .command('limits')
    .description(own.about)
    .option('--runs <n|none>', own.runs)
    .option('--memory <size|auto>', own.memory)
    .option('--tag <name=n|none>', own.tag, (value: string, all: string[]) => [...all, value], [])
    .action((_options: LimitOptions, command: Command) => {
      const options = command.optsWithGlobals<LimitOptions>();
      return withLab(options, async ({ client, print }) => {
        const before = await client.queue.list();
        const change = changeOf(options, before.limits, locale);
        const { limits, memory } = Object.keys(change).length > 0 ? await client.queue.saveLimits(change) : before;
        print({ limits, memory }, () => own.say(limits, memory));
        return 0;
      });
    });
}

function changeOf({ runs, memory, tag }: LimitOptions, before: QueueLimits, locale: Locale): Partial<QueueLimits> {
  const own = queueTexts(locale);
  const number = (name: string, value: string) => {
    const limit = value === 'none' ? null : integerOption(name, value, locale)!;
    if (limit !== null && (limit < 1 || limit > most)) throw new BancadaError('USAGE', { detail: own.range(name, most, value) });
    return limit;
  };
  const bytes = memory === undefined || memory === 'auto' ? null : parseSize(memory);
  if (memory !== undefined && memory !== 'auto' && !bytes) throw new BancadaError('USAGE', { detail: own.memoryForm(memory) });
  const tags = new Map(Object.entries(before.tags));
  for (const each of tag) {
    const cut = each.lastIndexOf('=');
    if (cut < 1) throw new BancadaError('USAGE', { detail: own.tagForm(each) });
    const limit = number('--tag', each.slice(cut + 1));
    if (limit === null) tags.delete(each.slice(0, cut));
    else tags.set(each.slice(0, cut), limit);
  }
  return {
    ...(runs !== undefined && { runs: number('--runs', runs) }),
    ...(memory !== undefined && { memoryBytes: bytes }),
    ...(tag.length > 0 && { tags: Object.fromEntries(tags) }),
  };
}
