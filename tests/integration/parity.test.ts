/**
 * The same pipeline tells and leaves the same on every engine: states, outputs by digest, metrics, and each step's events and lines, in order. Every folder of content
 * with a pipeline.yaml is run; a new challenge is found by itself. What differs is a table, which has to be empty. References are compared where their checks run them
 * anyway (tests/challenges/solutions.test.ts).
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineKind } from '../../src-main/contract/index.ts';
import { type Lab, openLab } from '../../src-main/lab.ts';
import { dockerAnswers, root } from '../support/cli.ts';
import { differences, type Seen, seenOf } from '../support/parity.ts';
import { recordSteps, type Told } from '../support/recorded-engine.ts';

const engines: readonly EngineKind[] = dockerAnswers ? ['process', 'docker', 'warm'] : ['process'];

const pipelines = ['challenges', 'architectures'].flatMap((content) =>
  readdirSync(join(root, content), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[\\/])pipeline\.yaml$/.test(path) && !/^[^\\/]+[\\/]exemplo[\\/]/.test(path))
    .map((path) => ({
      folder: join(root, content, dirname(path)),
      id: path.split(/[\\/]/)[0]!,
      name: relative(root, join(root, content, dirname(path))),
    })),
);

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
  const { runId } = await lab.pipelines.start({ pipeline: id, codeFolder: folder, engine, cache: false });
  return seenOf(lab, told, name.slice(name.indexOf('/') + 1), await lab.pipelines.finished(runId));
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
