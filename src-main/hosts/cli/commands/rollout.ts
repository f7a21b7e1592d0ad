/** `rollout start|promote|pause|resume|rollback|weight|status`, `scale`. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { BancadaError, type Locale, type Rollout, type Sticky, type Strategy } from '../../../contract/index.ts';
import { engineOption, integerOption, solutionOption } from '../options.ts';
import { eventText, fleetText, rolloutText, rolloutTexts } from '../rollout-texts.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface StartOptions extends CommonOptions {
  strategy?: string;
  plan?: string;
  weights?: string;
  hold?: string;
  requests?: string;
  watch?: string;
  replicas?: string;
  sticky?: string;
  maxErrors?: string;
  slower?: string;
  maxDifferent?: string;
  auto?: boolean;
  engine?: string;
  solution: string;
}

interface ScaleOptions extends CommonOptions {
  replicas?: string;
  min?: string;
  max?: string;
  concurrency?: string;
  cpu?: string;
  calm?: string;
  fixed?: boolean;
}

const strategies: readonly Strategy[] = ['direct', 'blue-green', 'canary', 'ab', 'shadow', 'manual'];

export function addRolloutCommands(program: Command, locale: Locale): void {
  const t = rolloutTexts[locale];
  const rollout = program.command('rollout').description(t.rollout);
  rollout
    .command('start <endpoint> <target>')
    .description(t.start)
    .option('--strategy <s>', t.strategy)
    .option('--plan <file>', t.plan)
    .option('--weights <list>', t.weights)
    .option('--hold <time>', t.hold)
    .option('--requests <n>', t.requests)
    .option('--watch <time>', t.watch)
    .option('--replicas <n>', t.replicas)
    .option('--sticky <how>', t.sticky)
    .option('--max-errors <share>', t.maxErrors)
    .option('--slower <factor>', t.slower)
    .option('--max-different <share>', t.maxDifferent)
    .option('--auto', t.auto)
    .option('--engine <e>', t.engine)
    .option('--solution <s>', t.solution, 'workspace')
    .action((endpoint: string, target: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<StartOptions>();
      return withLab(options, async (session) => {
        await session.client.rollout.start(await planOf(endpoint, target, options, session));
        return follow(session, endpoint);
      });
    });
  const act = (
    name: string,
    description: string,
    body: (session: Session, endpoint: string, options: CommonOptions & { all?: boolean }) => Promise<number>,
  ) =>
    rollout
      .command(`${name} <endpoint>`)
      .description(description)
      .action((endpoint: string, _: unknown, command: Command) => {
        const options = command.optsWithGlobals<CommonOptions & { all?: boolean }>();
        return withLab(options, (session) => body(session, endpoint, options));
      });
  act('promote', t.promote, async (session, endpoint, { all = false }) => {
    await session.client.rollout.promote({ endpoint, all });
    return follow(session, endpoint, true);
  }).option('--all', t.all);
  act('pause', t.pause, async (session, endpoint) => {
    await session.client.rollout.pause({ endpoint });
    return follow(session, endpoint, true);
  });
  act('resume', t.resume, async (session, endpoint) => {
    await session.client.rollout.resume({ endpoint });
    return follow(session, endpoint, true);
  });
  act('rollback', t.rollback, async (session, endpoint) => {
    await session.client.rollout.rollback({ endpoint });
    await session.lab.rollouts.settled(endpoint, () => {}, true);
    const fleet = await session.client.rollout.fleet({ endpoint });
    session.print(fleet, () => fleetText(fleet, session.locale));
    return 0;
  });
  act('status', t.status, async ({ client, locale: words, print }, endpoint) => {
    const [found] = await client.rollout.list({ endpoint, limit: 1 });
    const fleet = await client.rollout.fleet({ endpoint });
    print({ fleet, rollout: found ?? null }, () => [fleetText(fleet, words), found ? rolloutText(found, words) : t.none].join('\n'));
    return 0;
  });
  rollout
    .command('weight <endpoint> <percent>')
    .description(t.weight)
    .action((endpoint: string, percent: string, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals(), async (session) => {
        await session.client.rollout.weight({ endpoint, weight: number('weight', percent, session.locale) });
        return follow(session, endpoint, true);
      }),
    );
  addScale(program, locale);
}

function addScale(program: Command, locale: Locale): void {
  const t = rolloutTexts[locale];
  program
    .command('scale <endpoint>')
    .description(t.scale)
    .option('--replicas <n>', t.replicas)
    .option('--min <n>', t.min)
    .option('--max <n>', t.max)
    .option('--concurrency <n>', t.concurrency)
    .option('--cpu <share>', t.cpu)
    .option('--calm <time>', t.calm)
    .option('--fixed', t.fixed)
    .action((endpoint: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<ScaleOptions>();
      return withLab(options, async ({ client, locale: words, print }) => {
        const replicas = integerOption('--replicas', options.replicas, words);
        const [min, max] = [integerOption('--min', options.min, words), integerOption('--max', options.max, words)];
        if (replicas === undefined && max === undefined && !options.fixed) throw usage(t.scaleForm);
        const policy = max !== undefined && {
          ...{ min: min ?? 1, max },
          ...(options.concurrency && { concurrency: number('--concurrency', options.concurrency, words) }),
          ...(options.cpu && { cpu: number('--cpu', options.cpu, words) }),
          ...(options.calm && { calmMs: duration('--calm', options.calm, words) }),
        };
        const scaling = policy ? { scaling: policy } : options.fixed ? { scaling: null } : {};
        const fleet = await client.rollout.scale({ endpoint, ...(replicas !== undefined && { replicas }), ...scaling });
        print(fleet, () => fleetText(fleet, words));
        return 0;
      });
    });
}

/** Drives it here, unless another core does, and tells what happens. */
async function follow({ client, lab, locale, print, tell }: Session, endpoint: string, wished = false): Promise<number> {
  let told = 0;
  const say = ({ events }: Rollout) => {
    for (const event of events) {
      if (event.seq <= told) continue;
      told = event.seq;
      tell(eventText(event, locale));
    }
  };
  if (wished) told = (await client.rollout.list({ endpoint, limit: 1 }))[0]?.events.at(-1)?.seq ?? 0;
  await lab.rollouts.settled(endpoint, say, wished);
  const [last] = await client.rollout.list({ endpoint, limit: 1 });
  if (!last) return 1;
  say(last);
  print(last, () => rolloutText({ ...last, events: [] }, locale));
  return last.status === 'rolled-back' || last.status === 'failed' ? 1 : 0;
}

async function planOf(endpoint: string, target: string, options: StartOptions, { locale, client }: Pick<Session, 'locale' | 'client'>) {
  const t = rolloutTexts[locale];
  const kept = options.plan === undefined ? null : await planIn(options.plan, client);
  const strategy = options.strategy === undefined ? kept?.strategy : strategies.find((known) => known === options.strategy);
  if (!strategy) throw usage(t.strategyUnknown(options.strategy ?? ''));
  const engine = engineOption(options.engine, locale);
  const requests = integerOption('--requests', options.requests, locale);
  const replicas = integerOption('--replicas', options.replicas, locale);
  const { weights, hold, watch, sticky, maxErrors, slower, maxDifferent, auto = kept?.auto ?? false, solution } = options;
  return {
    ...kept,
    ...{ endpoint, target, strategy, auto, solution: solutionOption(solution, locale) },
    ...(weights !== undefined && { weights: weights.split(',').map((weight) => number('--weights', weight, locale)) }),
    ...(hold !== undefined && { holdMs: hold === 'forever' ? null : duration('--hold', hold, locale) }),
    ...(watch !== undefined && { watchMs: duration('--watch', watch, locale) }),
    ...(requests !== undefined && { requests }),
    ...(replicas !== undefined && { replicas }),
    ...(engine && { engine }),
    ...(sticky !== undefined && { sticky: stickyOf(sticky, locale) }),
    limits: {
      ...kept?.limits,
      ...(maxErrors !== undefined && { errors: number('--max-errors', maxErrors, locale) }),
      ...(slower !== undefined && { slower: number('--slower', slower, locale) }),
      ...(maxDifferent !== undefined && { different: number('--max-different', maxDifferent, locale) }),
    },
  };
}

/** What the command line says counts more than the file: one of this computer, or of a workspace, such as `07-serving/implantacao.yaml`. */
async function planIn(path: string, client: Session['client']) {
  const { readPlanFile } = await import('../../../rollout/plan-file.ts');
  return readPlanFile(existsSync(path) ? readFileSync(path, 'utf8') : await inWorkspace(path, client), basename(path));
}

async function inWorkspace(path: string, { workspaces }: Session['client']): Promise<string> {
  const [, challengeId = '', file = ''] = /^([\w-]+)\/(.+)$/.exec(path) ?? [];
  const found = challengeId === '' ? null : await workspaces.read({ challengeId, path: file }).catch(() => null);
  if (!found) throw new BancadaError('FILE_NOT_FOUND', { path });
  return found.content;
}

const usage = (detail: string) => new BancadaError('USAGE', { detail });

function number(name: string, text: string, locale: Locale): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw usage(rolloutTexts[locale].numberForm(name, text));
  return value;
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function duration(name: string, text: string, locale: Locale): number {
  const [, value, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  if (value === undefined || unit === undefined) throw usage(rolloutTexts[locale].durationForm(name, text));
  return Math.round(Number(value) * units[unit]!);
}

function stickyOf(text: string, locale: Locale): Sticky {
  const [, by, name] = /^(header|cookie):([\w-]{1,60})$/.exec(text) ?? [];
  if (by === undefined || name === undefined) throw usage(rolloutTexts[locale].stickyForm(text));
  return { by: by as Sticky['by'], name };
}
