/** `recordSteps`: keeps what every program tells its engine from now on, by run and step: events in order, and lines of log, with the engine's own places made alike. */
import type { Engine, OutputChunk, RunningStep, StepLaunch } from '../../src-main/engines/engine.ts';
import type { Engines } from '../../src-main/engines/engines.ts';

export interface Told {
  events: unknown[];
  stdout: string;
  stderr: string;
}

export const toldKey = (runId: string, step: string) => `${runId} ${step}`;

export function recordSteps(engines: Engines): Map<string, Told> {
  const told = new Map<string, Told>();
  const pick = engines.pick.bind(engines);
  engines.pick = async (kind) => {
    const engine = await pick(kind);
    return Object.assign(Object.create(engine) as Engine, { start: async (launch: StepLaunch) => recorded(await engine.start(launch), launch) });
  };

  function recorded(step: RunningStep, launch: StepLaunch): RunningStep {
    const text = { stdout: '', stderr: '' };
    async function* tee(): AsyncGenerator<OutputChunk> {
      for await (const chunk of step.output) {
        text[chunk.stream] += chunk.data.toString('latin1');
        yield chunk;
      }
      told.set(toldKey(launch.run.id, launch.run.step), read(text, launch));
    }
    return Object.assign(Object.create(step) as RunningStep, { output: tee(), exit: step.exit, stop: step.stop, reference: step.reference });
  }
  return told;
}

function read(text: Record<'stdout' | 'stderr', string>, launch: StepLaunch): Told {
  const events: unknown[] = [];
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  for (const stream of ['stdout', 'stderr'] as const) {
    for (const line of Buffer.from(text[stream], 'latin1').toString('utf8').split('\n')) {
      if (line.startsWith('\u001e')) events.push(event(line.slice(1)));
      else lines[stream].push(line);
    }
  }
  const alike = (value: unknown) => JSON.parse(places(JSON.stringify(value), launch)) as never;
  return {
    events: alike(events.filter((each) => each !== null)),
    stdout: alike(lines.stdout.join('\n')),
    stderr: alike(lines.stderr.join('\n')),
  };
}

/** Progress comes as often as time passes; the time of a metric and the lines of a stack are each run's own. */
function event(text: string): unknown {
  const { timestamp: _timestamp, stack: _stack, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return rest.type === 'progress' ? null : rest;
}

/** A process sees the real folders. */
function places(text: string, { codeDir, outDir, inputs }: StepLaunch): string {
  const pairs = [[codeDir, '/lab/code'], [outDir, '/lab/out'], ...inputs.map(({ path, fileName }) => [path, `/lab/in/${fileName}`])];
  return pairs.reduce((all, [real, seen]) => (real ? all.replaceAll(real, seen!) : all), text);
}
