/** `load ENDPOINT`: requests at a rate that does not wait for the answers, until the limits are known to hold or not. `loads` lists the tests, shows one, compares two. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { BancadaError, type LoadPlanInput, type LoadProfile, type LoadTest, type Locale } from '../../../contract/index.ts';
import { comparedText, loadTexts, resultText } from '../load-texts.ts';
import { integerOption } from '../options.ts';
import { type CommonOptions, type Session, withLab } from '../session.ts';

interface Options extends CommonOptions {
  rate: string;
  duration: string;
  profile: string;
  from?: string;
  peak?: string;
  peakDuration?: string;
  period?: string;
  random?: boolean;
  revision?: string;
  path?: string;
  get?: boolean;
  body?: string;
  rows?: string;
  connections?: string;
  timeout?: string;
  maxP50?: string;
  maxP95?: string;
  maxP99?: string;
  maxFailed?: string;
  seed?: string;
}

export function addLoadCommands(program: Command, locale: Locale): void {
  const t = loadTexts(locale);
  program
    .command('load <endpoint>')
    .description(t.load)
    .requiredOption('--rate <r>', t.rate)
    .option('--duration <time>', t.duration, '10s')
    .option('--profile <kind>', t.profile, 'constant')
    .option('--from <r>', t.from)
    .option('--peak <r>', t.peak)
    .option('--peak-duration <time>', t.peakDuration)
    .option('--period <time>', t.period)
    .option('--random', t.random)
    .option('--revision <n>', t.revision)
    .option('--path <path>', t.path)
    .option('--get', t.get)
    .option('--body <file>', t.body)
    .option('--rows <which>', t.rows)
    .option('--connections <n>', t.connections)
    .option('--timeout <time>', t.timeout)
    .option('--max-p50 <time>', t.limit('p50'))
    .option('--max-p95 <time>', t.limit('p95'))
    .option('--max-p99 <time>', t.limit('p99'))
    .option('--max-failed <share>', t.maxFailed)
    .option('--seed <n>', t.seed)
    .action((endpoint: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withLab(options, (session) => toItsEnd(session, planOf(endpoint, options, locale), locale));
    });
  program
    .command('loads [one] [other]')
    .description(t.loads)
    .action((one: string | undefined, other: string | undefined, _: unknown, command: Command) =>
      withLab(command.optsWithGlobals<CommonOptions>(), async ({ client, print }) => {
        if (one === undefined) {
          const loads = await client.load.list({ limit: 50 });
          print({ loads }, () => loads.map(t.line).join('\n'));
          return 0;
        }
        const a = await client.load.get({ loadId: one });
        if (other === undefined) {
          print(a, () => resultText(a, locale));
          return 0;
        }
        const b = await client.load.get({ loadId: other });
        print({ a, b }, () => comparedText(a, b, locale));
        return 0;
      }),
    );
}

async function toItsEnd({ client, lab, print, tell }: Session, plan: LoadPlanInput, locale: Locale): Promise<number> {
  const t = loadTexts(locale);
  const { loadId } = await client.load.start(plan);
  const cancel = () => void client.load.cancel({ loadId });
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  let told = -1;
  for await (const { result } of await client.load.watch({ loadId })) {
    const whole = result.series.at(-2);
    if (!whole || whole.second <= told) continue;
    told = whole.second;
    tell(t.second(whole));
  }
  await lab.loads.ended(loadId);
  process.off('SIGINT', cancel);
  process.off('SIGTERM', cancel);
  const done: LoadTest = await client.load.get({ loadId });
  if (done.error) throw new BancadaError(done.error.code as 'INTERNAL', done.error.data);
  print(done, () => resultText(done, locale));
  return done.status === 'done' && done.result.broken.length === 0 ? 0 : 1;
}

function planOf(endpoint: string, options: Options, locale: Locale): LoadPlanInput {
  const { random, revision, path, get, body, rows, connections, timeout, maxP50, maxP95, maxP99, maxFailed, seed } = options;
  const t = loadTexts(locale);
  const time = (name: string, value: string | undefined) => (value === undefined ? undefined : 1000 * secondsOf(name, value, t));
  const limits = {
    ...{ p50Ms: time('--max-p50', maxP50), p95Ms: time('--max-p95', maxP95), p99Ms: time('--max-p99', maxP99) },
    failed: maxFailed === undefined ? undefined : shareOf(maxFailed, t),
  };
  if (rows !== undefined && rows !== 'example' && rows !== 'reference') throw usage(t.rowsUnknown(rows));
  return {
    endpoint,
    profile: profileOf(options, t),
    arrivals: random ? 'random' : 'even',
    revision: integerOption('--revision', revision, locale) ?? null,
    limits,
    ...(path !== undefined && { path }),
    ...(get && { method: 'GET' }),
    ...(body !== undefined && { bodies: bodiesIn(body) }),
    ...(rows && { rows }),
    ...(connections !== undefined && { connections: integerOption('--connections', connections, locale)! }),
    ...(timeout !== undefined && { timeoutMs: Math.round(1000 * secondsOf('--timeout', timeout, t)) }),
    ...(seed !== undefined && { seed: integerOption('--seed', seed, locale)! }),
  };
}

type Texts = ReturnType<typeof loadTexts>;
const usage = (detail: string) => new BancadaError('USAGE', { detail });

function profileOf({ profile, rate, duration, from, peak, peakDuration, period }: Options, t: Texts): LoadProfile {
  const own = { rate: numberOf('--rate', rate, t), seconds: secondsOf('--duration', duration, t) };
  if (profile === 'constant') return { kind: 'constant', ...own };
  if (profile === 'ramp') return { kind: 'ramp', ...own, from: numberOf('--from', from ?? '0', t) };
  if (profile === 'spike') {
    if (peak === undefined) throw usage(t.needs('spike', '--peak'));
    const peakSeconds = peakDuration === undefined ? own.seconds / 5 : secondsOf('--peak-duration', peakDuration, t);
    return { kind: 'spike', ...own, peak: numberOf('--peak', peak, t), peakSeconds };
  }
  if (profile !== 'wave') throw usage(t.profileUnknown(profile));
  return {
    ...{ kind: 'wave', ...own, low: numberOf('--from', from ?? '0', t) },
    period: period === undefined ? own.seconds : secondsOf('--period', period, t),
  };
}

function numberOf(name: string, value: string, t: Texts): number {
  const found = Number(value);
  if (value.trim() === '' || !Number.isFinite(found)) throw usage(t.numberForm(name, value));
  return found;
}

/** `30`, `30s`, `500ms`, `2m`. */
function secondsOf(name: string, value: string, t: Texts): number {
  const [, amount, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(value) ?? [];
  if (amount === undefined) throw usage(t.timeForm(name, value));
  return Number(amount) * { ms: 0.001, s: 1, m: 60 }[unit as 'ms' | 's' | 'm'];
}

/** `0.01` or `1%`. */
function shareOf(value: string, t: Texts): number {
  return value.endsWith('%') ? numberOf('--max-failed', value.slice(0, -1), t) / 100 : numberOf('--max-failed', value, t);
}

/** A JSON file with one body or a list of them, or one body a line. */
function bodiesIn(path: string): unknown[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new BancadaError('FILE_NOT_FOUND', { path });
  }
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found : [found];
  } catch {
    try {
      return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line) as unknown]));
    } catch (error) {
      throw usage(`${path}: ${(error as Error).message}`);
    }
  }
}
