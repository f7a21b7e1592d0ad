/** `trigger list|add|pause|resume|fire|history|simulate|remove`. */
import type { Command } from 'commander';
import { BancadaError, type Locale, type NewTrigger, type Overlap } from '../../../contract/index.ts';
import { engineOption, integerOption, paramsOption, solutionOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';
import { texts } from '../texts.ts';
import { allPausedText, firingLine, simulationText, triggerLine } from '../trigger-text.ts';
import { toItsEnd } from './run.ts';
import { addSourceOptions, type SourceOptions, sourceOption } from './trigger-source.ts';

type Texts = ReturnType<typeof texts>;

interface AddOptions extends CommonOptions, SourceOptions {
  pipeline: string;
  solution: string;
  engine?: string;
  param: string[];
  catchUp: string;
  catchUpMax: string;
  overlap: string;
  priority: string;
  tag: string[];
}

const collect = (value: string, all: string[]) => [...all, value];

export function addTriggerCommands(program: Command, t: Texts): void {
  const trigger = program.command('trigger').description(t.trigger);
  trigger
    .command('list')
    .description(t.triggerList)
    .action((_options: CommonOptions, command: Command) => withLab(command.optsWithGlobals(), list));
  addSourceOptions(trigger.command('add <name>').description(t.triggerAdd), t)
    .requiredOption('--pipeline <id>', t.triggerPipeline)
    .option('--solution <s>', t.solution, 'workspace')
    .option('--engine <e>', t.engine)
    .option('--param <name=value>', t.param, collect, [])
    .option('--catch-up <none|last|all>', t.triggerCatchUp, 'last')
    .option('--catch-up-max <n>', t.triggerCatchUpMax, '10')
    .option('--overlap <skip|queue|cancel>', t.triggerOverlap, 'skip')
    .option('--priority <n>', t.priority, '0')
    .option('--tag <name>', t.triggerTag, collect, [])
    .action((name: string, _options: AddOptions, command: Command) => {
      const options = command.optsWithGlobals<AddOptions>();
      return withLab(options, async ({ client, locale, print }) => {
        const added = await client.triggers.add(newTrigger(name, options, locale));
        print(added, () => triggerLine(added, locale));
        return 0;
      });
    });
  for (const action of ['pause', 'resume'] as const) {
    trigger
      .command(`${action} [name]`)
      .description(t.triggerPause[action])
      .action((name: string | undefined, _options: CommonOptions, command: Command) =>
        withLab(command.optsWithGlobals(), async (session) => {
          await session.client.triggers[action]({ ...(name !== undefined && { name }) });
          return list(session);
        }),
      );
  }
  trigger
    .command('fire <name>')
    .description(t.triggerFire)
    .option('--param <name=value>', t.param, collect, [])
    .action((name: string, _options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { param: string[] }>();
      return withLab(options, (session) => fire(session, name, options.param));
    });
  trigger
    .command('history [name]')
    .description(t.triggerHistory)
    .option('--limit <n>', 'n', '100')
    .action((name: string | undefined, _options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { limit: string }>();
      return withLab(options, async ({ client, locale, print }) => {
        const limit = integerOption('--limit', options.limit, locale) ?? 100;
        const firings = await client.triggers.history({ limit, ...(name !== undefined && { name }) });
        print({ firings }, () => firings.map((firing) => firingLine(firing, locale)).join('\n') || t.nothing);
        return 0;
      });
    });
  trigger
    .command('simulate')
    .description(t.triggerSimulate)
    .option('--days <n>', t.triggerDays, '30')
    .action((_options: CommonOptions, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { days: string }>();
      return withLab(options, async ({ client, locale, print }) => {
        const simulation = await client.triggers.simulate({ days: integerOption('--days', options.days, locale) ?? 30 });
        print(simulation, () => simulationText(simulation, locale));
        return 0;
      });
    });
  trigger
    .command('remove <name>')
    .description(t.triggerRemove)
    .action((name: string, _options: CommonOptions, command: Command) =>
      withLab(command.optsWithGlobals(), async ({ client, print }) => {
        await client.triggers.remove({ name });
        print({ name, removed: true }, () => t.triggerRemoved(name));
        return 0;
      }),
    );
}

async function list({ client, locale, print }: Session): Promise<number> {
  const all = await client.triggers.list();
  const lines = all.triggers.map((one) => triggerLine(one, locale));
  print(all, () => [...(all.paused ? [allPausedText(locale)] : []), ...(lines.length > 0 ? lines : [texts(locale).nothing])].join('\n'));
  return 0;
}

/** A firing that starts a run is followed to its end: the run is this process's. */
async function fire(session: Session, name: string, params: readonly string[]): Promise<number> {
  const { client, locale, print, tell } = session;
  const firing = await client.triggers.fire({ name, params: paramsOption(params, locale) });
  if (firing.outcome === 'started' && firing.runId !== null) {
    tell(firingLine(firing, locale));
    return toItsEnd(session, firing.runId);
  }
  print(firing, () => firingLine(firing, locale));
  return 1;
}

function newTrigger(name: string, options: AddOptions, locale: Locale): NewTrigger {
  const engine = engineOption(options.engine, locale);
  const max = integerOption('--catch-up-max', options.catchUpMax, locale);
  const priority = integerOption('--priority', options.priority, locale);
  return {
    name,
    pipeline: options.pipeline,
    solution: solutionOption(options.solution, locale),
    ...(engine && { engine }),
    params: paramsOption(options.param, locale),
    source: sourceOption(options, locale),
    catchUp: {
      policy: oneOf<'none' | 'last' | 'all'>('--catch-up', options.catchUp, ['none', 'last', 'all'], locale),
      ...(max !== undefined && { max }),
    },
    overlap: oneOf<Overlap>('--overlap', options.overlap, ['skip', 'queue', 'cancel'], locale),
    ...(priority !== undefined && { priority }),
    tags: options.tag,
  };
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[], locale: Locale): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new BancadaError('USAGE', { detail: texts(locale).oneOf(name, known.join(', '), value) });
  return found;
}
