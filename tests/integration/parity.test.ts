/**
 * The same pipeline tells and leaves the same on every engine: states, outputs by digest, metrics, and each step's events and lines, in order. Every folder of content
 * with a pipeline.yaml is run; a new challenge is found by itself. What differs is a table, which has to be empty.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineKind } from '../../src-main/contract/index.ts';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { dockerAnswers, root } from '../support/cli.ts';
import { recordSteps, type Told } from '../support/recorded-engine.ts';

const engines: readonly EngineKind[] = dockerAnswers ? ['process', 'docker', 'warm'] : ['process'];

const pipelines = ['challenges', 'architectures'].flatMap((content) =>
  readdirSync(join(root, content), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])pipeline\.yaml$/.test(path))
    .map((path) => ({
      folder: join(root, content, dirname(path)),
      id: path.split(/[\\/]/)[0]!,
      name: relative(root, join(root, content, dirname(path))),
    })),
);

/** Outputs that are never the same twice, on one engine either, and why. */
const ownEachTime: Readonly<Record<string, string>> = {
  '04-feature-store/exemplo online': 'tells when the store was filled',
  '04-feature-store/exemplo atende': 'tells how long answers took',
  '05-mlops/inicio pacote': 'the starter writes the time into its package; to mend that is the challenge',
  '09-registry-tracking/exemplo experimentos': 'names the runs by the ids that tracking gave them',
  '09-registry-tracking/exemplo promocao': 'names the runs by the ids that tracking gave them',
  '09-registry-tracking/inicio experimentos': 'names the runs by the ids that tracking gave them',
  '09-registry-tracking/inicio promocao': 'names the runs by the ids that tracking gave them',
};

/** What a program measured of the clock: its name is compared, its value is not. */
function withoutTimes<T>(told: T): T {
  const known = (key: unknown) => typeof key === 'string' && key.endsWith('_ms');
  const text = JSON.stringify(told, (key, value) => {
    if (known(key) && typeof value === 'number') return 'ms';
    return value && typeof value === 'object' && known(value.key) && 'value' in value ? { ...value, value: 'ms' } : value;
  });
  return text === undefined ? told : (JSON.parse(text) as T);
}

interface Seen {
  status: string;
  metrics: unknown;
  steps: Map<string, Record<string, unknown>>;
}

interface Bench {
  lab: Lab;
  told: Map<string, Told>;
  home: string;
}

const benches = new Map<EngineKind, Bench>();

beforeAll(async () => {
  for (const engine of engines) {
    const home = mkdtempSync(join(tmpdir(), 'bancada-parity-'));
    const lab = await openLab({ home });
    benches.set(engine, { lab, home, told: recordSteps(lab.engines) });
  }
});

afterAll(async () => {
  for (const { lab, home } of benches.values()) {
    for (const { name, status } of lab.serving.list()) if (status !== 'stopped') await lab.serving.stop(name);
    await lab.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
});

async function run(engine: EngineKind, { folder, id, name }: (typeof pipelines)[number]): Promise<Seen> {
  const { lab, told } = benches.get(engine)!;
  told.clear();
  const short = name.slice(name.indexOf('/') + 1);
  const { runId } = await lab.pipelines.start({ pipeline: id, codeFolder: folder, engine, cache: false });
  const { status, metrics, steps } = await lab.pipelines.finished(runId);
  // A leaderboard holds times, and several programs of a search speak at once: of those steps, the model and the metrics are compared.
  const searches = new Set(lab.automl.list(200).flatMap((search) => (search.runId === runId ? [search.stepId] : [])));
  return {
    status,
    metrics: withoutTimes(metrics),
    steps: new Map(
      steps.map(({ id: step, status: state, attempts, error, outputs, metrics: own }) => [
        step,
        {
          ...{ status: state, attempts, metrics: withoutTimes(own), error: error && { code: error.code, data: error.data } },
          outputs: outputs.flatMap(({ name: output, path, digest, bytes }) =>
            (searches.has(step) && output === 'placar') || `${short} ${step}` in ownEachTime ? [] : [{ name: output, path, digest, bytes }],
          ),
          ...(searches.has(step) ? {} : withoutTimes(told.get(step))),
        },
      ]),
    ),
  };
}

/** One line for each thing that an engine tells otherwise than the first one does. */
function differences(seen: ReadonlyMap<EngineKind, Seen>): { engine: string; step: string; what: string; expected: unknown; found: unknown }[] {
  const [reference, ...others] = [...seen];
  if (!reference) return [];
  const [, first] = reference;
  return others.flatMap(([engine, other]) => {
    const rows = [{ engine, step: '', what: 'run', expected: [first.status, first.metrics], found: [other.status, other.metrics] }];
    for (const step of new Set([...first.steps.keys(), ...other.steps.keys()])) {
      const [one, two] = [first.steps.get(step) ?? {}, other.steps.get(step) ?? {}];
      for (const what of new Set([...Object.keys(one), ...Object.keys(two)]))
        rows.push({ engine, step, what, expected: one[what], found: two[what] } as never);
    }
    return rows.filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found));
  });
}

test('there are pipelines to compare', () => {
  expect(pipelines.length).toBeGreaterThanOrEqual(2);
});

describe.each(pipelines)('$name', (pipeline) => {
  test.skipIf(!dockerAnswers)(
    'is the same on every engine',
    async () => {
      const seen = new Map<EngineKind, Seen>();
      for (const engine of engines) seen.set(engine, await run(engine, pipeline));
      expect(differences(seen)).toEqual([]);
    },
    300_000,
  );
});
