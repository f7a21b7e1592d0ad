/** An engine in memory for tests of the executor: each step does what its script says, and everything started is remembered. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, LaunchInput, OutputChunk, RunningStep, StepExit, StepLaunch } from '../../engines/engine.ts';

export interface Script {
  /** Exit code per attempt; the last one counts for all that follow. 0 without it. */
  codes?: readonly number[];
  ms?: number;
  stdout?: string;
  /** Leave these outputs out. */
  without?: readonly string[];
  /** What outputs hold. */
  leaves?: Readonly<Record<string, string>>;
}

export interface FakeEngine extends Engine {
  /** Instances in the order they were started. */
  readonly started: string[];
  readonly running: ReadonlySet<string>;
  readonly mostAtOnce: number;
}

export function createFakeEngine(scripts: Readonly<Record<string, Script>> = {}): FakeEngine {
  const started: string[] = [];
  const running = new Set<string>();
  let mostAtOnce = 0;

  function start(launch: StepLaunch): RunningStep {
    const { step, attempt } = launch.run;
    const { codes = [0], ms = 0, stdout = '', without = [], leaves = {} } = scripts[step] ?? {};
    started.push(step);
    running.add(launch.id);
    mostAtOnce = Math.max(mostAtOnce, running.size);
    let end: (exit: StepExit) => void = () => {};
    const exit = new Promise<StepExit>((resolve) => {
      end = (how) => {
        running.delete(launch.id);
        resolve(how);
      };
    });
    const code = codes[Math.min(attempt, codes.length) - 1] ?? 0;
    const finish = () => {
      if (!running.has(launch.id)) return;
      // A lab that was thrown away meanwhile waits for nobody; other tests may already run in this process.
      if (!existsSync(launch.outDir)) return end({ reason: 'cancelled', code: null });
      if (code === 0) leaveOutputs(launch, without, leaves);
      end({ reason: 'exited', code });
    };
    // The shortest timer lasts a millisecond: that would be no cost of whoever uses an engine that does nothing.
    const timer = ms > 0 ? setTimeout(finish, ms) : undefined;
    if (timer === undefined) setImmediate(finish);
    return {
      reference: launch.id,
      output: once(stdout),
      exit,
      async stop() {
        clearTimeout(timer);
        end({ reason: 'cancelled', code: null });
      },
    };
  }

  const unsupported = () => Promise.reject(new Error('the fake engine serves nothing'));
  return {
    kind: 'docker',
    started,
    running,
    get mostAtOnce() {
      return mostAtOnce;
    },
    fingerprint: async () => 'fake',
    prepare: async () => {},
    reach: async () => ({ listen: '127.0.0.1', name: '127.0.0.1' }),
    start: async (launch) => start(launch),
    adopt: async () => null,
    serve: unsupported,
    adoptService: unsupported,
    reap: async () => [],
    close: async () => {},
  };
}

/** What an output says depends on the step, its parameters and all that it read. */
function leaveOutputs(launch: StepLaunch, without: readonly string[], leaves: Readonly<Record<string, string>>): void {
  const read = createHash('sha256').update(launch.inputs.flatMap(inputTexts).join('\n')).digest('hex');
  for (const { name, fileName, format } of launch.outputs) {
    if (without.includes(name)) continue;
    const path = join(launch.outDir, fileName);
    if (format === 'folder') mkdirSync(path);
    const text = `${launch.run.step} ${name} ${JSON.stringify(launch.params)} ${read}`;
    const content = leaves[name] ?? (format.startsWith('json') ? JSON.stringify(text) : text);
    writeFileSync(format === 'folder' ? join(path, 'file.txt') : path, content);
  }
}

function inputTexts({ name, path, items }: LaunchInput): string[] {
  const text = (from: string) => readFileSync(statSync(from).isDirectory() ? join(from, 'file.txt') : from, 'utf8');
  return items ? items.map((item) => `${name} ${item.key} ${text(item.path)}`) : [`${name} ${text(path)}`];
}

async function* once(text: string): AsyncGenerator<OutputChunk> {
  if (text) yield { stream: 'stdout', data: Buffer.from(text) };
}
