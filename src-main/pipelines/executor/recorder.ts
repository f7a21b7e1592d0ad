/**
 * `createRecorder`: takes a running step's records and stores them in batches: log lines, progress, metrics; what is for tracking goes there first,
 * so that the count of what was seen never runs ahead of it. A replay passes over what an earlier core had stored.
 */
import type { LogLevel, LogLine } from '../../contract/pipelines.ts';
import type { ErrorEvent } from '../failures/program.ts';
import { levelOf } from '../logs/level.ts';
import type { AttemptRecord } from '../records.ts';
import { type ActiveStep, changeStep, emptyEvidence, type RunContext, unhurried } from './context.ts';
import type { OutputRecord } from './events.ts';
import { track } from './tracked.ts';

export interface Recorder {
  add(stream: 'stdout' | 'stderr', records: readonly OutputRecord[]): void;
  /** Resolves when all that is left is in line for storage: durable no later than what is written afterwards. */
  finish(): Promise<void>;
  /** The program's own word on its failure. */
  readonly said: ErrorEvent | null;
  readonly lastErrors: readonly string[];
  /** The last two lines it wrote, or messages it logged. */
  readonly lastWords: readonly string[];
  close(): void;
}

const everyMs = 100;
const levels = new Map<string, LogLevel>([
  ['debug', 'debug'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['warning', 'warn'],
  ['error', 'error'],
]);
const maxLines = 20_000;
const maxBytes = 4 * 1024 * 1024;
const longestLine = 16 * 1024;
const keptErrors = 60;
const longestWord = 300;
const maxPoints = 20_000;

export function createRecorder(context: RunContext, step: ActiveStep, attempt: AttemptRecord): Recorder {
  const { clock } = context.deps.core;
  const seen = { stdout: 0, stderr: 0 };
  const stored = { stdout: attempt.stdoutSeen, stderr: attempt.stderrSeen };
  const metrics: Record<string, number> = {};
  const lastErrors: string[] = [];
  let said: ErrorEvent | null = null;
  const lastWords: string[] = [];
  let batch = emptyEvidence();
  let lines: LogLine[] = [];
  let progress = step.record.progress;
  let dirty = false;
  let timer: NodeJS.Timeout | null = null;
  let flushing: Promise<void> = Promise.resolve();
  let failed: unknown = null;

  function write(stream: LogLine['stream'], text: string, level = levelOf(stream, text)): void {
    step.logged.lines += 1;
    step.logged.bytes += text.length;
    if (step.logged.lines > maxLines || step.logged.bytes > maxBytes) step.logged.omitted += 1;
    else lines.push({ seq: context.nextSeq(), at: clock.now(), step: step.plan.id, stream, level, text: text.slice(0, longestLine) });
  }

  function heard(text: string): void {
    if (text.trim() !== '') lastWords.push(text.slice(0, longestWord));
    if (lastWords.length > 2) lastWords.shift();
  }

  function take(stream: 'stdout' | 'stderr', record: OutputRecord): void {
    seen[stream] += 1;
    const isReplay = seen[stream] <= stored[stream];
    if (record.kind === 'line') {
      if (stream === 'stderr') lastErrors.push(record.text);
      if (lastErrors.length > keptErrors) lastErrors.shift();
      heard(record.text);
      if (!isReplay) write(stream, record.text);
      return;
    }
    const { event } = record;
    const { evidence } = step;
    if (event.type === 'metric') {
      const { key, value, step: at, timestamp } = event;
      metrics[key] = value;
      if (evidence.metrics.length < maxPoints) evidence.metrics.push({ key, value, step: at, timestamp });
      if (!isReplay) batch.metrics.push({ key, value, step: at, timestamp });
    } else if (event.type === 'param' || event.type === 'tag') {
      const group = event.type === 'param' ? 'params' : 'tags';
      evidence[group][event.key] = event.value;
      if (!isReplay) batch[group][event.key] = event.value;
    } else if (event.type === 'progress') {
      progress = { fraction: event.fraction, message: event.message };
    } else {
      if (event.type === 'error') said = event;
      else heard(event.message);
      if (!isReplay) write('event', eventText(event), event.type === 'error' ? 'error' : levels.get(event.level));
    }
  }

  async function store(): Promise<void> {
    if (!dirty) return;
    dirty = false;
    const sent = batch;
    batch = emptyEvidence();
    const counts = { ...seen };
    // Its names are stored no later than its first points: should this attempt be lost, they are found by them.
    if (Object.keys(metrics).some((key) => !(key in step.record.metrics))) {
      context.later(changeStep(context, step, { metrics: { ...metrics } }, undefined, unhurried));
    }
    let trouble: unknown = null;
    const refused = await track(context, step, sent).catch((error) => {
      trouble = error; // what the program wrote is kept all the same
      return [];
    });
    for (const name of refused) write('event', `TRACKING_KEY_INVALID ${JSON.stringify(name)}`, 'warn');
    const written = lines;
    lines = [];
    const change = { metrics: { ...metrics }, ...(progress && { progress }) };
    context.later(
      changeStep(
        context,
        step,
        change,
        (put) => {
          for (const line of written) put.log(context.run.runId, line);
          if (trouble === null) put.seen(attempt.launchId, Math.max(counts.stdout, stored.stdout), Math.max(counts.stderr, stored.stderr));
        },
        unhurried,
      ),
    );
    if (trouble !== null) throw trouble;
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    // One that failed is no reason to lose what comes after it.
    flushing = flushing
      .catch((error) => {
        failed ??= error;
      })
      .then(store);
    return flushing;
  }

  return {
    add(stream, records) {
      if (records.length === 0) return;
      for (const record of records) take(stream, record);
      dirty = true;
      timer ??= setTimeout(() => {
        flush().catch((error) => {
          failed ??= error;
        });
      }, everyMs);
    },
    async finish() {
      if (step.logged.omitted > 0) {
        lines.push({
          seq: context.nextSeq(),
          at: clock.now(),
          step: step.plan.id,
          stream: 'event',
          level: 'warn',
          text: `⋯ +${step.logged.omitted}`,
        });
        step.logged.omitted = 0;
        dirty = true;
      }
      await flush();
      if (failed) throw failed;
    },
    get said() {
      return said;
    },
    lastErrors,
    lastWords,
    close() {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}

function eventText(event: Extract<OutputRecord & { kind: 'event' }, unknown>['event']): string {
  if (event.type === 'error') return `${event.code}: ${event.message}`;
  if (event.type !== 'log') return '';
  const text = event.fields ? `${event.message} ${JSON.stringify(event.fields)}` : event.message;
  return event.level === 'info' ? text : `[${event.level}] ${text}`;
}
