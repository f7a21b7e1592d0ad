/**
 * `createWorld`: an engine in memory that outlives the cores which use it, as a container engine does: a program that was started runs to its end whoever
 * watches, is found again by its reference, and stays until somebody removes it. Its programs are pure functions of code, params and inputs.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '../../common/core.ts';
import type { Engine, RunningStep, StepExit, StepLaunch } from '../../engines/engine.ts';

export interface Life {
  readonly isDead: boolean;
  /** What a killed process would not finish, and we cannot stop: the next core waits for its end. */
  hold?(work: Promise<unknown>): void;
}

export interface World {
  /** The engine as one core sees it: once that is dead, it is told nothing more. */
  engine(life: Life, core: Core): Engine;
  /** The text of a new program. */
  program(index: number): string;
  /** Of the steps by id: how many attempts fail before one does not. */
  fail(failing: ReadonlyMap<string, number>): void;
  /** What is still there of programs. */
  left(): string[];
}

interface Container {
  readonly launch: StepLaunch;
  readonly output: Buffer;
  readonly exit: Promise<StepExit>;
  stop(): void;
}

export const never = new Promise<never>(() => {});

/** What a program writes, told from all that it is given; the oracle asks the same. */
export function outcomeOf(code: string, params: unknown, inputs: readonly string[]): { text: string; metric: number } {
  const digest = createHash('sha256')
    .update(JSON.stringify([code, params, inputs]))
    .digest('hex');
  return { text: JSON.stringify({ digest }), metric: Number.parseInt(digest.slice(0, 8), 16) };
}

export const metricOf = (step: string): string => `m_${step.replaceAll(/\W/g, '_')}`;

export function createWorld(): World {
  const containers = new Map<string, Container>();
  let failing: ReadonlyMap<string, number> = new Map();

  function begin(launch: StepLaunch): string {
    const { step, attempt } = launch.run;
    const isFailing = attempt <= (failing.get(step) ?? 0);
    const code = readFileSync(join(launch.codeDir, launch.entry!), 'utf8');
    const inputs = launch.inputs.flatMap(({ path, items }) => (items ?? [{ path }]).map((each) => readFileSync(each.path, 'utf8')));
    const { text, metric } = outcomeOf(code, launch.params, inputs);
    const turns = metric % 4;
    let stop = () => {};
    const exit = new Promise<StepExit>((resolve) => {
      stop = () => resolve({ reason: 'cancelled', code: null });
      void turnsOfLoop(turns).then(() => {
        if (!isFailing && containers.has(launch.id)) leave(launch, text);
        resolve({ reason: 'exited', code: isFailing ? 1 : 0 });
      });
    });
    const event = { type: 'metric', key: metricOf(step), value: metric, step: attempt, timestamp: 1000 + attempt };
    containers.set(launch.id, { launch, exit, stop, output: Buffer.from(`\u001e${JSON.stringify(event)}\nlinha de ${step}\n`) });
    return launch.id;
  }

  function watched(id: string, life: Life): RunningStep {
    const container = containers.get(id)!;
    const alive = <T>(value: T): T | Promise<never> => (life.isDead ? never : value);
    return {
      reference: id,
      output: (async function* () {
        // In two pieces, the first of which may be all that a core hears.
        yield { stream: 'stdout' as const, data: container.output.subarray(0, 20) };
        await container.exit;
        yield { stream: 'stdout' as const, data: container.output.subarray(20) };
      })(),
      exit: container.exit.then(alive).then((exit) => {
        containers.delete(id);
        return exit;
      }),
      async stop() {
        if (life.isDead) return never;
        container.stop();
        await container.exit;
      },
    };
  }

  const refused = () => Promise.reject(new Error('nothing is served here'));
  return {
    program: (index) => `// ${index}`,
    fail(next) {
      failing = next;
    },
    left: () => [...containers.keys()],
    engine: (life) => ({
      kind: 'docker',
      fingerprint: async () => 'world',
      prepare: async () => {},
      reach: async () => ({ listen: '127.0.0.1', name: '127.0.0.1' }),
      start: async (launch) => (life.isDead ? never : watched(begin(launch), life)),
      adopt: async (reference) => (life.isDead ? never : containers.has(reference) ? watched(reference, life) : null),
      serve: refused,
      adoptService: refused,
      async reap(keep) {
        if (life.isDead) return never;
        const gone = [...containers.keys()].filter((id) => !keep.has(id));
        for (const id of gone) containers.delete(id);
        return gone;
      },
      close: async () => {},
    }),
  };
}

function leave({ outDir, outputs }: StepLaunch, text: string): void {
  for (const { fileName, format } of outputs) {
    const path = join(outDir, fileName);
    if (format === 'folder') mkdirSync(path);
    writeFileSync(format === 'folder' ? join(path, 'MLmodel') : path, text);
  }
}

async function turnsOfLoop(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
