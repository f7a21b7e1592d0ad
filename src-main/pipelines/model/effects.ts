/**
 * What cores bring about in the model test, besides runs: an endpoint that outlives them, a reader of tables in memory (for some lines of JSON), and how each is told
 * by a core that may die: what it told stands, and a dead one hears no answer.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { SuiteResult } from '../../contract/expectations.ts';
import type { Endpoint } from '../../contract/index.ts';
import type { PipelinesDeps } from '../domain.ts';
import { expected } from './plans.ts';
import { type Life, never } from './world.ts';

/** What was served, in order, by all cores. */
export interface Served {
  readonly versions: string[];
  readonly endpoints: Endpoint[];
}

export function mortalEffects(life: Life, lab: Pick<PipelinesDeps, 'registry' | 'datasets' | 'expectations'>, served: Served) {
  async function told<T>(ask: () => T | Promise<T>): Promise<T> {
    if (life.isDead) return never;
    const work = Promise.resolve(ask());
    life.hold?.(work);
    const value = await work.catch((error) => (life.isDead ? never : Promise.reject(error)));
    return life.isDead ? never : value;
  }
  const { registry, datasets, expectations } = lab;
  return {
    registry: {
      ...registry,
      register: (about) => told(() => registry.register(about)),
      setAlias: (name, alias, version, by) => told(() => registry.setAlias(name, alias, version, by)),
    },
    datasets: { ...datasets, publish: (about) => told(() => datasets.publish(about)) },
    serving: {
      list: () => served.endpoints,
      serve: (asked) => told(() => serve(registry, served, asked)),
    },
    expectations: { ...expectations, check: (file, suite, options) => told(() => check(file.path, suite.suite, options?.split ?? null)) },
  } satisfies Partial<PipelinesDeps>;
}

function serve(
  registry: PipelinesDeps['registry'],
  { versions, endpoints }: Served,
  { target, endpoint = target, engine = 'process' }: Parameters<PipelinesDeps['serving']['serve']>[0],
): Endpoint {
  const { name, version } = registry.resolve(target);
  versions.push(version);
  const now: Endpoint = {
    ...{ name: endpoint, url: 'http://127.0.0.1:1', status: 'ready', engine, source: { kind: 'model', name, version, alias: null } },
    ...{ revision: versions.length, startedAt: 0, readyMs: 1, signature: [], inputExample: {}, error: null, displacedFrom: null },
  };
  endpoints.splice(0, endpoints.length, now);
  return now;
}

/** One expectation: that what a program wrote begins as it should. */
function check(path: string, suite: string, split: { valid: string; quarantine: string } | null): SuiteResult {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const isGood = (line: string) => expected.test((JSON.parse(line) as { digest: string }).digest);
  const good = lines.filter(isGood);
  const bad = lines.filter((line) => !isGood(line));
  if (split) writeFileSync(split.valid, good.join('\n'));
  if (split) writeFileSync(split.quarantine, bad.join('\n'));
  const expectation = { type: 'expect_column_values_to_match_regex', column: 'digest', severity: 'critical', mostly: 1 } as const;
  return {
    ...{
      suite,
      success: bad.length === 0,
      rows: lines.length,
      quarantined: bad.length,
      failed: { critical: bad.length > 0 ? 1 : 0, warning: 0, info: 0 },
    },
    results: [
      {
        ...{ expectation, success: bad.length === 0, problem: null, observed: null, judged: lines.length, missing: 0, unexpected: bad.length },
        ...{ columns: [], examples: [] },
      },
    ],
  };
}
